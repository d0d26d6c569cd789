package dev.jensen.core.expr;

/** An operation that is computed outside the engine, from numbers without rows. */
public sealed interface Outside extends Operation permits External, ExternalPullback, ExternalDifference {
    /**
     * The function behind it.
     *
     * @return the user's
     */
    ExternalFunction function();

    /**
     * Computes it.
     *
     * @param draws how many
     * @param operands for each operand its numbers, draw after draw
     * @param result overwritten likewise
     */
    void run(int draws, double[][] operands, double[] result);
}
