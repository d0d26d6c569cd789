package dev.jensen.core.diagnostic;

/**
 * Mean and variance of numbers that come one by one (Welford, "Note on a method for calculating corrected sums of
 * squares and products", Technometrics 4, 1962). Not thread-safe.
 */
public final class RunningMoments {

    private long count;
    private double mean;
    private double squares;

    /** Starts without any number. */
    public RunningMoments() {}

    /** Takes in a number. */
    public void add(double value) {
        count++;
        double difference = value - mean;
        mean += difference / count;
        squares += difference * (value - mean);
    }

    /** Returns how many numbers there were. */
    public long count() {
        return count;
    }

    /** Returns the mean, or 0 when there was no number. */
    public double mean() {
        return mean;
    }

    /** Returns the unbiased variance, NaN for fewer than two numbers. */
    public double variance() {
        return count < 2 ? Double.NaN : squares / (count - 1);
    }

    /** Returns the standard deviation, NaN for fewer than two numbers. */
    public double standardDeviation() {
        return Math.sqrt(variance());
    }

    /** Returns the mean with its Monte Carlo standard error, the numbers taken as independent. */
    public Estimate estimate() {
        return new Estimate(mean, Math.sqrt(variance() / count), count);
    }
}
