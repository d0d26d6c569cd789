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

    /** Returns log Σ ω_s exp(a ℓ_s); −∞ where all a ℓ_s are. */
    public double logMeanExp(double a) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            greatest = Math.max(greatest, scaled(a, value));
        }
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
     * @param out length at least S, overwritten; their sum is 1
     */
    public void normalised(double a, double[] out) {
        double logMean = logMeanExp(a);
        for (int s = 0; s < values.length; s++) {
            out[s] = shares[s] * Math.exp(scaled(a, values[s]) - logMean);
        }
    }

    /** Returns how many equally weighted draws would be as good as these under weights exp(ℓ_s): from 1 to S, 1/Σ w̃_s². */
    public double effectiveSampleSize() {
        double logMean = logMeanExp(1);
        double squares = 0;
        for (int s = 0; s < values.length; s++) {
            double w = shares[s] * Math.exp(values[s] - logMean);
            squares += w * w;
        }
        return 1 / squares;
    }

    private static double scaled(double a, double value) {
        return a == 0 ? 0 : a * value; // 0 · −∞ counts every draw alike
    }
}
