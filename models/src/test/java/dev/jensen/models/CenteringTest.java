package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.distribution.HalfCauchy;
import dev.jensen.core.distribution.LocationScale;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A latent in either coordinate has one prior and one posterior. */
class CenteringTest {
    private static final double[] EFFECT = {28, 8, -3, 7, -1, 1, 18, 12};
    private static final double[] ERROR = {15, 10, 16, 11, 9, 11, 10, 18};

    private static Model schools(Function<LocationScale, Continuous> coordinate) {
        return Model.of("eight schools", m -> {
            var school = m.plate("school", 8);
            var mu = m.latent("mu", Normal.of(0, 5));
            var tau = m.latent("tau", HalfCauchy.of(5));
            var theta = m.latent("theta", coordinate.apply(Normal.of(mu, tau)), school);
            m.observe("y", Normal.of(theta, m.data("error", ERROR, school)), EFFECT, school);
        });
    }

    private static double value(Model model, double... point) {
        double[] values = new double[1];
        model.density().logDensity(1, point, values);
        return values[0];
    }

    private static double[] random(int length, long seed) {
        return new Random(seed).doubles(length, -1.5, 1.5).toArray();
    }

    /** The point of the centred model where the non-centred one has this. */
    private static double[] moved(double[] z) {
        double[] x = z.clone();
        for (int j = 2; j < x.length; j++) {
            x[j] = z[0] + Math.exp(z[1]) * z[j];
        }
        return x;
    }

    @Test
    void theDensityIsThatOfTheOtherCoordinateTimesTheJacobian() {
        Model centred = schools(law -> law);
        Model non = schools(LocationScale::nonCentered);
        for (int trial = 0; trial < 5; trial++) {
            double[] z = random(10, trial);
            assertEquals(value(centred, moved(z)) + 8 * z[1], value(non, z), 1e-10);
            double[] natural = new double[10];
            non.density().variables().constrain(1, z, natural);
            double[] x = moved(z);
            x[1] = Math.exp(z[1]);
            assertArrayEquals(x, natural, 1e-12);
        }
        assertEquals(centred.variables(), non.variables());
        assertEquals(centred.density().factors(), non.density().factors());
    }

    @Test
    void theNonCentredSchoolsHaveNoFunnel() {
        // a Gaussian of full rank comes within 0.2 nats of the evidence, −31.32 by importance sampling, and of the
        // reference: mean of
        // mu 4.41, of theta[0] 6.15, sd of mu 3.31 (posteriordb eight_schools_noncentered)
        Model non = schools(LocationScale::nonCentered);
        Fit fit = FixedDrawVi.of(non.density(), FullRankGaussian.of(10)).fit(1);
        assertEquals(-31.5, fit.elbo().value(), 0.2);
        assertEquals(4.41, fit.summary().row("mu").mean(), 0.1 * 3.31);
        assertEquals(3.31, fit.summary().row("mu").sd(), 0.1 * 3.31);
        assertEquals(6.15, fit.summary().row("theta[0]").mean(), 0.1 * 5.6);
    }

    @Test
    void autoTakesTheCoordinateThatTheDataAskFor() {
        double[] z = random(10, 1);
        assertEquals(value(schools(LocationScale::nonCentered), z), value(schools(LocationScale::auto), z));
        assertNotEquals(value(schools(law -> law), z), value(schools(LocationScale::auto), z));
        Random noise = new Random(3);
        double[] y = new double[200];
        int[] group = new int[200];
        for (int i = 0; i < 200; i++) {
            group[i] = i / 25;
            y[i] = new Random(group[i]).nextGaussian() + 0.3 * noise.nextGaussian();
        }
        Function<Function<LocationScale, Continuous>, Model> much = coordinate -> Model.of("much data", m -> {
            var plate = m.plate("group", 8);
            var row = m.plate("row", 200);
            var mu = m.latent("mu", Normal.of(0, 5));
            var tau = m.latent("tau", LogNormal.of(0, 1));
            var theta = m.latent("theta", coordinate.apply(Normal.of(mu, tau)), plate);
            m.observe("y", Normal.of(theta.gather(m.index("g", group, row, plate)), 0.3), y, row);
        });
        assertEquals(value(much.apply(law -> law), z), value(much.apply(LocationScale::auto), z));
    }

    @Test
    void withoutLatentParentsAutoChangesNothing() {
        Model model = Model.of("fixed", m -> {
            var theta = m.latent("theta", Normal.of(1, 2).auto());
            m.observe("y", Normal.of(theta, 1), 3.0);
        });
        double expected = -0.5 * 0.25 - 0.5 * 1 - Math.log(2) - Math.log(2 * Math.PI);
        assertEquals(expected, value(model, 2), 1e-12);
    }

    @Test
    void vectorsByTheirCholeskyFactor() {
        double[][] ones = {{1, 0}, {0.5, 2}};
        double[][] y = {{1, 2}, {3, -1}, {0, 1}};
        Function<Function<LocationScale, Continuous>, Model> slopes = coordinate -> Model.of("slopes", m -> {
            var group = m.plate("group", 3);
            var mu = m.latent("mu", Normal.of(0, 1), 2);
            var scale = m.latent("scale", LogNormal.of(0, 1));
            var law = MultivariateNormal.of(mu, Expr.constant(ones).times(scale));
            var beta = m.latent("beta", coordinate.apply(law), group);
            m.observe("y", Normal.of(beta, 1), y, group);
        });
        Model centred = slopes.apply(law -> law);
        Model non = slopes.apply(LocationScale::nonCentered);
        double[] z = random(9, 4);
        double[] x = z.clone();
        double scale = Math.exp(z[2]);
        for (int g = 0; g < 3; g++) {
            x[3 + g] = z[0] + scale * z[3 + g];
            x[6 + g] = z[1] + scale * (0.5 * z[3 + g] + 2 * z[6 + g]);
        }
        assertEquals(value(centred, x) + 3 * (2 * z[2] + Math.log(2)), value(non, z), 1e-10);
    }
}
