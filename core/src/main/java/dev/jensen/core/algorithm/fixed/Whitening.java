package dev.jensen.core.algorithm.fixed;

import dev.jensen.core.algorithm.normal.Curvature;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.family.AffineFamily;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.LowRankGaussian;
import dev.jensen.core.family.MomentsKnown;
import dev.jensen.core.family.Pathwise;
import org.jspecify.annotations.Nullable;

/**
 * Coordinates x about one member q₀ of a family, in which all scales are about 1: φ is the composition of q₀ and x.
 *
 * <p>At the optimal full-rank Gaussian E_q[−∇²log p̃] = (LLᵀ)⁻¹, and −ELBO's Hessian in x is about the identity: the gradient
 * tells by how many standard deviations the means are off. Mean-field scales know nothing of a ridge, along which they are
 * much too small; so there the means are whitened by the target's curvature, where that can be had. A family that is not affine has
 * no composition: x is the difference of its parameters, of a low-rank Gaussian's means and factors in standard deviations of their coordinates.
 */
public final class Whitening {
    private static final double LEAST_SHARE = 1e-4; // of a standard deviation

    private final Pathwise family;
    private final @Nullable AffineFamily affine; // the family, where it is one
    private final Differentiable target;
    private final double[] centre;
    private final double @Nullable [][] ridge; // whitens the means in place of the family's own scales
    private final double @Nullable [] units; // of parameters, where there is no composition
    private final boolean isComplete;

    private Whitening(Pathwise family, Differentiable target, double[] centre, double @Nullable [][] ridge) {
        this.family = family;
        this.affine = family instanceof AffineFamily a ? a : null;
        this.target = target;
        this.centre = centre;
        this.ridge = ridge;
        this.units = family instanceof LowRankGaussian lowRank ? units(lowRank, centre) : null;
        this.isComplete = (affine != null && ridge != null) || family instanceof FullRankGaussian;
    }

    /** Standard deviations of means and of the factors' entries; logarithms of scales have none. */
    private static double[] units(LowRankGaussian family, double[] phi) {
        int d = family.dimension();
        double[] variance = family.variance(phi);
        double[] units = new double[phi.length];
        for (int k = 0; k < units.length; k++) {
            units[k] = k / d == 1 ? 1 : Math.sqrt(variance[k % d]);
        }
        return units;
    }

    /** As many own scales of a low-rank Gaussian as its rank may as well be 0, where its entropy would be lost in rounding; so far they are let down. */
    private double least(int k) {
        int d = family.dimension();
        return units != null && k / d == 1 ? Math.log(LEAST_SHARE * units[k - d]) : Double.NEGATIVE_INFINITY;
    }

    /** Whitens by the member with parameters phi. */
    public static Whitening at(double[] phi, Pathwise family, Differentiable target) {
        boolean knowsRidges = family instanceof FullRankGaussian;
        double[][] ridge = null;
        if (!knowsRidges
                && family instanceof MomentsKnown known
                && (family instanceof AffineFamily || family instanceof LowRankGaussian)
                && target instanceof TwiceDifferentiable twice
                && Curvature.isAffordable(family.dimension())) {
            ridge = Curvature.covarianceFactor(twice, known.mean(phi)).orElse(null);
        }
        return new Whitening(family, target, phi.clone(), ridge);
    }

    /** Whitens by the member phi, to which x has led; a curvature from less than a standard deviation away is taken over. */
    Whitening movedTo(double[] x, double[] phi) {
        boolean isNear = ridge != null;
        for (int i = 0; i < family.dimension(); i++) {
            isNear &= Math.abs(x[i]) <= 1;
        }
        return isNear ? new Whitening(family, target, phi.clone(), ridge) : at(phi, family, target);
    }

    /** Returns whether correlations are whitened too, so that a small gradient in x means a small distance. */
    boolean isComplete() {
        return isComplete;
    }

    /**
     * How far the means of a Gaussian move for a gradient Lᵀ∇log p̃, d × d: along ridges by the target's curvature, where that is known.
     *
     * @param factor L
     */
    double[][] response(double[][] factor) {
        if (ridge == null) {
            return factor;
        }
        int d = factor.length;
        double[][] covariance = new FittedNormal(new double[d], ridge).covariance();
        for (double[] row : covariance) {
            for (int j = 0; j < d; j++) {
                row[j] /= factor[j][j];
            }
        }
        return covariance;
    }

    /** Writes φ for x. */
    void parameters(double[] x, double[] phi) {
        if (affine == null) {
            for (int k = 0; k < phi.length; k++) {
                phi[k] = units == null ? centre[k] + x[k] : Math.max(centre[k] + units[k] * x[k], least(k));
            }
        } else {
            affine.compose(centre, x, phi);
        }
        if (ridge != null) {
            for (int i = 0; i < ridge.length; i++) {
                double sum = centre[i];
                for (int j = 0; j <= i; j++) {
                    sum += ridge[i][j] * x[j];
                }
                phi[i] = sum;
            }
        }
    }

    /** Writes the gradient with respect to x, given the one with respect to φ. */
    void gradient(double[] x, double[] ofPhi, double[] ofX) {
        if (affine == null) {
            for (int k = 0; k < ofX.length; k++) {
                boolean isHeld = units != null && centre[k] + units[k] * x[k] < least(k);
                ofX[k] = units == null ? ofPhi[k] : isHeld ? 0 : units[k] * ofPhi[k];
            }
        } else {
            affine.pullbackComposition(centre, x, ofPhi, ofX);
        }
        if (ridge != null) {
            for (int j = 0; j < ridge.length; j++) {
                double sum = 0;
                for (int i = j; i < ridge.length; i++) {
                    sum += ridge[i][j] * ofPhi[i];
                }
                ofX[j] = sum;
            }
        }
    }
}
