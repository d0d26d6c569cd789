package dev.jensen.core.density;

import dev.jensen.core.expr.Plate;
import java.util.List;

/**
 * A log density that sums over rows, and can be estimated without bias from a batch of them. It is itself the density of
 * all rows: {@link #logDensity} does not change because batches can be asked for.
 */
public interface Minibatched extends LogDensity {

    /** Returns the plates of which batches are taken; none where every row is looked at in every step. */
    List<Plate> minibatches();

    /**
     * Returns the density as it is estimated from the batch of one step: the rows of step t modulo {@link Plate#batches} in
     * a random order of all rows, which is that of epoch t / batches. Averaged over an epoch with weights n/N, n the rows
     * of each batch, value and gradient are those of all rows.
     *
     * @param seed of the orders: the same seed and step give the same rows
     * @param step t, at least 0
     * @return a density of the same points, in time that the batch takes and not all rows
     */
    Minibatched batch(long seed, long step);

    /** Returns the density of all rows. */
    Minibatched allRows();

    /**
     * Begins a run over the batches of all steps.
     *
     * @param seed of the orders
     */
    Batches batches(long seed);
}
