package dev.jensen.core.fit;

import dev.jensen.optim.Ending;
import dev.jensen.optim.Trace;
import java.util.Locale;
import java.util.Optional;

/**
 * How a fit came about.
 *
 * @param method the algorithm's name
 * @param seed the seed of all its randomness: the same seed gives the same bits
 * @param ending why it ended
 * @param steps how many steps it took
 * @param trace how the loss, for the ELBO its negative, went
 * @param other what was minimised where it was not −ELBO
 * @param standardError of the optimum, because it belongs to its draws: the greatest of any mean, in q's standard deviations, or of the logarithm of any
 *     standard deviation; where the algorithm tells
 */
public record Origin(
        String method,
        long seed,
        Ending ending,
        long steps,
        Trace trace,
        Optional<Minimised> other,
        Optional<Double> standardError) {

    /** Of a run that tells no standard error. */
    public Origin(String method, long seed, Ending ending, long steps, Trace trace, Optional<Minimised> other) {
        this(method, seed, ending, steps, trace, other, Optional.empty());
    }

    /** Of a run that minimised −ELBO. */
    public Origin(String method, long seed, Ending ending, long steps, Trace trace) {
        this(method, seed, ending, steps, trace, Optional.empty());
    }

    /** Returns the same with the optimum's standard error. */
    public Origin withStandardError(Optional<Double> error) {
        return new Origin(method, seed, ending, steps, trace, other, error);
    }

    /** Returns the same with another ending. */
    Origin marked(Ending another) {
        return new Origin(method, seed, another, steps, trace, other, standardError);
    }

    /** Tells in words how the run ended, and whether that means anything. */
    public String describeEnding() {
        String after = " after " + String.format(Locale.US, "%,d", steps) + (steps == 1 ? " step" : " steps");
        return switch (ending) {
            case CONVERGED ->
                "converged" + after
                        + standardError
                                .map(e -> String.format(Locale.US, ", the optimum's standard error at most %.2g sd", e))
                                .orElse("");
            case STALLED -> "NOT CONVERGED: stalled" + after;
            case STEP_LIMIT -> "NOT CONVERGED: stopped by the step limit" + after;
            case BUDGET_SPENT -> "NOT CONVERGED: stopped by the budget of time or gradients" + after;
            case CANCELLED -> "NOT CONVERGED: cancelled" + after;
        };
    }
}
