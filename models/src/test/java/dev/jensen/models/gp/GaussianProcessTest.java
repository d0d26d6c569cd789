package dev.jensen.models.gp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.models.Golden;
import dev.jensen.models.Model;
import dev.jensen.models.ModelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Exact, sparse and expanded processes against scikit-learn and dense formulas. */
class GaussianProcessTest {
    private static final Golden GOLDEN = Golden.of("gp/golden.properties");
    private static final double[] X = GOLDEN.numbers("x");
    private static final double[] Y = GOLDEN.numbers("y");
    private static final double[] NEW = GOLDEN.numbers("xNew");
    private static final double[] INDUCING = GOLDEN.numbers("inducing");
    private static final Kernel KERNEL = SquaredExponential.of(1.2, 0.9);
    private static final Expr NOISE = Expr.constant(0.3);

    /** A model of one standard normal and the process, at 0 and without that normal's prior. */
    private static double logDensity(Function<ModelBuilder, LatentFunction> statement) {
        double[] log = new double[1];
        Model.of("process", m -> {
                    m.latent("unused", Normal.of(0, 1));
                    LatentFunction unused = statement.apply(m);
                })
                .density()
                .logDensity(1, new double[1], log);
        return log[0] + 0.5 * Math.log(2 * Math.PI);
    }

    private static LatentFunction function(Function<ModelBuilder, LatentFunction> statement) {
        List<LatentFunction> made = new ArrayList<>();
        Model.of("process", m -> {
            m.latent("unused", Normal.of(0, 1));
            made.add(statement.apply(m));
        });
        return made.get(0);
    }

    private static void assertPrediction(String prefix, LatentFunction f, double tolerance) {
        double[][] at = Points.onLine(NEW);
        double[] covariance = GOLDEN.numbers(prefix + "covariance");
        assertArrayEquals(GOLDEN.numbers(prefix + "mean"), Golden.value(f.mean(at)), tolerance);
        assertArrayEquals(covariance, Golden.value(f.covariance(at)), tolerance);
        double[] variance = Golden.value(f.variance(at));
        for (int i = 0; i < NEW.length; i++) {
            assertEquals(covariance[i * (NEW.length + 1)], variance[i], tolerance);
        }
    }

    @Test
    void exactMarginalIsThatOfScikitLearn() {
        GaussianProcess process = GaussianProcess.of(KERNEL).jitter(0);
        assertEquals(GOLDEN.numbers("logMarginal")[0], logDensity(m -> process.observe(m, "y", X, Y, NOISE)), 1e-10);
        assertPrediction("", function(m -> process.observe(m, "y", X, Y, NOISE)), 1e-10);
    }

    @Test
    void aMeanIsTakenFromTheData() {
        double[] raised = Y.clone();
        for (int i = 0; i < raised.length; i++) {
            raised[i] += 2 + 3 * X[i];
        }
        GaussianProcess process = GaussianProcess.of(KERNEL)
                .mean(x -> Expr.constant(x).reshape(x.length).times(3).plus(2))
                .jitter(0);
        assertEquals(
                GOLDEN.numbers("logMarginal")[0], logDensity(m -> process.observe(m, "y", X, raised, NOISE)), 1e-10);
        double[] mean = Golden.value(
                function(m -> process.observe(m, "y", X, raised, NOISE)).mean(Points.onLine(NEW)));
        for (int i = 0; i < NEW.length; i++) {
            assertEquals(GOLDEN.numbers("mean")[i] + 2 + 3 * NEW[i], mean[i], 1e-10);
        }
    }

    @Test
    void sparseDensitiesAreThoseOfTheirPapers() {
        Map<SparseApproximation, String> names = Map.of(
                SparseApproximation.DETERMINISTIC, "deterministic",
                SparseApproximation.FULLY_INDEPENDENT, "fullyIndependent",
                SparseApproximation.VARIATIONAL, "variational");
        GaussianProcess process = GaussianProcess.of(KERNEL).jitter(0);
        double[][] x = Points.onLine(X);
        double[][] inducing = Points.onLine(INDUCING);
        names.forEach((approximation, name) -> {
            double log = logDensity(m -> process.observe(m, "y", x, Y, NOISE, inducing, approximation));
            assertEquals(GOLDEN.numbers("sparse." + name)[0], log, 1e-9);
            LatentFunction f = function(m -> process.observe(m, "y", x, Y, NOISE, inducing, approximation));
            String predicts = approximation == SparseApproximation.VARIATIONAL ? "deterministic" : name;
            assertPrediction("sparse." + predicts + ".", f, 1e-9);
        });
    }

    /** With every point inducing nothing is left open, and all are the exact process. */
    @Test
    void sparseIsExactWhereEveryPointIsInducing() {
        GaussianProcess process = GaussianProcess.of(Matern.threeHalves(Expr.constant(1.2), Expr.constant(0.9)))
                .jitter(1e-12);
        double[][] x = Points.onLine(X);
        double exact = logDensity(m -> process.observe(m, "y", X, Y, NOISE));
        for (SparseApproximation approximation : SparseApproximation.values()) {
            assertEquals(exact, logDensity(m -> process.observe(m, "y", x, Y, NOISE, x, approximation)), 1e-6);
        }
    }

    /** The joint law of f = L z, by hand: z has density N(0, I), and f(x) its conditional mean at the points themselves. */
    @Test
    void aLatentFunctionInterpolatesItself() {
        GaussianProcess process = GaussianProcess.of(Matern.threeHalves(Expr.constant(1.2), Expr.constant(0.9)))
                .mean(Expr.constant(0.7))
                .jitter(1e-10);
        List<LatentFunction> made = new ArrayList<>();
        Model.of("process", m -> made.add(process.latent(m, "f", X)));
        LatentFunction f = made.get(0);
        Expr z = Golden.unknowns(f.values()).get(0);
        double[] point = new double[X.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = Math.sin(i + 1);
        }
        double[] values = Golden.value(f.values(), List.of(z), point);
        double[] again = Golden.value(f.mean(Points.onLine(X)), List.of(z), point);
        assertArrayEquals(values, again, 1e-7);
        for (double variance : Golden.value(f.variance(Points.onLine(X)))) {
            assertEquals(0, variance, 1e-6);
        }
        double[] far = Golden.value(f.mean(new double[][] {{100}}), List.of(z), point);
        assertEquals(0.7, far[0], 1e-12);
    }

    @Test
    void aLatentFunctionThroughInducingPointsHasTheirConditionalMean() {
        List<LatentFunction> made = new ArrayList<>();
        ExprDensity density = Model.of(
                        "process",
                        m -> made.add(
                                GaussianProcess.of(KERNEL).latent(m, "f", Points.onLine(X), Points.onLine(INDUCING))))
                .density();
        assertEquals(INDUCING.length, density.dimension());
        // E[f fᵀ] = K(x, u) K(u, u)⁻¹ K(u, x) = K − (the covariance that is left).
        List<Expr> z = Golden.unknowns(made.get(0).values());
        Expr jacobian = Gradient.of(made.get(0).values().at(3), z).get(0);
        double[] slopes = Golden.value(jacobian, z, new double[INDUCING.length]);
        double sum = 0;
        for (double slope : slopes) {
            sum += slope * slope;
        }
        double left = Golden.value(made.get(0).variance(new double[][] {{X[3]}}))[0];
        assertEquals(1.2 * 1.2, sum + left, 1e-7);
    }

    /** The prior covariance Φ diag(s²) Φᵀ is the kernel well inside the box. */
    @Test
    void hilbertExpansionHasTheKernelsCovariance() {
        double[] inside = {-1.5, -0.4, 0, 0.9, 1.7};
        for (Stationary kernel :
                List.of(SquaredExponential.of(1.2, 0.9), Matern.fiveHalves(Expr.constant(1.2), Expr.constant(0.9)))) {
            HilbertExpansion expansion = HilbertExpansion.of(kernel, X, 2, 120);
            assertCovariance(kernel, expansion, Points.onLine(inside), 2e-4);
        }
        double[][] plane = {{-1, -1}, {1, 1}, {0.2, -0.3}, {0.5, 0.9}};
        Stationary ard = SquaredExponential.of(Expr.constant(1.2), Expr.constant(new double[] {0.5, 0.9}));
        assertCovariance(ard, HilbertExpansion.of(ard, plane, 4, 30, 20), plane, 1e-3);
    }

    @Test
    void periodicExpansionHasTheKernelsCovariance() {
        Periodic kernel = Periodic.of(Expr.constant(1.3), Expr.constant(0.8), 2.2);
        assertCovariance(kernel, PeriodicExpansion.of(kernel, 12), Points.onLine(X), 1e-9);
    }

    private static void assertCovariance(Kernel kernel, Expansion expansion, double[][] x, double tolerance) {
        Expr half = expansion.features(x).times(expansion.scales());
        assertArrayEquals(Golden.value(kernel.covariance(x)), Golden.value(half.matMul(half.transpose())), tolerance);
    }

    /** The whole log density by both latents and hyperparameters: central differences, at 4 per cent of a unit's scale. */
    @Test
    void gradientsAreThoseOfDifferences() {
        ExprDensity density = Model.of("all", m -> {
                    var s = m.latent("s", HalfNormal.of(1));
                    var l = m.latent("l", HalfNormal.of(1));
                    var process = GaussianProcess.of(SquaredExponential.of(s, l));
                    double[][] x = Points.onLine(X);
                    double[][] u = Points.onLine(INDUCING);
                    process.observe(m, "exact", X, Y, s);
                    for (SparseApproximation each : SparseApproximation.values()) {
                        process.observe(m, each.name(), x, Y, s, u, each);
                    }
                    var point = m.plate("point", X.length);
                    var periodic = Periodic.of(s, l, l.plus(1));
                    var f = process.latent(m, "f", X).values();
                    var g = process.latent(m, "g", x, u).values();
                    var h = HilbertExpansion.of(SquaredExponential.of(s, l), X, 1.5, 8)
                            .latent(m, "h", X)
                            .values();
                    var p = PeriodicExpansion.of(periodic, 4).latent(m, "p", X).values();
                    m.observe("y", Normal.of(f.plus(g).plus(h).plus(p).toRows(point), 1), Y, point);
                })
                .density();
        int d = density.dimension();
        double[] at = new double[d];
        for (int i = 0; i < d; i++) {
            at[i] = 0.4 * Math.sin(i + 2);
        }
        double[] gradient = new double[d];
        double[] log = new double[1];
        density.gradient(1, at, log, gradient);
        for (int i = 0; i < d; i++) {
            double[] two = new double[2 * d];
            System.arraycopy(at, 0, two, 0, d);
            System.arraycopy(at, 0, two, d, d);
            two[i] += 1e-5;
            two[d + i] -= 1e-5;
            double[] values = new double[2];
            density.logDensity(2, two, values);
            assertEquals(
                    (values[0] - values[1]) / 2e-5, gradient[i], 2e-5 * (1 + Math.abs(gradient[i])), "z[" + i + "]");
        }
    }

    @Test
    void saysWhichCovarianceFailedAndWhatWouldDo() {
        double[] twice = {0, 0, 1, 2};
        Model model = Model.of("twice", m -> {
            var point = m.plate("point", 4);
            var f = GaussianProcess.of(SquaredExponential.of(1, 1)).jitter(0).latent(m, "f", twice);
            m.observe("y", Normal.of(f.values(point), 1), new double[4], point);
        });
        String message = assertThrows(RuntimeException.class, model::fit).getMessage();
        assertTrue(
                message.contains(
                        "the covariance of \"f\" [4, 4] is not positive definite: its pivot 1 is 0.0, its diagonal element there 1.0"),
                message);
        assertTrue(message.contains("jitter tried: 0.0; 1.0E-12 more would do: raise the jitter"), message);
    }

    @Test
    void saysWhatIsWrong() {
        GaussianProcess process = GaussianProcess.of(KERNEL);
        SquaredExponential kernel = SquaredExponential.of(1, 1);
        Map<String, Executable> bad = Map.of(
                "jitter of a Gaussian process must be a finite number >= 0: -1.0",
                () -> process.jitter(-1),
                "observation \"y\" has 1 values, but 2 points: give one for each",
                () -> logDensity(m -> process.observe(m, "y", new double[2], new double[1], NOISE)),
                "observation \"y\"[1] must be finite: NaN",
                () -> logDensity(m -> process.observe(m, "y", new double[2], new double[] {0, Double.NaN}, NOISE)),
                "the mean of a Gaussian process must be a number or a vector of 2, one for each point, not [3]",
                () -> logDensity(m -> process.mean(Expr.zeros(3)).observe(m, "y", new double[2], new double[2], NOISE)),
                "boundary factor must be a finite number > 1: 1.0",
                () -> HilbertExpansion.of(kernel, X, 1, 10),
                "give a number of functions, at least 1, for each of the 1 coordinates, not [0]",
                () -> HilbertExpansion.of(kernel, X, 2, 0),
                "coordinate 0 is 3.0 at every point, so that its box has no length: leave it out, as kernel.on(…) does",
                () -> HilbertExpansion.of(kernel, new double[] {3, 3}, 2, 4),
                "point 1, coordinate 0 is 9.0, outside the expansion's box from -1.0 to 3.0: make the expansion with points"
                        + " that reach so far",
                () -> HilbertExpansion.of(kernel, new double[] {0, 2}, 2, 4).features(new double[][] {{0}, {9}}),
                "order of a periodic expansion must be at least 1: 0",
                () -> PeriodicExpansion.of(Periodic.of(Expr.constant(1), Expr.constant(1), 1), 0));
        bad.forEach((message, call) -> assertEquals(
                message, assertThrows(IllegalArgumentException.class, call).getMessage()));
    }
}
