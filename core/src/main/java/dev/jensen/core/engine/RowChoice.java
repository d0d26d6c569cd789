package dev.jensen.core.engine;

import dev.jensen.core.expr.Plate;

/** Chooses the rows of a plate that a run of a frame looks at. */
@FunctionalInterface
public interface RowChoice {
    /**
     * Chooses rows.
     *
     * @param plate of which minibatches are taken
     * @param rows length at least {@link Plate#stored}; the chosen rows are written to its start
     * @return how many were chosen, from 1 to {@link Plate#stored}
     */
    int choose(Plate plate, int[] rows);
}
