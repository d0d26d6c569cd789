package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.density.Variable;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.fit.Fit;
import org.junit.jupiter.api.Test;

/** Laws of whole vectors as latents: alone, several of them, and one for each row of a plate. */
class VectorLatentsTest {
    private static double value(Model model, double[] point) {
        double[] values = new double[1];
        model.density().logDensity(1, point, values);
        return values[0];
    }

    private static double normal(double x) {
        return -0.5 * x * x - 0.5 * Math.log(2 * Math.PI);
    }

    @Test
    void aSimplexForEachRow() {
        Model model = Model.of("mixture", m -> {
            var city = m.plate("city", 2);
            var home = m.plate("home", 3);
            var p = m.latent("p", Dirichlet.of(1, 1, 1), city);
            var ofCity = m.index("city", new int[] {0, 1, 1}, home, city);
            m.observe("kind", Categorical.of(p.gather(ofCity)), new int[] {0, 2, 1}, home);
        });
        assertEquals(4, model.density().dimension());
        Variable p = model.variables().get(0);
        assertEquals("p[1,2]", p.componentName(5));
        double[] x = new double[6];
        double[] u = {0.3, -0.4, 0.9, 0.1}; // [stick][city]
        model.density().variables().constrain(1, u, x); // [kind][city]
        double sum = 2 * Math.log(2); // a Dirichlet of ones is 2 everywhere
        for (int city = 0; city < 2; city++) {
            assertEquals(1, x[city] + x[2 + city] + x[4 + city], 1e-14);
            sum += Math.log(x[city]) + Math.log(x[2 + city]) + Math.log(x[4 + city]); // the Jacobian of stick-breaking
        }
        sum += Math.log(x[0]) + Math.log(x[5]) + Math.log(x[3]);
        assertEquals(sum, value(model, u), 1e-12);
    }

    @Test
    void theUniformSimplexComesBack() {
        Fit fit = Model.of("uniform", m -> m.latent("p", Dirichlet.symmetric(3, 20)))
                .fit();
        for (int k = 0; k < 3; k++) {
            // Dirichlet(20, 20, 20): mean 1/3, sd sqrt((1/3)(2/3)/61); 4,000 draws
            assertEquals(1.0 / 3, fit.summary().row("p[" + k + "]").mean(), 0.01);
            assertEquals(0.0604, fit.summary().row("p[" + k + "]").sd(), 0.006);
        }
    }

    @Test
    void correlatedVectorsAloneStackedAndByRow() {
        double[][] factor = {{2, 0}, {1, 3}};
        Model alone = Model.of("alone", m -> m.latent("x", MultivariateNormal.of(new double[] {1, -1}, factor)));
        Model stacked = Model.of("stacked", m -> m.latent("x", MultivariateNormal.of(new double[] {1, -1}, factor), 3));
        Model rows = Model.of(
                "rows", m -> m.latent("x", MultivariateNormal.of(new double[] {1, -1}, factor), m.plate("row", 3)));
        assertArrayEquals(new Object[] {2}, alone.variables().get(0).inner().toArray());
        assertArrayEquals(
                new Object[] {3, 2}, stacked.variables().get(0).inner().toArray());
        double[] a = {0.5, 1.5, -2};
        double[] b = {0.2, 4, 1};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double first = (a[i] - 1) / 2;
            double each = normal(first) + normal((b[i] + 1 - first) / 3) - Math.log(6);
            assertEquals(each, value(alone, new double[] {a[i], b[i]}), 1e-13);
            sum += each;
        }
        assertEquals(sum, value(stacked, new double[] {a[0], b[0], a[1], b[1], a[2], b[2]}), 1e-13);
        assertEquals(sum, value(rows, new double[] {a[0], a[1], a[2], b[0], b[1], b[2]}), 1e-13);
    }

    @Test
    void aSimplexOfOneLeavesNothingToFit() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> Model.of("one", m -> m.latent("p", Dirichlet.symmetric(1, 2))));
        assertEquals(
                "latent \"p\": a Dirichlet law of length 1 leaves nothing to fit: make it longer, or leave the latent out",
                e.getMessage());
    }

    /** Five groups of twelve, centred: the group means are known well, and must come back. */
    @Test
    void aSmallHierarchyIsFitted() {
        double[] truth = {-1, -0.5, 0, 0.5, 1};
        int[] group = new int[60];
        double[] y = new double[60];
        for (int i = 0; i < 60; i++) {
            group[i] = i % 5;
            // a balanced pattern in place of noise: its mean is 0 and its variance 1 in every group
            y[i] = truth[i % 5] + (i / 5 % 2 == 0 ? 1 : -1);
        }
        Fit fit = Model.of("groups", m -> {
                    var groups = m.plate("group", 5);
                    var points = m.plate("point", 60);
                    var spread = m.latent("spread", HalfNormal.of(2));
                    var noise = m.latent("noise", HalfNormal.of(2));
                    var mean = m.latent("mean", Normal.of(0, spread), groups);
                    m.observe("y", Normal.of(mean.gather(m.index("g", group, points, groups)), noise), y, points);
                })
                .fit();
        assertEquals(1, fit.summary().row("noise").mean(), 0.1);
        for (int g = 0; g < 5; g++) {
            // drawn to 0 by some 15 %; sd 1/sqrt(12 + 1/0.75²)
            assertEquals(truth[g], fit.summary().row("mean[" + g + "]").mean(), 0.25);
            assertEquals(0.28, fit.summary().row("mean[" + g + "]").sd(), 0.04);
        }
    }
}
