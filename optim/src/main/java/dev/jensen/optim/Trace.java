package dev.jensen.optim;

import java.util.Arrays;

/**
 * How the value went in a run: means over consecutive stretches of equal length, at most {@value #CAPACITY} of them
 * however long the run. Immutable.
 */
public final class Trace {
    /** The most stretches a trace holds. */
    public static final int CAPACITY = 1024;

    private final long stride;
    private final long steps;
    private final double[] values;
    private final long[] nanos;

    private Trace(long stride, long steps, double[] values, long[] nanos) {
        this.stride = stride;
        this.steps = steps;
        this.values = values;
        this.nanos = nanos;
    }

    /**
     * A trace as it was, such as that of a file.
     *
     * @param stride steps a stretch, at least 1
     * @param steps of all stretches together
     * @param values one for each stretch; copied
     * @param nanos from the beginning of the run to the end of each stretch; copied
     * @throws IllegalArgumentException if there are not as many stretches as the steps make
     */
    public static Trace of(long stride, long steps, double[] values, long[] nanos) {
        if (stride < 1
                || steps < 0
                || values.length != nanos.length
                || values.length != steps / stride + (steps % stride == 0 ? 0 : 1)) {
            throw new IllegalArgumentException(steps + " steps in stretches of " + stride + " are not a trace of "
                    + values.length + " values and " + nanos.length + " times");
        }
        return new Trace(stride, steps, values.clone(), nanos.clone());
    }

    /** How many steps a stretch has. */
    public long stride() {
        return stride;
    }

    /** How many steps all stretches have together. */
    public long steps() {
        return steps;
    }

    /** Nanoseconds from the beginning of the run to the end of stretch {@code i}. */
    public long nanos(int i) {
        return nanos[i];
    }

    /** How many stretches there are. */
    public int size() {
        return values.length;
    }

    /** How many steps had been taken when stretch {@code i} ended; only the last may be shorter than the others. */
    public long step(int i) {
        return Math.min((i + 1L) * stride, steps);
    }

    /** Mean of the values that the steps of stretch {@code i} saw. */
    public double value(int i) {
        return values[i];
    }

    /** Seconds from the beginning of the run to the end of stretch {@code i}. */
    public double seconds(int i) {
        return nanos[i] * 1e-9;
    }

    /** Records without allocating: when it is full, neighbours are merged and the stretches become twice as long. */
    static final class Recorder implements Resumable {
        private final double[] sums = new double[CAPACITY];
        private final double[] nanos = new double[CAPACITY];
        private final double[] strideAndSteps = {1, 0};

        void record(double value, long elapsedNanos) {
            if (strideAndSteps[1] == CAPACITY * strideAndSteps[0]) {
                for (int i = 0; i < CAPACITY / 2; i++) {
                    sums[i] = sums[2 * i] + sums[2 * i + 1];
                    nanos[i] = nanos[2 * i + 1];
                }
                Arrays.fill(sums, CAPACITY / 2, CAPACITY, 0);
                strideAndSteps[0] *= 2;
            }
            int stretch = (int) (strideAndSteps[1] / strideAndSteps[0]);
            sums[stretch] += value;
            nanos[stretch] = elapsedNanos;
            strideAndSteps[1]++;
        }

        @Override
        public double[][] state() {
            return new double[][] {sums, nanos, strideAndSteps};
        }

        Trace trace() {
            long stride = (long) strideAndSteps[0];
            long steps = (long) strideAndSteps[1];
            int size = (int) ((steps + stride - 1) / stride);
            double[] values = new double[size];
            for (int i = 0; i < size; i++) {
                values[i] = sums[i] / Math.min(stride, steps - i * stride);
            }
            long[] times =
                    Arrays.stream(nanos).limit(size).mapToLong(t -> (long) t).toArray();
            return new Trace(stride, steps, values, times);
        }
    }
}
