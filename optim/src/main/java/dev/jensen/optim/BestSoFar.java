package dev.jensen.optim;

/**
 * The best parameters of a run whose values are noisy. The lowest single value would be the luckiest draw, so stretches of
 * the run are compared by their mean value, and of the best one its last iterate is kept. An iterate counts once the
 * objective has been seen to be finite there.
 */
final class BestSoFar {
    /** Long enough that the mean of a stretch is worth comparing, short enough to keep a diverging run's good part. */
    private static final int STRETCH = 32;

    private double[] best;
    private double[] candidate;
    private double value = Double.POSITIVE_INFINITY;
    private long step = -1;
    private long seen;
    private double sum;

    BestSoFar(int dimension) {
        best = new double[dimension];
        candidate = new double[dimension];
    }

    /** Called before a step with the parameters it starts from. */
    void before(double[] parameters) {
        if (keeps(seen)) {
            System.arraycopy(parameters, 0, candidate, 0, candidate.length);
        }
    }

    /** Called after a step that found everything finite. */
    void after(double seenValue) {
        sum += seenValue;
        if (keeps(seen)) {
            double mean = sum / (seen % STRETCH + 1);
            // In the first stretch there is nothing yet to compare with: the latest is kept.
            if (seen < STRETCH || mean < value) {
                value = mean;
                step = seen;
                double[] swap = best;
                best = candidate;
                candidate = swap;
            }
        }
        seen++;
        if (seen % STRETCH == 0) {
            sum = 0;
        }
    }

    private static boolean keeps(long step) {
        return step < STRETCH || step % STRETCH == STRETCH - 1;
    }

    boolean isEmpty() {
        return step < 0;
    }

    /** The step that started from {@link #parameters}. */
    long step() {
        return step;
    }

    /** Mean value of their stretch. */
    double value() {
        return value;
    }

    /** A copy. */
    double[] parameters() {
        return best.clone();
    }
}
