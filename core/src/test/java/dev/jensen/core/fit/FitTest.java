package dev.jensen.core.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Named;
import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.family.MeanFieldGaussian;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FitTest {

    /** mu and theta[2 rows] as they are, tau = e^z; laid out mu, theta, tau. */
    private static final class Schools implements Named {
        @Override
        public int dimension() {
            return 4;
        }

        @Override
        public void logDensity(int draws, double[] points, double[] values) {
            for (int s = 0; s < draws; s++) {
                values[s] = 0;
                for (int i = 0; i < 4; i++) {
                    values[s] -= 0.5 * points[4 * s + i] * points[4 * s + i];
                }
            }
        }

        @Override
        public Variables variables() {
            return new Variables() {
                @Override
                public List<Variable> list() {
                    Variable.Rows rows = new Variable.Rows("school", 2, List.of("Choate", "Deerfield"));
                    return List.of(
                            Variable.of("mu"), new Variable("theta", List.of(), Optional.of(rows)), Variable.of("tau"));
                }

                @Override
                public void constrain(int draws, double[] unconstrained, double[] constrained) {
                    System.arraycopy(unconstrained, 0, constrained, 0, 4 * draws);
                    for (int s = 0; s < draws; s++) {
                        constrained[4 * s + 3] = Math.exp(unconstrained[4 * s + 3]);
                    }
                }
            };
        }
    }

    private static final Schools SCHOOLS = new Schools();
    private static final MeanFieldGaussian FAMILY = MeanFieldGaussian.of(4);
    private static final Fit FIT = fitOf(SCHOOLS, FAMILY, new double[] {1, 2, -3, 0}, new double[] {0.1, 2, 0.5, 0.25});

    /** A fit at given parameters: a run that is cancelled at its start supplies the rest. */
    private static Fit fitOf(LogDensity target, MeanFieldGaussian family, double[] mean, double[] scale) {
        Fit run = StochasticGradientVi.of(target, family).cancel(() -> true).fit(7);
        return new Fit(target, family, family.parameters(mean, scale), run.elbo(), run.origin());
    }

    @Test
    void drawsByNameOnTheConstrainedScale() {
        Draws draws = FIT.draws(1000);
        assertEquals(List.of("mu", "theta[Choate]", "theta[Deerfield]", "tau"), draws.components());
        assertEquals(1000, draws.of("mu").length);
        assertTrue(Arrays.stream(draws.of("tau")).allMatch(tau -> tau > 0));
        double[][] theta = draws.array("theta");
        assertEquals(theta[17][1], draws.of("theta[Deerfield]")[17]);
        assertArrayEquals(draws.of("mu"), FIT.draws(1000).of("mu"));
        assertArrayEquals(Arrays.copyOf(draws.of("mu"), 10), FIT.draws(10).of("mu"));
        assertFalse(Arrays.equals(draws.of("mu"), FIT.draws(1000, 8).of("mu")));
    }

    @Test
    void aMisspeltNameGetsTheNearestOne() {
        Draws draws = FIT.draws(1);
        assertMessage(
                "no variable \"teta\"; did you mean \"theta\"? There are: mu, theta, tau", () -> draws.array("teta"));
        assertMessage("no component \"theta[Choat]\"; did you mean \"theta[Choate]\"?", () -> draws.of("theta[Choat]"));
        assertMessage("\"theta\" has 2 components: ask for one, as \"theta[Choate]\"", () -> draws.of("theta"));
        assertMessage("did you mean \"tau\"?", () -> FIT.summary().row("tua"));
        assertMessage("did you mean \"mu\"?", () -> FIT.summary().rows("my"));
        assertMessage("draws must be at least 1: 0", () -> FIT.draws(0));
    }

    @Test
    void summarisesByName() {
        Summary summary = FIT.summary();
        // 4,000 draws, 5 standard errors
        Summary.Row mu = summary.row("mu");
        assertEquals(1, mu.mean(), 5 * mu.mcse());
        assertEquals(0.1, mu.sd(), 5 * 0.1 / Math.sqrt(8000));
        assertEquals(0.1 / Math.sqrt(4000), mu.mcse(), 1e-4);
        Summary.Row tau = summary.row("tau"); // log-normal: quantiles are exponentials of the normal's
        assertEquals(1, tau.median(), 0.03);
        assertEquals(Math.exp(-1.645 * 0.25), tau.q5(), 0.03);
        assertEquals(Math.exp(-0.6745 * 0.25), tau.q25(), 0.03);
        assertEquals(Math.exp(0.6745 * 0.25), tau.q75(), 0.03);
        assertEquals(Math.exp(1.645 * 0.25), tau.q95(), 0.05);
        assertEquals(List.of(summary.row("theta[Choate]"), summary.row("theta[Deerfield]")), summary.rows("theta"));
    }

    @Test
    void drawsSayWhatTheyAreOf() {
        Draws draws = FIT.draws(1000);
        String names = draws.variables().get(0).name();
        assertTrue(draws.toString().startsWith("1,000 draws of " + names), draws::toString);
    }

    @Test
    void someVariablesAndComponentsOnly() {
        Summary some = FIT.summary().only("tau", "theta[Choate]");
        assertEquals(
                List.of("tau", "theta[Choate]"),
                some.rows().stream().map(Summary.Row::name).toList());
        assertEquals(FIT.summary().row("tau"), some.row("tau"));
        assertFalse(some.toString().contains("Deerfield"));
        assertEquals(4, FIT.summary().only("theta", "mu", "tau").rows().size());
        assertMessage("did you mean \"theta[Choate]\"?", () -> FIT.summary().only("theta[Choat]"));
    }

    @Test
    void printsATableInColumns() {
        List<String> lines = FIT.summary().toString().lines().toList();
        assertEquals("StochasticGradientVi, MeanFieldGaussian[dimension=4], seed 7", lines.get(0));
        assertTrue(lines.get(1).startsWith("ELBO ")
                && lines.get(1).endsWith("nats, NOT CONVERGED: cancelled after 1 step"));
        assertTrue(lines.get(3).matches(" +mean +sd +5% +25% +50% +75% +95% +mcse"), lines.get(3));
        assertTrue(lines.get(5).matches("theta\\[Choate\\] +[12]\\.\\d\\d .*"), lines.get(5));
        assertEquals(8, lines.size());
        assertEquals(
                1,
                lines.subList(3, 8).stream().mapToInt(String::length).distinct().count());
    }

    /** Many variables, each a number. */
    private record Many(int dimension) implements Named {
        @Override
        public void logDensity(int draws, double[] points, double[] values) {
            Arrays.fill(values, 0, draws, 0);
        }

        @Override
        public Variables variables() {
            List<Variable> list = IntStream.range(0, dimension)
                    .mapToObj(i -> Variable.of("x" + i))
                    .toList();
            return new Variables() {
                @Override
                public List<Variable> list() {
                    return list;
                }

                @Override
                public void constrain(int draws, double[] unconstrained, double[] constrained) {
                    System.arraycopy(unconstrained, 0, constrained, 0, draws * dimension);
                }
            };
        }
    }

    @Test
    void aLongListOfVariablesIsCutOff() {
        Fit fit = fitOf(new Many(1000), MeanFieldGaussian.of(1000), new double[1000], filled(1000, 1));
        Summary summary = fit.summary();
        List<String> lines = summary.toString().lines().toList();
        assertEquals(3 + 1 + 100 + 1, lines.size());
        assertTrue(lines.get(103).startsWith("x99 "), lines.get(103));
        assertEquals("… 900 more variables: summary().only(\"x100\", …), or all by summary().rows()", lines.get(104));
        assertEquals(1000, summary.rows().size());
        assertEquals("x999", summary.row("x999").name());
    }

    @Test
    void aLongVariableIsCutOff() {
        LogDensity target = LogDensity.ofFunction(
                30, z -> -0.5 * Arrays.stream(z).map(x -> x * x).sum());
        Fit fit = fitOf(target, MeanFieldGaussian.of(30), new double[30], filled(30, 1));
        List<String> lines = fit.summary().toString().lines().toList();
        assertEquals(3 + 1 + 12, lines.size());
        assertTrue(
                lines.get(15).startsWith("z[11]") && lines.get(15).endsWith("… 18 more: summary().rows(\"z\")"),
                lines.get(15));
        assertEquals(30, fit.summary().rows("z").size());
    }

    @Test
    void isImmutable() {
        double[] phi = FIT.parameters();
        phi[0] = 99;
        assertEquals(1, FIT.parameters()[0]);
        assertMessage(
                "MeanFieldGaussian[dimension=4] has 8 parameters, not 2",
                () -> new Fit(SCHOOLS, FAMILY, new double[2], FIT.elbo(), FIT.origin()));
    }

    private static double[] filled(int length, double value) {
        double[] array = new double[length];
        Arrays.fill(array, value);
        return array;
    }

    private static void assertMessage(String part, Runnable code) {
        String message = assertThrows(IllegalArgumentException.class, code::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
