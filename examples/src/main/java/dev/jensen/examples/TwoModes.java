package dev.jensen.examples;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Random;

/**
 * A target with two modes, about (−2, −1) and (2, 1), which lie across each other: 0.4 N(m₁, Σ₁) + 0.6 N(m₂, Σ₂), normalised, so that
 * its log evidence is 0.
 */
final class TwoModes {
    static final double[] WEIGHT = {0.4, 0.6};
    static final double[][] MEAN = {{-2, -1}, {2, 1}};
    static final double[][][] FACTOR = {{{0.6, 0}, {0.3, 0.5}}, {{0.7, 0}, {-0.4, 0.5}}};

    private TwoModes() {}

    static Differentiable density() {
        return LogDensity.of(
                2, z -> Expr.stack(List.of(component(0, z), component(1, z))).logSumExp());
    }

    private static Expr component(int k, Expr z) {
        double[][] l = FACTOR[k];
        Expr u = z.at(0).minus(MEAN[k][0]).dividedBy(l[0][0]);
        Expr v = z.at(1).minus(MEAN[k][1]).minus(u.times(l[1][0])).dividedBy(l[1][1]);
        double constant = Math.log(WEIGHT[k]) - Math.log(2 * Math.PI * l[0][0] * l[1][1]);
        return u.square().plus(v.square()).times(-0.5).plus(constant);
    }

    /** The mean: Σ π m. */
    static double[] mean() {
        return new double[] {
            WEIGHT[0] * MEAN[0][0] + WEIGHT[1] * MEAN[1][0], WEIGHT[0] * MEAN[0][1] + WEIGHT[1] * MEAN[1][1]
        };
    }

    /** The covariance of two coordinates: Σ π (LLᵀ + m mᵀ) less the mean's. */
    static double covariance(int i, int j) {
        double second = 0;
        for (int k = 0; k < 2; k++) {
            double[][] l = FACTOR[k];
            second += WEIGHT[k] * (l[i][0] * l[j][0] + l[i][1] * l[j][1] + MEAN[k][i] * MEAN[k][j]);
        }
        return second - mean()[i] * mean()[j];
    }

    /** Exact draws. */
    static double[][] draws(int count, long seed) {
        Random random = new Random(seed);
        double[][] draws = new double[count][2];
        for (double[] z : draws) {
            int k = random.nextDouble() < WEIGHT[0] ? 0 : 1;
            double u = random.nextGaussian();
            double v = random.nextGaussian();
            z[0] = MEAN[k][0] + FACTOR[k][0][0] * u;
            z[1] = MEAN[k][1] + FACTOR[k][1][0] * u + FACTOR[k][1][1] * v;
        }
        return draws;
    }
}
