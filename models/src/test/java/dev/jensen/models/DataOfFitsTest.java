package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.NonFiniteElboException;
import dev.jensen.core.diagnostic.ModelComparison;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models are compared on the same data alone; a variable that runs away is called by its name. */
class DataOfFitsTest {
    private static Fit fit(String name, double... y) {
        return Model.of("level", m -> {
                    var mu = m.latent("mu", Normal.of(0, 5));
                    m.observe(name, Normal.of(mu, 1), y, m.plate("row", y.length));
                })
                .fit();
    }

    private static String refusal(Fit one, Fit other) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> ModelComparison.of(
                                Map.of("a", Pointwise.leaveOneOut(one), "b", Pointwise.leaveOneOut(other))))
                .getMessage();
    }

    @Test
    void refusesToCompareFitsOfOtherData() {
        Fit fit = fit("y", 1, 2, 3);
        String values = refusal(fit, fit("y", 1, 3, 2));
        assertTrue(
                values.contains("has 3 of \"y\"") && values.contains("or the order of these, are not the same"),
                values);
        String names = refusal(fit, fit("x", 1, 2, 3));
        assertTrue(names.contains("has 3 of \"y\"") && names.contains("has 3 of \"x\""), names);
        String counts = refusal(fit, fit("y", 1, 2));
        assertTrue(counts.contains("has 3 of \"y\"") && counts.contains("has 2 of \"y\""), counts);
        Map<String, Fit> same = Map.of("a", fit, "b", fit("y", 1, 2, 3));
        assertEquals(
                2,
                ModelComparison.of(Map.of("a", Pointwise.waic(same.get("a")), "b", Pointwise.waic(same.get("b"))))
                        .rows()
                        .size());
    }

    @Test
    void whatIsUndefinedIsShownByNameFactorAndRow() {
        Model model = Model.of("root", m -> {
            var mu = m.latent("mu", Normal.of(0, 1));
            var scale = m.latent("scale", HalfNormal.of(1));
            m.observe("y", Normal.of(mu, scale.negate().plus(1.5).sqrt()), new double[] {1, 2}, m.plate("row", 2));
        });
        Verdict verdict =
                assertInstanceOf(Verdict.Unreliable.class, model.fit().verdict().orElseThrow());
        assertTrue(verdict.reason().contains("factor \"y\", row 0"), verdict::reason);
        assertTrue(
                verdict.reason().contains(", which is mu = ")
                        && verdict.reason().contains("scale = 1."),
                verdict::reason);
        String message = assertThrows(
                        NonFiniteElboException.class,
                        () -> model.fitting().meanField().fit())
                .getMessage();
        assertTrue(message.contains("factor \"y\"") && message.contains(", which is mu = "), message);
    }

    @Test
    void aScaleWithoutAPriorIsNamed() {
        Model model = Model.of("improper", m -> {
            var mu = m.latent("mu", Normal.of(0, 1));
            m.latent("s", Flat.positive());
            m.observe("y", Normal.of(mu, 1), new double[] {1, 2}, m.plate("row", 2));
        });
        Verdict verdict =
                assertInstanceOf(Verdict.Diverged.class, model.fit().verdict().orElseThrow());
        assertTrue(verdict.reason().contains("run off along s"), verdict::reason);
        assertTrue(verdict.next().startsWith("give s a proper prior"), verdict::next);
        String message = assertThrows(
                        NonFiniteElboException.class,
                        () -> model.fitting().meanField().fit())
                .getMessage();
        assertTrue(message.contains("the draws have run off to s = Infinity"), message);
    }
}
