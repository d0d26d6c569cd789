package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Uniform;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Draws;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The density of a model against the same density written by hand, and the names of its variables. */
class ModelTest {
    private static final double[] Y = {1.2, -0.3, 0.8, 2.0, 1.1, 0.4, -0.6};
    private static final double[] FLOOR = {0, 1, 0, 0, 1, 0, 1};
    private static final int[] COUNTY = {0, 0, 1, 1, 2, 2, 2};
    private static final int[] STATE = {0, 1, 1};
    private static final int[] YEAR = {1, 0, 1, 0, 1, 0, 1};

    private static double normal(double x, double mean, double scale) {
        double t = (x - mean) / scale;
        return -0.5 * t * t - Math.log(scale) - 0.5 * Math.log(2 * Math.PI);
    }

    private static double halfNormalOfLog(double u, double scale) {
        return normal(Math.exp(u), 0, scale) + Math.log(2) + u;
    }

    private static double value(Model model, double... point) {
        assertEquals(model.density().dimension(), point.length);
        double[] values = new double[1];
        model.density().logDensity(1, point, values);
        return values[0];
    }

    private static double[] constrained(Model model, double... point) {
        double[] values = new double[model.density().variables().constrainedDimension()];
        model.density().variables().constrain(1, point, values);
        return values;
    }

    private static double[] random(int length, long seed) {
        return new Random(seed).doubles(length, -1.5, 1.5).toArray();
    }

    @Test
    void homesNestedInCountiesNestedInStates() {
        Model model = Model.of("radon", m -> {
            var state = m.plate("state", 2);
            var county = m.plate("county", List.of("DODGE", "LYON", "AITKIN"));
            var home = m.plate("home", Y.length);
            var stateOfCounty = m.index("state", STATE, county, state);
            var countyOfHome = m.index("county", COUNTY, home, county);
            var floor = m.data("floor", FLOOR, home);
            var beta = m.latent("beta", Normal.of(0, 2));
            var spread = m.latent("spread", HalfNormal.of(1));
            var sigma = m.latent("sigma", HalfNormal.of(3));
            var a = m.latent("a", Normal.of(0, 1), state);
            var alpha = m.latent("alpha", Normal.of(a.gather(stateOfCounty), spread), county);
            m.observe("y", Normal.of(alpha.gather(countyOfHome).plus(beta.times(floor)), sigma), Y, home);
        });
        for (int trial = 0; trial < 5; trial++) {
            double[] z = random(8, trial);
            double spread = Math.exp(z[1]);
            double sigma = Math.exp(z[2]);
            double sum = normal(z[0], 0, 2) + halfNormalOfLog(z[1], 1) + halfNormalOfLog(z[2], 3);
            sum += normal(z[3], 0, 1) + normal(z[4], 0, 1);
            for (int c = 0; c < 3; c++) {
                sum += normal(z[5 + c], z[3 + STATE[c]], spread);
            }
            for (int i = 0; i < Y.length; i++) {
                sum += normal(Y[i], z[5 + COUNTY[i]] + z[0] * FLOOR[i], sigma);
            }
            assertEquals(sum, value(model, z), 1e-12 * Math.abs(sum));
            assertEquals(sigma, constrained(model, z)[2], 1e-14 * sigma);
        }
        assertEquals(
                List.of("beta", "spread", "sigma", "a", "alpha", "y"),
                model.density().factors());
        assertEquals("alpha[LYON]", model.variables().get(4).componentName(1));
        assertEquals("a[1]", model.variables().get(3).componentName(1));
    }

    @Test
    void countiesCrossedWithYears() {
        Model model = Model.of("crossed", m -> {
            var county = m.plate("county", 3);
            var year = m.plate("year", 2);
            var home = m.plate("home", Y.length);
            var ofCounty = m.index("county", COUNTY, home, county);
            var ofYear = m.index("year", YEAR, home, year);
            var a = m.latent("a", Normal.of(0, 1), county);
            var b = m.latent("b", Normal.of(0, 1), year);
            m.observe("y", Normal.of(a.gather(ofCounty).plus(b.gather(ofYear)), 1), Y, home);
        });
        double[] z = random(5, 1);
        double sum = 0;
        for (double each : z) {
            sum += normal(each, 0, 1);
        }
        for (int i = 0; i < Y.length; i++) {
            sum += normal(Y[i], z[COUNTY[i]] + z[3 + YEAR[i]], 1);
        }
        assertEquals(sum, value(model, z), 1e-12 * Math.abs(sum));
    }

    @Test
    void aVectorForEachRow() {
        Model model = Model.of("slopes", m -> {
            var county = m.plate("county", 3);
            var home = m.plate("home", Y.length);
            var ofCounty = m.index("county", COUNTY, home, county);
            double[][] x = new double[Y.length][];
            for (int i = 0; i < x.length; i++) {
                x[i] = new double[] {1, FLOOR[i]};
            }
            var b = m.latent("b", Normal.of(0, 1), 2, county);
            m.derive("slope", b.at(1).times(2));
            m.observe("y", Normal.of(b.gather(ofCounty).dot(m.data("x", x, home)), 1), Y, home);
        });
        double[] z = random(6, 2); // [element][county]
        double sum = 0;
        for (double each : z) {
            sum += normal(each, 0, 1);
        }
        for (int i = 0; i < Y.length; i++) {
            sum += normal(Y[i], z[COUNTY[i]] + z[3 + COUNTY[i]] * FLOOR[i], 1);
        }
        assertEquals(sum, value(model, z), 1e-12 * Math.abs(sum));
        assertEquals("b[2,1]", model.variables().get(0).componentName(5));
        assertArrayEquals(
                new double[] {z[0], z[1], z[2], z[3], z[4], z[5], 2 * z[3], 2 * z[4], 2 * z[5]}, constrained(model, z));
    }

    @Test
    void vectorsScalarsAndFreeTerms() {
        Model model = Model.of("free", m -> {
            var b = m.latent("b", Normal.of(Expr.constant(new double[] {1, 2}), 1));
            var p = m.latent("p", Uniform.of(-1, 3));
            m.observe("k", Bernoulli.ofLogit(b.at(0)), 1);
            m.observe("v", Normal.of(b, 2), new double[] {3, 4});
            m.factor("penalty", b.times(p).square().negate());
        });
        double[] z = random(3, 3);
        double share = 1 / (1 + Math.exp(-z[2]));
        double p = -1 + 4 * share;
        double sum = normal(z[0], 1, 1) + normal(z[1], 2, 1);
        sum += -Math.log(4) + Math.log(4 * share * (1 - share)); // density and Jacobian
        sum += -Math.log1p(Math.exp(-z[0]));
        sum += normal(3, z[0], 2) + normal(4, z[1], 2);
        sum -= p * p * (z[0] * z[0] + z[1] * z[1]);
        assertEquals(sum, value(model, z), 1e-12 * Math.abs(sum));
        assertEquals(p, constrained(model, z)[2], 1e-14);
    }

    @Test
    void aSupportThatLatentsBoundIsLookedAtWhereTheyAre() {
        Model model = Model.of("taxi", m -> {
            var most = m.latent("most", HalfNormal.of(100));
            m.observe("y", Uniform.of(Expr.constant(0), most), 5.0);
        });
        assertEquals(Double.NEGATIVE_INFINITY, value(model, Math.log(4.9)));
        assertEquals(halfNormalOfLog(Math.log(10), 100) - Math.log(10), value(model, Math.log(10)), 1e-12);
    }

    @Test
    void platesOfOneRowAndConstantColumns() {
        Model model = Model.of("one", m -> {
            var home = m.plate("home", 1);
            var a = m.latent("a", Normal.of(m.data("x", new double[] {0.5}, home), 1), home);
            m.observe("y", Normal.of(a, m.data("s", new double[] {2}, home)), new double[] {3}, home);
        });
        assertEquals(normal(0.25, 0.5, 1) + normal(3, 0.25, 2), value(model, 0.25), 1e-14);
        assertEquals("a[0]", model.variables().get(0).componentName(0));
        Model constant = Model.of("constant", m -> {
            var home = m.plate("home", 3);
            var a = m.latent("a", Normal.of(0, 1));
            m.observe("y", Normal.of(a.times(m.data("one", new double[] {1, 1, 1}, home)), 1), new double[3], home);
        });
        assertEquals(normal(0.3, 0, 1) * 4, value(constant, 0.3), 1e-14);
    }

    @Test
    void drawsGoByName() {
        Draws draws = EightSchools.model().fitting().maximumSteps(20).fit().draws(50);
        double[] mu = draws.of("mu");
        double[] tau = draws.of("tau");
        double[] z = draws.of("z[C]");
        double[] theta = draws.of("theta[C]");
        for (int s = 0; s < 50; s++) {
            assertEquals(mu[s] + tau[s] * z[s], theta[s], 1e-12);
        }
    }
}
