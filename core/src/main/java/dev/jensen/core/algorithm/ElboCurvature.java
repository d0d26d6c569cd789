package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.normal.Ascent;
import dev.jensen.core.density.TwiceDifferentiable;

/**
 * Products with the Hessian of −ELBO of a mean-field normal on fixed draws, its parameters φ = (u, ρ) in units of q's own: m = σu,
 * and ρ = log σ as it is, so that the Hessian of a target of independent normals is I and 2I.
 *
 * <pre>
 *   dz = σ (du + ε dρ)    dg = ∇²log p̃(z) dz    d(∂/∂u) = −mean σ dg    d(∂/∂ρ) = −mean (σε dg + σε g dρ)
 * </pre>
 */
final class ElboCurvature {
    private static final int BLOCK = 16; // directions at once
    private static final double SMALL = 1e-8;

    private final TwiceDifferentiable target;
    private final int d;
    private final int draws;
    private final double[] sigma;
    private final double[] noise;
    private final double[] z;
    private final double[] ofRho; // mean σεg, by which the map's own curvature in ρ counts

    ElboCurvature(TwiceDifferentiable target, double[] mean, double[] variance, double[] noise) {
        this.target = target;
        this.noise = noise;
        d = mean.length;
        draws = noise.length / d;
        sigma = new double[d];
        z = new double[noise.length];
        for (int i = 0; i < d; i++) {
            sigma[i] = Math.sqrt(variance[i]);
            for (int s = 0; s < draws; s++) {
                z[s * d + i] = mean[i] + sigma[i] * noise[s * d + i];
            }
        }
        double[] gradients = new double[noise.length];
        target.gradient(draws, z, new double[draws], gradients);
        ofRho = new double[d];
        for (int k = 0; k < noise.length; k++) {
            ofRho[k % d] += sigma[k % d] * noise[k] * gradients[k] / draws;
        }
    }

    /** The Hessian, 2d × 2d, symmetrised. A move of ρᵢ is ε times one of uᵢ, so that one product with the target's Hessian does for both. */
    double[][] hessian() {
        int p = 2 * d;
        double[][] hessian = new double[p][p];
        for (int from = 0; from < d; from += BLOCK) {
            int n = Math.min(BLOCK, d - from);
            double[][] units = new double[n][p];
            for (int k = 0; k < n; k++) {
                units[k][from + k] = 1;
            }
            double[] changes = changes(units);
            for (int k = 0; k < n; k++) {
                int i = from + k;
                for (int e = 0; e < noise.length; e++) {
                    double change = sigma[e % d] * changes[k * noise.length + e] / draws;
                    double own = noise[e - e % d + i];
                    hessian[i][e % d] -= change;
                    hessian[i][d + e % d] -= noise[e] * change;
                    hessian[d + i][e % d] -= own * change;
                    hessian[d + i][d + e % d] -= own * noise[e] * change;
                }
                hessian[d + i][d + i] -= ofRho[i];
            }
        }
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < i; j++) {
                double both = 0.5 * (hessian[i][j] + hessian[j][i]);
                hessian[i][j] = both;
                hessian[j][i] = both;
            }
        }
        return hessian;
    }

    /** How the gradients of log p̃ change at the draws, n × draws × d, as φ moves. */
    private double[] changes(double[][] directions) {
        int n = directions.length;
        double[] points = new double[n * noise.length];
        double[] moves = new double[n * noise.length];
        double[] changes = new double[n * noise.length];
        for (int k = 0; k < n; k++) {
            int at = k * noise.length;
            System.arraycopy(z, 0, points, at, z.length);
            for (int e = 0; e < z.length; e++) {
                moves[at + e] = sigma[e % d] * (directions[k][e % d] + noise[e] * directions[k][d + e % d]);
            }
        }
        target.hessianProduct(n * draws, points, moves, changes);
        return changes;
    }

    private double[] product(double[] direction) {
        double[] changes = changes(new double[][] {direction});
        double[] product = new double[2 * d];
        for (int e = 0; e < z.length; e++) {
            double change = sigma[e % d] * changes[e] / draws;
            product[e % d] -= change;
            product[d + e % d] -= noise[e] * change;
        }
        for (int i = 0; i < d; i++) {
            product[d + i] -= ofRho[i] * direction[d + i];
        }
        return product;
    }

    /** Solves H x = b by conjugate gradients from 0, preconditioned by (I, 2I). */
    double[] solve(double[] b) {
        int p = 2 * d;
        double[] x = new double[p];
        double[] residual = b.clone();
        double[] direction = preconditioned(residual);
        double rz = Ascent.dot(residual, direction);
        double enough = SMALL * SMALL * rz;
        for (int k = 0; k < 2 * p && rz > enough; k++) {
            double[] product = product(direction);
            double along = Ascent.dot(direction, product);
            if (!(along > 0)) {
                direction[0] = Double.NaN; // there is no maximum: let the caller see
                return direction;
            }
            double step = rz / along;
            for (int i = 0; i < p; i++) {
                x[i] += step * direction[i];
                residual[i] -= step * product[i];
            }
            double[] preconditioned = preconditioned(residual);
            double next = Ascent.dot(residual, preconditioned);
            for (int i = 0; i < p; i++) {
                direction[i] = preconditioned[i] + next / rz * direction[i];
            }
            rz = next;
        }
        return x;
    }

    private double[] preconditioned(double[] residual) {
        double[] z = residual.clone();
        for (int i = d; i < 2 * d; i++) {
            z[i] *= 0.5;
        }
        return z;
    }

    /** From coefficients of the coordinates to coefficients of φ. */
    double[] scaled(double[] direction) {
        double[] right = new double[2 * d];
        for (int i = 0; i < d; i++) {
            right[i] = sigma[i] * direction[i];
        }
        return right;
    }

    /** From the covariance of u to that of the coordinates. */
    double[][] unscaled(double[][] covariance) {
        double[][] scaled = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                scaled[i][j] = sigma[i] * sigma[j] * covariance[i][j];
            }
        }
        return scaled;
    }
}
