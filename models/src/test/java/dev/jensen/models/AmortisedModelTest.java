package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.AmortisedDensity;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.models.io.FitFile;
import dev.jensen.models.neural.Activation;
import dev.jensen.models.neural.Dense;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probabilistic principal components with one component, whose posterior is linear in the row: a linear encoder is exact. */
class AmortisedModelTest {
    private static final double[][] X = rows(400, 1);

    private static double[][] rows(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = new double[count][];
        for (int r = 0; r < count; r++) {
            double z = random.nextGaussian();
            rows[r] = new double[] {1.5 * z + 0.4 * random.nextGaussian(), -0.8 * z + 0.4 * random.nextGaussian()};
        }
        return rows;
    }

    private static Model components(int batch) {
        return Model.of("components", Data.of("x", X), (m, data) -> {
            var all = m.plate("row", data.rows());
            var row = batch < data.rows() ? all.minibatch(batch) : all;
            var x = m.data("x", data.vectors("x"), row);
            var encoder = Dense.parameters(m, "encoder", 2, 1, Activation.IDENTITY, 1);
            var logScale = m.parameter("log scale", PointEstimate.from(new double[] {-1}));
            var mean = encoder.apply(x);
            var z = m.latent("z", Normal.of(0, 1), Amortised.normal(mean, logScale.plus(mean.times(0))));
            var decoder = Dense.parameters(m, "decoder", 1, 2, Activation.IDENTITY, 2);
            var sigma = m.parameter("sigma", PointEstimate.from(1).positive());
            m.observe("x", Normal.of(decoder.apply(z), sigma), x);
        });
    }

    private static Fit fit() {
        return components(200)
                .stochasticFitting()
                .estimator(StickingTheLanding.draws(1))
                .maximumSteps(600)
                .fit(1);
    }

    /** The greatest evidence has the closed form of Tipping and Bishop (1999). */
    private static double greatestEvidence() {
        double a = 0;
        double b = 0;
        double c = 0;
        double mx = 0;
        double my = 0;
        for (double[] x : X) {
            mx += x[0] / X.length;
            my += x[1] / X.length;
        }
        for (double[] x : X) {
            a += (x[0] - mx) * (x[0] - mx) / X.length;
            b += (x[0] - mx) * (x[1] - my) / X.length;
            c += (x[1] - my) * (x[1] - my) / X.length;
        }
        double root = Math.sqrt((a - c) * (a - c) / 4 + b * b);
        double logDeterminant = Math.log((a + c) / 2 + root) + Math.log((a + c) / 2 - root);
        return -0.5 * X.length * (2 * Math.log(2 * Math.PI) + logDeterminant + 2);
    }

    @Test
    void aLinearEncoderFindsTheGreatestEvidence(@TempDir Path folder) {
        Fit fit = fit();
        assertEquals(greatestEvidence(), fit.elbo().value(), 3);
        AmortisedDensity density = components(400).amortisedDensity();
        double bound = Elbo.estimate(
                        density.importanceWeighted(20), fit.family(), fit.parameters(), 1, MonteCarlo.seed(1))
                .value();
        assertEquals(greatestEvidence(), bound, 2);

        Path file = folder.resolve("components.json");
        FitFile.save(fit, file);
        Fit again = FitFile.load(file, components(200).amortisedDensity());
        double[][] other = rows(3, 9);
        Draws codes = components(200).encode(again, Data.of("x", other), 2000, 1);
        var decoder = again.summary().rows("decoder.weights");
        double w1 = decoder.get(0).mean();
        double w2 = decoder.get(1).mean();
        double noise = Math.pow(again.summary().row("sigma").mean(), 2);
        for (int r = 0; r < 3; r++) {
            double posterior = (w1 * other[r][0] + w2 * other[r][1]) / (w1 * w1 + w2 * w2 + noise);
            assertEquals(posterior, codes.summary().row("z[" + r + ",0]").mean(), 0.1);
        }
        Draws reconstructed = again.predict(Data.of("x", other), 500, 1);
        assertEquals(other[1][0], reconstructed.summary().row("E(x)[1,0]").mean(), 0.5);
        Draws generated = components(200).generate(again, 50, 1);
        double sum = 0;
        for (double[] draw : generated.array("x")) {
            for (int r = 0; r < X.length; r++) {
                sum += draw[r] * draw[r];
            }
        }
        assertEquals(1.5 * 1.5 + 0.16, sum / 50 / X.length, 0.4);
    }

    @Test
    void positiveLatentsAreAmortisedOnTheLogScale() {
        Model model = Model.of("positive", m -> {
            var row = m.plate("row", 400);
            var x = m.data("x", X, row);
            var h = Dense.parameters(m, "hidden", 2, 4, Activation.TANH, 1).apply(x);
            var rate = m.latent(
                    "rate",
                    Gamma.of(2, 1),
                    Amortised.normal(
                            Dense.parameters(m, "mean", 4, 1, Activation.IDENTITY, 2)
                                    .apply(h),
                            Dense.parameters(m, "log scale", 4, 1, Activation.IDENTITY, 3)
                                    .apply(h)));
            m.observe("y", Normal.of(rate.log(), 1), x.at(0).reshape(1));
        });
        Draws rates = model.posteriorPredictive(
                model.stochasticFitting()
                        .estimator(StickingTheLanding.draws(1))
                        .maximumSteps(300)
                        .fit(1),
                10,
                1);
        for (double[] draw : rates.array("rate")) {
            for (double rate : draw) {
                assertTrue(rate > 0);
            }
        }
    }

    @Test
    void badEncodersAreRefused() {
        assertMessage(
                "latent \"z\": its encoder gives numbers of shape [2] for each row, but its Normal law has coordinates of shape [3]:"
                        + " give the encoder's last layer as many outputs",
                m -> {
                    var x = m.data("x", X, m.plate("row", 400));
                    m.latent("z", Normal.of(Expr.zeros(3), 1), Amortised.normal(x, x));
                });
        assertMessage(
                "the mean of an amortised latent has no rows: compute it from data of the plate, such as m.data(name, values, plate)",
                m -> Amortised.normal(m.parameter("a", 1), m.parameter("b", 1)));
        assertMessage(
                "a dense layer of 3 inputs needs a vector of that length, not [2] per row",
                m -> Dense.parameters(m, "layer", 3, 1, Activation.RELU, 1).apply(m.data("x", X, m.plate("row", 400))));
        assertMessage(
                "layer \"layer\" needs at least 1 input and 1 output: 0 and 1",
                m -> Dense.parameters(m, "layer", 0, 1, Activation.RELU, 1));
        assertEquals(
                "an importance-weighted bound needs at least 1 draw a row: 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> components(200).importanceWeightedFitting(0))
                        .getMessage());
        Model plain = Model.of("plain", m -> m.observe("y", Normal.of(m.latent("mu", Normal.of(0, 1)), 1), 0.3));
        assertEquals(
                "model \"plain\" has no amortised latent: take density()",
                assertThrows(IllegalStateException.class, () -> plain.importanceWeightedFitting(5))
                        .getMessage());
        String message = assertThrows(
                        IllegalStateException.class, () -> components(200).density())
                .getMessage();
        assertEquals(
                "model \"components\" has amortised latents, so that its density is an estimate, with new draws at each step: take"
                        + " amortisedDensity(), or fit it with stochasticFitting()",
                message);
        assertEquals(List.of(), components(200).check().findings(), "nothing odd");
    }

    private static void assertMessage(String expected, Consumer<ModelBuilder> statement) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, () -> Model.of("m", statement))
                        .getMessage());
    }
}
