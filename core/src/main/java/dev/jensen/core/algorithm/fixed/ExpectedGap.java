package dev.jensen.core.algorithm.fixed;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.AffineFamily;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import java.util.Arrays;
import java.util.Optional;

/**
 * By how many nats the minimum on fixed draws is expected to fall short of the best ELBO, because it fits its draws too. With H the
 * Hessian of −ELBO and V the variance of one draw's gradient it is tr(H⁻¹V)/2S (as for any M-estimator: van der Vaart, "Asymptotic
 * statistics", 1998, section 5.3).
 *
 * <p>In coordinates whitened by a full-rank q, H is about 1, and about 2 for the logarithms of scales. The draws are {@link
 * dev.jensen.core.noise.MomentMatched}: of the whitened gradient G of log p̃ at ±ε the even part e has noise in the means alone, the odd
 * part o in the scales alone, o_i ε_j, and there only as far as it is not linear in ε. So with the residuals r of o
 *
 * <pre>
 *   gap = 1/S · Σ_i ( Var e_i + E r_i² (Σ_{j&lt;i} ε_j² + ½ ε_i²) )
 * </pre>
 *
 * <p>without the sum over j for a mean-field q, whose ridges H⁻¹ would weigh more than this does. The term of ½ ε_i² is the variance of
 * the logarithm of scale i too, were the draws independent; Sobol points do several times better.
 *
 * @param nats how far the ELBO falls short
 * @param ofScale the greatest variance of a scale's logarithm
 */
public record ExpectedGap(double nats, double ofScale) {
    static final ExpectedGap NONE = new ExpectedGap(0, 0);

    /**
     * Estimates it at a minimum.
     *
     * @param noise draws × d, moment-matched: ε and −ε in turn
     * @return nothing for other families
     */
    public static Optional<ExpectedGap> of(
            Differentiable target, AffineFamily family, double[] phi, int draws, double[] noise) {
        boolean isFull = family instanceof FullRankGaussian;
        if (!isFull && !(family instanceof MeanFieldGaussian)) {
            return Optional.empty();
        }
        int d = family.dimension();
        int pairs = draws / 2;
        double[] whitened = whitened(target, family, phi, draws, noise);
        double[] evenMean = new double[d];
        double[] evenSquare = new double[d];
        double[][] linear = new double[d][d];
        boolean canRegress = pairs >= 2 * d;
        for (int p = 0; p < pairs; p++) {
            int at = 2 * p * d;
            for (int i = 0; i < d; i++) {
                double even = 0.5 * (whitened[at + i] + whitened[at + d + i]);
                double odd = 0.5 * (whitened[at + i] - whitened[at + d + i]);
                evenMean[i] += even / pairs;
                evenSquare[i] += even * even / pairs;
                whitened[at + i] = odd;
                for (int j = canRegress ? 0 : i; j < (canRegress ? d : i + 1); j++) {
                    linear[i][j] += odd * noise[at + j] / pairs;
                }
            }
        }
        double sum = 0;
        for (int i = 0; i < d; i++) {
            sum += evenSquare[i] - evenMean[i] * evenMean[i];
        }
        double ofScales = 0;
        double[] ofOwn = new double[d];
        for (int p = 0; p < pairs; p++) {
            int at = 2 * p * d;
            double squares = 0;
            for (int i = 0; i < d; i++) {
                double residual = whitened[at + i];
                for (int j = canRegress ? 0 : i; j < (canRegress ? d : i + 1); j++) {
                    residual -= linear[i][j] * noise[at + j];
                }
                double own = noise[at + i] * noise[at + i];
                ofScales += residual * residual * (squares + 0.5 * own) / pairs;
                ofOwn[i] += residual * residual * 0.5 * own / pairs;
                squares += isFull ? own : 0;
            }
        }
        double lost = canRegress ? 1 - (double) d / pairs : 1; // what the regression has taken of the residuals
        double greatest = Arrays.stream(ofOwn).max().orElse(0);
        return Optional.of(new ExpectedGap((sum + ofScales / lost) / draws, greatest / (lost * draws)));
    }

    /** Lᵀ∇log p̃ at the draws. */
    static double[] whitened(Differentiable target, AffineFamily family, double[] phi, int draws, double[] noise) {
        int d = family.dimension();
        double[] z = new double[draws * d];
        double[] gradients = new double[draws * d];
        family.draw(phi, draws, noise, z);
        target.gradient(draws, z, new double[draws], gradients);
        if (!(family instanceof FullRankGaussian full)) {
            double[] variance = family.variance(phi);
            for (int k = 0; k < gradients.length; k++) {
                gradients[k] *= Math.sqrt(variance[k % d]);
            }
            return gradients;
        }
        double[][] factor = full.factor(phi);
        for (int at = 0; at < gradients.length; at += d) {
            for (int i = 0; i < d; i++) {
                double sum = 0;
                for (int k = i; k < d; k++) {
                    sum += factor[k][i] * gradients[at + k];
                }
                gradients[at + i] = sum; // those before i are needed no more
            }
        }
        return gradients;
    }
}
