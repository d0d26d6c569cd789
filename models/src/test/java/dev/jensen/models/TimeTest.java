package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.distribution.AutoRegressive;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.GaussianRandomWalk;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.distribution.Uniform;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Ode;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The models of docs/time.md, whose code stands here. Values, gradients and Hessian-vector products are those of jax 0.10.2 with
 * lax.scan in double precision, and of scipy 1.17.1.
 */
class TimeTest {
    private static final double[] Y = IntStream.range(0, 40)
            .mapToDouble(t -> Math.sin(1.3 * t) + 0.5 * Math.cos(0.7 * t * t))
            .toArray();

    private static final int[] CASES = {9, 11, 12, 16, 18, 20, 27, 26, 30, 41, 39, 44};

    private static Model garch(double[] y) {
        return Model.of("garch", m -> {
            var day = m.plate("day", y.length);
            var returns = m.data("return", y, day);
            var mu = m.latent("mu", Normal.of(0, 1));
            var omega = m.latent("omega", HalfNormal.of(1));
            var alpha = m.latent("alpha", Beta.of(2, 2));
            var beta = m.latent("beta", Beta.of(2, 2));
            var shock = returns.minus(mu).square();
            var variance = m.scan(
                    day,
                    Expr.constant(0.25),
                    v -> omega.plus(alpha.times(shock)).plus(beta.times(v)));
            m.observe("y", Normal.of(mu, variance.before().sqrt()), returns);
        });
    }

    private static Model arma(double[] y) {
        return Model.of("arma", m -> {
            var time = m.plate("time", y.length);
            var now = m.data("y", y, time);
            var mu = m.latent("mu", Normal.of(0, 1));
            var phi = m.latent("phi", Normal.of(0, 0.5));
            var theta = m.latent("theta", Normal.of(0, 0.5));
            var sigma = m.latent("sigma", HalfNormal.of(1));
            var errors = m.scan(time, List.of(mu, Expr.constant(0)), before -> {
                var mean = mu.plus(phi.times(before.get(0))).plus(theta.times(before.get(1)));
                return List.of(now, now.minus(mean));
            });
            m.factor("errors", Normal.of(0, sigma).logDensity(errors.after(1)));
        });
    }

    private static Model localLevel(double[] y) {
        return Model.of("local level", m -> {
            var time = m.plate("time", y.length);
            var now = m.data("y", y, time);
            var drift = m.latent("drift", HalfNormal.of(1));
            var noise = m.latent("noise", HalfNormal.of(1));
            var filter = m.scan(time, List.of(Expr.constant(0), Expr.constant(4)), before -> {
                var mean = before.get(0);
                var variance = before.get(1);
                var gain = variance.dividedBy(variance.plus(noise.square()));
                return List.of(
                        mean.plus(gain.times(now.minus(mean))),
                        variance.minus(gain.times(variance)).plus(drift.square()));
            });
            var predictive = filter.before(1).plus(noise.square()).sqrt();
            m.observe("y", Normal.of(filter.before(0), predictive), now);
        });
    }

    private static Model renewal(int[] cases) {
        return Model.of("renewal", m -> {
            var week = m.plate("week", cases.length);
            var number = m.data("number", IntStream.range(0, cases.length).toArray(), week);
            var level = m.latent("level", Normal.of(0, 1));
            var trend = m.latent("trend", Normal.of(0, 0.1));
            var reproduction = level.plus(trend.times(number)).exp();
            var weights = Expr.constant(new double[] {0.2, 0.5, 0.2, 0.1});
            var past = Expr.constant(new double[] {10, 8, 6, 4});
            var infections = m.scan(week, past, window -> {
                var fresh = reproduction.times(weights.dot(window));
                return Expr.concat(List.of(fresh, window.slice(0, 3)));
            });
            m.observe("cases", Poisson.of(infections.after().at(0)), cases, week);
        });
    }

    private static Model autoregression(double[] y, int p) {
        return Model.of("arK", m -> {
            var alpha = m.latent("alpha", Normal.of(0, 10));
            var beta = m.latent("beta", Normal.of(0, 10), p);
            var sigma = m.latent("sigma", HalfNormal.of(2.5));
            var head = Arrays.copyOfRange(y, 0, p);
            var tail = Arrays.copyOfRange(y, p, y.length);
            m.observe(
                    "y",
                    AutoRegressive.of(beta, sigma, tail.length).intercept(alpha).after(head),
                    tail);
        });
    }

    private static Model stationary(double[] y) {
        return Model.of("stationary", m -> {
            var partial = m.latent("partial", Uniform.of(-1, 1), 2);
            var phi = m.derive("phi", AutoRegressive.coefficients(partial));
            var sigma = m.latent("sigma", HalfNormal.of(1));
            m.observe("y", AutoRegressive.of(phi, sigma, y.length), y);
        });
    }

    private static Model walk(double[] y) {
        return Model.of("walk", m -> {
            var time = m.plate("time", y.length);
            var drift = m.latent("drift", HalfNormal.of(1));
            var level = m.series("level", GaussianRandomWalk.of(drift, y.length).startingAt(0, 2), time);
            m.observe("y", Normal.of(level, 0.7), y, time);
        });
    }

    private static Model haresAndLynxes(double[] years, double[][] pelts) {
        return Model.of("hares and lynxes", m -> {
            var year = m.plate("year", years.length);
            var theta = m.latent("theta", LogNormal.of(-1, 1), 4);
            var start = m.latent("start", LogNormal.of(Math.log(10), 1), 2);
            var sigma = m.latent("sigma", LogNormal.of(-1, 1), 2);
            var populations = m.ode("populations", Ode.rk45(), start, 0, year, years, (t, y) -> {
                var prey = y.at(0);
                var predator = y.at(1);
                return Expr.stack(List.of(
                        theta.at(0).minus(theta.at(1).times(predator)).times(prey),
                        theta.at(3).times(prey).minus(theta.at(2)).times(predator)));
            });
            m.observe("pelts", LogNormal.of(populations.log(), sigma), pelts, year);
        });
    }

    // ---------------------------------------------------------------- known answers

    /** The likelihood at a point, its gradient and H·(1, 2, …), from a model of no observations to one with them. */
    private static double[][] likelihood(Model model, double[] z, Consumer<ModelBuilder> latents) {
        double[][] with = derivatives(model, z);
        double[][] without = derivatives(Model.of("prior", latents), z);
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < with[k].length; i++) {
                with[k][i] -= without[k][i];
            }
        }
        return with;
    }

    private static double[][] derivatives(Model model, double[] z) {
        TwiceDifferentiable density = model.density();
        double[][] result = {new double[1], new double[z.length], new double[z.length]};
        density.gradient(1, z, result[0], result[1]);
        double[] direction = new double[z.length];
        direction[0] = 1;
        density.hessianProduct(1, z, direction, result[2]);
        return result;
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    @Test
    void anEquationOfOneNumberNeedsNoVector() {
        double[] times = {0.5, 2};
        Model model = Model.of("decay", m -> {
            var time = m.plate("time", 2);
            var rate = m.latent("rate", LogNormal.of(0, 1));
            var left = m.ode("left", Ode.rk45(), Expr.constant(3), 0, time, times, (t, y) -> y.times(rate.negate()));
            m.observe("y", Normal.of(left, 0.1), new double[] {1.8, 0.4}, time);
        });
        double[] value = new double[1];
        model.density().logDensity(1, new double[] {0}, value);
        double expected = -0.5 * Math.log(2 * Math.PI); // of the standard normal log rate
        for (int i = 0; i < 2; i++) {
            double z = (new double[] {1.8, 0.4}[i] - 3 * Math.exp(-times[i])) / 0.1;
            expected -= 0.5 * z * z + Math.log(0.1) + 0.5 * Math.log(2 * Math.PI);
        }
        assertEquals(expected, value[0], 1e-5);
    }

    @Test
    void garchIsThatOfJax() {
        double[] z = {0.1, Math.log(0.2), logit(0.3), logit(0.4)};
        double[][] likelihood = likelihood(garch(Y), z, m -> {
            m.latent("mu", Normal.of(0, 1));
            m.latent("omega", HalfNormal.of(1));
            m.latent("alpha", Beta.of(2, 2));
            m.latent("beta", Beta.of(2, 2));
        });
        assertEquals(-43.98326756651795, likelihood[0][0], 1e-11);
        double[] gradient = {-0.0009354705643812543, 8.863571210851273, -6.88303883381007, 2.6961182424697236};
        double[] slopes = {1, 0.2, 0.3 * 0.7, 0.4 * 0.6};
        for (int i = 0; i < 4; i++) {
            assertEquals(gradient[i] * slopes[i], likelihood[1][i], 1e-11, "slope " + i);
        }
    }

    @Test
    void armaIsThatOfJax() {
        double[] z = {0.05, 0.6, -0.3, Math.log(0.8)};
        double[][] likelihood = likelihood(arma(Y), z, m -> {
            m.latent("mu", Normal.of(0, 1));
            m.latent("phi", Normal.of(0, 0.5));
            m.latent("theta", Normal.of(0, 0.5));
            m.latent("sigma", HalfNormal.of(1));
        });
        assertEquals(-43.31293275112236, likelihood[0][0], 1e-11);
        double[] gradient = {-2.6059564901549654, -9.32399883863848, -2.646927252177341, -11.297166311240396 * 0.8};
        assertArrayEquals(gradient, likelihood[1], 1e-11);
    }

    @Test
    void localLevelIsAMultivariateNormal() {
        double[] z = {Math.log(0.3), Math.log(0.7)};
        double[][] likelihood = likelihood(localLevel(Y), z, m -> {
            m.latent("drift", HalfNormal.of(1));
            m.latent("noise", HalfNormal.of(1));
        });
        assertEquals(-47.40288461062683, likelihood[0][0], 1e-10);
        assertEquals(-14.358795245783538 * 0.3, likelihood[1][0], 1e-6); // scipy's, by differences
        assertEquals(-6.065163337254375 * 0.7, likelihood[1][1], 1e-6);
    }

    @Test
    void renewalIsThatOfJax() {
        double[] z = {0.1, 0.02};
        double[][] likelihood = likelihood(renewal(CASES), z, m -> {
            m.latent("level", Normal.of(0, 1));
            m.latent("trend", Normal.of(0, 0.1));
        });
        assertEquals(-52.58331751458272, likelihood[0][0], 1e-11);
        assertArrayEquals(new double[] {419.4144888737664, 1919.5500067259245}, likelihood[1], 1e-9);
    }

    /** The same statement as a regression on the values before. */
    @Test
    void autoregressionIsARegression() {
        int p = 3;
        double[] z = {0.2, 0.5, -0.2, 0.1, Math.log(0.6)};
        double[][] past = new double[Y.length - p][p];
        for (int t = p; t < Y.length; t++) {
            for (int k = 1; k <= p; k++) {
                past[t - p][k - 1] = Y[t - k];
            }
        }
        Model regression = Model.of("regression", m -> {
            var time = m.plate("time", past.length);
            var alpha = m.latent("alpha", Normal.of(0, 10));
            var beta = m.latent("beta", Normal.of(0, 10), p);
            var sigma = m.latent("sigma", HalfNormal.of(2.5));
            var mean = alpha.plus(m.data("past", past, time).dot(beta));
            m.observe("y", Normal.of(mean, sigma), Arrays.copyOfRange(Y, p, Y.length), time);
        });
        double[][] expected = derivatives(regression, z);
        double[][] actual = derivatives(autoregression(Y, p), z);
        for (int k = 0; k < 3; k++) {
            assertArrayEquals(expected[k], actual[k], 1e-9);
        }
    }

    @Test
    void stationaryCoefficientsStayStationary() {
        double[][] far = derivatives(stationary(Y), new double[] {4, -5, 1});
        assertTrue(Double.isFinite(far[0][0]) && Double.isFinite(far[1][0]));
    }

    /** The same statement as one latent after the other. */
    @Test
    void aWalkIsALatentSeries() {
        double[] y = Arrays.copyOf(Y, 6);
        Model chain = Model.of("chain", m -> {
            var drift = m.latent("drift", HalfNormal.of(1));
            var level = m.latent("level 0", Normal.of(0, 2));
            for (int t = 0; t < y.length; t++) {
                level = t == 0 ? level : m.latent("level " + t, Normal.of(level, drift));
                m.observe("y" + t, Normal.of(level, 0.7), y[t]);
            }
        });
        double[] z = {-0.4, 0.3, -0.2, 0.5, 1, -1, 0.1};
        double[][] expected = derivatives(chain, z);
        double[][] actual = derivatives(walk(y), z);
        for (int k = 0; k < 3; k++) {
            assertArrayEquals(expected[k], actual[k], 1e-12);
        }
    }

    // ---------------------------------------------------------------- equations

    private static double[][] pelts(double[] years) {
        return Arrays.stream(years)
                .mapToObj(t -> new double[] {30 + 15 * Math.sin(t), 12 + 6 * Math.cos(t)})
                .toArray(double[][]::new);
    }

    @Test
    void anEquationHasGradientAndHessian() {
        double[] years = {1, 2, 4, 5};
        Model model = haresAndLynxes(years, pelts(years));
        double[] z = {-0.6, -3.5, -0.2, -3.7, 3.4, 1.8, -1, -1};
        double[][] at = derivatives(model, z);
        double h = 1e-4;
        double[][] ahead = derivatives(model, moved(z, h));
        double[][] back = derivatives(model, moved(z, -h));
        assertEquals((ahead[0][0] - back[0][0]) / (2 * h), at[1][0], 1e-4 * Math.abs(at[1][0]));
        for (int i = 0; i < z.length; i++) {
            double expected = (ahead[1][i] - back[1][i]) / (2 * h);
            assertEquals(expected, at[2][i], 1e-4 * Math.max(10, Math.abs(expected)), "coordinate " + i);
        }
    }

    private static double[] moved(double[] z, double by) {
        double[] moved = z.clone();
        moved[0] += by;
        return moved;
    }

    private static Model explosion(double spread, double noise) {
        double[] times = {0.5, 1, 1.5};
        double[] y = {1.25, 1.68, 2.49}; // 1/(1 − 0.4 t)
        return Model.of("explosion", m -> {
            var time = m.plate("time", 3);
            var rate = m.latent("rate", LogNormal.of(Math.log(0.4), spread));
            var state = m.ode(
                    "growth",
                    Ode.rk45(),
                    Expr.constant(new double[] {1}),
                    0,
                    time,
                    times,
                    (t, now) -> now.square().times(rate));
            m.observe("y", Normal.of(state.at(0), noise), y, time);
        });
    }

    /** Much of the prior explodes before the last time: those draws are impossible, and the fit goes on. */
    @Test
    void drawsWithoutASolutionDoNotEndTheFit() {
        Fit fit = explosion(2, 0.05).fit();
        assertEquals(0.4, fit.summary().row("rate").mean(), 0.01);
    }

    /** With so much noise a few draws of q explode, too. */
    @Test
    void norDoTheyEndFitsByStepsOrOnFixedDraws() {
        Model model = explosion(2, 2);
        MeanFieldGaussian q = MeanFieldGaussian.of(1);
        double[] wide = q.initial(new double[] {Math.log(0.3)}, 0.5);
        Fit steps = StochasticGradientVi.of(model.density(), q)
                .start(wide)
                .maximumSteps(300)
                .fit(1);
        Fit fixed =
                FixedDrawVi.of(model.density(), q).draws(64, 256).start(wide).fit(1);
        for (Fit fit : List.of(steps, fixed)) {
            assertTrue(Double.isFinite(fit.elbo().value()), fit.toString());
            assertTrue(fit.summary().row("rate").mean() < 0.67, fit.toString());
        }
    }

    @Test
    void namesTheEquationThatHasNoSolution() {
        Model model = Model.of("explosion", m -> {
            var time = m.plate("time", 1);
            var rate = m.latent("rate", LogNormal.of(0, 1));
            var state = m.ode(
                    "growth",
                    Ode.rk45(),
                    Expr.constant(new double[] {1}),
                    0,
                    time,
                    new double[] {2},
                    (t, now) -> now.square().times(rate));
            m.observe("y", Normal.of(state.at(0), 1), new double[] {1}, time);
        });
        var culprit = model.density().firstNonFinite(new double[] {0}).orElseThrow();
        assertEquals("growth", culprit.factor());
        assertEquals(Double.NEGATIVE_INFINITY, culprit.value());
    }

    @Test
    void refusesASeriesOfAnotherLength() {
        assertEquals(
                "series \"level\" on plate \"time\" needs a law of vectors of 3 elements, one for each row; a draw of"
                        + " GaussianRandomWalk is [4]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Model.of(
                                        "walk",
                                        m -> m.series("level", GaussianRandomWalk.of(1, 4), m.plate("time", 3))))
                        .getMessage());
    }

    // ---------------------------------------------------------------- the page

    /** Every block of Java on the page stands in this file. */
    @Test
    void thePageQuotesCodeThatRuns() throws IOException {
        Path root = Files.exists(Path.of("docs")) ? Path.of(".") : Path.of("..");
        String source = Files.readString(root.resolve("models/src/test/java/dev/jensen/models/TimeTest.java"))
                .replaceAll("\\s+", "");
        String page = Files.readString(root.resolve("docs/time.md"));
        Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        int count = 0;
        for (; blocks.find(); count++) {
            String code = blocks.group(1);
            assertTrue(source.contains(code.replaceAll("\\s+", "")), code);
        }
        assertTrue(count >= 6, count + " blocks");
    }
}
