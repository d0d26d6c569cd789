package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.distribution.Discrete;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Plate;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A null in a statement is refused by the name of what is missing, and of what. */
class NullArgumentsTest {
    private static final double[] TWO = {1, 2};
    private static final Plate NO_PLATE = null;

    private static void refused(String message, Consumer<ModelBuilder> statement) {
        assertEquals(
                message,
                assertThrows(NullPointerException.class, () -> Model.of("m", statement))
                        .getMessage());
    }

    @Test
    void plates() {
        refused("plate of data \"x\" must not be null", m -> m.data("x", TWO, NO_PLATE));
        refused("plate of data \"x\" must not be null", m -> m.data("x", new int[] {1}, NO_PLATE));
        refused("plate of data \"x\" must not be null", m -> m.data("x", new double[][] {TWO}, NO_PLATE));
        refused("plate of latent \"mu\" must not be null", m -> m.latent("mu", Normal.of(0, 1), NO_PLATE));
        refused("plate of latent \"mu\" must not be null", m -> m.latent("mu", Normal.of(0, 1), 2, NO_PLATE));
        refused("plate of latent \"z\" must not be null", m -> m.latent("z", Bernoulli.of(0.5), NO_PLATE));
        refused("plate of observation \"y\" must not be null", m -> m.observe("y", Normal.of(0, 1), TWO, NO_PLATE));
        refused("plate of index \"i\" must not be null", m -> m.index("i", new int[] {0}, m.plate("row", 1), NO_PLATE));
    }

    @Test
    void laws() {
        refused("law of latent \"mu\" must not be null", m -> m.latent("mu", (Continuous) null));
        refused("law of latent \"mu\" must not be null", m -> m.latent("mu", (Continuous) null, 3));
        refused("law of latent \"z\" must not be null", m -> m.latent("z", (Discrete) null));
        refused("law of observation \"y\" must not be null", m -> m.observe("y", null, TWO, m.plate("row", 2)));
        refused("law of observation \"y\" must not be null", m -> m.observe("y", null, 1.0));
    }

    @Test
    void values() {
        refused("value of derived quantity \"d\" must not be null", m -> m.derive("d", null));
        refused("log density of factor \"f\" must not be null", m -> m.factor("f", null));
    }
}
