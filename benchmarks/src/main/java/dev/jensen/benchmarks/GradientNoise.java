package dev.jensen.benchmarks;

import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.estimator.Estimation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * How noisy an estimate of a gradient is at one place, and what it costs.
 *
 * @param variance per draw: S times the sum over the parameters of the variance of a step's gradient
 * @param micros of processor time per draw, the least of some blocks
 */
record GradientNoise(double variance, double micros) {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 500; // steps, for those that learn too
    private static final int BLOCKS = 20;

    static GradientNoise of(Estimation estimation, double[] phi, int draws, int steps) {
        double[] gradient = new double[phi.length];
        long step = 0;
        for (; step < WARM_UP; step++) {
            estimation.valueAndGradient(step, phi, gradient);
        }
        RunningMoments[] moments = new RunningMoments[phi.length];
        Arrays.setAll(moments, i -> new RunningMoments());
        for (long last = step + steps; step < last; step++) {
            estimation.valueAndGradient(step, phi, gradient);
            for (int i = 0; i < phi.length; i++) {
                moments[i].add(gradient[i]);
            }
        }
        int block = Math.max(20, steps / BLOCKS);
        double least = Double.POSITIVE_INFINITY;
        for (int b = 0; b < BLOCKS; b++) {
            long begin = CLOCK.getCurrentThreadCpuTime(); // a shared machine takes the core away at times
            for (int i = 0; i < block; i++) {
                estimation.valueAndGradient(step++, phi, gradient);
            }
            least = Math.min(least, (CLOCK.getCurrentThreadCpuTime() - begin) / 1e3 / block);
        }
        double variance =
                Arrays.stream(moments).mapToDouble(RunningMoments::variance).sum();
        return new GradientNoise(draws * variance, least / draws);
    }
}
