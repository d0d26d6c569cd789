package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.importance.Judging;
import dev.jensen.core.conjugate.Conjugacy;
import dev.jensen.core.density.Batches;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Iteration;
import dev.jensen.optim.Loop;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/** Steps towards the best natural parameters of each latent in turn: what {@link CoordinateAscent} and natural gradients share. */
final class ConjugateIteration implements Iteration {
    private static final double STILL = 1e-9;
    private static final int FINAL_DRAWS = 256;
    private static final long FINAL_STREAM = 1;

    private final Conjugacy model;
    private final Schedule step;
    private final double[][] natural;
    private final double[] point;
    private final double[] gradient;
    private final double[] value = new double[1];
    private final @Nullable Batches batches;
    private double loss;
    private double[] phi;

    ConjugateIteration(Conjugacy model, double[][] natural, Schedule step) {
        this(model, natural, step, null);
    }

    private ConjugateIteration(Conjugacy model, double[][] natural, Schedule step, @Nullable Batches batches) {
        this.model = model;
        this.natural = natural;
        this.step = step;
        this.batches = batches;
        point = model.means(natural);
        gradient = new double[point.length];
        phi = model.parameters(natural);
        loss = -model.elbo(natural);
    }

    /** The same, by estimates from the batches of the steps. */
    ConjugateIteration onBatches(long seed) {
        return new ConjugateIteration(model, natural, step, model.expected().batches(seed));
    }

    Fit fit(String method, long seed, Loop loop) {
        Minimum minimum = loop.eachStepTakes(natural.length).run(this);
        double[] found = model.parameters(natural);
        Estimate elbo = model.isExact()
                ? new Estimate(model.elbo(natural), 0, 1)
                : Elbo.estimate(
                        model.target(), model.family(), found, FINAL_DRAWS, MonteCarlo.seed(seed).stream(FINAL_STREAM));
        Origin origin = new Origin(method, seed, minimum.ending(), minimum.steps(), minimum.trace());
        return Judging.judged(new Fit(model.target(), model.family(), found, elbo, origin));
    }

    @Override
    public @Nullable Ending step(long t) {
        double rho = step.at(t);
        if (!(rho > 0 && rho <= 1)) {
            throw new IllegalArgumentException("the natural-gradient step at t = " + t + " must be in (0, 1]: " + rho);
        }
        Differentiable expected = model.expected();
        if (batches != null) {
            batches.moveTo(t);
            expected = (Differentiable) batches.density();
        }
        for (int b = 0; b < natural.length; b++) {
            expected.gradient(1, point, value, gradient);
            double[] best = model.natural(b, gradient, point);
            for (int i = 0; i < best.length; i++) {
                natural[b][i] += rho * (best[i] - natural[b][i]);
            }
            model.means(b, natural[b], point);
        }
        expected.logDensity(1, point, value);
        loss = -value[0] - model.entropy(natural);
        double[] before = phi;
        phi = model.parameters(natural);
        return batches == null && isStill(before, rho) ? Ending.CONVERGED : null;
    }

    private boolean isStill(double[] before, double rho) {
        boolean still = true;
        for (int i = 0; i < phi.length; i++) {
            still &= Math.abs(phi[i] - before[i]) <= STILL * rho * (1 + Math.abs(phi[i]));
        }
        return still;
    }

    @Override
    public double value() {
        return loss;
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public double[] parameters() {
        return phi;
    }
}
