package dev.jensen.core.diagnostic;

import java.util.Arrays;

/**
 * Whether whole numbers 0, …, L come evenly, by their empirical distribution function as a whole: at each k the number of values up to
 * k is binomial, and what is judged is the least probable of these, with the probability that it is as small or smaller anywhere, which a
 * recursion over k gives exactly (Säilynoja, Bürkner and Vehtari, "Graphical test for discrete uniformity and its applications in
 * goodness-of-fit evaluation and multiple sample comparison", Statistics and Computing 2022).
 *
 * <p>Immutable and thread-safe.
 */
public final class EcdfEnvelope {
    private static final int HALVINGS = 40;

    private final int count;
    private final int most;
    private final double[] logFactorial;
    private final double[][] tail; // [k][c]: twice the smaller of P(C ≤ c) and P(C ≥ c)

    private EcdfEnvelope(int count, int most) {
        this.count = count;
        this.most = most;
        logFactorial = new double[count + 1];
        for (int i = 1; i <= count; i++) {
            logFactorial[i] = logFactorial[i - 1] + Math.log(i);
        }
        tail = new double[most][];
        for (int k = 0; k < most; k++) {
            tail[k] = tail((k + 1.0) / (most + 1));
        }
    }

    /**
     * Prepares.
     *
     * @param count how many values, N, at least 1
     * @param most the greatest value that there can be, L, at least 1
     */
    public static EcdfEnvelope of(int count, int most) {
        if (count < 1 || most < 1) {
            throw new IllegalArgumentException(
                    "an envelope needs at least 1 value, of at least 0 and 1: " + count + " of 0 to " + most);
        }
        return new EcdfEnvelope(count, most);
    }

    private double[] tail(double share) {
        double[] pmf = new double[count + 1];
        for (int c = 0; c <= count; c++) {
            pmf[c] = binomial(count, c, share);
        }
        double[] both = new double[count + 1];
        double below = 0;
        for (int c = 0; c <= count; c++) {
            below += pmf[c];
            both[c] = 2 * below;
        }
        double above = 0;
        for (int c = count; c >= 0; c--) {
            above += pmf[c];
            both[c] = Math.min(both[c], 2 * above);
        }
        return both;
    }

    private double binomial(int n, int c, double share) {
        if (share >= 1) {
            return c == n ? 1 : 0;
        }
        return Math.exp(logFactorial[n]
                - logFactorial[c]
                - logFactorial[n - c]
                + c * Math.log(share)
                + (n - c) * Math.log1p(-share));
    }

    /**
     * Returns the probability, were the values even, of an empirical distribution function at least as odd somewhere as this one.
     *
     * @param values N whole numbers from 0 to L; read only
     */
    public double pValue(int[] values) {
        int[] upTo = upTo(values);
        double least = 2;
        for (int k = 0; k < most; k++) {
            least = Math.min(least, tail[k][upTo[k]]);
        }
        return Math.max(0, 1 - within(least * (1 + 1e-12)));
    }

    /** Returns how many of the values are at most 0, 1, …, L − 1. */
    public int[] upTo(int[] values) {
        if (values.length != count) {
            throw new IllegalArgumentException("the envelope is for " + count + " values: " + values.length);
        }
        int[] upTo = new int[most + 1];
        for (int value : values) {
            if (value < 0 || value > most) {
                throw new IllegalArgumentException("values must be from 0 to " + most + ": " + value);
            }
            upTo[value]++;
        }
        for (int k = 1; k <= most; k++) {
            upTo[k] += upTo[k - 1];
        }
        return Arrays.copyOf(upTo, most);
    }

    /**
     * Returns the least and the greatest of {@link #upTo}, at each k, that even values leave nowhere with this probability.
     *
     * @param level such as 0.05: how often even values would leave the envelope
     * @return [0][k] the least, [1][k] the greatest
     */
    public int[][] bounds(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be between 0 and 1: " + level);
        }
        double low = 0;
        double high = 2;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            if (1 - within(middle) <= level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        int[][] bounds = new int[2][most];
        for (int k = 0; k < most; k++) {
            bounds[0][k] = first(tail[k], low);
            bounds[1][k] = last(tail[k], low);
        }
        return bounds;
    }

    private static int first(double[] tail, double border) {
        int c = 0;
        while (c < tail.length - 1 && !(tail[c] > border)) {
            c++;
        }
        return c;
    }

    private static int last(double[] tail, double border) {
        int c = tail.length - 1;
        while (c > 0 && !(tail[c] > border)) {
            c--;
        }
        return c;
    }

    /** The probability that tails are above a border at every k: counts go from k to k + 1 by binomial increments of what is left. */
    private double within(double border) {
        double[] now = {1}; // probability of each count from `from` on
        int from = 0;
        for (int k = 0; k < most; k++) {
            int low = first(tail[k], border);
            int high = last(tail[k], border);
            if (high < low || !(tail[k][low] > border)) {
                return 0;
            }
            double share = 1.0 / (most + 1 - k); // of what is beyond k − 1
            double[] next = new double[high - low + 1];
            for (int i = 0; i < now.length; i++) {
                int c = from + i;
                for (int to = Math.max(low, c); now[i] > 0 && to <= high; to++) {
                    next[to - low] += now[i] * binomial(count - c, to - c, share);
                }
            }
            now = next;
            from = low;
        }
        return Math.min(1, Arrays.stream(now).sum());
    }
}
