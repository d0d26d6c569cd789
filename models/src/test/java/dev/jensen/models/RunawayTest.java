package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.NonFiniteElboException;
import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Verdict;
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

    private static Verdict byTheScore(LogDensity target) {
        return StochasticGradientVi.of(target, MeanFieldGaussian.of(2))
                .estimator(ScoreFunction.leaveOneOut(10))
                .maximumSteps(300)
                .fit(1)
                .verdict()
                .orElseThrow();
    }

    /** Along the score function draws run off so slowly that no number overflows. */
    @Test
    void aDensityThatNeverFallsIsSaidToDiverge() {
        Verdict rising =
                byTheScore(LogDensity.of(2, z -> z.at(0).square().times(-0.5).plus(z.at(1))));
        assertEquals("DIVERGED", rising.word());
        assertTrue(
                rising.reason()
                        .startsWith(
                                "the density does not fall along z[1], and has no finite integral: log p̃ is 1.00000e+20"
                                        + " where its coordinate is 1e+20, "),
                rising.reason());
        assertTrue(rising.next().startsWith("give z[1] a proper prior, or bounds"), rising.next());
        Verdict falling =
                byTheScore(LogDensity.of(2, z -> z.at(0).square().times(-0.5).minus(z.at(1))));
        assertTrue(falling.reason().contains("where its coordinate is -1e+20"), falling.reason());
        Verdict level = byTheScore(LogDensity.of(
                2, z -> z.at(0).square().times(-0.5).minus(z.at(1).negate().exp())));
        assertTrue(level.reason().startsWith("the density does not fall along z[1]"), level::toString);
    }

    @Test
    void oneThatFallsFarOutIsNot() {
        Verdict wide = byTheScore(LogDensity.of(
                2,
                z -> z.at(0)
                        .square()
                        .times(-0.5)
                        .minus(z.at(1).minus(1e6).square().times(1e-14))));
        assertEquals("BUDGET SPENT", wide.word());
        Verdict heavy = byTheScore(LogDensity.of(
                2,
                z -> z.at(0)
                        .square()
                        .times(-0.5)
                        .minus(z.at(1).times(1e-3).square().plus(1).log())));
        assertNotEquals("DIVERGED", heavy.word());
    }
}
