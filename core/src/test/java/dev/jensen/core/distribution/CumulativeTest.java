package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.engine.Frame;
import dev.jensen.core.engine.Program;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Distribution functions and quantiles of every law that has them. */
class CumulativeTest {
    private static final Map<String, Function<List<Expr>, Cumulative>> LAWS = Map.ofEntries(
            Map.entry("Normal", p -> Normal.of(p.get(0), p.get(1))),
            Map.entry("LogNormal", p -> LogNormal.of(p.get(0), p.get(1))),
            Map.entry("HalfNormal", p -> HalfNormal.of(p.get(0))),
            Map.entry("StudentT", p -> StudentT.of(p.get(0), p.get(1), p.get(2))),
            Map.entry("Cauchy", p -> Cauchy.of(p.get(0), p.get(1))),
            Map.entry("HalfStudentT", p -> HalfStudentT.of(p.get(0), p.get(1))),
            Map.entry("HalfCauchy", p -> HalfCauchy.of(p.get(0))),
            Map.entry("Laplace", p -> Laplace.of(p.get(0), p.get(1))),
            Map.entry("Logistic", p -> Logistic.of(p.get(0), p.get(1))),
            Map.entry("LogLogistic", p -> LogLogistic.of(p.get(0), p.get(1))),
            Map.entry("Gumbel", p -> Gumbel.of(p.get(0), p.get(1))),
            Map.entry("Weibull", p -> Weibull.of(p.get(0), p.get(1))),
            Map.entry("Exponential", p -> Exponential.of(p.get(0))),
            Map.entry("Pareto", p -> Pareto.of(p.get(0), p.get(1))),
            Map.entry("Kumaraswamy", p -> Kumaraswamy.of(p.get(0), p.get(1))),
            Map.entry("Uniform", p -> Uniform.of(p.get(0), p.get(1))),
            Map.entry("Gamma", p -> Gamma.of(p.get(0), p.get(1))),
            Map.entry("ChiSquared", p -> ChiSquared.of(p.get(0))),
            Map.entry("InverseGamma", p -> InverseGamma.of(p.get(0), p.get(1))),
            Map.entry("InverseChiSquared", p -> InverseChiSquared.of(p.get(0))),
            Map.entry("ScaledInverseChiSquared", p -> ScaledInverseChiSquared.of(p.get(0), p.get(1))),
            Map.entry("Beta", p -> Beta.of(p.get(0), p.get(1))),
            Map.entry("BetaPrime", p -> BetaPrime.of(p.get(0), p.get(1))),
            Map.entry("SkewNormal", p -> SkewNormal.of(p.get(0), p.get(1), p.get(2))),
            Map.entry("InverseGaussian", p -> InverseGaussian.of(p.get(0), p.get(1))),
            Map.entry("ExponentiallyModifiedNormal", p -> ExponentiallyModifiedNormal.of(p.get(0), p.get(1), p.get(2))),
            Map.entry("VonMises", p -> VonMises.of(p.get(0), p.get(1))),
            Map.entry("Poisson", p -> Poisson.of(p.get(0))),
            Map.entry("PoissonLog", p -> Poisson.ofLogRate(p.get(0))),
            Map.entry("Binomial", p -> Binomial.of(p.get(0), p.get(1))),
            Map.entry("BinomialLogit", p -> Binomial.ofLogit(p.get(0), p.get(1))),
            Map.entry("NegativeBinomial", p -> NegativeBinomial.of(p.get(0), p.get(1))),
            Map.entry("Geometric", p -> Geometric.of(p.get(0))),
            Map.entry("BernoulliProbit", p -> Bernoulli.ofProbit(p.get(0))),
            Map.entry("BetaBinomial", p -> BetaBinomial.of(p.get(0), p.get(1), p.get(2))),
            Map.entry("Hypergeometric", p -> Hypergeometric.of(p.get(0), p.get(1), p.get(2))),
            Map.entry("OrderedLogistic", p -> OrderedLogistic.of(p.get(0), Expr.stack(p.subList(1, p.size())))),
            Map.entry("OrderedProbit", p -> OrderedProbit.of(p.get(0), Expr.stack(p.subList(1, p.size())))),
            Map.entry("TruncatedNormal", p -> Normal.of(p.get(0), p.get(1)).truncated(p.get(2), p.get(3))),
            Map.entry("TruncatedPoisson", p -> Poisson.of(p.get(0)).truncatedBelow(1)),
            Map.entry("ZeroInflatedPoisson", p -> ZeroInflated.of(Poisson.of(p.get(0)), p.get(1))),
            Map.entry("HurdlePoisson", p -> Hurdle.of(Poisson.of(p.get(0)), p.get(1))),
            Map.entry("Bernoulli", p -> Bernoulli.of(p.get(0))),
            Map.entry("BernoulliLogit", p -> Bernoulli.ofLogit(p.get(0))));

    private record Row(String law, double[] parameters, double x, double logCdf, double logSurvival) {
        @Override
        public String toString() {
            return law + Arrays.toString(parameters) + " at " + x;
        }

        Cumulative known() {
            return law(Arrays.stream(parameters).mapToObj(Expr::constant).toList());
        }

        Cumulative law(List<Expr> values) {
            return Objects.requireNonNull(LAWS.get(law)).apply(values);
        }
    }

    private static List<Row> rows() throws Exception {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CumulativeTest.class.getResourceAsStream("cdfs.csv")),
                StandardCharsets.UTF_8))) {
            assertTrue(in.readLine().startsWith("# mpmath"), "golden values name their source");
            in.readLine();
            return in.lines()
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Row(
                            cells[0],
                            Arrays.stream(cells[1].split(" "))
                                    .mapToDouble(Double::parseDouble)
                                    .toArray(),
                            Double.parseDouble(cells[2]),
                            Double.parseDouble(cells[3]),
                            Double.parseDouble(cells[4])))
                    .toList();
        }
    }

    /** Outputs of unknown scalars, compiled once. */
    private record Compiled(Frame frame, int outputs) {
        static Compiled of(List<Expr> unknowns, List<Expr> outputs) {
            return new Compiled(Program.of(unknowns, outputs).frame(1), outputs.size());
        }

        double[] at(double... point) {
            for (int i = 0; i < point.length; i++) {
                frame.set(i, new double[] {point[i]}, 0, 0);
            }
            frame.run();
            double[] out = new double[outputs];
            for (int i = 0; i < out.length; i++) {
                double[] one = new double[1];
                frame.get(i, one, 0, 0);
                out[i] = one[0];
            }
            return out;
        }
    }

    private static double[] evaluate(List<Expr> unknowns, double[] at, List<Expr> outputs) {
        return Compiled.of(unknowns, outputs).at(at);
    }

    private static void assertLog(double expected, double actual, double conditioning, String where) {
        if (Double.isInfinite(expected) || expected == 0) {
            assertEquals(expected, actual, 1e-300, where);
        } else {
            double scale = Math.abs(expected) + (expected < -1 ? 1 : 0);
            assertEquals(expected, actual, 3e-12 * conditioning * scale + (conditioning < 1 ? 4e-15 : 0), where);
        }
    }

    @TestFactory
    Stream<DynamicTest> hasTheGoldenTails() throws Exception {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    Expr x = Expr.variable("x");
                    Cumulative known = row.known();
                    double[] values = evaluate(
                            List.of(x),
                            new double[] {row.x},
                            List.of(known.logCdf(x), known.logSurvival(x), known.cdf(x)));
                    // the logarithm of x = 10⁴ is rounded, and the law a thousand times as narrow
                    double conditioning = row.parameters[0] == 1e5
                            ? 100
                            : row.law.equals("SkewNormal") ? 10 : isComposed(row.law) ? 0.99 : 1;
                    assertLog(row.logCdf, values[0], conditioning, "log cdf");
                    assertLog(row.logSurvival, values[1], conditioning, "log survival");
                    assertEquals(Math.exp(row.logCdf), values[2], 1e-12);
                    assertEquals(Math.exp(row.logCdf), known.cdf(row.x), 1e-12);
                    Level level = known.level(row.x, row.parameters);
                    assertLog(row.logCdf, level.logBelow(), conditioning, "log cdf in plain numbers");
                    assertLog(row.logSurvival, level.logAbove(), conditioning, "log survival in plain numbers");
                }));
    }

    /** The derivatives by everything, first and second, against central differences of the value and of the slope. */
    @TestFactory
    Stream<DynamicTest> hasTheGradientOfItsDifferences() throws Exception {
        return rows().stream()
                .filter(row -> row.logCdf > -60
                        && row.logSurvival > -60
                        && row.logCdf < -1e-9
                        && row.logSurvival < -1e-9
                        && !isAtAnEdge(row))
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> assertDerivatives(row)));
    }

    /** Whether a probability near 1 is computed by itself, and not by its complement. */
    private static boolean isComposed(String law) {
        return law.startsWith("Truncated") || law.startsWith("ZeroInflated") || law.equals("Hypergeometric");
    }

    /** Where a difference would step over a kink or the end of the support. */
    private static boolean isAtAnEdge(Row row) {
        boolean kink = row.law.equals("Laplace") && Math.abs(row.x - row.parameters[0]) < 1e-3;
        boolean cancels = row.law.equals("TruncatedNormal") && row.x < -30;
        return kink || cancels || (row.x != 0 && Math.abs(row.x) < 1e-5) || (row.law.equals("Pareto") && row.x < 1.001);
    }

    private static void assertDerivatives(Row row) {
        List<Expr> unknowns = new ArrayList<>();
        List<Expr> parameters = new ArrayList<>();
        List<Expr> by = new ArrayList<>();
        boolean discrete = row.known() instanceof Discrete;
        for (int i = 0; i < row.parameters.length; i++) {
            boolean trials = (row.law.contains("Binomial") && !row.law.startsWith("Neg") && i == 0)
                    || row.law.equals("Hypergeometric");
            Expr parameter = trials ? Expr.constant(row.parameters[i]) : Expr.variable("p" + i);
            parameters.add(parameter);
            if (!trials) {
                unknowns.add(parameter);
                by.add(parameter);
            }
        }
        Expr x = Expr.variable("x");
        Cumulative law = row.law(parameters);
        unknowns.add(x);
        if (!discrete) {
            by.add(x);
        }
        double[] at = new double[unknowns.size()];
        for (int i = 0; i < parameters.size(); i++) {
            int unknown = unknowns.indexOf(parameters.get(i));
            if (unknown >= 0) {
                at[unknown] = row.parameters[i];
            }
        }
        at[at.length - 1] = row.x;
        for (Expr value : List.of(law.logCdf(x), law.logSurvival(x))) {
            List<Expr> gradient = Gradient.of(value, by);
            assertDifferences(unknowns, at, by, value, gradient, 1e-6);
            for (Expr slope : gradient) {
                if (!row.law.equals("Laplace") && row.parameters[0] != 0.001) { // a difference of slopes of 1000
                    assertDifferences(unknowns, at, by, slope, Gradient.of(slope, by), 1e-5);
                }
            }
        }
    }

    private static void assertDifferences(
            List<Expr> unknowns, double[] at, List<Expr> by, Expr value, List<Expr> gradient, double tolerance) {
        double[] exact = evaluate(unknowns, at, gradient);
        Compiled function = Compiled.of(unknowns, List.of(value));
        double size = Math.abs(function.at(at)[0]);
        for (int i = 0; i < by.size(); i++) {
            int k = unknowns.indexOf(by.get(i));
            double h = 1e-4 * (at[k] == 0 ? 0.1 : Math.abs(at[k]));
            double fine = difference(function, at, k, h);
            double coarse = difference(function, at, k, 2 * h);
            if (!Double.isFinite(fine) || !Double.isFinite(coarse)) {
                continue; // the step left the support
            }
            double expected = (4 * fine - coarse) / 3;
            double noise = 1e-14 * size / h;
            double scale = Math.max(Math.abs(expected), 1e-3) * tolerance + 10 * noise + Math.abs(fine - coarse) * 0.1;
            assertEquals(expected, exact[i], scale, "by " + by.get(i));
        }
    }

    private static double difference(Compiled function, double[] at, int k, double h) {
        double[] moved = at.clone();
        moved[k] = at[k] + h;
        double above = function.at(moved)[0];
        moved[k] = at[k] - h;
        return (above - function.at(moved)[0]) / (2 * h);
    }

    @TestFactory
    Stream<DynamicTest> quantilesInvertTheDistributionFunction() throws Exception {
        return rows().stream()
                .collect(Collectors.toMap(row -> row.law + Arrays.toString(row.parameters), row -> row, (a, b) -> a))
                .values()
                .stream()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    Cumulative law = row.known();
                    for (double p : new double[] {1e-250, 1e-20, 1e-3, 0.3, 0.5, 0.8, 0.99}) {
                        assertInverse(row, law, Level.below(Math.log(p)));
                        assertInverse(row, law, Level.above(Math.log(p)));
                    }
                }));
    }

    private static void assertInverse(Row row, Cumulative law, Level level) {
        double q = law.quantile(level, row.parameters);
        String where = level + " of " + row.law + Arrays.toString(row.parameters) + ": " + q;
        Expr x = Expr.variable("x");
        Compiled logs = Compiled.of(List.of(x), List.of(law.logCdf(x), law.logSurvival(x)));
        double[] at = logs.at(q);
        int side = level.isLower() ? 0 : 1;
        double wanted = level.isLower() ? level.logBelow() : level.logAbove();
        if (law instanceof Discrete) {
            double[] before = logs.at(q - 1);
            double slack = 1e-9 * Math.abs(wanted);
            assertTrue(side == 0 ? at[0] >= wanted - slack : at[1] <= wanted + slack, where);
            assertTrue(side == 0 ? before[0] < wanted + slack : before[1] > wanted - slack, "the least: " + where);
        } else if (Math.abs(q) > 1e-300 && Math.abs(q) < 1e300) {
            double ulp = Math.ulp(q);
            double[] next = logs.at(q + 4 * ulp);
            double[] last = logs.at(q - 4 * ulp);
            double resolution = Math.abs(next[side] - last[side]); // what the digits of the quantile can tell
            assertEquals(wanted, at[side], 1e-11 * Math.max(0.01, Math.abs(wanted)) + resolution, where);
        }
    }

    /** scipy 1.17.1 scipy.stats ppf and isf. */
    @Test
    void hasTheQuantilesOfAnotherLibrary() {
        assertEquals(1.959963984540054, Normal.of(0, 1).quantile(0.975), 1e-15);
        assertEquals(
                37.0470962993612, Normal.of(0, 1).quantile(Level.above(Math.log(1e-300)), new double[] {0, 1}), 1e-13);
        assertEquals(0.17727053612987065, Gamma.of(2, 3).quantile(0.1), 1e-14);
        assertEquals(
                0.9986423302183958, Beta.of(2, 3).quantile(Level.above(Math.log(1e-8)), new double[] {2, 3}), 1e-14);
        assertEquals(-41.577854150450975, StudentT.of(4, 0, 1).quantile(1e-6), 1e-11);
        assertEquals(-0.08044114414902878, SkewNormal.of(0, 1, 4).quantile(0.05), 1e-13);
        assertEquals(4.844064026572138, InverseGaussian.of(2, 0.5).quantile(0.9), 1e-11);
        assertEquals(
                4.889320724102894, ExponentiallyModifiedNormal.of(2, 0.5, 0.1).quantile(0.25), 1e-12);
        assertEquals(5, NegativeBinomial.of(3, 2).quantile(0.77));
        assertEquals(121, Poisson.of(200).quantile(1e-9));
        assertEquals(18, Binomial.of(100, 0.02).quantile(Level.above(Math.log(1e-12)), new double[] {100, 0.02}));
        assertEquals(0.0, Exponential.of(2).quantile(0));
        assertEquals(Double.POSITIVE_INFINITY, Gamma.of(2, 1).quantile(1));
        assertEquals(0.0, Gamma.of(2, 1).quantile(0));
        assertEquals(1.0, Beta.of(2, 1).quantile(1));
        assertEquals(7, Binomial.of(7, 0.5).quantile(1));
    }

    @Test
    void refusesWhatHasNoQuantile() {
        assertEquals(
                "Normal quantile: the probability must be between 0 and 1: 1.5",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Normal.of(0, 1).quantile(1.5))
                        .getMessage());
        assertEquals(
                "Normal quantile needs a law of known numbers, but its mean is \"mu\" scalar: put a number in its place,"
                        + " or take the expression of it",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Normal.of(Expr.variable("mu"), 1).quantile(0.5))
                        .getMessage());
        assertEquals(
                "Normal cdf needs one law, but its mean has the shape [2]: take the law of one element",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Normal.of(Expr.constant(new double[] {1, 2}), 1)
                                        .cdf(0.5))
                        .getMessage());
    }
}
