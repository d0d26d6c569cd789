package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.ConjugateNaturalGradient;
import dev.jensen.core.algorithm.CoordinateAscent;
import dev.jensen.core.conjugate.Conjugacy;
import dev.jensen.core.conjugate.NotConjugateException;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.HalfCauchy;
import dev.jensen.core.distribution.InverseGamma;
import dev.jensen.core.distribution.Multinomial;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.family.NaturalMeanField;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import dev.jensen.optim.Trace;
import dev.jensen.optim.schedule.Schedule;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoordinateAscentTest {
    private static final double[] Y = {1.2, -0.4, 2.9, 0.7, 1.8, 3.1, -1.0, 0.3};

    private static Model normal() {
        return Model.of("normal", m -> {
            var row = m.plate("row", Y.length);
            var mu = m.latent("mu", Normal.of(0, 2));
            var tau = m.latent("tau", Gamma.of(1.5, 0.5));
            m.observe("y", Normal.of(mu, tau.sqrt().reciprocal()), Y, row);
        });
    }

    /** φ is (m, log s, log α, log α − log β). */
    @Test
    void normalWithUnknownMeanAndPrecisionIsTheClosedFixedPoint() {
        double sum = 0;
        for (double y : Y) {
            sum += y;
        }
        double precision = 1;
        double mean = 0;
        double alpha = 1.5 + 0.5 * Y.length;
        double beta = 1;
        for (int sweep = 0; sweep < 500; sweep++) {
            precision = 0.25 + Y.length * alpha / beta;
            mean = alpha / beta * sum / precision;
            double squares = 0;
            for (double y : Y) {
                squares += (y - mean) * (y - mean) + 1 / precision;
            }
            beta = 0.5 + 0.5 * squares;
        }
        Fit fit = CoordinateAscent.of(normal().conjugacy()).fit(1);
        assertEquals(Ending.CONVERGED, fit.origin().ending());
        double[] phi = fit.parameters();
        assertEquals(mean, phi[0], 1e-9);
        assertEquals(-0.5 * Math.log(precision), phi[1], 1e-9);
        assertEquals(Math.log(alpha), phi[2], 1e-12);
        assertEquals(Math.log(alpha / beta), phi[3], 1e-9);
        requireMonotone(fit);
        requireElbo(fit);
    }

    @Test
    void endsEarlyByTheWordsOfAnyAlgorithm() {
        Conjugacy model = normal().conjugacy();
        for (Fit fit : new Fit[] {
            CoordinateAscent.of(model).cancel(() -> true).fit(1),
            CoordinateAscent.of(model).gradients(2).fit(1),
            CoordinateAscent.of(model).budget(Duration.ofNanos(1)).fit(1),
            ConjugateNaturalGradient.of(model).cancel(() -> true).fit(1),
            ConjugateNaturalGradient.of(model).gradients(2).fit(1),
            ConjugateNaturalGradient.of(model).stopOnCtrlC().maximumSteps(1).fit(1)
        }) {
            assertEquals(1, fit.origin().steps());
            assertInstanceOf(Verdict.BudgetSpent.class, fit.verdict().orElseThrow());
        }
    }

    private static void requireMonotone(Fit fit) {
        Trace losses = fit.origin().trace();
        for (int i = 1; i < losses.size(); i++) {
            double slack = 1e-9 * (1 + Math.abs(losses.value(i)));
            assertTrue(losses.value(i) <= losses.value(i - 1) + slack, "sweep " + i);
        }
    }

    /** 5 standard errors of a fixed seed. */
    private static void requireElbo(Fit fit) {
        var drawn = Elbo.estimate(
                fit.target(), (NaturalMeanField) fit.family(), fit.parameters(), 4096, MonteCarlo.seed(3));
        assertEquals(drawn.value(), fit.elbo().value(), 5 * drawn.standardError());
    }

    @Test
    void regressionKeepsTheCovarianceOfItsCoefficients() {
        SplittableRandom random = new SplittableRandom(2);
        int n = 40;
        double[][] x = new double[n][3];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = new double[] {1, random.nextGaussian(), random.nextGaussian()};
            x[i][2] += 0.8 * x[i][1];
            y[i] = 0.5 + x[i][1] - 2 * x[i][2] + 0.7 * random.nextGaussian();
        }
        Model model = Model.of("regression", m -> {
            var row = m.plate("row", n);
            var design = m.data("x", x, row);
            var beta = m.latent("beta", Normal.of(0, 3), 3);
            var tau = m.latent("tau", Gamma.of(2, 1));
            m.observe("y", Normal.of(design.times(beta).sum(0), tau.pow(-0.5)), y, row);
        });
        Fit fit = CoordinateAscent.of(model.conjugacy()).fit(1);
        // the fixed point, by its own equations: β's precision is XᵀX E[τ] + I/9, …
        double[][] gram = new double[3][3];
        double[] xy = new double[3];
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < 3; a++) {
                xy[a] += x[i][a] * y[i];
                for (int b = 0; b < 3; b++) {
                    gram[a][b] += x[i][a] * x[i][b];
                }
            }
        }
        double tau = 1;
        double[] mean = new double[3];
        double[][] covariance = new double[3][3];
        for (int sweep = 0; sweep < 300; sweep++) {
            double[][] p = new double[3][3];
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    p[a][b] = tau * gram[a][b] + (a == b ? 1.0 / 9 : 0);
                }
            }
            covariance = inverse(p);
            double rate = 1;
            for (int a = 0; a < 3; a++) {
                mean[a] = 0;
                for (int b = 0; b < 3; b++) {
                    mean[a] += covariance[a][b] * tau * xy[b];
                }
            }
            for (int i = 0; i < n; i++) {
                double residual = y[i];
                for (int a = 0; a < 3; a++) {
                    residual -= x[i][a] * mean[a];
                    for (int b = 0; b < 3; b++) {
                        rate += 0.5 * x[i][a] * covariance[a][b] * x[i][b];
                    }
                }
                rate += 0.5 * residual * residual;
            }
            tau = (2 + 0.5 * n) / rate;
        }
        NaturalMeanField family = (NaturalMeanField) fit.family();
        double[] found = family.mean(fit.parameters());
        double[] variance = family.variance(fit.parameters());
        for (int a = 0; a < 3; a++) {
            assertEquals(mean[a], found[a], 1e-8);
            assertEquals(covariance[a][a], variance[a], 1e-9);
        }
        assertEquals(tau, family.naturalMean(fit.parameters())[3], 1e-8);
        requireMonotone(fit);
        requireElbo(fit);
    }

    private static double[][] inverse(double[][] p) {
        double[][] inverse = new double[3][3];
        double determinant = 0;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                inverse[b][a] = p[(a + 1) % 3][(b + 1) % 3] * p[(a + 2) % 3][(b + 2) % 3]
                        - p[(a + 1) % 3][(b + 2) % 3] * p[(a + 2) % 3][(b + 1) % 3];
            }
            determinant += p[0][a] * inverse[a][0];
        }
        for (double[] row : inverse) {
            for (int b = 0; b < 3; b++) {
                row[b] /= determinant;
            }
        }
        return inverse;
    }

    @Test
    void oneLatentIsThePosteriorItself() {
        Model shares = Model.of("shares", m -> {
            var theta = m.latent("theta", Dirichlet.of(1.5, 2, 0.5));
            m.observe("counts", Multinomial.of(20, theta), new double[] {11, 2, 7});
        });
        NaturalMeanField family = shares.conjugacy().family();
        double[] phi = CoordinateAscent.of(shares.conjugacy()).fit(1).parameters();
        assertEquals(12.5 / 24, family.naturalMean(phi)[0], 1e-12);
        assertEquals(7.5 / 24, family.naturalMean(phi)[2], 1e-12);

        Model coin = Model.of("coin", m -> {
            var row = m.plate("toss", 5);
            var p = m.latent("p", Beta.of(2, 3));
            m.observe("y", Bernoulli.of(p), new int[] {1, 1, 0, 1, 1}, row);
        });
        double[] heads = CoordinateAscent.of(coin.conjugacy()).fit(1).parameters();
        assertEquals(Math.log(6), heads[0], 1e-12);
        assertEquals(Math.log(4), heads[1], 1e-12);

        Model counts = Model.of("counts", m -> {
            var row = m.plate("row", 3);
            var rate = m.latent("rate", Gamma.of(2, 3));
            var exposure = m.data("exposure", new double[] {1, 2, 0.5}, row);
            m.observe("y", Poisson.of(rate.times(exposure)), new int[] {4, 5, 1}, row);
        });
        Fit fit = CoordinateAscent.of(counts.conjugacy()).fit(1);
        assertEquals(Math.log(12), fit.parameters()[0], 1e-12);
        assertEquals(Math.log(12 / 6.5), fit.parameters()[1], 1e-12);
        // the posterior itself: the ELBO is the evidence
        double evidence = fit.evidenceInterval().high();
        assertEquals(evidence, fit.elbo().value(), 1e-8);
    }

    @Test
    void varianceWithAnInverseGammaLaw() {
        Model model = Model.of("variance", m -> {
            var row = m.plate("row", Y.length);
            var variance = m.latent("variance", InverseGamma.of(3, 2));
            m.observe("y", Normal.of(1, variance.sqrt()), Y, row);
        });
        double squares = 0;
        for (double y : Y) {
            squares += (y - 1) * (y - 1);
        }
        double[] phi = CoordinateAscent.of(model.conjugacy()).fit(1).parameters();
        assertEquals(Math.log(3 + 0.5 * Y.length), phi[0], 1e-12);
        assertEquals(Math.log((2 + 0.5 * squares) / (3 + 0.5 * Y.length)), phi[1], 1e-12);
        assertTrue(model.conjugacy().toString().contains("variance: inverse gamma"));
    }

    @Test
    void effectsOfGroupsWithTheirPrecision() {
        int[] group = {0, 0, 1, 1, 2, 2, 3, 3};
        Model model = Model.of("groups", m -> {
            var row = m.plate("row", Y.length);
            var g = m.plate("group", 4);
            var of = m.index("of", group, row, g);
            var mu = m.latent("mu", Normal.of(0, 2));
            var between = m.latent("between", Gamma.of(2, 1));
            var within = m.latent("within", Gamma.of(2, 1));
            var theta = m.latent("theta", Normal.of(mu, between.pow(-0.5)), g);
            m.observe("y", Normal.of(theta.gather(of), within.pow(-0.5)), Y, row);
        });
        Fit fit = CoordinateAscent.of(model.conjugacy()).fit(1);
        requireMonotone(fit);
        requireElbo(fit);
        // the effects' own equation at the fixed point
        NaturalMeanField family = (NaturalMeanField) fit.family();
        double[] mean = family.naturalMean(fit.parameters());
        double precision = mean[1] + 2 * mean[2];
        assertEquals((mean[1] * mean[0] + mean[2] * (Y[2] + Y[3])) / precision, mean[4], 1e-8);
        assertEquals(1 / precision, family.naturalVariance(fit.parameters())[4], 1e-9);
    }

    private static Model mixture(int n, int batch) {
        SplittableRandom random = new SplittableRandom(5);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = (i % 3 == 0 ? -2 : 2) + 0.5 * random.nextGaussian();
        }
        return Model.of("mixture", m -> {
            var row = batch > 0 ? m.plate("row", n).minibatch(batch) : m.plate("row", n);
            var weights = m.latent("weights", Dirichlet.of(1, 1));
            var mu = m.latent("mu", Normal.of(0, 3), 2);
            var tau = m.latent("tau", Gamma.of(2, 1), 2);
            var z = m.latent("z", Categorical.of(weights), row);
            m.observe(
                    "y",
                    Normal.of(Categorical.pick(mu, z), Categorical.pick(tau, z).pow(-0.5)),
                    y,
                    row);
        });
    }

    @Test
    void choicesThatAreSummedOutAreAtTheirBest() {
        Fit fit = CoordinateAscent.of(mixture(90, 0).conjugacy()).fit(1);
        requireMonotone(fit);
        double[] mean = ((NaturalMeanField) fit.family()).naturalMean(fit.parameters());
        int low = mean[2] < mean[3] ? 0 : 1;
        assertEquals(-2, mean[2 + low], 0.2);
        assertEquals(2, mean[3 - low], 0.2);
        assertEquals(31.0 / 92, mean[low], 0.01);
        // the bound that has the choices in q lies below the ELBO without them
        Trace losses = fit.origin().trace();
        assertTrue(-losses.value(losses.size() - 1)
                < fit.elbo().value() + 3 * fit.elbo().standardError());
    }

    @Test
    void aNaturalStepOfOneIsASweep() {
        Conjugacy model = normal().conjugacy();
        Fit sweep =
                CoordinateAscent.of(model).loop(Loop.endless().maximumSteps(1)).fit(4);
        Fit step = ConjugateNaturalGradient.of(model)
                .step(Schedule.constant(1))
                .steps(1)
                .fit(4);
        assertEquals(sweep.parameters()[0], step.parameters()[0]);
        assertEquals(sweep.parameters()[3], step.parameters()[3]);
        Fit half =
                ConjugateNaturalGradient.of(model).step(Schedule.constant(0.5)).fit(4);
        Fit ascent = CoordinateAscent.of(model).fit(1);
        assertEquals(ascent.parameters()[0], half.parameters()[0], 1e-7);
    }

    @Test
    void batchesOfRows() {
        Fit all = CoordinateAscent.of(mixture(300, 0).conjugacy()).fit(1);
        Fit batches = ConjugateNaturalGradient.of(mixture(300, 60).conjugacy())
                .steps(150)
                .fit(1);
        NaturalMeanField family = (NaturalMeanField) all.family();
        double[] exact = family.naturalMean(all.parameters());
        double[] found = family.naturalMean(batches.parameters());
        boolean same = (exact[2] < exact[3]) == (found[2] < found[3]);
        for (int i = 2; i < 4; i++) {
            assertEquals(exact[i], found[same ? i : 5 - i], 0.03);
        }
    }

    @Test
    void aCoinThatChoosesByProducts() {
        Model coin = Model.of("coin", m -> {
            var row = m.plate("row", 6);
            var share = m.latent("share", Beta.of(2, 2));
            var mu = m.latent("mu", Normal.of(0, 3), 2);
            var tau = m.latent("tau", Gamma.of(2, 1), 2);
            var first = m.latent("first", Bernoulli.of(share), row);
            var other = first.negate().plus(1);
            var mean = first.times(mu.at(0)).plus(other.times(mu.at(1)));
            var sd = first.times(tau.at(0).pow(-0.5)).plus(other.times(tau.at(1).pow(-0.5)));
            m.observe("y", Normal.of(mean, sd), new double[] {-3, -2.8, -3.2, -3.1, 3, 3.1}, row);
        });
        Fit fit = CoordinateAscent.of(coin.conjugacy()).fit(1);
        requireMonotone(fit);
        double[] mean = ((NaturalMeanField) fit.family()).naturalMean(fit.parameters());
        assertEquals(mean[1] < mean[2] ? 0.6 : 0.4, mean[0], 0.02);
    }

    /** Words 0 and 1 are of one topic, 2 and 3 of the other; documents 0 to 2 are about the first, 3 to 5 about the second. */
    @Test
    void topicsOfDocuments() {
        int[] word = new int[72];
        int[] document = new int[72];
        for (int i = 0; i < 72; i++) {
            document[i] = i / 12;
            boolean first = document[i] < 3 ? i % 12 < 10 : i % 12 < 2;
            word[i] = (first ? 0 : 2) + i % 2;
        }
        Model topics = Model.of("topics", m -> {
            var doc = m.plate("doc", 6);
            var token = m.plate("token", 72);
            var of = m.index("of", document, token, doc);
            var theta = m.latent("theta", Dirichlet.of(0.5, 0.5), doc);
            var topic = m.latent("topic", Dirichlet.of(0.3, 0.3, 0.3, 0.3), 2);
            var z = m.latent("z", Categorical.of(theta.gather(of)), token);
            m.observe("w", Categorical.of(Categorical.pick(topic.transpose(), z)), word, token);
        });
        Fit fit = CoordinateAscent.of(topics.conjugacy()).fit(1);
        requireMonotone(fit);
        double[] mean = ((NaturalMeanField) fit.family()).naturalMean(fit.parameters());
        int first = mean[12] > 0.25 ? 0 : 1;
        assertEquals(10.0 / 12, mean[first], 0.1);
        assertEquals(2.0 / 12, mean[10 + first], 0.1);
        assertEquals(0.5, mean[12 + 4 * first], 0.05);
    }

    @Test
    void refusesByName() {
        Model scale = Model.of("scale", m -> {
            var row = m.plate("row", Y.length);
            var sigma = m.latent("sigma", HalfCauchy.of(2));
            m.observe("y", Normal.of(0, sigma), Y, row);
        });
        String message =
                assertThrows(NotConjugateException.class, scale::conjugacy).getMessage();
        assertTrue(message.contains("\"sigma\"") && message.contains("factor"), message);
        assertTrue(message.contains("give a precision a gamma law"), message);

        Model logistic = Model.of("logistic", m -> {
            var row = m.plate("row", 4);
            var a = m.latent("a", Normal.of(0, 1));
            m.observe("y", Bernoulli.of(a.sigmoid()), new int[] {0, 1, 1, 0}, row);
        });
        message = assertThrows(NotConjugateException.class, logistic::conjugacy).getMessage();
        assertTrue(message.contains("in \"a\": factor \"y\""), message);

        Model deviation = Model.of("deviation", m -> {
            var row = m.plate("row", Y.length);
            var sigma = m.latent("sigma", Gamma.of(2, 1));
            m.observe("y", Normal.of(0, sigma), Y, row);
        });
        message =
                assertThrows(NotConjugateException.class, deviation::conjugacy).getMessage();
        assertTrue(message.contains("x^-2 (factor \"y\")"), message);

        Model improper = Model.of("improper", m -> {
            var row = m.plate("row", 2);
            var tau = m.latent("tau", Gamma.of(2, 1));
            m.observe("y", Normal.of(0, tau.pow(-0.5)), new double[] {1, 2}, row);
            m.factor("wrong", tau.times(10));
        });
        message = assertThrows(
                        IllegalArgumentException.class,
                        () -> CoordinateAscent.of(improper.conjugacy()).fit(1))
                .getMessage();
        assertTrue(message.contains("conditional law of \"tau\" is no gamma law"), message);
    }
}
