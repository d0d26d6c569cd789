package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;

/**
 * Adds weight · x, which pulls the parameters towards 0. After an adaptive rule and before {@link Scale} it is the
 * decoupled weight decay of {@link AdamW}; before an adaptive rule it is an L2 penalty.
 *
 * @param weight at least 0
 */
public record WeightDecay(double weight) implements Rule {
    /** Checks its range. */
    public WeightDecay {
        Range.notNegative("WeightDecay weight", weight);
    }

    /** Decays by {@code weight}. */
    public static WeightDecay by(double weight) {
        return new WeightDecay(weight);
    }

    @Override
    public Memory start(int dimension) {
        return (Stateless) (step, x, u) -> {
            for (int i = 0; i < u.length; i++) {
                u[i] += weight * x[i];
            }
        };
    }
}
