package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.LaplaceApproximation;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.distribution.Uniform;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * Predictions against closed forms, and what is known of each draw: a level keeps its posterior, a new one is drawn from its law.
 * Statistical comparisons are within 4 standard errors, and their seeds are fixed.
 */
class PredictionTest {
    private static final double[] Y = {1.2, -0.3, 0.8, 2.0, 1.1, 0.4, -0.6};
    private static final List<String> COUNTY = List.of("A", "A", "B", "B", "C", "C", "C");

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double sd(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / (values.length - 1));
    }

    /** Mean and standard deviation within 4 standard errors of a sample of normal-like numbers. */
    private static void assertLaw(double mean, double sd, double[] values) {
        double root = Math.sqrt(values.length);
        assertEquals(mean, mean(values), 4 * sd / root);
        assertEquals(sd, sd(values), 4 * sd / root);
    }

    private static void counties(ModelBuilder m, Data data) {
        var levels = data.levels("county");
        var county = m.plate("county", levels.labels());
        var home = m.plate("home", data.rows());
        var countyOf = m.index("county of home", levels.index(), home, county);
        var mu = m.latent("mu", Normal.of(0, 2));
        var tau = m.latent("tau", LogNormal.of(0, 0.3));
        var alpha = m.latent("alpha", Normal.of(mu, tau), county);
        var beta = m.latent("beta", Normal.of(0, 1), 2);
        var x = m.data("x", data.vectors("x"), home);
        var eta = m.derive("eta", alpha.gather(countyOf).plus(x.dot(beta)));
        m.observe("y", Normal.of(eta, 0.5), data.observed("y"), home);
    }

    private static final double[][] X = {{1, 0}, {0, 1}, {1, 1}, {0, 0}, {2, 0}, {0, 2}, {1, 2}};

    // ---------------------------------------------------------------- closed forms

    @Test
    void aNormalMeanIsPredictedAsByHand() {
        Model model = Model.of("mean", Data.of("y", Y), (m, data) -> {
            var row = m.plate("row", data.has("y") ? data.rows() : (int) data.number("n"));
            var mu = m.latent("mu", Normal.of(1, 2));
            m.observe("y", Normal.of(mu, 0.5), data.observed("y"), row);
        });
        double precision = 1 / 4.0 + Y.length / 0.25;
        double mean = (1 / 4.0 + mean(Y) * Y.length / 0.25) / precision;
        double sd = Math.sqrt(1 / precision + 0.25);
        Fit fit = LaplaceApproximation.of(model.density()).fit(1);
        Draws predicted = fit.predict(Data.of("n", 2), 4000, 3);
        assertLaw(mean, sd, predicted.of("y[1]"));
        assertArrayEquals(predicted.of("mu"), predicted.of("E(y)[0]"));
        assertLaw(mean, sd, model.posteriorPredictive(fit, 4000, 5).of("y[6]"));
        assertLaw(1, Math.sqrt(4.25), model.priorPredictive(4000, 5).of("y[6]"));
        assertArrayEquals(
                fit.predict(Data.of("n", 2), 50, 7).of("y[0]"),
                fit.predict(Data.of("n", 2), 50, 7).of("y[0]"));
    }

    // ---------------------------------------------------------------- levels

    /** exp(−800) is 0: nothing else than the location is left. */
    @Test
    void aScaleThatUnderflowsLeavesTheLocation() {
        Model model = Model.of("point", m -> {
            var log = m.latent("log scale", Normal.of(-800, 1));
            var x = m.latent("x", Normal.of(3, log.exp()));
            m.observe("y", Normal.of(x, 1), 0.5);
        });
        assertArrayEquals(new double[] {3, 3}, model.priorPredictive(2, 1).of("x"));
    }

    @Test
    void knownLevelsKeepTheirPosteriorAndNewOnesComeFromTheirPopulation() {
        Model model = Model.of("counties", Data.of("y", Y).and("county", COUNTY).and("x", X), PredictionTest::counties);
        Fit fit = LaplaceApproximation.of(model.density()).fit(1);
        int count = 3000;
        Draws fitted = fit.draws(count, 9);
        Draws predicted = fit.predict(
                Data.of("county", List.of("new", "C", "new", "A")).and("x", new double[][] {
                    {0, 0}, {1, 2}, {3, 0}, {0, 0}
                }),
                count,
                9);
        assertArrayEquals(fitted.of("alpha[C]"), predicted.of("alpha[C]"));
        assertArrayEquals(fitted.of("alpha[A]"), predicted.of("alpha[A]"));
        double[] standard = new double[count];
        double[] noise = new double[count];
        double[] alpha = predicted.of("alpha[new]");
        double[] mu = predicted.of("mu");
        double[] tau = predicted.of("tau");
        double[] y = predicted.of("y[1]");
        double[] expected = predicted.of("E(y)[1]");
        double[] eta = predicted.of("eta[1]");
        double[] apart = new double[count];
        double[] first = predicted.of("eta[0]");
        double[] third = predicted.of("eta[2]");
        double[] known = fitted.of("alpha[C]");
        double[][] beta = fitted.array("beta");
        for (int s = 0; s < count; s++) {
            standard[s] = (alpha[s] - mu[s]) / tau[s];
            noise[s] = (y[s] - expected[s]) / 0.5;
            assertEquals(known[s] + beta[s][0] + 2 * beta[s][1], eta[s], 1e-12);
            assertEquals(eta[s], expected[s], 0);
            apart[s] = third[s] - first[s] - 3 * beta[s][0]; // both rows are of one new level
        }
        assertArrayEquals(new double[count], apart, 1e-12);
        assertLaw(0, 1, standard);
        assertLaw(0, 1, noise);
        assertTrue(predicted.summary().toString().contains("alpha[new]"));
    }

    @Test
    void rowsThatWereFittedMayBeSimulatedAgain() {
        Model model = Model.of("counties", Data.of("y", Y).and("county", COUNTY).and("x", X), PredictionTest::counties);
        Fit fit = LaplaceApproximation.of(model.density()).fit(1);
        Draws again = model.posteriorPredictive(fit, 500, 2);
        assertArrayEquals(fit.draws(500, 2).of("alpha[B]"), again.of("alpha[B]"));
        assertEquals(7, again.array("y")[0].length);
    }

    // ---------------------------------------------------------------- shapes and laws

    @Test
    void laterLawsSeeWhatEarlierOnesDrewWhateverTheShape() {
        Model model = Model.of("shapes", m -> {
            var rows = m.plate("row", 3);
            var columns = m.plate("column", 2);
            double[][] factor = {{1, 0}, {0.6, 0.8}};
            var pair = m.latent("pair", MultivariateNormal.of(new double[] {1, -1}, factor), rows);
            var stacked = m.latent("stacked", MultivariateNormal.of(new double[] {5, 7}, factor), 4);
            var scales = m.latent("scales", HalfNormal.of(Expr.constant(new double[] {1, 10})));
            var each = m.latent("each", Normal.of(Expr.constant(new double[] {-2, 0, 2}), 0.1), columns);
            m.derive("difference", pair.at(0).minus(pair.at(1)));
            m.observe("count", Poisson.of(scales), new double[] {1, 2});
            m.observe("y", Normal.of(pair.at(1), 1), new double[] {1, 2, 3}, rows);
            m.derive("unused", stacked.sum().plus(each.toAxis().sum()));
        });
        Draws draws = model.priorPredictive(4000, 1);
        assertLaw(1, 1, draws.of("pair[2,0]"));
        assertLaw(-1, 1, draws.of("pair[0,1]"));
        assertLaw(2, Math.sqrt(0.8), draws.of("difference[1]"));
        assertLaw(7, 1, draws.of("stacked[3,1]"));
        assertLaw(2, 0.1, draws.of("each[1,2]"));
        assertLaw(-2, 0.1, draws.of("each[0,0]"));
        double half = Math.sqrt(2 / Math.PI);
        assertEquals(10 * half, mean(draws.of("scales[1]")), 4 * 6.1 / 63);
        assertEquals(10 * half, mean(draws.of("count[1]")), 4 * 6.7 / 63);
        assertEquals(half, mean(draws.of("count[0]")), 4 * 1.1 / 63);
        assertLaw(-1, Math.sqrt(2), draws.of("y[2]"));
        double[] first = draws.of("pair[1,0]");
        double[] second = draws.of("pair[1,1]");
        double product = 0;
        for (int s = 0; s < first.length; s++) {
            product += (first[s] - 1) * (second[s] + 1) / first.length;
        }
        assertEquals(0.6, product, 4 * 1.2 / 63);
    }

    @Test
    void latentsInWhateverCoordinateAreSeenAsTheyAre() {
        Model model = Model.of("logarithms", m -> {
            var row = m.plate("row", 2);
            var mu = m.latent("mu", Normal.of(0, 1));
            var tau = m.latent("tau", HalfNormal.of(2));
            var each = m.latent("each", HalfNormal.of(tau), row);
            var rate = m.latent("rate", LogNormal.of(mu, tau).nonCentered(), row);
            var share = m.latent("share", Uniform.of(0, 1), row);
            var z = m.latent("z", Normal.of(mu, tau).nonCentered(), row);
            m.derive("logs", tau.log().plus(each.log()).plus(rate.log()));
            m.derive("total", rate.toAxis().sum().log());
            m.derive("logit", share.log().minus(Expr.constant(1).minus(share).log()));
            m.derive("standard", z.minus(mu).dividedBy(tau));
            m.observe("y", Normal.of(z, 1), new double[] {1, 2}, row);
        });
        Draws draws = model.priorPredictive(100, 3);
        for (int s = 0; s < 100; s++) {
            double tau = draws.of("tau")[s];
            double rate = draws.of("rate[1]")[s];
            double share = draws.of("share[1]")[s];
            assertEquals(
                    Math.log(tau) + Math.log(draws.of("each[1]")[s]) + Math.log(rate), draws.of("logs[1]")[s], 1e-10);
            assertEquals(Math.log(rate + draws.of("rate[0]")[s]), draws.of("total")[s], 1e-10);
            assertEquals(Math.log(share / (1 - share)), draws.of("logit[1]")[s], 1e-9);
            assertEquals((draws.of("z[0]")[s] - draws.of("mu")[s]) / tau, draws.of("standard[0]")[s], 1e-9);
            assertEquals(draws.of("z[0]")[s], draws.of("E(y)[0]")[s]);
        }
    }

    @Test
    void discreteLatentsAreDrawnToo() {
        Model model = Model.of("mixture", Data.of("y", -2, -2.1, 3, 3.2, 2.9, -1.9), (m, data) -> {
            var row = m.plate("row", data.has("y") ? data.rows() : 3);
            var mean = m.latent("mean", Normal.of(Expr.constant(new double[] {-2, 3}), 0.2));
            var z = m.latent("z", Categorical.of(0.25, 0.75), row);
            m.observe("y", Normal.of(Categorical.pick(mean, z), 0.3), data.observed("y"), row);
        });
        Draws prior = model.priorPredictive(4000, 1);
        assertEquals(0.75, mean(prior.of("z[4]")), 4 * 0.43 / 63);
        assertEquals(0.75 * 3 - 0.25 * 2, mean(prior.of("y[0]")), 4 * 2.2 / 63);
        Fit fit = LaplaceApproximation.of(model.marginalized().density()).fit(1);
        Draws again = model.posteriorPredictive(fit, 2000, 2);
        assertEquals(0, mean(again.of("z[0]")), 1e-3);
        assertEquals(1, mean(again.of("z[3]")), 1e-3);
        assertEquals(mean(again.of("mean[1]")), mean(again.of("y[3]")), 4 * 0.4 / Math.sqrt(2000));
        Draws predicted = fit.predict(Data.empty(), 4000, 3);
        assertEquals(0.75, mean(predicted.of("z[2]")), 4 * 0.43 / 63);
        assertEquals(0.75 * 3 - 0.25 * 2, mean(predicted.of("y[2]")), 4 * 2.2 / 63);
    }

    @Test
    void aMarkovChainIsDrawnFromItsStart() {
        Model model = Model.of("chain", m -> {
            var time = m.plate("time", 4);
            var level = m.latent("level", Normal.of(0, 1));
            var state = m.markovChain(
                    "state",
                    Expr.constant(new double[] {0.2, 0.8}),
                    Expr.constant(new double[][] {{0.9, 0.1}, {0.5, 0.5}}),
                    time);
            m.observe("y", Normal.of(state.plus(level), 1), new double[] {0, 1, 0, 1}, time);
        });
        double expected = 0.8;
        Draws draws = model.priorPredictive(4000, 4);
        for (int t = 0; t < 4; t++) {
            assertEquals(expected, mean(draws.of("state[" + t + "]")), 4 * 0.5 / 63);
            expected = 0.1 * (1 - expected) + 0.5 * expected;
        }
    }

    // ---------------------------------------------------------------- refusals

    private static Fit fit(Data data, BiConsumer<ModelBuilder, Data> statement) {
        return LaplaceApproximation.of(Model.of("small", data, statement).density())
                .fit(1);
    }

    private static void assertRefused(String message, Fit fit, Data data) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> fit.predict(data))
                        .getMessage());
    }

    @Test
    void newDataThatDoNotFitAreRefusedByName() {
        Fit fit = fit(Data.of("y", Y).and("county", COUNTY).and("x", X), PredictionTest::counties);
        double[][] x = {{1, 2}};
        assertRefused("no column \"county\"; there are: x", fit, Data.of("x", x));
        assertRefused(
                "no column \"x\"; there are: county, z",
                fit,
                Data.of("county", List.of("A")).and("z", 1.0));
        assertRefused(
                "column \"x\" holds numbers, not vectors: ask for its doubles, ints or levels, or give other data",
                fit,
                Data.of("county", List.of("A")).and("x", 1.0));
        assertRefused(
                "column \"x\", row 0 holds NaN: it must be finite; leave the row out, or give its columns apart, as numbers of which some may be missing",
                fit,
                Data.of("county", List.of("A")).and("x", new double[][] {{1, Double.NaN}}));
        assertRefused(
                "column \"county\", row 1 is blank: give each row the name of its level",
                fit,
                Data.of("county", List.of("A", " ")).and("x", new double[][] {{1, 2}, {3, 4}}));
        assertFalse(Data.of("x", x).has("y"));
    }

    @Test
    void aLevelThatCannotBeDrawnIsRefused() {
        BiConsumer<ModelBuilder, Data> flat = (m, data) -> {
            var levels = data.levels("group");
            var group = m.plate("group", levels.labels());
            var row = m.plate("row", data.rows());
            var effect = m.latent("effect", Flat.real(), group);
            var groupOf = m.index("group of row", levels.index(), row, group);
            m.observe("y", Normal.of(effect.gather(groupOf), 1), data.observed("y"), row);
        };
        Data data = Data.of("y", 1, 2, 3, 4).and("group", "a", "a", "b", "b");
        Fit fit = fit(data, flat);
        assertEquals(2, fit.predict(Data.of("group", List.of("b", "a"))).array("y")[0].length);
        assertRefused(
                "latent \"effect[c]\" cannot be drawn: Flat is no probability law and cannot be drawn from: give the"
                        + " variable a proper prior",
                fit,
                Data.of("group", List.of("b", "c")));
    }

    @Test
    void aFactorThatSaysMoreThanALawIsNotPassedOver() {
        Fit fit = fit(Data.of("y", 1, 2).and("group", "a", "b"), (m, data) -> {
            var group = m.plate("group", data.levels("group").labels());
            var effect = m.latent("effect", Normal.of(0, 1), group);
            m.factor("sum to zero", effect.toAxis().sum().square().times(-100));
            m.observe("y", Normal.of(effect, 1), data.observed("y"), group);
        });
        assertEquals(2, fit.predict(Data.of("group", List.of("a", "b"))).array("y")[0].length);
        assertRefused(
                "latent \"effect\" cannot be drawn from its law, because factor \"sum to zero\" says more about it: state the"
                        + " factor as the latent's law, or, for a prediction, use only levels that were fitted",
                fit,
                Data.of("group", List.of("a", "c")));
    }

    @Test
    void plateRowsWithoutLabelsMustBeKnowable() {
        Fit fit = fit(Data.of("y", 1, 2, 3).and("group", new int[] {0, 1, 1}).and("groups", 2), (m, data) -> {
            var group = m.plate("group", (int) data.number("groups"));
            var row = m.plate("row", data.rows("group"));
            var effect = m.latent("effect", Normal.of(0, 1), group);
            var local = m.latent("local", Normal.of(0, 1), row);
            var groupOf = m.index("group of row", data.ints("group"), row, group);
            m.observe("y", Normal.of(effect.gather(groupOf).plus(local), 1), data.observed("y"), row);
        });
        Data alike = Data.of("group", new int[] {1, 0, 1}).and("groups", 2);
        Draws predicted = fit.predict(alike, 4000, 1);
        assertArrayEquals(fit.draws(4000, 1).of("effect[1]"), predicted.of("effect[1]"));
        assertLaw(0, 1, predicted.of("local[1]")); // of a new row, although there were as many before
        assertRefused(
                "plate \"group\" has 2 rows without labels in the data fitted and 3 in the new ones, so that they cannot be"
                        + " matched: give the plate labels, as m.plate(\"group\", labels)",
                fit,
                Data.of("group", new int[] {1, 0, 2}).and("groups", 3));
    }

    @Test
    void vectorsKeepTheirLength() {
        Fit fit = fit(Data.of("y", 1, 2).and("n", 2), (m, data) -> {
            var beta = m.latent("beta", Normal.of(0, 1), (int) data.number("n"));
            m.observe("y", Normal.of(beta.sum(), 1), data.observed("y"), m.plate("row", 2));
        });
        assertRefused(
                "latent \"beta\" has inner dimensions [2] in the data fitted and [3] in the new ones: only the rows of plates may"
                        + " be others; put it on a plate with labels",
                fit,
                Data.of("n", 3));
    }

    @Test
    void whatWasNotStatedOnDataCannotBeStatedAgain() {
        Model model = Model.of("closed", m -> m.observe("y", Normal.of(m.latent("mu", Normal.of(0, 1)), 1), 2.0));
        Fit closed = LaplaceApproximation.of(model.density()).fit(1);
        assertRefused(
                "model \"closed\" closes over its data, so that it cannot be stated on new ones: state it with"
                        + " Model.of(\"closed\", data, (m, data) -> …), where each column comes from data",
                closed,
                Data.of("x", 1));
        assertEquals(
                "model \"absent\" observes \"y\", but its data have no such values: give the column, under the name that"
                        + " data.observed(…) asks for",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Model.of("absent", Data.of("x", 1), (m, data) -> {
                                    var mu = m.latent("mu", Normal.of(0, 1));
                                    m.observe("y", Normal.of(mu, 1), data.observed("y"), m.plate("row", 1));
                                }))
                        .getMessage());
    }

    @Test
    void aParameterOutOfRangeInADrawIsNamed() {
        Model model = Model.of("wild", m -> {
            var log = m.latent("log rate", Normal.of(0, 1e5));
            m.observe("y", Poisson.of(log.exp()), new double[] {1, 2}, m.plate("row", 2));
        });
        String message = assertThrows(IllegalArgumentException.class, () -> model.priorPredictive(10, 1))
                .getMessage();
        assertTrue(message.startsWith("observation \"y[0]\" cannot be drawn: in some draw, Poisson rate"), message);
    }

    @Test
    void columnsAreOfOneKind() {
        Data data = Data.of("x", 1, 2.5)
                .and("name", "a", "b")
                .and("k", new int[] {4, 4})
                .and("one", 7.0);
        assertEquals(
                "column \"x\", row 1 is 2.5, not a whole number between -2147483648 and 2147483647: ask for doubles(\"x\")",
                assertThrows(IllegalArgumentException.class, () -> data.ints("x"))
                        .getMessage());
        assertEquals(
                "column \"name\" holds names, such as \"a\" in row 0, not numbers: ask for its strings or levels, or give other data",
                assertThrows(IllegalArgumentException.class, () -> data.doubles("name"))
                        .getMessage());
        assertEquals(
                "column \"x\" has 2 rows, but \"one\" has 1: make them equally long, or ask for rows(\"one\")",
                assertThrows(IllegalStateException.class, data::rows).getMessage());
        assertEquals(
                "column \"x\" has 2 rows, not one number: ask for doubles(\"x\")",
                assertThrows(IllegalArgumentException.class, () -> data.number("x"))
                        .getMessage());
        assertEquals(
                "column \"x\" is given twice: give each column a name of its own",
                assertThrows(IllegalArgumentException.class, () -> data.and("x", 1))
                        .getMessage());
        assertEquals(List.of("4"), data.levels("k").labels());
        assertEquals(7, data.number("one"));
    }

    @Test
    void aStatementThatTakesNothingFromTheNewDataIsRefused() {
        double[] y = {1, 2, 3};
        Model closed = Model.of("closed", Data.of("y", y), (m, data) -> {
            var row = m.plate("row", y.length);
            m.observe("y", Normal.of(m.latent("mu", Normal.of(0, 1)), 1), y, row);
        });
        Fit fit = closed.fit();
        String message = assertThrows(IllegalArgumentException.class, () -> fit.predict(Data.of("x", 1, 2)))
                .getMessage();
        assertTrue(
                message.startsWith("the statement of model \"closed\" took nothing from the new data, x, "), message);
    }
}
