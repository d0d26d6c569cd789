package dev.jensen.models.spatial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.PoissonLog;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.models.Golden;
import dev.jensen.models.Model;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Counts on a grid of 36 regions with the default fit, against a long run of NUTS in another library. */
class Bym2FitTest {
    @Test
    void countsOnAMap() {
        Golden reference = Golden.of("spatial/bym2.properties");
        Neighbours map = Neighbours.grid(6, 6);
        assertEquals(reference.number("scale"), Icar.of(map).scalingFactor(0), 1e-12);
        double[] logExpected =
                Arrays.stream(reference.numbers("expected")).map(Math::log).toArray();
        Model model = Model.of("map", m -> {
            var region = m.plate("region", map.size());
            var intercept = m.latent("intercept", Normal.of(0, 1));
            var slope = m.latent("slope", Normal.of(0, 1));
            var sigma = m.latent("sigma", HalfNormal.of(1));
            var rho = m.latent("rho", Beta.of(2, 2));
            var effect = Bym2.latent(m, "effect", map, sigma, rho).toRows(region);
            var x = m.data("x", reference.numbers("x"), region);
            var level = m.data("log expected", logExpected, region).plus(intercept);
            m.observe("y", new PoissonLog(level.plus(slope.times(x)).plus(effect)), reference.numbers("y"), region);
        });
        Fit fit = model.fit();
        assertTrue(
                fit.verdict().orElseThrow() instanceof Verdict.Reliable,
                () -> fit.summary().toString());
        Draws draws = fit.draws(4000);
        for (String name : new String[] {"intercept", "slope", "sigma", "rho"}) {
            assertLike(reference, name, 0, draws.of(name));
        }
        double[][] effects = draws.array("effect");
        for (int i = 0; i < map.size(); i++) {
            int region = i;
            double[] effect =
                    Arrays.stream(effects).mapToDouble(draw -> draw[region]).toArray();
            assertLike(reference, "effect", i, effect);
        }
    }

    /** Within a tenth of the reference's standard deviation, of which the draws' own error is 1.6 %; the seed is fixed. */
    private static void assertLike(Golden reference, String name, int index, double[] draws) {
        double mean = Arrays.stream(draws).average().orElseThrow();
        double variance =
                Arrays.stream(draws).map(d -> (d - mean) * (d - mean)).average().orElseThrow();
        double sd = reference.numbers(name + ".sd")[index];
        assertEquals(reference.numbers(name + ".mean")[index], mean, 0.1 * sd, name);
        assertEquals(1, Math.sqrt(variance) / sd, 0.1, name + " sd");
    }
}
