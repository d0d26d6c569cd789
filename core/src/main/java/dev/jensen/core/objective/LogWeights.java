package dev.jensen.core.objective;

/**
 * The log weights ℓ_s of S draws and the shares ω_s with which the draws stand for q: a live view of the owner's arrays,
 * read only.
 */
public final class LogWeights {

    private final double[] values;
    private final double[] shares;

    /**
     * Views arrays.
     *
     * @param values ℓ_s in nats, length S; −∞ where the target is zero; not copied
     * @param shares ω_s, length S, sum 1: 1/S for independent draws; not copied
     */
    public LogWeights(double[] values, double[] shares) {
        if (values.length != shares.length) {
            throw new IllegalArgumentException(
                    "every log weight needs a share: " + values.length + " log weights, " + shares.length + " shares");
        }
        this.values = values;
        this.shares = shares;
    }

    /** Returns S. */
    public int count() {
        return values.length;
    }

    /** Returns ℓ_s in nats. */
    public double at(int s) {
        return values[s];
    }

    /** Returns ω_s. */
    public double share(int s) {
        return shares[s];
    }

    /** Returns Σ ω_s ℓ_s. */
    public double mean() {
        double sum = 0;
        for (int s = 0; s < values.length; s++) {
            sum += shares[s] * values[s];
        }
        return sum;
    }

    /**
     * Returns Σ w_s ℓ_s, in which a weight of 0 makes 0 even of ℓ_s = −∞.
     *
     * @param w weights, length at least S
     */
    public double weightedMean(double[] w) {
        double sum = 0;
        for (int s = 0; s < values.length; s++) {
            sum += w[s] == 0 ? 0 : w[s] * values[s];
        }
        return sum;
    }

    /** Returns log Σ ω_s exp(a ℓ_s); −∞ where all a ℓ_s are. */
    public double logMeanExp(double a) {
        double greatest = greatest(a);
        if (!(greatest > Double.NEGATIVE_INFINITY) || greatest == Double.POSITIVE_INFINITY) {
            return greatest; // NaN too
        }
        double sum = 0;
        for (int s = 0; s < values.length; s++) {
            sum += shares[s] * Math.exp(scaled(a, values[s]) - greatest);
        }
        return greatest + Math.log(sum);
    }

    /**
     * Writes the normalised weights ω_s exp(a ℓ_s) / Σ ω_t exp(a ℓ_t).
     *
     * @param a the power to which weights are raised
     * @param out length at least S, overwritten; their sum is 1, or they are NaN where all a ℓ_s are −∞
     */
    public void normalised(double a, double[] out) {
        double greatest = greatest(a);
        double sum = 0;
        for (int s = 0; s < values.length; s++) {
            out[s] = shares[s] * Math.exp(scaled(a, values[s]) - greatest);
            sum += out[s];
        }
        for (int s = 0; s < values.length; s++) {
            out[s] /= sum;
        }
    }

    /**
     * Returns how many equally weighted draws would be as good as these under weights ω_s exp(ℓ_s): from 1 to S, 1/Σ w̃_s²; NaN where all
     * weights are zero.
     */
    public double effectiveSampleSize() {
        double greatest = greatest(1);
        double sum = 0;
        double squares = 0;
        for (int s = 0; s < values.length; s++) {
            double w = shares[s] * Math.exp(values[s] - greatest);
            sum += w;
            squares += w * w;
        }
        return sum * sum / squares;
    }

    private double greatest(double a) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            greatest = Math.max(greatest, scaled(a, value));
        }
        return greatest;
    }

    private static double scaled(double a, double value) {
        return a == 0 ? 0 : a * value; // 0 · −∞ counts every draw alike
    }
}
