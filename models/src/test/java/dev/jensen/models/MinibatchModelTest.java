package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Normal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A plate with minibatches in the model language. */
class MinibatchModelTest {
    private static final double[] Y = new SplittableRandom(1).doubles(60, -1, 3).toArray();

    private static Model model(int batch) {
        return Model.of("means", m -> {
            var row = m.plate("row", Y.length).minibatch(batch);
            var mu = m.latent("mu", Normal.of(0, 5));
            var own = m.latent("own", Normal.of(mu, 1), row);
            m.observe("y", Normal.of(own, 0.5), Y, row);
        });
    }

    /** Three batches of 20 rows, with unknowns of the rows' own: their mean is the density of all rows. */
    @Test
    void batchesAverageToTheWhole() {
        Model model = model(20);
        double[] point = new SplittableRandom(2).doubles(61, -1, 1).toArray();
        double[] value = new double[1];
        double mean = 0;
        for (int step = 0; step < 3; step++) {
            model.density().batch(1, step).logDensity(1, point, value);
            mean += value[0] / 3;
        }
        model(60).density().logDensity(1, point, value);
        assertEquals(value[0], mean, 1e-12 * Math.abs(mean));
        model.density().logDensity(1, point, value);
        assertEquals(value[0], mean, 1e-12 * Math.abs(mean));
    }

    /** 60 rows in batches of at most 25: three of 20, none a small rest; each row's own latent is in one of them, times N/n. */
    @Test
    void everyRowsOwnLatentIsSeenOnceAnEpoch() {
        Model model = model(25);
        double[] point = new SplittableRandom(3).doubles(61, -1, 1).toArray();
        double[] value = new double[1];
        double[] whole = new double[61];
        model.density().gradient(1, point, value, whole);
        int[] seen = new int[61];
        double[] mean = new double[61];
        for (int step = 0; step < 3; step++) {
            double[] gradient = new double[61];
            model.density().batch(4, step).gradient(1, point, value, gradient);
            int rows = 0;
            for (int i = 1; i < 61; i++) {
                if (gradient[i] != 0) {
                    assertEquals(3 * whole[i], gradient[i], 1e-10);
                    seen[i]++;
                    rows++;
                }
                mean[i] += gradient[i] / 3;
            }
            mean[0] += gradient[0] / 3;
            assertEquals(20, rows);
        }
        for (int i = 1; i < 61; i++) {
            assertEquals(1, seen[i]);
        }
        assertArrayEquals(whole, mean, 1e-10);
    }

    @Test
    void refusesMoreRowsThanThereAre() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> model(61));
        assertTrue(refusal.getMessage().contains("between 1 and 60 rows"), refusal.getMessage());
    }
}
