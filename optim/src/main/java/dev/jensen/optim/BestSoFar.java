package dev.jensen.optim;

/**
 * The best parameters of a run whose values are noisy. The lowest single value would be the luckiest draw, so stretches of
 * the run are compared by their mean value, and of the best one its last iterate is kept. An iterate counts once the
 * objective has been seen to be finite there.
 */
final class BestSoFar implements Resumable {
    /** Long enough that the mean of a stretch is worth comparing, short enough to keep a diverging run's good part. */
    private static final int STRETCH = 32;

    private final double[] best;
    private final double[] candidate;
    private final double[] numbers = {Double.POSITIVE_INFINITY, -1, 0, 0};
    private static final int VALUE = 0;
    private static final int STEP = 1;
    private static final int SEEN = 2;
    private static final int SUM = 3;

    BestSoFar(int dimension) {
        best = new double[dimension];
        candidate = new double[dimension];
    }

    /** Called before a step with the parameters it starts from. */
    void before(double[] parameters) {
        if (keeps()) {
            System.arraycopy(parameters, 0, candidate, 0, candidate.length);
        }
    }

    /** Called after a step that found everything finite. */
    void after(double seenValue) {
        numbers[SUM] += seenValue;
        if (keeps()) {
            double mean = numbers[SUM] / (numbers[SEEN] % STRETCH + 1);
            // In the first stretch there is nothing yet to compare with: the latest is kept.
            if (numbers[SEEN] < STRETCH || mean < numbers[VALUE]) {
                numbers[VALUE] = mean;
                numbers[STEP] = numbers[SEEN];
                System.arraycopy(candidate, 0, best, 0, best.length);
            }
        }
        numbers[SEEN]++;
        if (numbers[SEEN] % STRETCH == 0) {
            numbers[SUM] = 0;
        }
    }

    private boolean keeps() {
        return numbers[SEEN] < STRETCH || numbers[SEEN] % STRETCH == STRETCH - 1;
    }

    boolean isEmpty() {
        return numbers[STEP] < 0;
    }

    /** The step that started from {@link #parameters}. */
    long step() {
        return (long) numbers[STEP];
    }

    /** Mean value of their stretch. */
    double value() {
        return numbers[VALUE];
    }

    @Override
    public double[][] state() {
        return new double[][] {numbers, best, candidate};
    }

    /** A copy. */
    double[] parameters() {
        return best.clone();
    }
}
