package dev.jensen.core.family;

/**
 * A family whose coordinates fall into blocks, each with a law and parameters of its own: log q = Σ_b log q_b, what
 * Rao–Blackwellisation needs. Most have independent blocks; a block's law may also be conditional on other blocks, its
 * ancestors:
 *
 * <pre>
 *   q(z) = Π_b q_b(z_b | z of b's ancestors)
 * </pre>
 */
public interface Blockwise extends Family {

    /** Returns B, the number of blocks. */
    int blocks();

    /**
     * Returns a block's coordinates, ascending. Each coordinate is in one block.
     *
     * @param block from 0 to B − 1
     * @return a new array
     */
    int[] coordinates(int block);

    /**
     * Returns the blocks that a block's law is conditional on, with all that these are conditional on; none for
     * independent blocks.
     *
     * @param block from 0 to B − 1
     * @return a new array
     */
    default int[] ancestors(int block) {
        return new int[0];
    }

    /**
     * Evaluates the log q_b of every block.
     *
     * @param phi length P
     * @param draws number of points S
     * @param z length at least S·d
     * @param values length at least S·B, overwritten, nats, the blocks of one point after those of the other
     */
    void blockLogDensity(double[] phi, int draws, double[] z, double[] values);

    /**
     * Adds Σ_s Σ_b w_sb ∇_φ log q_b(z_s), the points held fixed.
     *
     * @param phi length P
     * @param draws number of points S
     * @param z length at least S·d
     * @param weights length at least S·B, laid out as the values of {@link #blockLogDensity}
     * @param gradient length P, added to
     */
    void blockScore(double[] phi, int draws, double[] z, double[] weights, double[] gradient);
}
