package dev.jensen.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A logistic regression as a SameDiff graph, beside the same density as expressions. */
@NeedsBackend
class SameDiffDensityTest {
    private static final double[][] X = {{1, 0.2}, {1, -1.3}, {1, 0.7}, {1, 2.1}, {1, -0.4}, {1, 1.1}};
    private static final double[] Y = {1, 0, 0, 1, 0, 1};

    private static LogDensity inGraphOfOurs() {
        Expr x = Expr.constant(X);
        Expr y = Expr.constant(Y);
        return LogDensity.of(2, z -> {
            Expr eta = x.matVec(z);
            return y.times(eta)
                    .minus(eta.softplus())
                    .sum()
                    .minus(z.square().sum().times(0.5));
        });
    }

    /** A graph of points [-1, 2] or [2], with the data as constants or as placeholders. */
    private static SameDiff graph(DataType type, boolean open, boolean dataInside) {
        SameDiff graph = SameDiff.create();
        SDVariable z = open ? graph.placeHolder("z", type, -1, 2) : graph.placeHolder("z", type, 2);
        INDArray xs = Nd4j.createFromArray(X).castTo(type);
        INDArray ys = Nd4j.createFromArray(Y).castTo(type);
        SDVariable x = dataInside ? graph.constant("x", xs) : graph.placeHolder("x", type, 6, 2);
        SDVariable y = graph.constant("y", ys);
        SDVariable row = open ? z : z.reshape(1, 2);
        SDVariable eta = row.mmul(x.permute(1, 0));
        SDVariable likelihood = eta.mul(y).sub(graph.nn.softplus(eta)).sum(1);
        SDVariable prior = row.mul(row).sum(1).mul(0.5);
        likelihood.sub("log density", prior);
        return graph;
    }

    private static final double[] POINTS = {0.1, 0.2, -1, 0.5, 2, -3, 0, 0};

    private static void same(Differentiable target, double tolerance) {
        double[][] values = new double[2][4];
        double[][] gradients = new double[2][8];
        ((Differentiable) inGraphOfOurs()).gradient(4, POINTS, values[0], gradients[0]);
        target.gradient(4, POINTS, values[1], gradients[1]);
        assertArrayEquals(values[0], values[1], tolerance);
        assertArrayEquals(gradients[0], gradients[1], tolerance);
        target.logDensity(4, POINTS, values[1]);
        assertArrayEquals(values[0], values[1], tolerance);
    }

    @Test
    void valuesAndGradientsAreThoseOfExpressions() {
        same(SameDiffDensity.of(graph(DataType.DOUBLE, true, true), "z", "log density"), 1e-12);
        same(SameDiffDensity.of(graph(DataType.DOUBLE, false, true), "z", "log density"), 1e-12);
        same(SameDiffDensity.of(graph(DataType.FLOAT, true, true), "z", "log density"), 1e-5);
        Map<String, INDArray> data = Map.of("x", Nd4j.createFromArray(X));
        same(SameDiffDensity.of(graph(DataType.DOUBLE, true, false), "z", "log density", data), 1e-12);
    }

    @Test
    void theFitIsThatOfExpressions() {
        Differentiable target = SameDiffDensity.of(graph(DataType.DOUBLE, true, true), "z", "log density");
        FixedDrawVi<FullRankGaussian> climb = FixedDrawVi.of(target, FullRankGaussian.of(2));
        Fit fit = climb.fit(1);
        Fit ours = FixedDrawVi.of((Differentiable) inGraphOfOurs(), FullRankGaussian.of(2))
                .fit(1);
        FullRankGaussian family = FullRankGaussian.of(2);
        double[] mean = family.mean(ours.parameters());
        double[] variance = family.variance(ours.parameters());
        for (int k = 0; k < 2; k++) {
            double sd = Math.sqrt(variance[k]);
            assertEquals(mean[k], family.mean(fit.parameters())[k], 0.02 * sd);
            assertEquals(sd, Math.sqrt(family.variance(fit.parameters())[k]), 0.02 * sd);
        }
    }

    @Test
    void valuesAndGradientsAsArrays() {
        Differentiable target = (Differentiable) inGraphOfOurs();
        TensorGradients at = TensorGradients.at(
                target, Nd4j.create(POINTS, new long[] {4, 2}, DataType.DOUBLE).castTo(DataType.FLOAT));
        assertArrayEquals(new long[] {4}, at.values().shape());
        assertArrayEquals(new long[] {4, 2}, at.gradients().shape());
        double[] values = new double[4];
        double[] gradients = new double[8];
        target.gradient(4, POINTS, values, gradients);
        assertEquals(values[2], at.values().getDouble(2), 1e-6);
        assertEquals(gradients[5], at.gradients().getDouble(2, 1), 1e-6);
        assertEquals(
                "points are an INDArray of shape [2, 4], but the target has 2 coordinates: give [points, 2]",
                assertThrows(IllegalArgumentException.class, () -> TensorGradients.at(target, Nd4j.ones(2, 4)))
                        .getMessage());
    }

    private static void refuses(String part, SameDiff graph, String point, String output) {
        String message = assertThrows(IllegalArgumentException.class, () -> SameDiffDensity.of(graph, point, output))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void badGraphsAreNamed() {
        SameDiff graph = graph(DataType.DOUBLE, true, true);
        refuses("the SameDiff graph has no output \"log p\"; its outputs are [log density]", graph, "z", "log p");
        refuses("the SameDiff graph has no placeholder \"w\"; its placeholders are [z]", graph, "w", "log density");
        refuses("the SameDiff graph has no placeholder \"x\"; its placeholders are [z]", graph, "x", "log density");
        refuses(
                "cannot be computed from placeholder \"z\" alone",
                graph(DataType.DOUBLE, true, false),
                "z",
                "log density");

        SameDiff summed = SameDiff.create();
        SDVariable z = summed.placeHolder("z", DataType.DOUBLE, -1, 2);
        z.mul(z).sum("total");
        z.mul("square", z);
        refuses("output \"total\" of the SameDiff graph has 1 numbers for 2 points", summed, "z", "total");
        refuses("output \"square\" of the SameDiff graph has 4 numbers for 2 points", summed, "z", "square");

        SameDiff whole = SameDiff.create();
        whole.placeHolder("z", DataType.INT32, 2).sum("sum");
        refuses("placeholder \"z\" of the SameDiff graph is INT: it must be DOUBLE, or FLOAT", whole, "z", "sum");

        SameDiff deep = SameDiff.create();
        deep.placeHolder("z", DataType.DOUBLE, -1, 2, 2).sum("sum", 1, 2);
        refuses("has shape [-1, 2, 2]: a point's must be [-1, d], or [d]", deep, "z", "sum");

        SameDiff apart = SameDiff.create();
        apart.placeHolder("z", DataType.DOUBLE, 2);
        apart.constant("c", Nd4j.ones(DataType.DOUBLE, 2)).sum("sum");
        refuses("does not depend differentiably on placeholder \"z\"", apart, "z", "sum");
    }

    @Test
    void theGraphIsCopied() {
        SameDiff graph = graph(DataType.DOUBLE, true, true);
        List<String> before = graph.variables().stream().map(SDVariable::name).toList();
        SameDiffDensity target = SameDiffDensity.of(graph, "z", "log density");
        assertEquals(before, graph.variables().stream().map(SDVariable::name).toList());
        graph.getVariable("x").getArr().assign(0);
        same(target, 1e-12);
    }
}
