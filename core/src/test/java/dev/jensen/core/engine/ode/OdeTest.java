package dev.jensen.core.engine.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.engine.Frame;
import dev.jensen.core.engine.Program;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Ode;
import dev.jensen.core.expr.OdeSolution;
import dev.jensen.core.expr.Plate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OdeTest {
    static List<Ode> methods() {
        return List.of(Ode.rk45(), Ode.stiff());
    }

    static List<RungeKutta> rules() {
        return List.of(RungeKutta.DORMAND_PRINCE, RungeKutta.KENNEDY_CARPENTER);
    }

    // ---------------------------------------------------------------- coefficients

    /** The conditions that a rule is of order 4, and its companion of order 3 at least (Butcher; Hairer et al., section II.2). */
    @ParameterizedTest
    @MethodSource("rules")
    void isOfItsOrder(RungeKutta rule) {
        int s = rule.count();
        double[] b = Arrays.copyOf(rule.stages()[s - 1], s);
        double[] c = rule.nodes();
        double[] companion = new double[s];
        Arrays.setAll(companion, i -> b[i] - rule.error()[i]);
        for (int i = 0; i < s; i++) {
            assertEquals(c[i], Arrays.stream(rule.stages()[i]).sum(), 1e-14, "row " + i);
        }
        double[] ac = times(rule, c);
        double[] c2 = map(c, c);
        for (double[] weights : List.of(b, companion)) {
            assertEquals(1, dot(weights, map(c, new double[s], 1)), 1e-14);
            assertEquals(1 / 2.0, dot(weights, c), 1e-14);
            assertEquals(1 / 3.0, dot(weights, c2), 1e-14);
            assertEquals(1 / 6.0, dot(weights, ac), 1e-14);
        }
        assertEquals(1 / 4.0, dot(b, map(c2, c)), 1e-14);
        assertEquals(1 / 8.0, dot(b, map(c, ac)), 1e-14);
        assertEquals(1 / 12.0, dot(b, times(rule, c2)), 1e-14);
        assertEquals(1 / 24.0, dot(b, times(rule, ac)), 1e-14);
        if (rule.order() == 5) {
            assertEquals(1 / 5.0, dot(b, map(c2, c2)), 1e-14);
            assertEquals(1 / 120.0, dot(b, times(rule, times(rule, ac))), 1e-14);
        }
    }

    private static double[] times(RungeKutta rule, double[] x) {
        double[] out = new double[x.length];
        Arrays.setAll(out, i -> dot(Arrays.copyOf(rule.stages()[i], x.length), x));
        return out;
    }

    private static double[] map(double[] a, double[] b) {
        double[] out = new double[a.length];
        Arrays.setAll(out, i -> a[i] * b[i]);
        return out;
    }

    private static double[] map(double[] a, double[] zeros, double plus) {
        double[] out = new double[a.length];
        Arrays.setAll(out, i -> zeros[i] + plus);
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    // ---------------------------------------------------------------- values

    private static double[] evaluate(List<Expr> unknowns, Expr output, int draws, double... points) {
        Program program = Program.of(unknowns, List.of(output));
        Frame frame = program.frame(draws);
        int from = 0;
        int all = points.length / draws;
        for (int i = 0; i < unknowns.size(); i++) {
            frame.set(i, points, from, all);
            from += unknowns.get(i).shape().size();
        }
        frame.run();
        double[] out = new double[program.outputSize(0) * draws];
        frame.get(0, out, 0, program.outputSize(0));
        return out;
    }

    private static Expr lotkaVolterra(Expr theta, Expr y) {
        Expr prey = y.at(0);
        Expr predator = y.at(1);
        return Expr.stack(List.of(
                theta.at(0).minus(theta.at(1).times(predator)).times(prey),
                theta.at(3).times(prey).minus(theta.at(2)).times(predator)));
    }

    private static final double[] THETA = {0.55, 0.028, 0.8, 0.024, 33, 6};
    private static final double[] YEARS = {1, 2.5, 7, 20};

    private static OdeSolution hares(Ode method, Expr all) {
        Plate year = Plate.of("year", YEARS.length);
        return method.solve("hares", all.slice(4, 6), 0, year, YEARS, (t, y) -> lotkaVolterra(all, y));
    }

    /** Values of scipy 1.17.1, solve_ivp, DOP853 with tolerances 1e-13. */
    @ParameterizedTest
    @MethodSource("methods")
    void solvesLotkaVolterra(Ode method) {
        Expr all = Expr.variable("theta", 6);
        double[] states = evaluate(List.of(all), hares(method, all).states().toAxis(), 1, THETA);
        assertArrayEquals(
                new double[] {
                    47.917028051982825,
                    68.60723648124723,
                    13.124901179539467,
                    29.71293182413073,
                    7.056813098369733,
                    18.366718354213493,
                    16.184276945969795,
                    6.080090385133669
                },
                states,
                method.equals(Ode.rk45()) ? 2e-6 : 2e-4);
        double[] exact = evaluate(
                List.of(all),
                hares(method.tolerances(1e-12, 1e-12), all).states().toAxis(),
                1,
                THETA);
        assertEquals(29.71293182413073, exact[3], 1e-9);
    }

    private static void assertSolves(
            double[] expected, double[] start, double[] times, BinaryOperator<Expr> slope, double relative) {
        Plate time = Plate.of("time", times.length);
        OdeSolution solution =
                Ode.stiff().tolerances(1e-8, 1e-12).solve("stiff", Expr.constant(start), 0, time, times, slope);
        double[] actual = evaluate(List.of(), solution.states().toAxis(), 1);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], relative * Math.abs(expected[i]), "value " + i);
        }
    }

    /** Robertson's chemical reaction: scipy 1.17.1, solve_ivp, Radau with tolerances 1e-12 and 1e-14. */
    @Test
    void solvesRobertson() {
        assertSolves(
                new double[] {
                    0.9851721138609892,
                    0.7158270687199039,
                    0.18320225777695287,
                    0.004938274521011137,
                    3.386395378974922e-05,
                    9.185534764554193e-06,
                    8.942371252789979e-07,
                    1.984994087967023e-08,
                    0.014794022185220983,
                    0.2841637457453341,
                    0.816796847985924,
                    0.99506170562905
                },
                new double[] {1, 0, 0},
                new double[] {0.4, 40, 4000, 4e5},
                (t, y) -> {
                    Expr slow = y.at(0).times(0.04);
                    Expr back = y.at(1).times(y.at(2)).times(1e4);
                    Expr fast = y.at(1).square().times(3e7);
                    return Expr.stack(List.of(back.minus(slow), slow.minus(back).minus(fast), fast));
                },
                1e-6);
    }

    /** Van der Pol's oscillator, μ = 1000: scipy 1.17.1, solve_ivp, Radau with tolerances 1e-12. */
    @Test
    void solvesVanDerPol() {
        assertSolves(
                new double[] {
                    1.9313613205279188,
                    1.5967689510553695,
                    -1.8636462548115422,
                    1.7061677321783346,
                    -0.0007074176282243619,
                    -0.0010303911878334197,
                    0.0007535430865421969,
                    -0.0008928097010163731
                },
                new double[] {2, 0},
                new double[] {100, 500, 1000, 2000},
                (t, y) -> Expr.stack(List.of(
                        y.at(1),
                        Expr.constant(1)
                                .minus(y.at(0).square())
                                .times(y.at(1))
                                .times(1000)
                                .minus(y.at(0)))),
                1e-5);
    }

    /** y′ = cos(ωt) − ky has a closed form; the slope looks at the time. */
    @ParameterizedTest
    @MethodSource("methods")
    void knowsTheTime(Ode method) {
        Expr k = Expr.variable("k");
        double[] times = {0, 0.5, 3};
        Expr y = method.solve(
                        "driven",
                        Expr.zeros(1),
                        0,
                        Plate.of("time", 3),
                        times,
                        (t, state) -> t.cos().minus(state.times(k)).reshape(1))
                .states()
                .toAxis();
        double[] actual = evaluate(List.of(k), y, 1, 2);
        for (int i = 0; i < times.length; i++) {
            double t = times[i];
            assertEquals((2 * Math.cos(t) + Math.sin(t) - 2 * Math.exp(-2 * t)) / 5, actual[i], 2e-7);
        }
    }

    // ---------------------------------------------------------------- derivatives

    private static Expr misfit(Ode method, Expr all) {
        return hares(method, all).states().log().sin().sum().sumRows();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void hasTheGradientOfItsDifferences(Ode method) {
        Ode exact = method.tolerances(1e-11, 1e-11);
        Expr all = Expr.variable("theta", 6);
        Expr f = misfit(exact, all);
        Expr gradient = Gradient.of(f, List.of(all)).get(0);
        double[] actual = evaluate(List.of(all), gradient, 1, THETA);
        double[] loose = evaluate(
                List.of(all), Gradient.of(misfit(method, all), List.of(all)).get(0), 1, THETA);
        Expr along = gradient.times(Expr.constant(new double[] {0.1, 2, -0.3, 1, 0.01, -0.02}))
                .sum();
        double[] second =
                evaluate(List.of(all), Gradient.of(along, List.of(all)).get(0), 1, THETA);
        for (int i = 0; i < 6; i++) {
            double size = Math.max(1, Math.abs(actual[i]));
            assertEquals(differences(all, f, i), actual[i], 1e-6 * size, "gradient " + i);
            assertEquals(actual[i], loose[i], 2e-5 * size, "gradient of fewer steps " + i);
            double expected = differences(all, along, i);
            assertEquals(expected, second[i], 1e-5 * Math.max(1, Math.abs(expected)), "second " + i);
        }
    }

    private static double differences(Expr all, Expr f, int i) {
        double h = 1e-4 * THETA[i];
        double[] values = new double[4];
        double[] steps = {-2, -1, 1, 2};
        for (int s = 0; s < 4; s++) {
            double[] at = THETA.clone();
            at[i] += steps[s] * h;
            values[s] = evaluate(List.of(all), f, 1, at)[0];
        }
        return (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / (12 * h);
    }

    /** Three draws take steps of their own, each the same as alone, on any number of threads. */
    @Test
    void drawsDoNotDisturbEachOther() {
        Expr all = Expr.variable("theta", 6);
        Expr gradient = Gradient.of(misfit(Ode.rk45(), all), List.of(all)).get(0);
        double[] points = new double[18];
        for (int i = 0; i < 18; i++) {
            points[i] = THETA[i % 6] * (1 + 0.1 * Math.floorDiv(i, 6));
        }
        double[] together = evaluate(List.of(all), gradient, 3, points);
        for (int draw = 0; draw < 3; draw++) {
            double[] alone = evaluate(List.of(all), gradient, 1, Arrays.copyOfRange(points, 6 * draw, 6 * draw + 6));
            assertArrayEquals(alone, Arrays.copyOfRange(together, 6 * draw, 6 * draw + 6), "draw " + draw);
        }
    }

    // ---------------------------------------------------------------- what goes wrong

    /** y′ = a y², which is infinite at t = 1/(a y₀). */
    private static OdeSolution explosion(Ode method, Expr a) {
        double[] times = {0.5, 3};
        return method.solve(
                "explosion",
                Expr.constant(new double[] {1}),
                0,
                Plate.of("time", 2),
                times,
                (t, y) -> y.square().times(a));
    }

    private static void assertFails(Ode method, double a, String message) {
        Expr unknown = Expr.variable("a");
        OdeSolution solution = explosion(method, unknown);
        List<Expr> outputs =
                new ArrayList<>(List.of(solution.logSolved(), solution.states().toAxis()));
        Expr f = solution.states().sum().sumRows().plus(solution.logSolved());
        outputs.addAll(Gradient.of(f, List.of(unknown)));
        Frame frame = Program.of(List.of(unknown), outputs).frame(2);
        frame.set(0, new double[] {0.1, a}, 0, 1);
        frame.run();
        double[] solved = new double[2];
        frame.get(0, solved, 0, 1);
        assertArrayEquals(new double[] {0, Double.NEGATIVE_INFINITY}, solved);
        double[] states = new double[4];
        frame.get(1, states, 0, 2);
        assertEquals(1 / (1 - 0.1 * 3), states[1], 1e-5);
        assertTrue(Double.isFinite(states[3]), "the last state that there is");
        double[] gradient = new double[2];
        frame.get(2, gradient, 0, 1);
        assertEquals(0.5 / (0.95 * 0.95) + 3 / (0.7 * 0.7), gradient[0], 5e-5);
        assertEquals(0, gradient[1]);
        assertEquals(1, solution.failures().count());
        String text = solution.failures().first().orElseThrow();
        assertTrue(text.startsWith("ODE \"explosion\" has no solution beyond t = "), text);
        double stopped = Double.parseDouble(text.replaceAll(".*beyond t = ([^:]*):.*", "$1"));
        assertEquals(Double.isNaN(a) ? 0 : 1 / a, stopped, 0.1);
        assertTrue(text.contains("start [1.0], parameters of a [" + a + "]. Such a draw counts as impossible"), text);
        assertTrue(text.contains(message), text);
    }

    @Test
    void saysAtWhichTimeAndForWhichParametersThereIsNoSolution() {
        assertFails(Ode.rk45(), 1.0, "the slope is not finite there, or no step has a solution");
        assertFails(Ode.stiff(), 1.0, "still errs too much");
        assertFails(Ode.rk45().mostSteps(50), 1.0, "more than 50 steps");
        assertFails(Ode.rk45(), Double.NaN, "beyond t = 0.0: its slope there is not finite");
    }

    @Test
    void saysThatTheSlopeIsNotFinite() {
        Expr a = Expr.variable("a");
        OdeSolution solution = Ode.rk45()
                .solve(
                        "root",
                        Expr.constant(new double[] {1}),
                        0,
                        Plate.of("time", 1),
                        new double[] {2},
                        (t, y) -> a.minus(t).sqrt().reshape(1));
        assertEquals(Double.NEGATIVE_INFINITY, evaluate(List.of(a), solution.logSolved(), 1, 1.5)[0]);
        String text = solution.failures().first().orElseThrow();
        assertTrue(text.startsWith("ODE \"root\" has no solution beyond t = 1.4999999"), text);
        assertTrue(text.contains("the slope is not finite there"), text);
    }

    private static String message(double[] start, double[] times, BinaryOperator<Expr> slope) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> Ode.rk45().solve("growth", Expr.constant(start), 0, Plate.of("day", 2), times, slope))
                .getMessage();
    }

    @Test
    void refusesWhatDoesNotFit() {
        BinaryOperator<Expr> same = (t, y) -> y;
        assertEquals(
                "ODE \"growth\" has 3 times, plate \"day\" has 2 rows: give one for each row",
                message(new double[1], new double[3], same));
        assertEquals(
                "ODE \"growth\": times must increase from 0.0 on; in row 1 comes 1.0 after 2.0",
                message(new double[1], new double[] {2, 1}, same));
        assertEquals(
                "ODE \"growth\": times must increase from 0.0 on; in row 0 comes -1.0 after 0.0",
                message(new double[1], new double[] {-1, 1}, same));
        assertEquals(
                "ODE \"growth\": times must increase from 0.0 on; in row 1 comes NaN after 1.0",
                message(new double[1], new double[] {1, Double.NaN}, same));
        assertEquals(
                "ODE \"growth\" starts with a state [2], and its slope is scalar: it must be a vector of that length,"
                        + " without rows",
                message(new double[2], new double[] {1, 2}, (t, y) -> y.sum()));
        Expr x = Expr.column(Plate.of("county", 2), "x", new double[2]);
        assertEquals(
                "ODE \"growth\": \"x\" scalar per county: the slope takes this from outside, and it has rows: pick what"
                        + " belongs to the equation, with toAxis() and at(…)",
                message(
                        new double[1],
                        new double[] {1, 2},
                        (t, y) -> y.times(x.times(y).sumRows())));
        assertEquals(
                "ODE \"growth\": the start must be a number, or a vector as from Expr.stack(…), without rows, not [2, 2]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Ode.rk45()
                                        .solve(
                                                "growth",
                                                Expr.constant(new double[][] {{1, 2}, {3, 4}}),
                                                0,
                                                Plate.of("day", 1),
                                                new double[] {1},
                                                same))
                        .getMessage());
        assertEquals(
                "Ode relative tolerance must be > 0: NaN",
                assertThrows(IllegalArgumentException.class, () -> Ode.rk45().tolerances(Double.NaN, 1))
                        .getMessage());
        assertEquals(
                "Ode absolute tolerance must be > 0: 0.0",
                assertThrows(IllegalArgumentException.class, () -> Ode.stiff().tolerances(1, 0))
                        .getMessage());
        assertEquals(
                "Ode mostSteps must be >= 1: 0",
                assertThrows(IllegalArgumentException.class, () -> Ode.stiff().mostSteps(0))
                        .getMessage());
    }
}
