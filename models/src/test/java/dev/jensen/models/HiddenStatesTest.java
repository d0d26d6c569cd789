package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.LaplaceApproximation;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Latents that were summed out, drawn again together: against sums over all their outcomes, with the continuous latents all but fixed.
 * 6,000 draws: 4 standard errors are at most 0.026, for about 60 frequencies; 0.4 % for a fresh seed.
 */
class HiddenStatesTest {
    private static final int DRAWS = 6000;
    private static final double ERROR = 4 * 0.5 / Math.sqrt(DRAWS);

    private static final double[] Y = {0.2, 1.1, 0.4, 0.9};
    private static final double[] INITIAL = {0.3, 0.7};
    private static final double[][] STEP = {{0.9, 0.1}, {0.35, 0.65}};

    private static double normal(double x, double mean) {
        return Math.exp(-2 * (x - mean) * (x - mean)); // standard deviation ½
    }

    private static double share(Draws draws, ToDoubleFunction<int[]> of, String... names) {
        double[][] columns = Arrays.stream(names).map(draws::of).toArray(double[][]::new);
        double sum = 0;
        for (int s = 0; s < draws.count(); s++) {
            int[] values = new int[columns.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (int) columns[i][s];
            }
            sum += of.applyAsDouble(values);
        }
        return sum / draws.count();
    }

    private static Model chain(double[][] transition) {
        return Model.of("chain", Data.of("day", List.of("a", "b", "c", "d")).and("y", Y), (m, data) -> {
            var levels = data.levels("day");
            var day = m.plate("day", levels.labels());
            var level = m.latent("level", Normal.of(1, 1e-4));
            var state = m.markovChain("state", Expr.constant(INITIAL), Expr.constant(transition), day);
            m.observe("y", Normal.of(state.times(level), 0.5), data.observed("y"), day);
        });
    }

    /** P(s, y) of a sequence of states. */
    private static double joint(int[] s, double[][] step) {
        double p = INITIAL[s[0]];
        for (int t = 0; t < 4; t++) {
            p *= normal(Y[t], s[t]) * (t == 0 ? 1 : step[s[t - 1]][s[t]]);
        }
        return p;
    }

    private static void assertStates(double[][] step) {
        Model model = chain(step);
        Fit fit = LaplaceApproximation.of(model.marginalized().density()).fit(1);
        Draws draws = model.posteriorPredictive(fit, DRAWS, 5);
        double total = 0;
        double[] p = new double[16];
        for (int code = 0; code < 16; code++) {
            p[code] = joint(new int[] {code >> 3, code >> 2 & 1, code >> 1 & 1, code & 1}, step);
            total += p[code];
        }
        for (int code = 0; code < 16; code++) {
            int wanted = code;
            double found = share(
                    draws,
                    s -> (s[0] << 3 | s[1] << 2 | s[2] << 1 | s[3]) == wanted ? 1 : 0,
                    "state[a]",
                    "state[b]",
                    "state[c]",
                    "state[d]");
            assertEquals(p[code] / total, found, p[code] == 0 ? 0 : ERROR, "sequence " + Integer.toBinaryString(code));
        }
        // what is observed anew has the state's mean
        double expected = Arrays.stream(draws.of("state[b]")).average().orElseThrow();
        double mean = Arrays.stream(draws.of("y[b]")).average().orElseThrow();
        assertEquals(expected, mean, ERROR);
    }

    @Test
    void theStatesOfAChainAreDrawnTogether() {
        assertStates(STEP);
        assertStates(new double[][] {{0.5, 0.5}, {0, 1}}); // that never goes back
    }

    @Test
    void aChainGoesOnAfterTheTimesFitted() {
        Fit fit = LaplaceApproximation.of(chain(STEP).marginalized().density()).fit(1);
        Draws draws = fit.predict(Data.of("day", List.of("a", "b", "c", "d", "e", "f")), DRAWS, 6);
        double last = Arrays.stream(draws.of("state[d]")).average().orElseThrow();
        double next = (1 - last) * STEP[0][1] + last * STEP[1][1];
        assertEquals(next, Arrays.stream(draws.of("state[e]")).average().orElseThrow(), 2 * ERROR);
        double moved = share(draws, s -> s[0] == 1 && s[1] == 0 ? 1 : 0, "state[d]", "state[e]");
        assertEquals(last * STEP[1][0], moved, ERROR);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> fit.predict(Data.of("day", List.of("z", "a", "b"))))
                .getMessage();
        assertTrue(
                message.startsWith("latent \"state\": 2 of 3 times of the Markov chain were fitted, and times before or"
                        + " between them cannot be drawn beside them"),
                message);
    }

    /** y ~ N(a + 2b − c, ½) with a and b for each row, and c for all: the rows are tied together by c. */
    @Test
    void severalOfOneObservationAreDrawnTogether() {
        double[] y = {1.1, 0.3};
        Model model = Model.of("parts", m -> {
            var row = m.plate("row", 2);
            var unit = m.latent("unit", Normal.of(1, 1e-4));
            var a = m.latent("a", Bernoulli.of(0.5), row);
            var b = m.latent("b", Categorical.of(0.6, 0.4), row);
            var c = m.latent("c", Bernoulli.of(0.3));
            m.observe("y", Normal.of(a.plus(b.times(2)).minus(c).times(unit), 0.5), y, row);
        });
        Fit fit = LaplaceApproximation.of(model.marginalized().density()).fit(1);
        Draws draws = model.posteriorPredictive(fit, DRAWS, 7);
        double[] p = new double[32];
        for (int code = 0; code < 32; code++) {
            int c = code >> 4;
            p[code] = c == 1 ? 0.3 : 0.7;
            for (int row = 0; row < 2; row++) {
                int a = code >> (2 * row) & 1;
                int b = code >> (2 * row + 1) & 1;
                p[code] *= 0.5 * (b == 1 ? 0.4 : 0.6) * normal(y[row], a + 2 * b - c);
            }
        }
        double total = Arrays.stream(p).sum();
        for (int code = 0; code < 32; code++) {
            int wanted = code;
            double found = share(
                    draws,
                    s -> (s[0] | s[1] << 1 | s[2] << 2 | s[3] << 3 | s[4] << 4) == wanted ? 1 : 0,
                    "a[0]",
                    "b[0]",
                    "a[1]",
                    "b[1]",
                    "c");
            assertEquals(p[code] / total, found, ERROR, "outcomes " + code);
        }
    }

    /** A chain and outliers beside it, in one observation. */
    @Test
    void aChainAndWhatStandsBesideIt() {
        Model model = Model.of("outliers", m -> {
            var day = m.plate("day", 3);
            var unit = m.latent("unit", Normal.of(1, 1e-4));
            var s = m.markovChain("s", Expr.constant(INITIAL), Expr.constant(STEP), day);
            var o = m.latent("o", Bernoulli.of(0.2), day);
            m.observe("y", Normal.of(s.plus(o.times(2)).times(unit), 0.5), new double[] {0.2, 2.2, 1}, day);
        });
        Fit fit = LaplaceApproximation.of(model.marginalized().density()).fit(1);
        Draws draws = model.posteriorPredictive(fit, DRAWS, 8);
        double[] p = new double[64];
        double[] y = {0.2, 2.2, 1};
        for (int code = 0; code < 64; code++) {
            p[code] = 1;
            for (int t = 0; t < 3; t++) {
                int s = code >> t & 1;
                int o = code >> (3 + t) & 1;
                p[code] *= (t == 0 ? INITIAL[s] : STEP[code >> (t - 1) & 1][s])
                        * (o == 1 ? 0.2 : 0.8)
                        * normal(y[t], s + 2 * o);
            }
        }
        double total = Arrays.stream(p).sum();
        double both = 0; // of s[1] and o[1], which explain the same
        double move = 0;
        for (int code = 0; code < 64; code++) {
            both += (code >> 1 & 1) == 1 && (code >> 4 & 1) == 1 ? p[code] / total : 0;
            move += (code & 1) == 0 && (code >> 1 & 1) == 1 ? p[code] / total : 0;
        }
        assertEquals(both, share(draws, v -> v[0] * v[1], "s[1]", "o[1]"), ERROR);
        assertEquals(move, share(draws, v -> (1 - v[0]) * v[1], "s[0]", "s[1]"), ERROR);
    }
}
