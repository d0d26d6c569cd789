package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.NonFiniteElboException;
import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.family.MeanFieldGaussian;
import org.junit.jupiter.api.Test;

/** Draws far out along a coordinate in which the density does not fall: the message names the variable. */
class RunawayTest {
    @Test
    void theVariableIsNamed() {
        Model model = Model.of("flat", m -> {
            m.latent("mu", Normal.of(0, 1));
            var c = m.latent("c", Normal.of(0, 1), 3);
            m.factor("against the prior", c.at(1).square().times(0.5));
        });
        var q = MeanFieldGaussian.of(4);
        var fitting = StochasticGradientVi.of(model.density(), q)
                .start(q.parameters(new double[4], new double[] {1, 1, 1e160, 1}));
        var error = assertThrows(NonFiniteElboException.class, () -> fitting.fit(1));
        assertTrue(
                error.getMessage().contains("in coordinate 2, \"c[1]\", along which log p̃ does not fall"),
                error::getMessage);
        assertTrue(error.getMessage().contains("give it a proper prior"), error::getMessage);
    }
}
