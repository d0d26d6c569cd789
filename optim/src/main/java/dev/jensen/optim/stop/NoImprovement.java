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
        private long length = window;
        private long count;
        private double mean;
        private double squares; // sum of squared deviations from the mean (Welford 1962)
        private double meanBefore = Double.POSITIVE_INFINITY;
        private double varianceOfMeanBefore;

        @Override
        public @Nullable Ending after(Progress progress) {
            count++;
            double deviation = progress.value() - mean;
            mean += deviation / count;
            squares += deviation * (progress.value() - mean);
            if (count < length) {
                return null;
            }
            double varianceOfMean = squares / (count - 1) / count;
            double improvement = meanBefore - mean;
            double standardError = Math.sqrt(varianceOfMean + varianceOfMeanBefore);
            if (!(improvement > significance * standardError && improvement > tolerance)) {
                return Ending.CONVERGED;
            }
            meanBefore = mean;
            varianceOfMeanBefore = varianceOfMean;
            length = (long) Math.ceil(length * growth);
            count = 0;
            mean = 0;
            squares = 0;
            return null;
        }
    }
}
