package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Mixture;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.OrderedLogistic;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.distribution.ZeroInflated;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import org.junit.jupiter.api.Test;

/** Truncated, censored, inflated and mixed laws, and ordered outcomes, as statements of models. */
class ComposedLawsTest {
    private static double value(Model model, double... point) {
        double[] values = new double[1];
        model.density().logDensity(1, point, values);
        return values[0];
    }

    /**
     * Exponential times with a rate whose prior is exponential, of which 2 of 5 were only survived: the posterior is of
     * Gamma(1 + 3, 1 + Σ t), whatever was censored. 4,000 weighted draws: its mean to 5 %.
     */
    @Test
    void survivalTimesHaveTheirConjugatePosterior() {
        double[] times = {0.5, 2, 1.5, 3, 3};
        double[] survived = {0, 0, 0, 1, 1};
        Model model = Model.of("survival", m -> {
            var plate = m.plate("machine", times.length);
            var rate = m.latent("rate", Exponential.of(1));
            var flags = m.data("still running", survived, plate);
            m.observe("hours", Exponential.of(rate).rightCensoredWhere(flags), times, plate);
        });
        double logRate = 0.3;
        double expected = 4 * logRate - 11 * Math.exp(logRate); // with the Jacobian
        assertEquals(expected, value(model, logRate), 1e-12);
        Fit fit = model.fit();
        assertEquals(4 / 11.0, fit.summary().row("rate").mean(), 0.02);
    }

    /** Parts that broke between two inspections, at rate λ: Π (e^(−λ low) − e^(−λ high)); one was seen to break, one runs on. */
    @Test
    void intervalsAreObserved() {
        double[] whole = {0, 1, 2, 4};
        double[] broken = {1, 3, 2, Double.MAX_VALUE};
        Model model = Model.of("inspections", m -> {
            var part = m.plate("part", whole.length);
            var rate = m.latent("rate", Exponential.of(1));
            var next = m.data("broken", broken, part);
            m.observe("whole", Exponential.of(rate).intervalCensored(next), whole, part);
        });
        double logRate = -0.7;
        double rate = Math.exp(logRate);
        double likelihood = Math.log(-Math.expm1(-rate)) // up to 1
                + Math.log(Math.exp(-rate) - Math.exp(-3 * rate))
                + (logRate - 2 * rate)
                - 4 * rate;
        assertEquals(logRate - rate + likelihood, value(model, logRate), 1e-12);
        Fit fit = model.fit();
        double mean = 0; // by the trapezoidal rule in log λ
        double mass = 0;
        for (double u = -12; u < 4; u += 0.01) {
            double density = Math.exp(value(model, u));
            mass += density;
            mean += density * Math.exp(u);
        }
        assertEquals(mean / mass, fit.summary().row("rate").mean(), 0.02);
        assertEquals(
                "Exponential data \"whole\", row 0 must be at most the upper end 1.0: 5.0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Model.of("inspections", m -> {
                                    var part = m.plate("part", 1);
                                    var next = m.data("broken", new double[] {1}, part);
                                    var law = Exponential.of(m.latent("rate", Exponential.of(1)));
                                    m.observe("whole", law.intervalCensored(next), new double[] {5}, part);
                                }))
                        .getMessage());
    }

    /** The normalising mass moves with the unknowns: without it the truncated data would pull the mean down. */
    @Test
    void truncatedObservationsHaveTheirMass() {
        Model model = Model.of("truncated", m -> {
            var mu = m.latent("mu", Normal.of(0, 1).truncatedBelow(0));
            m.observe("y", Normal.of(mu, 1).truncatedAbove(2), 1.0);
        });
        double mu = 0.7;
        double logHalf = Math.log(2) - 0.5 * mu * mu - 0.5 * Math.log(2 * Math.PI) + Math.log(mu);
        double logMass = Math.log(0.9031995154143897); // scipy 1.17.1 norm.cdf(1.3)
        double likelihood = -0.5 * 0.09 - 0.5 * Math.log(2 * Math.PI) - logMass;
        assertEquals(logHalf + likelihood, value(model, Math.log(mu)), 1e-12);
    }

    @Test
    void countsOrdersAndMixturesAreObserved() {
        Model model = Model.of("many", m -> {
            var plate = m.plate("row", 4);
            var x = m.data("x", new double[] {-1, 0, 1, 2}, plate);
            var slope = m.latent("slope", Normal.of(0, 1));
            var eta = x.times(slope);
            m.observe("fish", ZeroInflated.of(Poisson.of(eta.exp()), 0.2), new int[] {0, 1, 0, 3}, plate);
            m.observe(
                    "grade",
                    OrderedLogistic.of(eta, Expr.constant(new double[] {-1, 1})),
                    new int[] {0, 1, 2, 2},
                    plate);
            var spread = m.latent("spread", HalfNormal.of(1));
            var law = Mixture.of(new double[] {0.9, 0.1}, Normal.of(eta, spread), Normal.of(0, 10));
            m.observe("y", law, new double[] {-1.1, 0.2, 0.8, 40}, plate);
        });
        Fit fit = model.fit();
        assertEquals(0.95, fit.summary().row("slope").mean(), 0.35);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Model.of("bad", m -> m.observe("y", Poisson.of(2).truncatedBelow(1), 0.0)))
                .getMessage();
        assertEquals("Poisson data \"y\" must be a whole number >= 1: 0", message);
    }
}
