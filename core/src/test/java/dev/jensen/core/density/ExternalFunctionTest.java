package dev.jensen.core.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.LaplaceApproximation;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.ExternalFunction;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Plate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A function computed outside the graph gives the same density, gradient and Hessian products as the same in the graph. */
class ExternalFunctionTest {
    private static final int D = 5;
    private static final Expr DATA = Expr.constant(new double[] {0.3, -0.2, 0.8});

    /** yᵢ = sin(a·xᵢ) + xᵢ² b, of a vector and a pair (a, b); counts its calls. */
    private static class Wave implements ExternalFunction {
        final AtomicInteger calls = new AtomicInteger();

        @Override
        public String name() {
            return "wave";
        }

        @Override
        public List<String> inputs() {
            return List.of("x", "pair");
        }

        @Override
        public int[] shape(List<int[]> inputs) {
            if (inputs.get(1).length != 1 || inputs.get(1)[0] != 2) {
                throw new IllegalArgumentException(
                        "wave: input \"pair\" must be a vector of 2: " + Arrays.toString(inputs.get(1)));
            }
            return inputs.get(0);
        }

        @Override
        public void value(int draws, double[][] inputs, double[] result) {
            calls.incrementAndGet();
            int n = result.length / draws;
            for (int i = 0; i < result.length; i++) {
                double x = inputs[0][i];
                int pair = i / n * 2;
                result[i] = Math.sin(inputs[1][pair] * x) + x * x * inputs[1][pair + 1];
            }
        }

        @Override
        public void pullback(int draws, double[][] inputs, double[] adjoint, double[][] gradients) {
            calls.incrementAndGet();
            int n = adjoint.length / draws;
            Arrays.fill(gradients[1], 0);
            for (int i = 0; i < adjoint.length; i++) {
                double x = inputs[0][i];
                int pair = i / n * 2;
                double a = inputs[1][pair];
                gradients[0][i] = adjoint[i] * (a * Math.cos(a * x) + 2 * x * inputs[1][pair + 1]);
                gradients[1][pair] += adjoint[i] * x * Math.cos(a * x);
                gradients[1][pair + 1] += adjoint[i] * x * x;
            }
        }
    }

    private static Expr inGraph(Expr x, Expr pair) {
        return x.times(pair.at(0)).sin().plus(x.square().times(pair.at(1)));
    }

    /** Uses the result in two places, its mean beside its elements, and the prior. */
    private static Expr density(Expr z, Expr y) {
        return y.minus(DATA)
                .square()
                .sum()
                .times(-2)
                .plus(y.mean().sigmoid())
                .minus(z.square().sum());
    }

    private static ExprDensity external(ExternalFunction wave) {
        return LogDensity.of(D, z -> density(z, Expr.external(wave, z.slice(0, 3), z.slice(3, 5))));
    }

    private static ExprDensity same() {
        return LogDensity.of(D, z -> density(z, inGraph(z.slice(0, 3), z.slice(3, 5))));
    }

    private static double[] normals(int length) {
        return new Random(1).doubles(length, -1.5, 1.5).toArray();
    }

    @Test
    void valueGradientAndHessianProductsAreThoseOfTheGraph() {
        int draws = 7;
        double[] points = normals(draws * D);
        double[] vectors = Arrays.stream(points).map(x -> 1 - x).toArray();
        double[][] of = new double[2][draws];
        double[][] gradients = new double[2][draws * D];
        double[][] products = new double[2][draws * D];
        Wave wave = new Wave();
        ExprDensity[] both = {external(wave), same()};
        for (int i = 0; i < 2; i++) {
            both[i].gradient(draws, points, of[i], gradients[i]);
            both[i].hessianProduct(draws, points, vectors, products[i]);
        }
        assertArrayEquals(of[1], of[0], 1e-13);
        assertArrayEquals(gradients[1], gradients[0], 1e-12);
        assertArrayEquals(products[1], products[0], 1e-7);
        wave.calls.set(0);
        both[0].gradient(draws, points, of[0], gradients[0]);
        assertEquals(2, wave.calls.get(), "one call for the values and one for the products of all draws");
    }

    @Test
    void newtonsMethodFindsTheSameMode() {
        double[] mode = LaplaceApproximation.of(same()).fit(1).parameters();
        double[] other = LaplaceApproximation.of(external(new Wave())).fit(1).parameters();
        assertArrayEquals(Arrays.copyOf(mode, D), Arrays.copyOf(other, D), 1e-6);
    }

    @Test
    void whatIsKnownIsComputedOnce() {
        Wave wave = new Wave();
        Expr known = Expr.external(wave, DATA, Expr.constant(new double[] {1, 2}));
        ExprDensity target = LogDensity.of(3, z -> z.minus(known).square().sum().times(-1));
        double[] values = new double[1];
        target.logDensity(1, new double[3], values);
        target.logDensity(1, new double[] {1, 2, 3}, values);
        assertEquals(1, wave.calls.get());
    }

    @Test
    void rowsGoInAsAnAxisAndComeBack() {
        Plate plate = Plate.of("day", 3);
        Expr t = Expr.column(plate, "t", new double[] {0.1, 0.5, 0.9});
        Wave wave = new Wave();
        ExprDensity outside = LogDensity.of(
                2,
                z -> Expr.external(wave, t.toAxis(), z).toRows(plate).square().negate());
        ExprDensity inside = LogDensity.of(2, z -> inGraph(t, z).square().negate());
        double[][] gradients = new double[2][4];
        double[] points = {1, 2, 3, 4};
        outside.gradient(2, points, new double[2], gradients[0]);
        inside.gradient(2, points, new double[2], gradients[1]);
        assertArrayEquals(gradients[1], gradients[0], 1e-12);
    }

    @Test
    void badInputIsNamed() {
        Wave wave = new Wave();
        Expr z = Expr.variable("z", 3);
        assertEquals(
                "external function \"wave\" has inputs [x, pair], but was given 1: give one expression for each, in this"
                        + " order",
                assertThrows(IllegalArgumentException.class, () -> Expr.external(wave, z))
                        .getMessage());
        assertEquals(
                "wave: input \"pair\" must be a vector of 2: [3]",
                assertThrows(IllegalArgumentException.class, () -> Expr.external(wave, z, z))
                        .getMessage());
        Expr column = Expr.column(Plate.of("day", 2), "t", new double[2]);
        String rows = assertThrows(IllegalArgumentException.class, () -> Expr.external(wave, column, z))
                .getMessage();
        assertTrue(rows.contains("\"t\"") && rows.contains("\"x\"") && rows.contains("toAxis()"), rows);
    }

    @Test
    void anExceptionInsideSaysWhoseItIs() {
        Wave failing = new Wave() {
            @Override
            public void value(int draws, double[][] inputs, double[] result) {
                throw new IllegalStateException("no solution");
            }
        };
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> external(failing).logDensity(1, new double[D], new double[1]))
                .getMessage();
        assertEquals("external function \"wave\" threw java.lang.IllegalStateException: no solution", message);
    }

    @Test
    void thirdDerivativesAreRefused() {
        Expr z = Expr.variable("z", 3);
        Expr pair = Expr.constant(new double[] {1, 2});
        Expr first = Gradient.of(Expr.external(new Wave(), z, pair).sum(), List.of(z))
                .get(0);
        Expr second = Gradient.of(first.sum(), List.of(z)).get(0);
        assertTrue(assertThrows(UnsupportedOperationException.class, () -> Gradient.of(second.sum(), List.of(z)))
                .getMessage()
                .contains("external function \"wave\" has first derivatives"));
    }
}
