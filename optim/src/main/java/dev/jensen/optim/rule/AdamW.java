package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;
import dev.jensen.optim.schedule.Schedule;

/**
 * AdamW: Adam with decoupled weight decay, the decay added to Adam's direction and not to the gradient (Loshchilov and
 * Hutter 2019, Algorithm 2). A name for a chain of other rules.
 */
public final class AdamW {
    private AdamW() {}

    /** The standard {@link Adam} with weight decay and a step size that scales both, as PyTorch and Optax have it. */
    public static Rule at(double stepSize, double weightDecay) {
        return at(Schedule.constant(stepSize), weightDecay);
    }

    /** The same with a step size that changes. */
    public static Rule at(Schedule stepSize, double weightDecay) {
        return Adam.standard().then(WeightDecay.by(weightDecay)).then(Scale.by(stepSize));
    }
}
