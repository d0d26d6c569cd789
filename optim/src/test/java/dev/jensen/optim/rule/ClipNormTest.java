package dev.jensen.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ClipNormTest {
    private static double[] clipped(double limit, double... u) {
        ClipNorm.at(limit).start(u.length).transform(0, new double[u.length], u);
        return u;
    }

    @Test
    void shortensAsOptaxDoes() {
        // optax 0.2.8 clip_by_global_norm(2.0), float32
        assertArrayEquals(new double[] {1.17669681, -1.56892908, 0.39223227}, clipped(2, 3, -4, 1), 1e-7);
    }

    @Test
    void leavesTheShortAlone() {
        assertArrayEquals(new double[] {0.3, -0.4}, clipped(0.5, 0.3, -0.4));
    }

    @Test
    void doesNotOverflow() {
        assertArrayEquals(new double[] {0.6, -0.8}, clipped(1, 3e200, -4e200), 1e-15);
    }

    @Test
    void refusesANonsensicalLimit() {
        assertEquals(
                "ClipNorm limit must be finite and > 0: NaN",
                assertThrows(IllegalArgumentException.class, () -> ClipNorm.at(Double.NaN))
                        .getMessage());
        assertEquals(
                "Adam beta1 must be in [0, 1): 1.0",
                assertThrows(IllegalArgumentException.class, () -> new Adam(1, 0.9, 1e-8))
                        .getMessage());
    }
}
