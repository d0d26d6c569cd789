package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.importance.Judging;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.optim.Ending;
import java.util.Arrays;
import java.util.List;

/**
 * Several fits of a target stacked to one: the mixture of their laws q_k with the weights that maximise its ELBO, which is concave in
 * them. With q = Σ_k w_k q_k and fixed draws of each q_k a step is
 *
 * <pre>
 *   log w_k ← E_k[log p̃ − log q_k + log r_k] + const,    r_k = w_k q_k / q,
 * </pre>
 *
 * <p>coordinate ascent with the component as a choice, so that the ELBO never falls; laws that are far apart get weights
 * proportional to exp ELBO_k in one step (the weights of modes in Yao, Vehtari and Gelman, "Stacking for non-mixing Bayesian
 * computations", JMLR 23, 2022, are by predictions instead).
 */
public final class Stacking {
    private static final int DRAWS = 1024;
    private static final int STEPS = 1000;
    private static final double STILL = 1e-10;
    private static final double LEAST = 1e-12;
    private static final long STREAM = 31;

    private Stacking() {}

    /**
     * Stacks fits.
     *
     * @param fits of one target by one family with paths, at least one
     * @return one fit, whose family is a mixture
     * @throws IllegalArgumentException if they do not fit together
     */
    public static Fit of(List<Fit> fits) {
        if (fits.isEmpty()) {
            throw new IllegalArgumentException("stacking needs at least one fit: 0");
        }
        Fit first = fits.get(0);
        if (!(first.family() instanceof Reparameterized component)) {
            throw new IllegalArgumentException("stacking makes a mixture of laws with paths, which " + first.family()
                    + " is not: look at each optimum by itself");
        }
        for (Fit fit : fits) {
            boolean fitting = fit.target() == first.target()
                    && fit.family().getClass() == component.getClass()
                    && fit.family().parameterCount() == component.parameterCount()
                    && drawsAlike(fit, component);
            if (!fitting) {
                throw new IllegalArgumentException(
                        "stacking needs fits of one target by one family: " + fit.family() + " beside " + component);
            }
        }
        double[][] parameters = fits.stream().map(Fit::parameters).toArray(double[][]::new);
        double[] weights =
                weights(first.target(), component, parameters, first.origin().seed());
        MixtureFamily<Reparameterized> family = MixtureFamily.of(component, fits.size());
        double[] phi = family.parameters(weights, parameters);
        MonteCarlo noise = MonteCarlo.seed(first.origin().seed()).stream(STREAM + fits.size());
        Estimate elbo = Elbo.estimate(first.target(), family, phi, 2 * DRAWS, noise);
        boolean all = fits.stream().allMatch(fit -> fit.origin().ending() == Ending.CONVERGED);
        Origin origin = new Origin(
                "Stacking of " + fits.size() + " fits by " + first.origin().method(),
                first.origin().seed(),
                all ? Ending.CONVERGED : first.origin().ending(),
                first.origin().steps(),
                first.origin().trace());
        return Judging.judged(new Fit(first.target(), family, phi, elbo, origin));
    }

    /** Families of one class may differ in what is fixed in them, such as the factor of one that is whitened. */
    private static boolean drawsAlike(Fit fit, Reparameterized component) {
        if (fit.family().noiseDimension() != component.noiseDimension()) {
            return false;
        }
        double[] noise = new double[component.noiseDimension()];
        MonteCarlo.seed(1).fill(0, 1, noise.length, noise);
        double[] own = new double[component.dimension()];
        double[] other = own.clone();
        fit.family().draw(fit.parameters(), 1, noise, own);
        component.draw(fit.parameters(), 1, noise, other);
        return Arrays.equals(own, other);
    }

    private static double[] weights(LogDensity target, Reparameterized family, double[][] parameters, long seed) {
        int count = parameters.length;
        int d = family.dimension();
        double[] noise = new double[DRAWS * family.noiseDimension()];
        double[] z = new double[DRAWS * d];
        double[] values = new double[DRAWS];
        double[][] logTarget = new double[count][DRAWS];
        double[][][] logFamily = new double[count][count][DRAWS]; // of draws of the first, by the second
        for (int k = 0; k < count; k++) {
            MonteCarlo.seed(seed).stream(STREAM).fill(k, DRAWS, family.noiseDimension(), noise);
            family.draw(parameters[k], DRAWS, noise, z);
            target.logDensity(DRAWS, z, logTarget[k]);
            for (int j = 0; j < count; j++) {
                family.logDensity(parameters[j], DRAWS, z, values);
                System.arraycopy(values, 0, logFamily[k][j], 0, DRAWS);
            }
        }
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        for (int step = 0; step < STEPS; step++) {
            double[] next = next(weights, logTarget, logFamily);
            double moved = 0;
            for (int k = 0; k < count; k++) {
                moved = Math.max(moved, Math.abs(next[k] - weights[k]));
            }
            weights = next;
            if (moved < STILL) {
                break;
            }
        }
        return weights;
    }

    private static double[] next(double[] weights, double[][] logTarget, double[][][] logFamily) {
        int count = weights.length;
        double[] scores = new double[count];
        for (int k = 0; k < count; k++) {
            for (int s = 0; s < DRAWS; s++) {
                double greatest = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < count; j++) {
                    greatest = Math.max(greatest, Math.log(weights[j]) + logFamily[k][j][s]);
                }
                double sum = 0;
                for (int j = 0; j < count; j++) {
                    sum += Math.exp(Math.log(weights[j]) + logFamily[k][j][s] - greatest);
                }
                double logMixture = greatest + Math.log(sum);
                scores[k] += (logTarget[k][s] + Math.log(weights[k]) - logMixture) / DRAWS;
            }
        }
        double greatest = Arrays.stream(scores).max().orElse(0);
        double total = 0;
        double[] next = new double[count];
        for (int k = 0; k < count; k++) {
            next[k] = Math.max(Math.exp(scores[k] - greatest), LEAST);
            total += next[k];
        }
        for (int k = 0; k < count; k++) {
            next[k] /= total;
        }
        return next;
    }
}
