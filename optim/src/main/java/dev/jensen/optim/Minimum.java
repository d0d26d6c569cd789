package dev.jensen.optim;

/**
 * How a run ended. The arrays are the receiver's own.
 *
 * @param point the answer, length d: the average of the iterates where one was asked for, else the last iterate
 * @param last the last iterate, length d
 * @param best an iterate from the stretch of the run whose mean value was lowest, length d: a better answer than
 *     {@code point} if the run was diverging when it was cut short
 * @param value the value that the last step saw; of a stochastic objective one noisy estimate ({@link Trace} smooths)
 * @param ending why the run ended
 * @param steps how many steps were taken
 * @param trace how the value went
 */
public record Minimum(
        double[] point, double[] last, double[] best, double value, Ending ending, long steps, Trace trace) {
    /** A line for the log: the ending, the steps and the value. */
    @Override
    public String toString() {
        return ending + " after " + steps + " steps, value " + value;
    }
}
