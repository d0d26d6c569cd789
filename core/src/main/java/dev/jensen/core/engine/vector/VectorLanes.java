package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;

import dev.jensen.core.engine.kernel.Kernels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that this machine prefers, of at most {@link Kernels#SLACK} lanes.
 *
 * <p>The loops over vectors call the Vector API and nothing else: its methods are always inlined, ours are not where a
 * loop is short or a method already compiled, and a vector that goes through a call is allocated.
 */
public final class VectorLanes {
    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED.length() <= Kernels.SLACK
            ? DoubleVector.SPECIES_PREFERRED
            : DoubleVector.SPECIES_512;
    static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED.length() <= Kernels.SLACK
            ? LongVector.SPECIES_PREFERRED
            : LongVector.SPECIES_512;

    /** The number of lanes. */
    static final int LANES = DOUBLES.length();

    /** The number of each lane: those less than a count are the first lanes of a vector. */
    static final double[] LANE_NUMBERS = {0, 1, 2, 3, 4, 5, 6, 7};

    private VectorLanes() {}
}
