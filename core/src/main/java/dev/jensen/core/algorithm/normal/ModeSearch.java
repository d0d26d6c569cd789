package dev.jensen.core.algorithm.normal;

import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import dev.jensen.optim.NonFiniteException;
import dev.jensen.optim.newton.DifferentiableFunction;
import dev.jensen.optim.newton.Lbfgs;
import java.util.Optional;

/** The climb to a {@link Mode}: −log p̃ as a function of x, z = point + Lx, minimised with one L after the other. */
final class ModeSearch implements DifferentiableFunction {
    private static final int MOST_ROUNDS = 10;
    private static final int MOST_GRADIENTS = 1000;
    private static final double SMALL_GRADIENT = 1e-2; // in standard deviations

    private final TwiceDifferentiable target;
    private final double[] value = new double[1];
    private final double[] z;
    private final double[] ofZ;
    private double[] point;
    private double[][] l;
    private int gradients;

    ModeSearch(double[] start, TwiceDifferentiable target) {
        this.target = target;
        z = new double[start.length];
        ofZ = new double[start.length];
        point = start.clone();
        l = new double[start.length][start.length];
        for (int i = 0; i < start.length; i++) {
            l[i][i] = 1;
        }
    }

    Optional<Mode> run() {
        Loop loop = Loop.endless().stop(() -> progress -> isSpent() ? Ending.BUDGET_SPENT : null);
        double[] origin = new double[z.length];
        for (int round = 0; round < MOST_ROUNDS && !isSpent(); round++) {
            try {
                place(Lbfgs.minimise(this).loop(loop).from(origin).point());
            } catch (NonFiniteException e) {
                return Optional.empty();
            }
            point = z.clone();
            Optional<double[][]> covariance = Curvature.covarianceFactor(target, point);
            if (covariance.isPresent()) {
                l = covariance.get();
                if (isStationary()) {
                    return Optional.of(new Mode(point, l));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isSpent() {
        return gradients >= MOST_GRADIENTS;
    }

    private boolean isStationary() {
        double[] gradient = new double[z.length];
        valueAndGradient(new double[z.length], gradient);
        for (double g : gradient) {
            if (!(Math.abs(g) <= SMALL_GRADIENT)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int dimension() {
        return z.length;
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        gradients++;
        place(x);
        target.gradient(1, z, value, ofZ);
        for (int j = 0; j < x.length; j++) {
            double sum = 0;
            for (int i = j; i < x.length; i++) {
                sum += l[i][j] * ofZ[i];
            }
            gradient[j] = -sum;
        }
        return -value[0];
    }

    private void place(double[] x) {
        for (int i = 0; i < z.length; i++) {
            z[i] = point[i];
            for (int j = 0; j <= i; j++) {
                z[i] += l[i][j] * x[j];
            }
        }
    }
}
