package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.MixedDensity;
import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DiscreteLatentsTest {

    private static final double[] Y = {0.3, -1.2, 2.5, 1.9};

    /** Summing out is held to the sum over all points of the discrete latents, at random points of the others. */
    private static void assertSummedOut(Model model) {
        MixedDensity joint = model.mixedDensity();
        Model summed = model.marginalized();
        int[] outcomes = joint.outcomes();
        int points = Arrays.stream(outcomes).reduce(1, (a, b) -> a * b);
        int d = joint.dimension();
        int continuous = d - outcomes.length;
        assertEquals(continuous, summed.density().dimension());
        Random random = new Random(1);
        for (int repeat = 0; repeat < 2; repeat++) {
            double[] x = random.doubles(continuous, -1, 1).toArray();
            double[] all = new double[points * d];
            for (int p = 0; p < points; p++) {
                int left = p;
                for (int i = 0; i < outcomes.length; i++) {
                    all[p * d + i] = left % outcomes[i];
                    left /= outcomes[i];
                }
                System.arraycopy(x, 0, all, p * d + outcomes.length, continuous);
            }
            double[] logJoint = new double[points];
            joint.logDensity(points, all, logJoint);
            double greatest = Arrays.stream(logJoint).max().orElseThrow();
            double sum = 0;
            for (double value : logJoint) {
                sum += Math.exp(value - greatest);
            }
            double[] value = new double[1];
            summed.density().logDensity(1, x, value);
            assertEquals(greatest + Math.log(sum), value[0], 1e-11);
            assertProbabilities(model, joint, summed, x, all, logJoint, greatest + Math.log(sum));
        }
    }

    private static void assertProbabilities(
            Model model, MixedDensity joint, Model summed, double[] x, double[] all, double[] logJoint, double total) {
        int d = joint.dimension();
        Variables variables = summed.density().variables();
        double[] constrained = new double[variables.constrainedDimension()];
        variables.constrain(1, x, constrained);
        int at = 0;
        int checked = 0;
        for (Variable variable : variables.list()) {
            for (int c = 0; c < variable.size(); c++, at++) {
                if (!variable.name().startsWith("P(")) {
                    continue;
                }
                String latent = variable.name().substring(2, variable.name().indexOf('='));
                int k = Integer.parseInt(variable.name()
                        .substring(
                                variable.name().indexOf('=') + 1,
                                variable.name().length() - 1));
                int coordinate = coordinate(model, latent) + c;
                double expected = 0;
                for (int p = 0; p < logJoint.length; p++) {
                    expected += all[p * d + coordinate] == k ? Math.exp(logJoint[p] - total) : 0;
                }
                assertEquals(expected, constrained[at], 1e-11, variable.componentName(c));
                checked++;
            }
        }
        assertTrue(checked > 0, "no probabilities");
    }

    /** Where a latent's coordinates begin: discrete latents are declared before any other variable of that kind. */
    private static int coordinate(Model model, String latent) {
        int at = 0;
        for (Variable variable : model.variables()) {
            if (variable.name().equals(latent)) {
                return at;
            }
            at += variable.name().startsWith("z") ? variable.size() : 0;
        }
        throw new AssertionError(latent);
    }

    @Test
    void aMixture() {
        assertSummedOut(mixture());
    }

    private static Model mixture() {
        return Model.of("mixture", m -> {
            var row = m.plate("row", 4);
            var weights = m.latent("weights", Dirichlet.of(2, 2, 2));
            var mu = m.latent("mu", Normal.of(0, 3), 3);
            var z = m.latent("z", Categorical.of(weights), row);
            m.observe("y", Normal.of(Categorical.pick(mu, z), 1), Y, row);
        });
    }

    @Test
    void zeroInflation() {
        assertSummedOut(Model.of("zeros", m -> {
            var row = m.plate("row", 5);
            var share = m.latent("share", Beta.of(2, 2));
            var rate = m.latent("rate", Gamma.of(2, 1));
            var z = m.latent("z", Bernoulli.of(share), row);
            m.observe("y", Poisson.of(z.times(rate).plus(1e-9)), new int[] {0, 3, 0, 1, 0}, row);
        }));
    }

    @Test
    void rowsThatPointAtTheRowsOfALatent() {
        assertSummedOut(Model.of("groups", m -> {
            var group = m.plate("group", 3);
            var row = m.plate("row", 5);
            var of = m.index("of", new int[] {0, 2, 2, 0, 0}, row, group);
            var mu = m.latent("mu", Normal.of(0, 3), 2);
            var z = m.latent("z", Bernoulli.of(0.3), group);
            var mean = mu.at(0).plus(z.times(mu.at(1)));
            m.observe("y", Normal.of(mean.gather(of), 1), new double[] {0.3, -1.2, 2.5, 1.9, 0.1}, row);
            m.observe("x", Normal.of(z.gather(of), 2), new double[] {1, 0.5, -1, 2, 0}, row);
        }));
    }

    @Test
    void oneForAllRows() {
        assertSummedOut(Model.of("which model", m -> {
            var row = m.plate("row", 4);
            var z = m.latent("z", Categorical.of(0.5, 0.2, 0.3));
            var scale = Categorical.pick(Expr.constant(new double[] {0.5, 1, 2}), z);
            var mu = m.latent("mu", Normal.of(0, scale));
            m.observe("y", Normal.of(mu, scale), Y, row);
        }));
    }

    @Test
    void latentsThatDependOnEachOther() {
        assertSummedOut(Model.of("occupied, seen", m -> {
            var site = m.plate("site", 3);
            var p = m.latent("p", Beta.of(2, 2));
            var z = m.latent("z", Bernoulli.of(0.4), site);
            var z2 = m.latent("z2", Bernoulli.of(z.times(p)), site);
            var z3 = m.latent("z3", Bernoulli.of(0.5));
            m.observe("y", Normal.of(z.plus(z2.times(2)).minus(z3), 1), new double[] {0.1, 2.4, 1}, site);
        }));
    }

    @Test
    void aMarkovChain() {
        assertSummedOut(chain(new double[][] {{0.8, 0.15, 0.05}, {0.1, 0.8, 0.1}, {0.05, 0.2, 0.75}}));
        assertSummedOut(chain(new double[][] {{0.8, 0.2, 0}, {0, 0.9, 0.1}, {0, 0, 1}}));
    }

    private static Model chain(double[][] transition) {
        return Model.of("chain", m -> {
            var day = m.plate("day", 4);
            var mu = m.latent("mu", Normal.of(0, 3), 3);
            var z = m.markovChain("z", Expr.constant(new double[] {0.6, 0.3, 0.1}), Expr.constant(transition), day);
            var z2 = m.latent("z2", Bernoulli.of(0.1), day); // an outlier
            m.observe("y", Normal.of(Categorical.pick(mu, z), z2.times(4).plus(1)), Y, day);
        });
    }

    @Test
    void aChainWhoseTransitionsAreLatent() {
        assertSummedOut(Model.of("chain", m -> {
            var day = m.plate("day", 6);
            var stay = m.latent("stay", Dirichlet.of(Expr.constant(new double[][] {{3, 1}, {1, 3}})));
            var z = m.markovChain("z", Expr.constant(new double[] {0.5, 0.5}), stay, day);
            m.observe("y", Normal.of(z.times(2), 1), new double[] {0.3, -1.2, 2.5, 1.9, 0, 3}, day);
        }));
    }

    @Test
    void aFitNamesTheProbabilitiesOfTheOutcomes() {
        // x has the closed posterior N(0.9, 0.4) beside it; the choices z are independent of it and of each other
        Model model = Model.of("choices", m -> {
            var row = m.plate("row", List.of("a", "b"));
            var x = m.latent("x", Normal.of(0, 1));
            m.observe("w", Normal.of(x, Math.sqrt(2.0 / 3)), 1.5);
            var z = m.latent("z", Categorical.of(0.2, 0.3, 0.5), row);
            m.observe("y", Normal.of(z, 1), new double[] {0.5, 2.2}, row);
        });
        Fit fit = model.mixedFitting().maximumSteps(500).fit(1);
        double[] prior = {0.2, 0.3, 0.5};
        double[] y = {0.5, 2.2};
        for (int row = 0; row < 2; row++) {
            double[] p = new double[3];
            for (int k = 0; k < 3; k++) {
                p[k] = prior[k] * Math.exp(-0.5 * (y[row] - k) * (y[row] - k));
            }
            double total = Arrays.stream(p).sum();
            for (int k = 0; k < 3; k++) {
                String name = "z=" + k + "[" + "ab".charAt(row) + "]";
                assertEquals(p[k] / total, fit.summary().row(name).mean(), 0.03, name);
            }
        }
        assertEquals(0.9, fit.summary().row("x").mean(), 0.05);
        assertEquals(Math.sqrt(0.4), fit.summary().row("x").sd(), 0.05);
        assertTrue(fit.summary().toString().contains("z=2[b]"), fit.summary().toString());
    }

    @Test
    void aFitWithTheLatentsSummedOutNamesTheirProbabilities() {
        Model model = Model.of("two kinds", m -> {
            var row = m.plate("row", 6);
            var mu = m.latent("mu", Normal.of(5, 1));
            var z = m.latent("z", Bernoulli.of(0.5), row);
            m.observe("y", Normal.of(z.times(mu), 1), new double[] {0.2, 5.1, 4.8, -0.3, 5.3, 2.5}, row);
            m.derive("mean", z.times(mu));
            m.derive("half", mu.times(0.5));
        });
        Fit fit = model.marginalized().fit();
        // the tails of a probability near 0 or 1 are none of the verdict's business
        assertTrue(fit.verdict().orElseThrow() instanceof Verdict.Reliable, fit.toString());
        assertTrue(fit.summary().row("P(z=1)[1]").mean() > 0.99, fit.summary().toString());
        assertTrue(fit.summary().row("P(z=1)[3]").mean() < 0.01, fit.summary().toString());
        assertEquals(
                List.of("mu", "P(z=1)", "half"),
                model.marginalized().variables().stream().map(Variable::name).toList());
        Fit joint = model.mixedFitting().maximumSteps(500).fit(1);
        assertEquals(fit.summary().row("mu").mean(), joint.summary().row("mu").mean(), 0.1);
        assertEquals(1, joint.summary().row("z[1]").mean(), 0.02);
    }

    @Test
    void aDiscreteLatentHasNoDensityWithAGradient() {
        String expected = "model \"mixture\" has the discrete latent \"z\", which has no gradient: sum it out with"
                + " marginalized(), which is exact, or fit it by the score function with mixedFitting()";
        assertEquals(
                expected,
                assertThrows(IllegalStateException.class, () -> mixture().fit()).getMessage());
        assertEquals(
                expected,
                assertThrows(IllegalStateException.class, () -> mixture().density())
                        .getMessage());
        Model only = Model.of("coins", m -> m.latent("z", Bernoulli.of(0.5), m.plate("coin", 2)));
        assertEquals(
                "model \"coins\" has discrete latents only, so that nothing would remain to fit: fit it with mixedFitting()",
                assertThrows(IllegalStateException.class, only::marginalized).getMessage());
        Model none = Model.of("normal", m -> m.latent("x", Normal.of(0, 1)));
        assertEquals(
                "model \"normal\" has no discrete latent: take density()",
                assertThrows(IllegalStateException.class, none::mixedDensity).getMessage());
    }

    private static void assertRefused(String part, Consumer<ModelBuilder> statement) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Model.of("wrong", statement).marginalized())
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void namesWhatCannotBeSummedOut() {
        assertRefused(
                "factor \"total\" mixes the rows of \"z\", so that its outcomes cannot be summed out row by row: leave the sum"
                        + " over rows to the factor, and let each row depend on one row of \"z\"; or fit with mixedFitting()",
                m -> {
                    m.latent("x", Normal.of(0, 1));
                    var z = m.latent("z", Bernoulli.of(0.5), m.plate("coin", 3));
                    m.factor("total", z.sumRows().square());
                });
        assertRefused("factor \"pairs\" mixes the rows of \"z\"", m -> {
            m.latent("x", Normal.of(0, 1));
            var coin = m.plate("coin", 3);
            var pair = m.plate("pair", 2);
            var z = m.latent("z", Bernoulli.of(0.5), coin);
            var first = m.index("first", new int[] {0, 1}, pair, coin);
            var second = m.index("second", new int[] {1, 2}, pair, coin);
            m.factor("pairs", z.gather(first).times(z.gather(second)));
        });
        assertRefused(
                "latent \"z\": a Categorical law of one outcome leaves nothing to sum over: give it two or more",
                m -> m.latent("z", Categorical.of(1.0)));
        assertRefused("latent \"n\": a Poisson law, ", m -> m.latent("n", Poisson.of(3)));
        assertRefused(
                "its Bernoulli law has rows of plate \"coin\": declare the latent on that plate",
                m -> m.latent("z", Bernoulli.of(m.data("p", new double[] {0.1, 0.2}, m.plate("coin", 2)))));
        assertRefused("must be between 0 and 1: 1.5", m -> m.latent("z", Bernoulli.of(1.5)));
        assertRefused("Categorical", m -> m.latent("z", Categorical.of(0.5, 0.6)));
        assertRefused(
                "sum to 0.9",
                m -> m.markovChain(
                        "z",
                        Expr.constant(new double[] {0.5, 0.4}),
                        Expr.constant(new double[][] {{1, 0}, {0, 1}}),
                        m.plate("t", 3)));
        assertRefused(
                "from each state; from state 1 they sum to 0.5",
                m -> m.markovChain(
                        "z",
                        Expr.constant(new double[] {0.5, 0.5}),
                        Expr.constant(new double[][] {{1, 0}, {0, 0.5}}),
                        m.plate("t", 3)));
    }

    @Test
    void namesAnObservationOfNoProbability() {
        Model model = Model.of("impossible", m -> {
            var row = m.plate("row", 2);
            var p = m.latent("p", Beta.of(1, 1));
            var z = m.latent("z", Bernoulli.of(p), row);
            m.observe("y", Bernoulli.of(z.times(0)), new int[] {0, 1}, row); // P(1) = 0 whatever z
        });
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> model.marginalized().fit())
                .getMessage();
        assertTrue(message.contains("factor \"y summed over z\", row 1, is -Infinity"), message);
    }
}
