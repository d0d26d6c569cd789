package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.LaplaceApproximation;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Missing values are latents with the law of the others: against the density written by hand, and closed forms. */
class MissingDataTest {
    private static final double NO = Double.NaN;

    private static double normal(double x, double mean, double scale) {
        double t = (x - mean) / scale;
        return -0.5 * t * t - Math.log(scale) - 0.5 * Math.log(2 * Math.PI);
    }

    private static double value(Model model, double... point) {
        double[] values = new double[1];
        model.density().logDensity(1, point, values);
        return values[0];
    }

    @Test
    void missingPredictorsAreFittedWithTheRest() {
        double[] y = {1, 2, 0.5};
        Model model = Model.of("predictor", m -> {
            var row = m.plate("row", List.of("a", "b", "c"));
            var mu = m.latent("mu", Normal.of(0, 1));
            var x = m.observeWithMissing("x", Normal.of(mu, 2), new double[] {NO, 0.3, NO}, row);
            m.observe("y", Normal.of(x.times(3), 0.5), y, row);
        });
        assertEquals(
                List.of("missing x[a]", "missing x[c]"),
                List.of(
                        model.variables().get(1).componentName(0),
                        model.variables().get(1).componentName(1)));
        assertTrue(model.check().isClean(), () -> model.check().toString());
        double[] z = {0.4, -1, 0.8};
        double expected = normal(0.4, 0, 1) + normal(-1, 0.4, 2) + normal(0.3, 0.4, 2) + normal(0.8, 0.4, 2);
        expected += normal(1, -3, 0.5) + normal(2, 0.9, 0.5) + normal(0.5, 2.4, 0.5);
        assertEquals(expected, value(model, z), 1e-12);
        Fit fit = LaplaceApproximation.of(model.density()).fit(1); // the posterior is normal
        assertEquals(1 / 3.0, fit.summary().row("missing x[a]").mean(), 0.02);
        Draws again = model.posteriorPredictive(fit, 200, 1);
        for (int s = 0; s < 200; s++) {
            assertEquals(3 * again.of("missing x[c]")[s], again.of("E(y)[c]")[s], 1e-12);
        }
        Draws prior = model.priorPredictive(4000, 2);
        double sum = 0;
        for (double each : prior.of("missing x[c]")) {
            sum += each * each / 4000;
        }
        assertEquals(5, sum, 4 * 5 * Math.sqrt(2 / 4000.0));
    }

    @Test
    void positiveValuesKeepTheirJacobian() {
        Model model = Model.of("waiting", m -> {
            var scale = m.latent("scale", LogNormal.of(0, 1));
            m.observeWithMissing("t", Gamma.of(scale, 2), new double[] {1.5, NO}, m.plate("row", 2));
        });
        double shape = Math.exp(0.2);
        double t = Math.exp(-0.7);
        double gamma = -0.091272449314221; // scipy 1.17 gammaln(exp(0.2))
        double expected = normal(0.2, 0, 1); // of log scale, whose Jacobian cancels
        for (double each : new double[] {1.5, t}) {
            expected += shape * Math.log(2) - gamma + (shape - 1) * Math.log(each) - 2 * each;
        }
        assertEquals(expected + Math.log(t), value(model, 0.2, -0.7), 1e-12);
    }

    @Test
    void newDataMayLackThemAltogether() {
        Model model = Model.of("half", Data.of("x", 1, NO, 2).and("y", 2, 3, 4), (m, data) -> {
            var row = m.plate("row", data.has("y") ? data.rows("y") : 2);
            var mu = m.latent("mu", Normal.of(0, 1));
            var shift = m.data("shift", data.has("y") ? new double[] {0, 0, 0} : new double[] {0, 100}, row);
            var x = m.observeWithMissing("x", Normal.of(mu.plus(shift), 1), data.observed("x"), row);
            m.observe("y", Normal.of(x.times(2), 0.1), data.observed("y"), row);
        });
        Fit fit = LaplaceApproximation.of(model.density()).fit(1);
        Draws predicted = fit.predict(Data.of("x", NO, 5), 2000, 4);
        double[] x = predicted.of("missing x[0]");
        double[] mu = predicted.of("mu");
        double[] mean = predicted.of("E(y)[0]");
        double square = 0;
        for (int s = 0; s < 2000; s++) {
            square += (x[s] - mu[s]) * (x[s] - mu[s]) / 2000;
            assertEquals(2 * x[s], mean[s], 1e-12);
        }
        assertEquals(1, square, 4 * Math.sqrt(2 / 2000.0));
        assertEquals(10, predicted.of("E(y)[1]")[7]);
        Draws all = fit.predict(Data.empty());
        assertEquals(2, all.array("missing x")[0].length);
        assertEquals(100, all.of("missing x[1]")[3] - all.of("mu")[3], 6); // the second row has a law of its own
    }

    private static void assertRefused(String message, java.util.function.Consumer<ModelBuilder> statement) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Model.of("wrong", statement))
                        .getMessage());
    }

    @Test
    void whatCannotBeMissingIsRefused() {
        assertRefused(
                "observation \"n\" has a Poisson law, of whole numbers: a latent in the place of a missing one has no gradient;"
                        + " leave its row out, which is the same as summing over it, or, where other laws need it, declare a latent"
                        + " and sum it out with marginalized()",
                m -> m.observeWithMissing("n", Poisson.of(2), new double[] {1, NO}, m.plate("row", 2)));
        assertRefused(
                "Gamma data \"t\", row 1 must be > 0: -1",
                m -> m.observeWithMissing("t", Gamma.of(2, 2), new double[] {NO, -1}, m.plate("row", 2)));
        assertRefused(
                "observation \"t\" has 3 values, but plate \"row\" has 2 rows: give one for each row",
                m -> m.observeWithMissing("t", Gamma.of(2, 2), new double[] {NO, -1, 3}, m.plate("row", 2)));
    }

    @Test
    void numbersThatAreMissingAreAskedForAsObserved() {
        Data data = Data.of("x", 1, NO);
        assertEquals(
                "column \"x\", row 1 is NaN: it must be finite; leave the row out, or make what is missing a latent:"
                        + " observeWithMissing(name, law, data.observed(\"x\"), plate)",
                assertThrows(IllegalArgumentException.class, () -> data.doubles("x"))
                        .getMessage());
    }

    @Test
    void vectorsAreNotTakenForMissingNumbers() {
        Data data = Data.of("x", new double[][] {{1, 2}, {3, NO}});
        assertRefused(
                "observation \"x\" holds vectors, of which none can be missing: give their columns apart, as numbers",
                m -> m.observeWithMissing("x", Normal.of(0, 1), data.observed("x"), m.plate("row", 2)));
    }
}
