package dev.jensen.core.engine.vector;

import static dev.jensen.core.engine.vector.VectorLanes.DOUBLES;
import static dev.jensen.core.engine.vector.VectorLanes.LANES;

import dev.jensen.core.engine.plain.PlainWidening;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** {@link PlainWidening} on vectors of eight lanes, the shortest that eight bytes fill. */
final class VectorWidening {
    private VectorWidening() {}

    static void widen(byte[] x, int xo, double[] out, int oo, int n) {
        if (LANES != 8) {
            PlainWidening.widen(x, xo, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i += 8) {
            ByteVector.fromArray(ByteVector.SPECIES_64, x, xo + i)
                    .convertShape(VectorOperators.B2D, DOUBLES, 0)
                    .reinterpretAsDoubles()
                    .intoArray(out, oo + i);
        }
    }

    static void widen(short[] x, int xo, double[] out, int oo, int n) {
        if (LANES != 8) {
            PlainWidening.widen(x, xo, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i += 8) {
            ShortVector.fromArray(ShortVector.SPECIES_128, x, xo + i)
                    .convertShape(VectorOperators.S2D, DOUBLES, 0)
                    .reinterpretAsDoubles()
                    .intoArray(out, oo + i);
        }
    }

    static void widen(float[] x, int xo, double[] out, int oo, int n) {
        if (LANES != 8) {
            PlainWidening.widen(x, xo, out, oo, n);
            return;
        }
        for (int i = 0; i < n; i += 8) {
            FloatVector.fromArray(FloatVector.SPECIES_256, x, xo + i)
                    .convertShape(VectorOperators.F2D, DOUBLES, 0)
                    .reinterpretAsDoubles()
                    .intoArray(out, oo + i);
        }
    }
}
