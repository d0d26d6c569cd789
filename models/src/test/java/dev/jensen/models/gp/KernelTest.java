package dev.jensen.models.gp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.models.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every kernel against scikit-learn; its derivatives against differences; its Fourier transform against itself. */
class KernelTest {
    private static final Golden GOLDEN = Golden.of("gp/golden.properties");
    private static final double[][] X = {{0, 0}, {0.5, -1}, {1.3, 0.4}, {0.5, -1}, {-2, 1.7}};
    private static final double[][] Y = {{0.3, 0.1}, {2, -1}};
    private static final double[][] LINE = {{0}, {0.4}, {1.1}, {1.1}, {3.7}};
    private static final double[][] OTHERS = {{0.2}, {5.5}};
    private static final Expr S = Expr.variable("s");
    private static final Expr L = Expr.variable("l");
    private static final Expr ARD = Expr.variable("ard", 2);
    private static final Expr P = Expr.variable("p");
    private static final List<Expr> UNKNOWNS = List.of(S, L, ARD, P);
    private static final double[] AT = {1.7, 0.8, 0.8, 2.5, 2.2};

    private static Map<String, Kernel> kernels() {
        return Map.of(
                "squaredExponential", SquaredExponential.of(S, L),
                "squaredExponentialArd", SquaredExponential.of(S, ARD),
                "maternHalf", Matern.half(S, L),
                "maternThreeHalves", Matern.threeHalves(S, L),
                "maternFiveHalves", Matern.fiveHalves(S, L),
                "maternFiveHalvesArd", Matern.fiveHalves(S, ARD),
                "periodic", Periodic.of(S, L, P),
                "linear", Linear.of(S),
                "composite",
                        SquaredExponential.of(S, L)
                                .times(Linear.of(Expr.constant(1)).plus(Constant.of(0.6)))
                                .plus(WhiteNoise.of(Expr.constant(0.3))));
    }

    private static double[][] points(String name) {
        return name.equals("periodic") ? LINE : X;
    }

    @TestFactory
    Stream<DynamicTest> isThatOfScikitLearn() {
        return kernels().entrySet().stream()
                .map(k -> DynamicTest.dynamicTest(k.getKey(), () -> {
                    double[][] x = points(k.getKey());
                    double[][] y = x == X ? Y : OTHERS;
                    double[] own = Golden.value(k.getValue().covariance(x), UNKNOWNS, AT);
                    assertArrayEquals(GOLDEN.numbers("kernel." + k.getKey()), own, 1e-13);
                    double[] cross = Golden.value(k.getValue().covariance(x, y), UNKNOWNS, AT);
                    assertArrayEquals(GOLDEN.numbers("cross." + k.getKey()), cross, 1e-13);
                    double[] variance = Golden.value(k.getValue().variance(x), UNKNOWNS, AT);
                    for (int i = 0; i < x.length; i++) {
                        assertEquals(own[i * (x.length + 1)], variance[i], 1e-13);
                    }
                }));
    }

    /** Points that coincide are among them, where a distance has no derivative of its own. */
    @TestFactory
    Stream<DynamicTest> hasTheDerivativesOfItsDifferences() {
        return kernels().entrySet().stream()
                .map(k -> DynamicTest.dynamicTest(k.getKey(), () -> {
                    SplittableRandom random = new SplittableRandom(4);
                    double[] weights = random.doubles(25, -1, 1).toArray();
                    Expr scalar = k.getValue()
                            .covariance(points(k.getKey()))
                            .flat()
                            .times(Expr.constant(weights))
                            .sum();
                    double[] gradient = new double[AT.length];
                    ExprFunction.of(UNKNOWNS, Gradient.of(scalar, UNKNOWNS)).evaluate(1, AT, gradient);
                    for (int i = 0; i < AT.length; i++) {
                        double[] up = AT.clone();
                        double[] down = AT.clone();
                        up[i] += 1e-5;
                        down[i] -= 1e-5;
                        double slope = (Golden.value(scalar, UNKNOWNS, up)[0] - Golden.value(scalar, UNKNOWNS, down)[0])
                                / 2e-5;
                        assertEquals(slope, gradient[i], 1e-7, "by coordinate " + i);
                    }
                }));
    }

    /** k(τ) = (1/π) ∫₀^∞ S(ω) cos ωτ dω, by the trapezoidal rule far out. */
    @Test
    void spectralDensityIsTheFourierTransform() {
        Map<Stationary, Double> kernels = Map.of(
                SquaredExponential.of(1.3, 0.7), 1e-12,
                Matern.threeHalves(Expr.constant(1.3), Expr.constant(0.7)), 1e-6,
                Matern.fiveHalves(Expr.constant(1.3), Expr.constant(0.7)), 1e-8,
                SquaredExponential.of(1, 0.5).plus(Matern.fiveHalves(Expr.constant(0.4), Expr.constant(2))), 1e-8);
        int n = 20_000;
        double step = 0.02;
        double[][] frequencies = new double[n][1];
        for (int i = 0; i < n; i++) {
            frequencies[i][0] = i * step;
        }
        kernels.forEach((kernel, tolerance) -> {
            double[] density = Golden.value(kernel.spectralDensity(frequencies));
            for (double lag : new double[] {0, 0.3, 1.7}) {
                double sum = 0.5 * density[0];
                for (int i = 1; i < n; i++) {
                    sum += density[i] * Math.cos(i * step * lag);
                }
                double expected = Golden.value(kernel.covariance(new double[][] {{0}}, new double[][] {{lag}}))[0];
                assertEquals(expected, sum * step / Math.PI, tolerance, kernel + " at " + lag);
            }
        });
    }

    /** In two dimensions k(0) = (2π)⁻² ∬ S(ω) dω. */
    @Test
    void spectralDensityInTheUnitsOfEachCoordinate() {
        List<double[]> grid = new ArrayList<>();
        double step = 0.25;
        for (double a = -20; a < 20; a += step) {
            for (double b = -20; b < 20; b += step) {
                grid.add(new double[] {a, b});
            }
        }
        Expr scales = Expr.constant(new double[] {0.8, 2.5});
        double[][] frequencies = grid.toArray(double[][]::new);
        double volume = step * step / (4 * Math.PI * Math.PI);
        for (Stationary kernel : List.of(
                SquaredExponential.of(Expr.constant(1.7), scales), Matern.fiveHalves(Expr.constant(1.7), scales))) {
            double sum = Golden.value(kernel.spectralDensity(frequencies).sum())[0];
            assertEquals(1.7 * 1.7, sum * volume, 5e-4);
        }
    }

    @Test
    void saysWhatIsWrong() {
        Map<String, Executable> bad = Map.of(
                "SquaredExponential length scale must be > 0: -0.5",
                () -> SquaredExponential.of(1, -0.5),
                "Matern deviation must be > 0: NaN",
                () -> Matern.half(Expr.constant(Double.NaN), L),
                "Periodic period must be > 0: 0.0",
                () -> Periodic.of(S, L, 0),
                "SquaredExponential length scale must be a number or a vector of 1, one for each coordinate of the points, not"
                        + " [2]: \"ard\" [2]",
                () -> SquaredExponential.of(S, ARD).covariance(LINE),
                "Periodic is a kernel of points on a line, but these have 2 coordinates: choose one, as kernel.on(0)",
                () -> Periodic.of(S, L, 1).covariance(X),
                "on: column 2 is out of range 0 to 1: points have 2 coordinates",
                () -> Linear.of(S).on(2).covariance(X),
                "point 1, coordinate 0 must be finite: NaN",
                () -> Linear.of(S).covariance(new double[][] {{0}, {Double.NaN}}),
                "point 1 has 1 coordinates, point 0 has 2: all must have the same number, at least 1",
                () -> Linear.of(S).covariance(new double[][] {{0, 1}, {0}}),
                "points have 2 coordinates, the others 1: both must lie in the same space",
                () -> SquaredExponential.of(S, L).covariance(X, LINE),
                "a Gaussian process needs at least one point",
                () -> Linear.of(S).covariance(new double[0][]));
        bad.forEach((message, call) -> assertEquals(
                message, assertThrows(IllegalArgumentException.class, call).getMessage()));
    }

    @Test
    void seesTheColumnsThatItIsGiven() {
        double[] second = Golden.value(SquaredExponential.of(S, L).on(1).covariance(X), UNKNOWNS, AT);
        double[][] column = {{0}, {-1}, {0.4}, {-1}, {1.7}};
        assertArrayEquals(Golden.value(SquaredExponential.of(S, L).covariance(column), UNKNOWNS, AT), second);
    }
}
