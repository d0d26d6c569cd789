package dev.jensen.optim.rule;

import dev.jensen.optim.Rule;

/** What {@link Dog} and {@link Dowg} share: the start, the greatest distance from it, and a sum. */
abstract class DistanceMemory implements Rule.Resumable {
    private final double[] x0;
    private final double[] greatest = new double[1];
    final double[] sum = new double[1];

    DistanceMemory(int dimension) {
        x0 = new double[dimension];
    }

    /** What stands for the distance before the first step. */
    abstract double firstDistance(double normOfStart);

    /** Takes in this step's gradient and answers with the step size. */
    abstract double stepSize(double distance, double squaredNorm);

    @Override
    public final void transform(long step, double[] x, double[] u) {
        if (step == 0) {
            System.arraycopy(x, 0, x0, 0, x0.length);
            double norm = 0;
            for (double start : x0) {
                norm += start * start;
            }
            greatest[0] = firstDistance(Math.sqrt(norm));
        }
        double distance = 0;
        double squaredNorm = 0;
        for (int i = 0; i < u.length; i++) {
            double difference = x[i] - x0[i];
            distance += difference * difference;
            squaredNorm += u[i] * u[i];
        }
        greatest[0] = Math.max(greatest[0], Math.sqrt(distance));
        double stepSize = stepSize(greatest[0], squaredNorm);
        for (int i = 0; i < u.length; i++) {
            u[i] *= stepSize;
        }
    }

    @Override
    public final double[][] state() {
        return new double[][] {x0, greatest, sum};
    }
}
