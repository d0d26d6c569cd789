package dev.jensen.core.algorithm;

import dev.jensen.core.density.LogDensity;
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
import dev.jensen.core.noise.ScrambledSobol;

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
 * <p>{@link #covariance()} costs 2d Hessian products a draw and O(d³); {@link #variance} a few dozen Hessian products a draw, by
 * conjugate gradients. Immutable and thread-safe.
 */
public final class LinearResponse {
    private static final int FEWEST_DRAWS = 256;
    private static final int MOST_NUMBERS = 1 << 20;
    private static final int FINAL_DRAWS = 2048;
    private static final double LEAST = 1e-8;
    private static final long FINAL_STREAM = 1;

    private final Fit fit;
    private final int d;
    private final ElboCurvature curvature;

    private LinearResponse(Fit fit, ElboCurvature curvature) {
        this.fit = fit;
        this.d = fit.target().dimension();
        this.curvature = curvature;
    }

    /**
     * Prepares the response of a fit.
     *
     * @param fit with the mean-field Gaussian, converged, of a target that has Hessian products
     * @throws IllegalArgumentException if it has another family, or its target no Hessian
     */
    public static LinearResponse of(Fit fit) {
        Family family = fit.family();
        LogDensity target = fit.target();
        if (!(family instanceof MeanFieldGaussian meanField)) {
            throw new IllegalArgumentException("linear response corrects the mean-field Gaussian, but the fit is of "
                    + family + (family instanceof FullRankGaussian ? ", which has covariances of its own" : ""));
        }
        if (!(target instanceof TwiceDifferentiable twice)) {
            throw new IllegalArgumentException(
                    "linear response needs Hessian products, which the target has not: write it as an expression with"
                            + " LogDensity.of(d, z -> …)");
        }
        int d = meanField.dimension();
        int draws = Math.max(2, Math.min(FEWEST_DRAWS, Integer.highestOneBit(Math.max(1, MOST_NUMBERS / d))));
        double[] noise = new double[draws * d];
        new MomentMatched(new ScrambledSobol(fit.origin().seed(), 13)).fill(0, draws, d, noise);
        double[] phi = fit.parameters();
        return new LinearResponse(fit, new ElboCurvature(twice, meanField.mean(phi), meanField.variance(phi), noise));
    }

    /**
     * Returns the covariance of the d unconstrained coordinates, d × d, a new array.
     *
     * @throws IllegalStateException if the ELBO is not at a maximum there: the message names the coordinate that is most to blame
     */
    public double[][] covariance() {
        double[][] hessian = curvature.hessian();
        SymmetricEigen eigen = SymmetricEigen.of(hessian)
                .orElseThrow(() -> new IllegalStateException(
                        "the Hessian of the ELBO is not finite at the fit: fit to convergence first"));
        double[] values = eigen.values();
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        double[][] covariance = new double[d][d];
        for (int e = 0; e < values.length; e++) {
            double[] v = eigen.vectors()[e];
            if (!(values[e] > LEAST * largest)) {
                throw notAtAMaximum(v);
            }
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    covariance[i][j] += v[i] * v[j] / values[e];
                }
            }
        }
        return curvature.unscaled(covariance);
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
        double[] right = curvature.scaled(direction);
        double[] solution = curvature.solve(right);
        double variance = Ascent.dot(right, solution);
        if (!(variance >= 0)) {
            throw notAtAMaximum(solution);
        }
        return variance;
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
        FullRankGaussian family = FullRankGaussian.of(d);
        double[][] factor = FittedNormal.cholesky(covariance()).orElseThrow(() -> notAtAMaximum(new double[d]));
        double[] phi = family.parameters(((MeanFieldGaussian) fit.family()).mean(fit.parameters()), factor);
        Origin of = fit.origin();
        Estimate elbo = Elbo.estimatePossible(
                fit.target(), family, phi, FINAL_DRAWS, MonteCarlo.seed(of.seed()).stream(FINAL_STREAM));
        Origin origin = new Origin(
                of.method() + " with linear response", of.seed(), of.ending(), of.steps(), of.trace(), of.other());
        return Judging.judged(new Fit(fit.target(), family, phi, elbo, origin));
    }
}
