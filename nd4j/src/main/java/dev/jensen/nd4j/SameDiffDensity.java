package dev.jensen.nd4j;

import dev.jensen.core.density.ExactGradient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A target whose value and gradient come from a SameDiff graph: one built by hand, or imported from Keras, ONNX or
 * TensorFlow.
 *
 * <pre>{@code
 * SameDiff graph = SameDiff.create();
 * SDVariable z = graph.placeHolder("z", DataType.DOUBLE, -1, 2);
 * z.mul(z).sum(1).mul("log density", -0.5);
 * Fit fit = DefaultFit.of(SameDiffDensity.of(graph, "z", "log density")).fit(1);
 * }</pre>
 *
 * <p>Where the point's placeholder has an open first dimension, shape [−1, d], and the output has one number for each of
 * its rows, all draws are one run of the graph; otherwise, shape [d], each draw is one. A run costs a fraction of a
 * millisecond at least. Graphs in single precision work, with gradients of six digits: a fit of a smooth density converges
 * better in double.
 *
 * <p>The graph is copied, so that what is done to it afterwards changes nothing here. Thread-safe: runs take turns.
 */
public final class SameDiffDensity implements ExactGradient {
    private final DifferentiatedGraph graph;
    private final int dimension;
    private final boolean together;

    private SameDiffDensity(DifferentiatedGraph graph, int dimension, boolean together) {
        this.graph = graph;
        this.dimension = dimension;
        this.together = together;
    }

    /**
     * Makes a target of a graph.
     *
     * @param graph with data and weights inside
     * @param point the placeholder of the point, of shape [−1, d] or [d]
     * @param logDensity the output that is log p̃ in nats, up to a constant
     * @throws IllegalArgumentException naming the placeholder or output that is not there, or its shape or type
     * @throws IllegalStateException if ND4J has no backend, naming the artifact to add
     */
    public static SameDiffDensity of(SameDiff graph, String point, String logDensity) {
        return of(graph, point, logDensity, Map.of());
    }

    /**
     * Makes a target of a graph that has other placeholders, such as those of its data.
     *
     * @param graph with weights inside
     * @param point the placeholder of the point, of shape [−1, d] or [d]
     * @param logDensity the output that is log p̃ in nats, up to a constant
     * @param data the values of the other placeholders; copied
     * @throws IllegalArgumentException naming the placeholder or output that is not there, or its shape or type
     * @throws IllegalStateException if ND4J has no backend, naming the artifact to add
     */
    public static SameDiffDensity of(SameDiff graph, String point, String logDensity, Map<String, INDArray> data) {
        DifferentiatedGraph differentiated = new DifferentiatedGraph(graph, List.of(point), logDensity, data);
        long[] shape = differentiated.shapeOf(point);
        long d = shape[shape.length - 1];
        boolean open = shape.length == 2 && shape[0] == -1;
        if (d < 1 || d > Integer.MAX_VALUE || !(open || shape.length == 1 || (shape.length == 2 && shape[0] == 1))) {
            throw new IllegalArgumentException("placeholder \"" + point + "\" of the SameDiff graph has shape "
                    + Arrays.toString(shape) + ": a point's must be [-1, d], or [d], with a number for d");
        }
        int two = probe(differentiated, open ? new long[] {2, d} : shape, (int) d);
        if (open && two != 2) {
            throw new IllegalArgumentException("output \"" + logDensity + "\" of the SameDiff graph has " + two
                    + " numbers for 2 points of placeholder \"" + point + "\", shape " + Arrays.toString(shape)
                    + ": sum over all but the first dimension, or give the placeholder the shape [" + d + "]");
        }
        if (!open && two != 1) {
            throw new IllegalArgumentException("output \"" + logDensity + "\" of the SameDiff graph has " + two
                    + " numbers for one point: a log density is one number; sum it");
        }
        return new SameDiffDensity(differentiated, (int) d, open);
    }

    /** How many numbers the output has for points at 0. */
    private static int probe(DifferentiatedGraph graph, long[] shape, int d) {
        int count = shape.length == 2 ? (int) shape[0] : 1;
        try {
            return graph.value(List.of(new double[count * d]), List.of(shape)).size();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException(
                    "output \"" + graph.output() + "\" of the SameDiff graph cannot be computed from placeholder \""
                            + graph.inputs().get(0) + "\" alone: " + e.getMessage()
                            + "; values of other placeholders go into of(graph, point, logDensity, data)",
                    e);
        }
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void logDensity(int draws, double[] points, double[] values) {
        int block = together ? draws : 1;
        for (int done = 0; done < draws; done += block) {
            double[] some = Arrays.copyOfRange(points, done * dimension, (done + block) * dimension);
            double[] result = graph.value(List.of(some), List.of(shape(block))).numbers();
            System.arraycopy(result, 0, values, done, block);
        }
    }

    @Override
    public void gradient(int draws, double[] points, double[] values, double[] gradients) {
        int block = together ? draws : 1;
        double[] ones = new double[block];
        Arrays.fill(ones, 1);
        for (int done = 0; done < draws; done += block) {
            double[] some = Arrays.copyOfRange(points, done * dimension, (done + block) * dimension);
            DifferentiatedGraph.Products products = graph.products(List.of(some), List.of(shape(block)), ones);
            System.arraycopy(products.value(), 0, values, done, block);
            System.arraycopy(products.gradients().get(0), 0, gradients, done * dimension, some.length);
        }
    }

    private long[] shape(int points) {
        return together || graph.shapeOf(graph.inputs().get(0)).length == 2
                ? new long[] {points, dimension}
                : new long[] {dimension};
    }

    @Override
    public String toString() {
        return "log density of output \"" + graph.output() + "\" of a SameDiff graph, d = " + dimension;
    }
}
