package dev.jensen.optim.stop;

import dev.jensen.optim.Ending;
import dev.jensen.optim.Progress;
import dev.jensen.optim.Stop;
import org.jspecify.annotations.Nullable;

/**
 * Stops where the mean value of a window of steps is no longer significantly lower than that of the window before.
 *
 * <p>Two means are compared by their difference over its standard error (Welch 1947), never by a relative change: that
 * would stop sooner the noisier the values are, and would change with a constant added to the objective. Each window is
 * longer than the one before by the same factor, so that the standard error shrinks as the run goes on and an improvement
 * that one comparison is too short to see is not the end of many; and there are only about log(steps) comparisons, so
 * that few end a run by accident.
 *
 * @param window steps in the first window, at least 2
 * @param growth each window's length over the one before, at least 1
 * @param significance how many standard errors an improvement must be to count as one, at least 0
 * @param tolerance an improvement of this or less, in the objective's own unit, counts as none; at least 0
 */
public record NoImprovement(long window, double growth, double significance, double tolerance) implements Stop {
    /** Checks its ranges. */
    public NoImprovement {
        if (window < 2) {
            throw new IllegalArgumentException("NoImprovement window must be >= 2: " + window);
        }
        if (!(growth >= 1 && growth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("NoImprovement growth must be >= 1: " + growth);
        }
        if (!(significance >= 0)) {
            throw new IllegalArgumentException("NoImprovement significance must be >= 0: " + significance);
        }
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("NoImprovement tolerance must be >= 0: " + tolerance);
        }
    }

    /** A first window of 200 steps, each half as long again as the one before, two standard errors, no tolerance. */
    public static NoImprovement standard() {
        return new NoImprovement(200, 1.5, 2, 0);
    }

    /** The same with a tolerance, in the objective's unit. */
    public NoImprovement tolerance(double newTolerance) {
        return new NoImprovement(window, growth, significance, newTolerance);
    }

    /** The same with another first window. */
    public NoImprovement window(long newWindow) {
        return new NoImprovement(newWindow, growth, significance, tolerance);
    }

    @Override
    public Check start() {
        return new Windows();
    }

    private final class Windows implements Check {
        private final double[] memory = {window, 0, 0, 0, Double.POSITIVE_INFINITY, 0};
        private static final int LENGTH = 0;
        private static final int COUNT = 1;
        private static final int MEAN = 2;
        private static final int SQUARES = 3; // sum of squared deviations from the mean (Welford 1962)
        private static final int MEAN_BEFORE = 4;
        private static final int VARIANCE_OF_MEAN_BEFORE = 5;

        @Override
        public double[][] state() {
            return new double[][] {memory};
        }

        @Override
        public @Nullable Ending after(Progress progress) {
            memory[COUNT]++;
            double deviation = progress.value() - memory[MEAN];
            memory[MEAN] += deviation / memory[COUNT];
            memory[SQUARES] += deviation * (progress.value() - memory[MEAN]);
            if (memory[COUNT] < memory[LENGTH]) {
                return null;
            }
            double varianceOfMean = memory[SQUARES] / (memory[COUNT] - 1) / memory[COUNT];
            double improvement = memory[MEAN_BEFORE] - memory[MEAN];
            double standardError = Math.sqrt(varianceOfMean + memory[VARIANCE_OF_MEAN_BEFORE]);
            if (!(improvement > significance * standardError && improvement > tolerance)) {
                return Ending.CONVERGED;
            }
            memory[MEAN_BEFORE] = memory[MEAN];
            memory[VARIANCE_OF_MEAN_BEFORE] = varianceOfMean;
            memory[LENGTH] = Math.ceil(memory[LENGTH] * growth);
            memory[COUNT] = 0;
            memory[MEAN] = 0;
            memory[SQUARES] = 0;
            return null;
        }
    }
}
