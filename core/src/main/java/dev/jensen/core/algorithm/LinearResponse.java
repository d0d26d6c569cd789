package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.importance.Judging;
import dev.jensen.core.algorithm.normal.Ascent;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.Race;
import dev.jensen.core.algorithm.normal.SymmetricEigen;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.noise.ScrambledSobol;
import java.util.Arrays;
import java.util.Optional;

/**
 * The covariance that a mean-field fit implies but does not show: how its means answer when log p̃ is tilted a little (Giordano,
 * Broderick and Jordan, "Covariances, robustness, and variational Bayes", JMLR 19, 2018). With φ = (m, log σ) and the Hessian of −ELBO
 * at the optimum, it is the block of the inverse Hessian that belongs to m. Where the posterior is normal it is exact, however
 * correlated: there the means are right, the mean-field variances 1/Λᵢᵢ too small, and the answer Λ⁻¹.
 *
 * <pre>{@code
 * Fit meanField = FixedDrawVi.of(target, MeanFieldGaussian.of(d)).fit(seed);
 * Fit corrected = LinearResponse.of(meanField).fit();    // a full-rank normal: its summary, on the scale of the variables
 * double sd = Math.sqrt(LinearResponse.of(meanField).variance(direction)); // of one combination, in any dimension
 * }</pre>
 *
 * <p>The expectation of the Hessian is a mean over moment-matched Sobol draws, exact where log p̃ is cubic: 16 of them and 16 others, and twice as
 * many until the standard deviations that both sets give say that their mean is within 2 %, or there are 1,024. So {@link #covariance()} costs d Hessian
 * products for each of some 32 draws, and O(d³); {@link #variance} a few dozen Hessian products a draw, by
 * conjugate gradients. Where the target has no Hessian, differences of gradients stand for it. Immutable and thread-safe.
 */
public final class LinearResponse {
    private static final int FIRST_DRAWS = 16; // of each of two sets
    private static final int MOST_DRAWS = 512;
    private static final int MOST_NUMBERS = 1 << 20;
    private static final double SMALL_ERROR = 0.02; // of a standard deviation
    private static final int FINAL_DRAWS = 2048;
    private static final double LEAST = 1e-8;
    private static final long FINAL_STREAM = 1;
    private static final long RESPONSE_STREAM = 13;

    private final Fit fit;
    private final int d;
    private final TwiceDifferentiable target;
    private final MeanFieldGaussian family;

    private LinearResponse(Fit fit, TwiceDifferentiable target, MeanFieldGaussian family) {
        this.fit = fit;
        this.d = family.dimension();
        this.target = target;
        this.family = family;
    }

    /**
     * Prepares the response of a fit.
     *
     * @param fit with the mean-field Gaussian, converged, of a differentiable target
     * @throws IllegalArgumentException if it has another family, or its target no gradient
     */
    public static LinearResponse of(Fit fit) {
        Family family = fit.family();
        if (!(family instanceof MeanFieldGaussian meanField)) {
            throw new IllegalArgumentException("linear response corrects the mean-field Gaussian, but the fit is of "
                    + family + (family instanceof FullRankGaussian ? ", which has covariances of its own" : "")
                    + ": fit FixedDrawVi.of(target, MeanFieldGaussian.of(d)) first");
        }
        if (fit.target() instanceof TwiceDifferentiable twice) {
            return new LinearResponse(fit, twice, meanField);
        }
        if (fit.target() instanceof Differentiable once) {
            return new LinearResponse(fit, new Watched(once, Long.MAX_VALUE), meanField);
        }
        throw new IllegalArgumentException("linear response needs gradients, which the target has not: write it as an"
                + " expression with LogDensity.of(d, z -> …)");
    }

    /** The curvature on draws of a set of its own. */
    private ElboCurvature curvature(int set, int draws) {
        long seed = fit.origin().seed();
        Noise source = d <= ScrambledSobol.MOST_DIMENSIONS
                ? new ScrambledSobol(seed, RESPONSE_STREAM)
                : new MonteCarlo(seed, RESPONSE_STREAM);
        double[] noise = new double[draws * d];
        new MomentMatched(source).fill(set, draws, d, noise);
        double[] phi = fit.parameters();
        return new ElboCurvature(target, family.mean(phi), family.variance(phi), noise);
    }

    private int firstDraws() {
        return Math.min(mostDraws(), Race.powerOfTwo(Math.max(FIRST_DRAWS, d + 1)));
    }

    private int mostDraws() {
        return Math.max(2, Math.min(MOST_DRAWS, Integer.highestOneBit(Math.max(1, MOST_NUMBERS / d))));
    }

    /**
     * Returns the covariance of the d unconstrained coordinates, d × d, a new array.
     *
     * @throws IllegalStateException if the ELBO is not at a maximum there: the message names the coordinate that is most to blame
     */
    public double[][] covariance() {
        double[][] hessian = curvature(0, firstDraws()).hessian();
        int set = 1;
        for (int draws = firstDraws(); ; draws *= 2) {
            ElboCurvature others = curvature(set++, draws);
            double[][] other = others.hessian();
            double[][] both = mean(hessian, other);
            double error = error(response(hessian), response(other));
            if (error <= SMALL_ERROR || 2 * draws > mostDraws()) {
                return others.unscaled(response(both).orElseThrow(() -> notAtAMaximum(flattest(both))));
            }
            hessian = both;
        }
    }

    /** The standard error of their mean, of the logarithm of the standard deviation that differs most. */
    private double error(Optional<double[][]> one, Optional<double[][]> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double greatest = 0;
        for (int i = 0; i < d; i++) {
            greatest = Math.max(greatest, error(one.get()[i][i], other.get()[i][i]));
        }
        return greatest;
    }

    private static double error(double variance, double other) {
        return 0.25 * Math.abs(Math.log(variance / other));
    }

    private static double[][] mean(double[][] a, double[][] b) {
        double[][] mean = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                mean[i][j] = 0.5 * (a[i][j] + b[i][j]);
            }
        }
        return mean;
    }

    /** The block of the inverse that belongs to the means; nothing where the matrix is not positive definite. */
    private Optional<double[][]> response(double[][] hessian) {
        SymmetricEigen eigen = eigen(hessian);
        double[] values = eigen.values();
        double largest = Arrays.stream(values).max().orElse(0);
        double[][] covariance = new double[d][d];
        for (int e = 0; e < values.length; e++) {
            double[] v = eigen.vectors()[e];
            if (!(values[e] > LEAST * largest)) {
                return Optional.empty();
            }
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    covariance[i][j] += v[i] * v[j] / values[e];
                }
            }
        }
        return Optional.of(covariance);
    }

    private static double[] flattest(double[][] hessian) {
        SymmetricEigen eigen = eigen(hessian);
        int least = 0;
        for (int e = 0; e < hessian.length; e++) {
            least = eigen.values()[e] < eigen.values()[least] ? e : least;
        }
        return eigen.vectors()[least];
    }

    private static SymmetricEigen eigen(double[][] hessian) {
        return SymmetricEigen.of(hessian)
                .orElseThrow(() -> new IllegalStateException(
                        "the Hessian of the ELBO is not finite at the fit: fit to convergence first"));
    }

    /**
     * Returns the variance of a linear combination of the coordinates, without the whole covariance.
     *
     * @param direction length d: the combination's coefficients; a unit vector for one coordinate
     * @throws IllegalStateException if the ELBO is not at a maximum there
     */
    public double variance(double[] direction) {
        if (direction.length != d) {
            throw new IllegalArgumentException("direction has " + direction.length
                    + " coefficients, but the target has " + d + " dimensions: give one for each coordinate");
        }
        int set = 0;
        for (int draws = Math.min(mostDraws(), FIRST_DRAWS); ; draws *= 2) {
            double[][] solutions = new double[2][];
            double[] variances = new double[2];
            for (int k = 0; k < 2; k++) {
                ElboCurvature curvature = curvature(set++, draws);
                double[] right = curvature.scaled(direction);
                solutions[k] = curvature.solve(right);
                variances[k] = Ascent.dot(right, solutions[k]);
            }
            if (error(variances[0], variances[1]) <= SMALL_ERROR || 2 * draws > mostDraws()) {
                for (int k = 0; k < 2; k++) {
                    if (!(variances[k] >= 0)) {
                        throw notAtAMaximum(solutions[k]);
                    }
                }
                return 0.5 * (variances[0] + variances[1]);
            }
        }
    }

    private IllegalStateException notAtAMaximum(double[] v) {
        int most = 0;
        for (int i = 0; i < v.length; i++) {
            most = Math.abs(v[i]) > Math.abs(v[most]) ? i : most;
        }
        String which = (most < d ? "the mean" : "the standard deviation") + " of unconstrained coordinate " + most % d;
        return new IllegalStateException("the ELBO is not at a maximum along " + which + ", so that there is no linear"
                + " response: fit to convergence first, such as with FixedDrawVi; this fit "
                + fit.origin().describeEnding());
    }

    /**
     * Returns the normal with the fit's means and the linear-response covariance, as a fit with an ELBO of its own.
     *
     * @throws IllegalStateException if the ELBO is not at a maximum at the fit
     */
    public Fit fit() {
        FullRankGaussian full = FullRankGaussian.of(d);
        double[][] factor = FittedNormal.cholesky(covariance()).orElseThrow(() -> notAtAMaximum(new double[d]));
        double[] phi = full.parameters(family.mean(fit.parameters()), factor);
        Origin of = fit.origin();
        Estimate elbo = Elbo.estimatePossible(
                fit.target(), full, phi, FINAL_DRAWS, MonteCarlo.seed(of.seed()).stream(FINAL_STREAM));
        Origin origin = new Origin(
                of.method() + " with linear response", of.seed(), of.ending(), of.steps(), of.trace(), of.other());
        return Judging.judged(new Fit(fit.target(), full, phi, elbo, origin));
    }
}
