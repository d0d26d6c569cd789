package dev.jensen.models.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.distribution.BernoulliLogit;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.InverseGamma;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.Golden;
import dev.jensen.models.Model;
import org.junit.jupiter.api.Test;

/** Regression and classification with the default fit, against long runs of NUTS in another library. */
class GaussianProcessFitTest {
    private static final Golden DATA = Golden.of("gp/golden.properties");

    /** Tolerances in the reference's standard deviations; seeds are fixed, so that red means that the code changed. */
    private static void assertLike(Golden reference, String name, double[] draws, int index, double of) {
        double mean = 0;
        double square = 0;
        for (double draw : draws) {
            mean += draw / draws.length;
            square += draw * draw / draws.length;
        }
        double sd = reference.numbers(name + ".sd")[index];
        assertEquals(reference.numbers(name + ".mean")[index], mean, of * sd, name);
        assertEquals(1, Math.sqrt(square - mean * mean) / sd, of, name + " sd");
    }

    private static double[] column(double[][] draws, int index) {
        double[] column = new double[draws.length];
        for (int s = 0; s < draws.length; s++) {
            column[s] = draws[s][index];
        }
        return column;
    }

    @Test
    void regression() {
        Golden reference = Golden.of("gp/regression.properties");
        double[] x = DATA.numbers("x");
        double[] xNew = DATA.numbers("xNew");
        Model model = Model.of("curve", m -> {
            var length = m.latent("length", InverseGamma.of(5, 5));
            var deviation = m.latent("deviation", HalfNormal.of(2));
            var noise = m.latent("noise", HalfNormal.of(1));
            var f = GaussianProcess.of(SquaredExponential.of(deviation, length))
                    .observe(m, "y", x, DATA.numbers("y"), noise);
            f.predict(m, "f_new", xNew);
        });
        Draws draws = model.fit().draws(4000);
        for (String name : new String[] {"length", "deviation", "noise"}) {
            assertLike(reference, name, draws.of(name), 0, 0.1);
        }
        Prediction prediction = Prediction.of(draws, "f_new");
        for (int i = 0; i < xNew.length; i++) {
            assertLike(reference, "mean", column(prediction.means(), i), i, 0.1);
            double total = Math.sqrt(
                    reference.numbers("var.mean")[i] + Math.pow(reference.numbers("mean.sd")[i], 2));
            assertEquals(1, prediction.deviation()[i] / total, 0.05);
        }
    }

    @Test
    void classification() {
        Golden reference = Golden.of("gp/classification.properties");
        double[] x = reference.numbers("x");
        Model model = Model.of("classes", m -> {
            var point = m.plate("point", x.length);
            var length = m.latent("length", LogNormal.of(-0.3, 0.3));
            var deviation = m.latent("deviation", LogNormal.of(0.5, 0.5));
            var f = GaussianProcess.of(SquaredExponential.of(deviation, length)).latent(m, "f", x);
            f.predict(m, "f_new", new double[] {-1, -0.3, 0.8, 2.3});
            m.observe("y", new BernoulliLogit(f.values(point)), reference.numbers("y"), point);
        });
        Fit fit = model.fit();
        Draws draws = fit.draws(4000);
        assertLike(reference, "length", draws.of("length"), 0, 0.1);
        assertLike(reference, "deviation", draws.of("deviation"), 0, 0.1);
        for (int i = 0; i < x.length; i++) {
            assertLike(reference, "f", column(draws.array("f"), i), i, 0.1);
        }
        Prediction prediction = Prediction.of(draws, "f_new");
        for (int i = 0; i < 4; i++) {
            assertLike(reference, "mean", column(prediction.means(), i), i, 0.1);
        }
    }
}
