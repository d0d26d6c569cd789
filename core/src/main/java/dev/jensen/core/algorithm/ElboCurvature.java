package dev.jensen.core.algorithm;

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

    /** The Hessian, 2d × 2d, symmetrised. */
    double[][] hessian() {
        int p = 2 * d;
        double[][] hessian = new double[p][];
        for (int from = 0; from < p; from += BLOCK) {
            double[][] units = new double[Math.min(BLOCK, p - from)][p];
            for (int k = 0; k < units.length; k++) {
                units[k][from + k] = 1;
            }
            System.arraycopy(products(units), 0, hessian, from, units.length);
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

    private double[][] products(double[][] directions) {
        int n = directions.length;
        double[] points = new double[n * draws * d];
        double[] moves = new double[n * draws * d];
        double[] answers = new double[n * draws * d];
        for (int k = 0; k < n; k++) {
            int at = k * draws * d;
            System.arraycopy(z, 0, points, at, z.length);
            for (int e = 0; e < z.length; e++) {
                moves[at + e] = sigma[e % d] * (directions[k][e % d] + noise[e] * directions[k][d + e % d]);
            }
        }
        target.hessianProduct(n * draws, points, moves, answers);
        double[][] products = new double[n][2 * d];
        for (int k = 0; k < n; k++) {
            for (int e = 0; e < z.length; e++) {
                double change = sigma[e % d] * answers[k * draws * d + e] / draws;
                products[k][e % d] -= change;
                products[k][d + e % d] -= noise[e] * change;
            }
            for (int i = 0; i < d; i++) {
                products[k][d + i] -= ofRho[i] * directions[k][d + i];
            }
        }
        return products;
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
            double[] product = products(new double[][] {direction})[0];
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
