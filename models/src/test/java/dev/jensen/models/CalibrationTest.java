package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Origin;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Trace;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Seeds are fixed, so that red means that the code has changed. */
class CalibrationTest {
    /** Intercept and slope of a predictor far from 0: conjugate, and strongly correlated. */
    private static Model line() {
        double[] x = {4, 5, 6, 7};
        return Model.of("line", m -> {
            var row = m.plate("row", x.length);
            var a = m.latent("a", Normal.of(0, 3));
            var b = m.latent("b", Normal.of(0, 1));
            m.observe("y", Normal.of(a.plus(b.times(m.data("x", x, row))), 1), new double[4], row);
        });
    }

    @Test
    void aConjugateModelIsCalibrated() {
        Calibration calibration = line().calibrating()
                .simulations(60)
                .by((density, seed) ->
                        FixedDrawVi.of(density, FullRankGaussian.of(2)).fit(seed))
                .run();
        assertTrue(calibration.isCalibrated(), calibration::toString);
        assertEquals(1, calibration.row("a").spread(), 0.3);
        assertEquals(0, calibration.failed());
    }

    @Test
    void meanFieldOfACorrelatedPosteriorIsUnderDispersed() {
        Calibrating calibrating = line().calibrating()
                .simulations(40)
                .by((density, seed) ->
                        FixedDrawVi.of(density, MeanFieldGaussian.of(2)).fit(seed));
        Calibration calibration = calibrating.run();
        assertTrue(calibration.row("b").faults().contains(Calibration.Fault.UNDER_DISPERSED), calibration::toString);
        assertTrue(calibration.toString().contains("NOT CALIBRATED: 2 of 2"), calibration::toString);
        assertEquals(calibration, calibrating.run()); // the same bits, however the simulations were shared out
    }

    @Test
    void posteriorsThatLieTooLowAreSaidTo() {
        Calibration calibration = line().calibrating()
                .simulations(20)
                .by((density, seed) -> {
                    double[] low = MeanFieldGaussian.of(2).initial(new double[] {-9, -3}, 1);
                    Origin origin =
                            new Origin("fixed", seed, Ending.CONVERGED, 0, Trace.of(1, 0, new double[0], new long[0]));
                    return new Fit(density, MeanFieldGaussian.of(2), low, new Estimate(0, 0, 1), origin);
                })
                .run();
        assertTrue(calibration.row("a").faults().contains(Calibration.Fault.TOO_LOW), calibration::toString);
    }

    @Test
    void whatCannotBeSimulatedIsNamed() {
        assertMessage("nothing is observed", m -> m.latent("a", Normal.of(0, 1)));
        assertMessage("missing values", m -> {
            var row = m.plate("row", 2);
            m.observeWithMissing("y", Normal.of(m.latent("a", Normal.of(0, 1)), 1), new double[] {1, Double.NaN}, row);
        });
        assertMessage("parameter of the law of \"y\" too", m -> {
            var row = m.plate("row", 2);
            Expr x = m.data("x", new double[] {1, 2}, row);
            m.observe("x", Normal.of(m.latent("a", Normal.of(0, 1)), 1), x);
            m.observe("y", Normal.of(x, 1), new double[2], row);
        });
        Model improper = Model.of("improper", m -> m.observe("y", Normal.of(m.latent("a", Flat.real()), 1), 0.0));
        String message = assertThrows(IllegalArgumentException.class, improper::calibrate)
                .getMessage();
        assertTrue(message.contains("\"a\""), message);
        Calibrating calibrating = line().calibrating();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> calibrating.simulations(3))
                .getMessage()
                .contains("at least 20 simulations"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> calibrating.draws(3))
                .getMessage()
                .contains("at least 9 draws"));
        assertTrue(assertThrows(
                        IllegalStateException.class,
                        () -> calibrating
                                .by((density, seed) -> {
                                    throw new ArithmeticException("no way");
                                })
                                .run())
                .getMessage()
                .contains("the first: no way"));
    }

    @Test
    void discreteLatentsAreSummedOutAgain() {
        Model mixture = Model.of("two kinds", m -> {
                    var row = m.plate("row", 6);
                    var mu = m.latent("mu", Normal.of(3, 1));
                    var kind = m.latent("kind", Categorical.of(new double[] {0.5, 0.5}), row);
                    m.observe("y", Normal.of(mu.times(kind), 1), new double[6], row);
                })
                .marginalized();
        Calibration calibration = mixture.calibrating().simulations(20).run();
        assertEquals(1, calibration.rows().size());
        assertTrue(calibration.isCalibrated(), calibration::toString);
    }

    private static void assertMessage(String part, Consumer<ModelBuilder> statement) {
        Model model = Model.of("m", statement);
        String message =
                assertThrows(IllegalArgumentException.class, model::calibrating).getMessage();
        assertTrue(message.contains(part), message);
    }
}
