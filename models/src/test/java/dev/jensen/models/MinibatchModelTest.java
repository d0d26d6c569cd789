package dev.jensen.models;

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

    @Test
    void refusesMoreRowsThanThereAre() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> model(61));
        assertTrue(refusal.getMessage().contains("between 1 and 60 rows"), refusal.getMessage());
    }
}
