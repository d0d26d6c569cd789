package dev.jensen.optim;

/**
 * Turns a gradient into what is subtracted from the parameters. A rule is a value, safe to share between threads and
 * runs; what it carries from step to step is its {@link Memory}, made anew for each run, so that two runs never share
 * moments. Rules compose, as in Optax: {@code ClipNorm.at(10).then(Adam.standard()).then(Scale.by(0.01))}.
 *
 * <p>A rule without memory is a lambda: {@code Rule sign = d -> (step, x, u) -> { for (int i …) u[i] = signum(u[i]); }}.
 */
@FunctionalInterface
public interface Rule {
    /**
     * A fresh memory for one run.
     *
     * @param dimension how many parameters there are
     */
    Memory start(int dimension);

    /** This rule, and then {@code next} on what this one made of the gradient. */
    default Rule then(Rule next) {
        return new Chain(this, next);
    }

    /** A rule in the middle of one run. Used by one thread at a time. */
    @FunctionalInterface
    interface Memory {
        /**
         * Transforms an update in place.
         *
         * @param step the step, counted from 0
         * @param parameters length d, the point at which the gradient was taken; not to be modified or kept
         * @param update length d; in: the gradient, or what the rules before made of it; out: what is subtracted
         */
        void transform(long step, double[] parameters, double[] update);
    }

    /** A memory whose whole state, apart from the number of the step, is some arrays: so a run can be saved and resumed. */
    interface Resumable extends Memory, dev.jensen.optim.Resumable {}
}
