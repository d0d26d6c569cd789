package dev.jensen.nd4j;

import dev.jensen.core.expr.ExternalFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An output of a SameDiff graph as one differentiable operation of a model: {@link dev.jensen.core.expr.Expr#external}
 * takes it.
 *
 * <pre>{@code
 * SameDiffFunction network = SameDiffFunction.of(graph, "logits", "weights");
 * Model.of("classifier", m -> {
 *     var image = m.plate("image", 100);
 *     var weights = m.latent("weights", Normal.of(0, 1), 50);
 *     m.observe("digit", Bernoulli.logit(Expr.external(network, weights).toRows(image)), digit, image);
 * });
 * }</pre>
 *
 * <p>Where every input's placeholder has an open first dimension, −1, it runs over draws: all are one run of the graph, and
 * an input of the model has the dimensions behind it. Where none has, each draw is one run. Data belong inside the graph, or
 * among the placeholders that {@link #of(SameDiff, String, List, Map)} is given values for.
 *
 * <p>The graph is copied. Thread-safe: runs take turns.
 */
public final class SameDiffFunction implements ExternalFunction {
    private final DifferentiatedGraph graph;
    private final boolean together;
    private final List<int[]> inputShapes;
    private final int[] shape;

    private SameDiffFunction(DifferentiatedGraph graph, boolean together, List<int[]> inputShapes, int[] shape) {
        this.graph = graph;
        this.together = together;
        this.inputShapes = inputShapes;
        this.shape = shape;
    }

    /**
     * Makes a function of a graph.
     *
     * @param graph with data and weights inside
     * @param output its result
     * @param inputs placeholders, in the order in which the model gives expressions for them
     * @throws IllegalArgumentException naming the placeholder or output that is not there, or its shape or type
     * @throws IllegalStateException if ND4J has no backend, naming the artifact to add
     */
    public static SameDiffFunction of(SameDiff graph, String output, String... inputs) {
        return of(graph, output, List.of(inputs), Map.of());
    }

    /**
     * Makes a function of a graph that has other placeholders, such as those of its data.
     *
     * @param graph with weights inside
     * @param output its result
     * @param inputs placeholders, in the order in which the model gives expressions for them
     * @param data the values of the other placeholders; copied
     * @throws IllegalArgumentException naming the placeholder or output that is not there, or its shape or type
     * @throws IllegalStateException if ND4J has no backend, naming the artifact to add
     */
    public static SameDiffFunction of(SameDiff graph, String output, List<String> inputs, Map<String, INDArray> data) {
        DifferentiatedGraph differentiated = new DifferentiatedGraph(graph, inputs, output, data);
        List<int[]> shapes = new ArrayList<>();
        int open = 0;
        for (String input : inputs) {
            long[] shape = differentiated.shapeOf(input);
            boolean first = shape.length > 0 && shape[0] == -1;
            open += first ? 1 : 0;
            int[] rest = new int[first ? shape.length - 1 : shape.length];
            for (int axis = 0; axis < rest.length; axis++) {
                long size = shape[first ? axis + 1 : axis];
                if (size < 1 || size > Integer.MAX_VALUE) {
                    throw new IllegalArgumentException("placeholder \"" + input + "\" of the SameDiff graph has shape "
                            + Arrays.toString(shape) + ": only the first dimension may be open, for the draws");
                }
                rest[axis] = (int) size;
            }
            shapes.add(rest);
        }
        if (open != 0 && open != inputs.size()) {
            throw new IllegalArgumentException("of the placeholders " + inputs + " of the SameDiff graph " + open
                    + " have an open first dimension, for the draws: all must have one, or none");
        }
        boolean together = open > 0;
        int[] result = probe(differentiated, together, shapes);
        if (together && (result.length == 0 || result[0] != 2)) {
            throw new IllegalArgumentException("output \"" + output + "\" of the SameDiff graph has shape "
                    + Arrays.toString(result) + " for 2 draws: its first dimension must be that of the draws");
        }
        int[] shape = together ? Arrays.copyOfRange(result, 1, result.length) : result;
        return new SameDiffFunction(differentiated, together, shapes, shape);
    }

    /** The shape of the output at 0, for two draws where they run together. */
    private static int[] probe(DifferentiatedGraph graph, boolean together, List<int[]> shapes) {
        int draws = together ? 2 : 1;
        List<double[]> zeros =
                shapes.stream().map(shape -> new double[draws * size(shape)]).toList();
        try {
            return graph.value(zeros, full(shapes, together, draws)).shape();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException(
                    "output \"" + graph.output() + "\" of the SameDiff graph cannot be computed from placeholders "
                            + graph.inputs() + " alone: " + e.getMessage()
                            + "; values of other placeholders go into of(graph, output, inputs, data)",
                    e);
        }
    }

    private static List<long[]> full(List<int[]> shapes, boolean together, int draws) {
        List<long[]> full = new ArrayList<>();
        for (int[] shape : shapes) {
            long[] longer = new long[together ? shape.length + 1 : shape.length];
            for (int axis = 0; axis < shape.length; axis++) {
                longer[together ? axis + 1 : axis] = shape[axis];
            }
            if (together) {
                longer[0] = draws;
            }
            full.add(longer);
        }
        return full;
    }

    private static int size(int[] shape) {
        int size = 1;
        for (int dimension : shape) {
            size *= dimension;
        }
        return size;
    }

    @Override
    public String name() {
        return graph.output();
    }

    @Override
    public List<String> inputs() {
        return graph.inputs();
    }

    @Override
    public int[] shape(List<int[]> given) {
        for (int i = 0; i < inputShapes.size(); i++) {
            if (!Arrays.equals(given.get(i), inputShapes.get(i))) {
                throw new IllegalArgumentException("SameDiff function \"" + name() + "\": input \""
                        + inputs().get(i) + "\" has shape " + Arrays.toString(given.get(i)) + ", its placeholder "
                        + Arrays.toString(inputShapes.get(i)) + (together ? " for each draw" : ""));
            }
        }
        return shape.clone();
    }

    @Override
    public void value(int draws, double[][] inputs, double[] result) {
        int block = together ? draws : 1;
        int size = size(shape);
        for (int draw = 0; draw < draws; draw += block) {
            double[] some = graph.value(block(inputs, draw, block), full(inputShapes, together, block))
                    .numbers();
            System.arraycopy(some, 0, result, draw * size, some.length);
        }
    }

    @Override
    public void pullback(int draws, double[][] inputs, double[] adjoint, double[][] gradients) {
        int block = together ? draws : 1;
        int size = size(shape);
        for (int draw = 0; draw < draws; draw += block) {
            double[] a = Arrays.copyOfRange(adjoint, draw * size, (draw + block) * size);
            List<double[]> some = graph.products(block(inputs, draw, block), full(inputShapes, together, block), a)
                    .gradients();
            for (int i = 0; i < gradients.length; i++) {
                System.arraycopy(some.get(i), 0, gradients[i], draw * size(inputShapes.get(i)), some.get(i).length);
            }
        }
    }

    private List<double[]> block(double[][] inputs, int draw, int draws) {
        List<double[]> block = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            int size = size(inputShapes.get(i));
            block.add(Arrays.copyOfRange(inputs[i], draw * size, (draw + draws) * size));
        }
        return block;
    }

    @Override
    public String toString() {
        return "output \"" + graph.output() + "\" of a SameDiff graph";
    }
}
