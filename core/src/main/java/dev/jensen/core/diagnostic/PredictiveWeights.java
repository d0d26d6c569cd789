package dev.jensen.core.diagnostic;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.RealVector;

/** Weights of models from how well each foretells each observation: elpd [model][observation], in nats. */
final class PredictiveWeights {
    private static final int BOOTSTRAPS = 4000;
    private static final long SEED = 20180917;
    private static final double FIRST_BARRIER = 1;
    private static final double LAST_BARRIER = 1e-13;
    private static final int NEWTON_STEPS = 50;
    private static final double BOUND = 0.99; // of the way to the border of the simplex

    private PredictiveWeights() {}

    /**
     * Maximises the mean of log Σ_k w_k exp(elpd_ki) over the simplex, which is concave, by Newton steps with a logarithmic barrier that
     * goes to nothing (Boyd and Vandenberghe, "Convex optimization", 2004, section 11.3); alike models share alike.
     */
    static double[] stacking(double[][] elpd) {
        int models = elpd.length;
        double[][] density = relative(elpd);
        double[] w = new double[models];
        Arrays.fill(w, 1.0 / models);
        for (double barrier = FIRST_BARRIER; barrier >= LAST_BARRIER && models > 1; barrier *= 0.1) {
            for (int step = 0; step < NEWTON_STEPS; step++) {
                double[] way = newton(density, w, barrier);
                double share = 1;
                double greatest = 0;
                for (int k = 0; k < models; k++) {
                    share = way[k] < 0 ? Math.min(share, -BOUND * w[k] / way[k]) : share;
                    greatest = Math.max(greatest, Math.abs(way[k]) / w[k]);
                }
                double now = value(density, w, barrier);
                double[] next = moved(w, way, share);
                while (!(value(density, next, barrier) >= now) && share > 1e-12) {
                    share /= 2;
                    next = moved(w, way, share);
                }
                w = next;
                if (greatest < 1e-10 || share <= 1e-12) {
                    break;
                }
            }
        }
        return w;
    }

    private static double[][] relative(double[][] elpd) {
        double[][] density = new double[elpd.length][elpd[0].length];
        for (int i = 0; i < elpd[0].length; i++) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (double[] model : elpd) {
                greatest = Math.max(greatest, model[i]);
            }
            for (int k = 0; k < elpd.length; k++) {
                density[k][i] = Math.exp(elpd[k][i] - greatest);
            }
        }
        return density;
    }

    private static double[] moved(double[] w, double[] way, double share) {
        double[] moved = w.clone();
        double sum = 0;
        for (int k = 0; k < w.length; k++) {
            moved[k] += share * way[k];
            sum += moved[k];
        }
        for (int k = 0; k < w.length; k++) {
            moved[k] /= sum;
        }
        return moved;
    }

    private static double value(double[][] density, double[] w, double barrier) {
        int n = density[0].length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double mixed = 0;
            for (int k = 0; k < w.length; k++) {
                mixed += w[k] * density[k][i];
            }
            sum += Math.log(mixed) / n;
        }
        for (double each : w) {
            sum += barrier * Math.log(each);
        }
        return sum;
    }

    /** The Newton step within Σw = 1: AΔ = g − λ1, A the negative Hessian, λ such that ΣΔ = 0. */
    private static double[] newton(double[][] density, double[] w, double barrier) {
        int models = w.length;
        int n = density[0].length;
        double[] gradient = new double[models];
        double[][] negativeHessian = new double[models][models];
        for (int i = 0; i < n; i++) {
            double mixed = 0;
            for (int k = 0; k < models; k++) {
                mixed += w[k] * density[k][i];
            }
            for (int k = 0; k < models; k++) {
                gradient[k] += density[k][i] / mixed / n;
                for (int l = 0; l < models; l++) {
                    negativeHessian[k][l] += density[k][i] / mixed * (density[l][i] / mixed) / n;
                }
            }
        }
        // in shares of w, so that A stays positive definite where weights vanish: Δ_k = w_k δ_k
        for (int k = 0; k < models; k++) {
            gradient[k] = gradient[k] * w[k] + barrier;
            for (int l = 0; l < models; l++) {
                negativeHessian[k][l] *= w[k] * w[l];
            }
        }
        for (int k = 0; k < models; k++) {
            negativeHessian[k][k] += barrier;
        }
        DecompositionSolver solver = new CholeskyDecomposition(
                        new Array2DRowRealMatrix(negativeHessian, false), 1e-9, Double.MIN_NORMAL)
                .getSolver();
        RealVector ones = new ArrayRealVector(w);
        RealVector free = solver.solve(new ArrayRealVector(gradient));
        RealVector held = solver.solve(ones);
        double lambda = ones.dotProduct(free) / ones.dotProduct(held);
        double[] way = new double[models];
        for (int k = 0; k < models; k++) {
            way[k] = w[k] * (free.getEntry(k) - lambda * held.getEntry(k));
        }
        return way;
    }

    /** The mean over Bayesian bootstraps of shares ∝ exp(n Σ_i α_i elpd_ki), α uniform on the simplex; the same at every call. */
    static double[] pseudoBmaPlus(double[][] elpd) {
        int models = elpd.length;
        int n = elpd[0].length;
        SplittableRandom random = new SplittableRandom(SEED);
        double[] weights = new double[models];
        double[] alpha = new double[n];
        double[] z = new double[models];
        for (int b = 0; b < BOOTSTRAPS; b++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                alpha[i] = -Math.log1p(-random.nextDouble());
                sum += alpha[i];
            }
            double greatest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < models; k++) {
                z[k] = 0;
                for (int i = 0; i < n; i++) {
                    z[k] += n * alpha[i] / sum * elpd[k][i];
                }
                greatest = Math.max(greatest, z[k]);
            }
            double total = 0;
            for (int k = 0; k < models; k++) {
                z[k] = Math.exp(z[k] - greatest);
                total += z[k];
            }
            for (int k = 0; k < models; k++) {
                weights[k] += z[k] / total / BOOTSTRAPS;
            }
        }
        return weights;
    }
}
