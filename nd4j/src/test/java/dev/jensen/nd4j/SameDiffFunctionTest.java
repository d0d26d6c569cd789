package dev.jensen.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Draws;
import dev.jensen.models.Model;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A small network inside a model: as a SameDiff graph, and as expressions. */
@NeedsBackend
class SameDiffFunctionTest {
    private static final double[] X = {-2, -1.2, -0.5, 0.1, 0.6, 1.3, 2};
    private static final double[] Y = {-0.9, -0.8, -0.4, 0.2, 0.5, 0.9, 1.0};

    /** tanh(x wᵀ) v for weights w[3] and v[3]; open: for each draw a row of numbers. */
    private static SameDiff network(boolean open) {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.constant("x", Nd4j.createFromArray(X).reshape(7, 1));
        if (open) {
            SDVariable w = graph.placeHolder("w", DataType.DOUBLE, -1, 3);
            SDVariable v = graph.placeHolder("v", DataType.DOUBLE, -1, 3);
            SDVariable hidden = graph.math.tanh(graph.expandDims(w, 1).mul(x)); // [draw, 7, 3]
            hidden.mul(graph.expandDims(v, 1)).sum("f", 2);
        } else {
            SDVariable w = graph.placeHolder("w", DataType.DOUBLE, 3);
            SDVariable v = graph.placeHolder("v", DataType.DOUBLE, 3);
            SDVariable hidden = graph.math.tanh(x.mmul(w.reshape(1, 3)));
            hidden.mmul(v.reshape(3, 1)).reshape(7).mul("f", 1);
        }
        return graph;
    }

    private static Model model(SameDiffFunction network) {
        INDArray y = Nd4j.createFromArray(Y);
        return Model.of("network", m -> {
            var day = m.plate("day", 7);
            var w = m.latent("w", Normal.of(0, 1), 3);
            var v = m.latent("v", Normal.of(0, 1), 3);
            var x = TensorData.column(day, "x", Nd4j.createFromArray(X));
            var f = network == null
                    ? x.times(w).tanh().dot(v)
                    : Expr.external(network, w, v).toRows(day);
            m.observe("y", Normal.of(f, 0.3), TensorData.column(day, "y", y));
        });
    }

    @Test
    void aNetworkInsideAModel() {
        double[] points = {0.1, 0.5, -0.3, 1, -0.7, 0.2, 0.9, -0.1, 0.4, 0.3, 0.3, -1};
        double[][] values = new double[3][2];
        double[][] gradients = new double[3][12];
        double[][] products = new double[3][12];
        List<Model> models = List.of(
                model(null),
                model(SameDiffFunction.of(network(true), "f", "w", "v")),
                model(SameDiffFunction.of(network(false), "f", "w", "v")));
        for (int i = 0; i < 3; i++) {
            ExprDensity density = models.get(i).density();
            density.gradient(2, points, values[i], gradients[i]);
            density.hessianProduct(2, points, points, products[i]);
        }
        for (int i = 1; i < 3; i++) {
            assertArrayEquals(values[0], values[i], 1e-12);
            assertArrayEquals(gradients[0], gradients[i], 1e-11);
            assertArrayEquals(products[0], products[i], 1e-6);
        }
    }

    @Test
    void drawsAsArrays() {
        Draws draws = dev.jensen.core.algorithm.FixedDrawVi.of(
                        model(null).density(), dev.jensen.core.family.MeanFieldGaussian.of(6))
                .fit(1)
                .draws(10);
        INDArray w = TensorDraws.of(draws, "w");
        assertArrayEquals(new long[] {10, 3}, w.shape());
        assertEquals(draws.of("w[2]")[7], w.getDouble(7, 2));
        INDArray all = TensorDraws.all(draws);
        assertArrayEquals(new long[] {10, 6}, all.shape());
        assertEquals(draws.of("v[0]")[4], all.getDouble(4, draws.components().indexOf("v[0]")));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> TensorDraws.of(draws, "u"))
                .getMessage()
                .contains("\"u\""));
    }

    private static void refuses(String part, org.junit.jupiter.api.function.Executable statement) {
        String message = assertThrows(IllegalArgumentException.class, statement).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void badInputIsNamed() {
        SameDiff graph = network(true);
        refuses(
                "the SameDiff graph has no output \"g\"; its outputs are [f]",
                () -> SameDiffFunction.of(graph, "g", "w", "v"));
        refuses("cannot be computed from placeholders [w] alone", () -> SameDiffFunction.of(graph, "f", "w"));
        SameDiffFunction network = SameDiffFunction.of(graph, "f", "w", "v");
        Expr three = Expr.variable("three", 3);
        refuses(
                "SameDiff function \"f\": input \"v\" has shape [2], its placeholder [3] for each draw",
                () -> Expr.external(network, three, three.slice(0, 2)));
        SameDiff mixed = SameDiff.create();
        SDVariable a = mixed.placeHolder("a", DataType.DOUBLE, -1, 3);
        a.mul("ab", mixed.placeHolder("b", DataType.DOUBLE, 3));
        refuses(
                "of the placeholders [a, b] of the SameDiff graph 1 have an open first dimension",
                () -> SameDiffFunction.of(mixed, "ab", "a", "b"));
        INDArray b = Nd4j.createFromArray(1.0, 2, 3);
        SameDiffFunction fed = SameDiffFunction.of(mixed, "ab", List.of("a"), Map.of("b", b));
        assertArrayEquals(new int[] {3}, Expr.external(fed, three).shape().inner());
    }
}
