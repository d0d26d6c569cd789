package dev.jensen.core.algorithm.fixed;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.optim.newton.DifferentiableFunction;
import dev.jensen.optim.newton.TwiceDifferentiableFunction;

/**
 * −ELBO on fixed draws in whitened coordinates x, with products of its Hessian. With z the draws, J = ∂z/∂x and g = ∇log p̃ at them,
 *
 * <pre>
 *   ∇ = −mean Jᵀg − ∇H        ∇² v = −mean Jᵀ ∇²log p̃ (J v) − ∂ᵥ( mean Jᵀg + ∇H ), g held
 * </pre>
 *
 * <p>The target's own part is one exact Hessian product a draw. J v and ∂ᵥ, in which the target does not occur, are central
 * differences of the family's map.
 */
public final class FixedDrawCurvature<F extends Reparameterized & EntropyKnown> implements TwiceDifferentiableFunction {
    private static final double DIFFERENCE = 1e-5;

    private final DifferentiableFunction loss;
    private final Differentiable gradients;
    private final TwiceDifferentiable target;
    private final F family;
    private final Whitening whitening;
    private final int draws;
    private final double[] noise;
    private final Runnable counting;
    private final int d;

    /**
     * Of a loss that has no Hessian by itself.
     *
     * @param loss in the same coordinates
     * @param gradients of the target, which remember those of the loss
     * @param noise draws × noise dimension
     * @param counting told of every product of all draws
     */
    public FixedDrawCurvature(
            DifferentiableFunction loss,
            Differentiable gradients,
            TwiceDifferentiable target,
            F family,
            Whitening whitening,
            int draws,
            double[] noise,
            Runnable counting) {
        this.loss = loss;
        this.gradients = gradients;
        this.target = target;
        this.family = family;
        this.whitening = whitening;
        this.draws = draws;
        this.noise = noise;
        this.counting = counting;
        this.d = family.dimension();
    }

    @Override
    public int dimension() {
        return loss.dimension();
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        return loss.valueAndGradient(x, gradient);
    }

    @Override
    public void hessianProduct(double[] x, double[] vector, double[] product) {
        int p = x.length;
        double longest = 0;
        for (double v : vector) {
            longest = Math.max(longest, Math.abs(v));
        }
        double h = DIFFERENCE / Math.max(longest, Double.MIN_NORMAL);
        double[] z = draw(x);
        double[] g = new double[draws * d];
        gradients.gradient(draws, z, new double[draws], g);
        double[] there = moved(x, vector, h);
        double[] back = moved(x, vector, -h);
        double[] ahead = draw(there);
        double[] behind = draw(back);
        double[] moves = new double[draws * d];
        for (int k = 0; k < moves.length; k++) {
            moves[k] = (ahead[k] - behind[k]) / (2 * h);
        }
        double[] changes = new double[draws * d];
        counting.run();
        target.hessianProduct(draws, z, moves, changes);
        double[] ofTarget = pulledBack(x, z, changes, 0);
        double[] ofMap = pulledBack(there, ahead, g, 1);
        double[] ofMapBehind = pulledBack(back, behind, g, 1);
        for (int k = 0; k < p; k++) {
            product[k] = ofTarget[k] + (ofMap[k] - ofMapBehind[k]) / (2 * h);
        }
    }

    private static double[] moved(double[] x, double[] vector, double h) {
        double[] moved = x.clone();
        for (int k = 0; k < x.length; k++) {
            moved[k] += h * vector[k];
        }
        return moved;
    }

    private double[] draw(double[] x) {
        double[] phi = new double[x.length];
        double[] z = new double[draws * d];
        whitening.parameters(x, phi);
        family.paths(phi, draws, noise, z);
        return z;
    }

    /** −mean Jᵀv, less a multiple of the entropy's gradient. */
    private double[] pulledBack(double[] x, double[] z, double[] vectors, double ofEntropy) {
        double[] phi = new double[x.length];
        whitening.parameters(x, phi);
        double[] v = new double[vectors.length];
        for (int k = 0; k < v.length; k++) {
            v[k] = -vectors[k] / draws;
        }
        double[] ofPhi = new double[x.length];
        family.pullback(phi, draws, noise, z, v, ofPhi);
        family.entropyGradient(phi, -ofEntropy, ofPhi);
        double[] ofX = new double[x.length];
        whitening.gradient(x, ofPhi, ofX);
        return ofX;
    }
}
