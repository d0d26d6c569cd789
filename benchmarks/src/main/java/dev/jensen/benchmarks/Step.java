package dev.jensen.benchmarks;

import dev.jensen.core.density.Batches;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.estimator.Estimation;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.optim.Rule;
import dev.jensen.optim.rule.Adam;
import java.util.function.LongConsumer;

/** What is timed: one whole ELBO step, again and again: noise, draws, value and gradient, Adam's update. */
final class Step {
    private final Estimation loss;
    private final Rule.Memory adam;
    private final double[] phi;
    private final double[] gradient;
    private final LongConsumer before;
    private long step;

    private Step(Estimation loss, double[] start, LongConsumer before) {
        this.loss = loss;
        this.before = before;
        adam = Adam.at(0.01).start(start.length);
        phi = start;
        gradient = new double[start.length];
    }

    /**
     * Starts at standard deviation 0.1 around the origin, as the peer does.
     *
     * @param family meanfield or fullrank
     */
    static Step of(Differentiable target, String family, int draws) {
        int d = target.dimension();
        return switch (family) {
            case "meanfield" -> of(target, MeanFieldGaussian.of(d), draws);
            case "fullrank" -> of(target, FullRankGaussian.of(d), draws);
            default -> throw new IllegalArgumentException("no family \"" + family + "\": meanfield or fullrank");
        };
    }

    private static <F extends Reparameterized & EntropyKnown> Step of(Differentiable target, F family, int draws) {
        var estimator = Reparameterization.<F>closedFormEntropy(draws);
        double[] start = family.initial(new double[target.dimension()], 0.1);
        return new Step(estimator.start(target, family, MonteCarlo.seed(0)), start, step -> {});
    }

    /** Starts likewise, with a mean-field family; each step looks at one minibatch. */
    static Step ofBatches(ExprDensity target, int draws) {
        Batches batches = target.batches(0);
        MeanFieldGaussian family = MeanFieldGaussian.of(target.dimension());
        Estimation loss = Reparameterization.<MeanFieldGaussian>closedFormEntropy(draws)
                .start((ExprDensity) batches.density(), family, MonteCarlo.seed(0));
        return new Step(loss, family.initial(new double[target.dimension()], 0.1), batches::moveTo);
    }

    /** Makes one step and returns the estimate of the negative ELBO before it, in nats. */
    double next() {
        before.accept(step);
        double negativeElbo = loss.valueAndGradient(step, phi, gradient);
        adam.transform(step, phi, gradient);
        for (int i = 0; i < phi.length; i++) {
            phi[i] -= gradient[i];
        }
        step++;
        return negativeElbo;
    }
}
