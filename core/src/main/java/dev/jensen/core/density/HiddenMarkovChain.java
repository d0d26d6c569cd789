package dev.jensen.core.density;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A chain of hidden states s_1, …, s_T of K outcomes each, summed out exactly: with e_t(s) the log likelihood of what is
 * observed at time t,
 *
 * <pre>
 *   log p̃ = log Σ_s π(s_1) Π_t A(s_t, s_{t+1}) Π_t exp e_t(s_t)
 * </pre>
 *
 * <p>That is the forward algorithm (Rabiner, "A tutorial on hidden Markov models", Proceedings of the IEEE 1989), as a
 * product of T − 1 matrices in the semiring of log-sum-exp and plus. The product is associative, so neighbours are
 * multiplied two by two (Särkkä and García-Fernández, "Temporal parallelization of Bayesian smoothers", IEEE Transactions
 * on Automatic Control 2021): log₂ T levels of a dozen operations, and T·K³ work. The graph stays small however long the
 * chain.
 *
 * <p>The derivative of log p̃ in e_t(k) is P(s_t = k | all observations), what the forward–backward algorithm computes:
 * {@link #stateProbabilities}.
 *
 * @param initial log π, shape [K]; −∞ for a state in which no chain begins
 * @param transition log A, from the row's state to the column's, shape [K, K], or [T − 1, K, K] where each step has its own;
 *     −∞ for a step that is not possible
 */
public record HiddenMarkovChain(Expr initial, Expr transition) {

    /** What stands for log 0, so that no infinity meets another: its exponential is 0 beside any true term. */
    private static final double IMPOSSIBLE = -1e290;

    /** Checks the shapes. */
    public HiddenMarkovChain {
        Shape ofInitial = initial.shape();
        Shape ofTransition = transition.shape();
        int rank = ofTransition.rank();
        boolean fits = ofInitial.rank() == 1
                && (rank == 2 || rank == 3)
                && ofTransition.dimension(rank - 1) == ofInitial.dimension(0)
                && ofTransition.dimension(rank - 2) == ofInitial.dimension(0);
        if (!fits) {
            throw new IllegalArgumentException("HiddenMarkovChain initial must have shape [K], and transition [K, K] or"
                    + " [T − 1, K, K]: " + ofInitial + " and " + ofTransition);
        }
        if (ofInitial.dimension(0) < 2) {
            throw new IllegalArgumentException(
                    "HiddenMarkovChain must have at least 2 states: " + ofInitial.dimension(0));
        }
    }

    /** Makes a chain of log probabilities. */
    public static HiddenMarkovChain ofLog(Expr initial, Expr transition) {
        return new HiddenMarkovChain(initial, transition);
    }

    /** Makes a chain of probabilities. */
    public static HiddenMarkovChain of(Expr initial, Expr transition) {
        return new HiddenMarkovChain(initial.log(), transition.log());
    }

    /** Returns K, the number of states. */
    public int states() {
        return initial.shape().dimension(0);
    }

    /**
     * log p̃ of the observations, the states summed out.
     *
     * @param emissions the e_t, shape [T, K]: the log likelihood of each time's observations in each state, in nats; with rows
     *     where there is a chain for each row of a plate
     * @return a number, or one for each row; −∞ where no sequence of states is possible
     * @throws IllegalArgumentException if the shape does not fit
     */
    public Expr logEvidence(Expr emissions) {
        int times = requireTimes(emissions);
        int k = states();
        Expr total = possible(initial).plus(possible(emissions).at(0)); // log π + e_1, [K]
        if (times > 1) {
            Expr later = possible(emissions).slice(1, times).reshape(times - 1, 1, k);
            Expr steps = possible(transition).plus(later); // A e_{t+1}, [T − 1, K, K]
            total = total.reshape(k, 1).plus(product(steps, times - 1)).flat();
        }
        Expr evidence = total.logSumExp();
        return Expr.select(evidence.lessThan(IMPOSSIBLE / 2), Expr.constant(Double.NEGATIVE_INFINITY), evidence);
    }

    /**
     * The probabilities of each time's state given the observations of all times: the gradient of {@link #logEvidence} in the
     * emissions, exactly.
     *
     * @param emissions the e_t, shape [T, K]
     * @return shape [T, K], each time's summing to 1, with the emissions' rows
     */
    public Expr stateProbabilities(Expr emissions) {
        requireTimes(emissions);
        Plate plate = emissions.shape().plate();
        int times = emissions.shape().dimension(0);
        Expr free = plate == null // what to differentiate by, in the place of the emissions
                ? Expr.variable("emissions", times, states())
                : Expr.variable("emissions", times, states(), plate.size());
        Expr inPlace = plate == null ? free : free.toRows(plate);
        Expr evidence = logEvidence(inPlace);
        Expr gradient = Gradient.of(plate == null ? evidence : evidence.sumRows(), List.of(free))
                .get(0);
        return plate == null
                ? Graph.substitute(List.of(gradient), Map.of(free, emissions)).get(0)
                : Graph.substitute(
                                List.of(gradient.toRows(plate)), Map.of(inPlace, emissions, free, emissions.toAxis()))
                        .get(0);
    }

    /** The product of matrices, two by two; those before the last are multiplied among themselves when there is one too many. */
    private static Expr product(Expr matrices, int count) {
        Expr rest = matrices;
        int left = count;
        int k = matrices.shape().dimension(1);
        while (left > 1) {
            int pairs = left / 2;
            Expr product = every(rest, 0, pairs, k)
                    .reshape(pairs, k, k, 1)
                    .plus(every(rest, 1, pairs, k).reshape(pairs, 1, k, k))
                    .logSumExp(2);
            rest = left % 2 == 0 ? product : Expr.concat(List.of(product, rest.slice(left - 1, left)));
            left -= pairs;
        }
        return rest.reshape(k, k);
    }

    /** Every second matrix. */
    private static Expr every(Expr matrices, int first, int pairs, int k) {
        int[] table = new int[pairs * k * k];
        Arrays.setAll(table, i -> (2 * (i / (k * k)) + first) * k * k + i % (k * k));
        return matrices.take(table, pairs, k, k);
    }

    private static Expr possible(Expr logProbabilities) {
        return logProbabilities.max(IMPOSSIBLE);
    }

    private int requireTimes(Expr emissions) {
        Shape shape = emissions.shape();
        if (shape.rank() != 2 || shape.dimension(1) != states()) {
            throw new IllegalArgumentException("HiddenMarkovChain emissions must have shape [T, " + states()
                    + "], the log likelihood of each time in each state: " + shape);
        }
        int times = shape.dimension(0);
        if (transition.shape().rank() == 3 && transition.shape().dimension(0) != times - 1) {
            throw new IllegalArgumentException(
                    "HiddenMarkovChain has emissions of " + times + " times, but transitions of "
                            + transition.shape().dimension(0) + " steps: there must be one step less than times");
        }
        return times;
    }
}
