package dev.jensen.models.spline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.fit.Draws;
import dev.jensen.models.Golden;
import dev.jensen.models.Model;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A penalized spline with the default fit, against a long run of NUTS in another library. */
class SplineFitTest {
    @Test
    void regression() {
        Golden reference = Golden.of("spline/regression.properties");
        double[] x = reference.numbers("x");
        BSplineBasis basis = BSplineBasis.equallySpaced(3, 0, 10, 12);
        Model model = Model.of("curve", m -> {
            var point = m.plate("point", x.length);
            var tau = m.latent("tau", HalfNormal.of(1));
            var noise = m.latent("noise", HalfNormal.of(1));
            var start = m.latent("start", Normal.of(0, 2));
            var b = PenalizedCoefficients.firstOrder(m, "b", basis.functions(), start, tau);
            var curve = m.data("B", basis.design(x), point).dot(b);
            m.derive("at", basis.curve(b, new double[] {0.5, 3.3, 7.7, 9.9}));
            m.observe("y", Normal.of(curve, noise), reference.numbers("y"), point);
        });
        Draws draws = model.fit().draws(4000);
        for (String name : new String[] {"tau", "noise", "start"}) {
            assertLike(reference, name, 0, draws.of(name));
        }
        double[][] at = draws.array("at");
        for (int i = 0; i < 4; i++) {
            int point = i;
            assertLike(
                    reference,
                    "at",
                    i,
                    Arrays.stream(at).mapToDouble(draw -> draw[point]).toArray());
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
