package dev.jensen.optim;

import java.util.function.LongToDoubleFunction;

/** Things to minimise, each with its known minimum. */
public final class Objectives {
    private static final double[] CURVATURE = {1.0, 0.1, 3.0};
    private static final double[] CENTRE = {2.0, -1.0, 0.5};

    private Objectives() {}

    /** Σ ½ aᵢ (xᵢ − cᵢ)² in three dimensions, with {@code disturbance(step + i)} added to each gradient. */
    public static StochasticObjective quadratic(LongToDoubleFunction disturbance) {
        return new StochasticObjective() {
            @Override
            public int dimension() {
                return 3;
            }

            @Override
            public double valueAndGradient(long step, double[] x, double[] gradient) {
                double sum = 0;
                for (int i = 0; i < 3; i++) {
                    double distance = x[i] - CENTRE[i];
                    sum += 0.5 * CURVATURE[i] * distance * distance;
                    gradient[i] = CURVATURE[i] * distance + disturbance.applyAsDouble(step + i);
                }
                return sum;
            }
        };
    }

    /** Where {@link #quadratic} has its minimum of 0. */
    public static double[] centre() {
        return CENTRE.clone();
    }

    /** ½ x² in one dimension, value and gradient both with noise of standard deviation {@code sd}. */
    public static StochasticObjective noisyParabola(double sd, long seed) {
        return new StochasticObjective() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double valueAndGradient(long step, double[] x, double[] gradient) {
                gradient[0] = x[0] + sd * normal(seed, 2 * step);
                return 0.5 * x[0] * x[0] + sd * normal(seed, 2 * step + 1);
            }
        };
    }

    /** About normal: the sum of twelve uniforms less six, each a SplitMix64 of its position. */
    static double normal(long seed, long position) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            long z = seed + 0x9E3779B97F4A7C15L * (12 * position + i + 1);
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            sum += ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
        }
        return sum;
    }
}
