package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;
import dev.jensen.optim.schedule.Schedule;

/** Stochastic gradient descent, plain or with momentum: names for chains of other rules. */
public final class Sgd {
    private Sgd() {}

    /** Plain: the gradient times a step size. */
    public static Rule at(double stepSize) {
        return Scale.by(stepSize);
    }

    /** Plain: the gradient times a step size that changes. */
    public static Rule at(Schedule stepSize) {
        return Scale.by(stepSize);
    }

    /** With Polyak's momentum: see {@link HeavyBall}. */
    public static Rule withMomentum(Schedule stepSize, double decay) {
        return HeavyBall.of(decay).then(Scale.by(stepSize));
    }

    /** With Nesterov's momentum: see {@link Nesterov}. */
    public static Rule withNesterov(Schedule stepSize, double decay) {
        return Nesterov.of(decay).then(Scale.by(stepSize));
    }
}
