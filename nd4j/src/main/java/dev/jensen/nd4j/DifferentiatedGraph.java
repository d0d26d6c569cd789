package dev.jensen.nd4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A copy of a SameDiff graph with the vector–Jacobian products of one output added: the gradient of Σ aᵢ yᵢ for a
 * placeholder a. One thread at a time runs it; the operations inside are ND4J's, which has threads of its own.
 */
final class DifferentiatedGraph {
    private static final String ADJOINT = "jensen_adjoint";

    private final SameDiff graph;
    private final SameDiff backward;
    private final List<String> inputs;
    private final List<DataType> types = new ArrayList<>();
    private final List<String> gradients = new ArrayList<>();
    private final String output;
    private final DataType outputType;
    private final Map<String, INDArray> fed = new HashMap<>();

    /**
     * Copies and differentiates a graph.
     *
     * @param fed values of placeholders that stay the same
     * @throws IllegalArgumentException naming the input or output that the graph does not have, or its type
     */
    DifferentiatedGraph(SameDiff original, List<String> inputs, String output, Map<String, INDArray> fed) {
        Backend.require();
        this.inputs = List.copyOf(inputs);
        this.output = output;
        if (!original.hasVariable(output)) {
            throw new IllegalArgumentException(
                    "the SameDiff graph has no output \"" + output + "\"; its outputs are " + outputs(original));
        }
        for (String input :
                Stream.concat(inputs.stream(), fed.keySet().stream()).toList()) {
            if (!original.hasVariable(input) || !original.isPlaceHolder(input)) {
                throw new IllegalArgumentException("the SameDiff graph has no placeholder \"" + input
                        + "\"; its placeholders are " + original.inputs());
            }
        }
        fed.forEach((name, array) -> this.fed.put(name, array.dup()));
        graph = copy(original);
        for (String input : inputs) {
            types.add(floating("placeholder", input));
        }
        outputType = floating("output", output);
        SDVariable adjoint = graph.placeHolder(ADJOINT, outputType, -1);
        // A graph without trainable variables is not differentiated at all, hence the factor.
        SDVariable one = graph.var("jensen_one", Nd4j.scalar(outputType, 1));
        SDVariable loss =
                graph.getVariable(output).reshape(-1).mul(adjoint).sum().mul("jensen_loss", one);
        graph.setLossVariables(loss);
        graph.createGradFunction(inputs.toArray(String[]::new));
        backward = graph.getFunction("grad");
        for (String input : inputs) {
            SDVariable gradient = backward.getVariable(input).gradient();
            if (gradient == null) {
                throw new IllegalArgumentException("output \"" + output
                        + "\" of the SameDiff graph does not depend differentiably on placeholder \"" + input + "\"");
            }
            gradients.add(gradient.name());
        }
    }

    /** What the graph computes and uses no further. */
    private static List<String> outputs(SameDiff graph) {
        return graph.getVariables().values().stream()
                .filter(variable -> variable.getVariable().getVariableType() == VariableType.ARRAY)
                .filter(variable -> variable.getInputsForOp() == null
                        || variable.getInputsForOp().isEmpty())
                .map(Variable::getName)
                .toList();
    }

    private static SameDiff copy(SameDiff original) {
        try {
            SameDiff copy = SameDiff.fromFlatBuffers(original.asFlatBuffers(false));
            ImportedProducts.mend(copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("the SameDiff graph cannot be copied", e);
        }
    }

    private DataType floating(String what, String name) {
        DataType type = graph.getVariable(name).dataType();
        if (type != DataType.DOUBLE && type != DataType.FLOAT) {
            throw new IllegalArgumentException(what + " \"" + name + "\" of the SameDiff graph is " + type
                    + ": it must be DOUBLE, or FLOAT, to have a gradient");
        }
        return type;
    }

    /** The dimensions of a placeholder, −1 where open. */
    long[] shapeOf(String placeholder) {
        long[] shape = graph.getVariable(placeholder).placeholderShape();
        return shape == null ? new long[] {-1} : shape;
    }

    List<String> inputs() {
        return inputs;
    }

    String output() {
        return output;
    }

    private Map<String, INDArray> arguments(List<double[]> numbers, List<long[]> shapes) {
        Map<String, INDArray> arguments = new HashMap<>(fed);
        for (int i = 0; i < inputs.size(); i++) {
            INDArray array = TensorDraws.array(numbers.get(i), shapes.get(i));
            arguments.put(inputs.get(i), types.get(i) == DataType.DOUBLE ? array : array.castTo(types.get(i)));
        }
        return arguments;
    }

    /** The output for some inputs. */
    synchronized TensorView value(List<double[]> numbers, List<long[]> shapes) {
        return result(graph.output(arguments(numbers, shapes), output), output);
    }

    /** The output and, for each input, the vector–Jacobian product, last axis fastest. */
    synchronized Products products(List<double[]> numbers, List<long[]> shapes, double[] adjoint) {
        Map<String, INDArray> arguments = arguments(numbers, shapes);
        arguments.put(ADJOINT, TensorDraws.array(adjoint, adjoint.length).castTo(outputType));
        List<String> wanted = new ArrayList<>(gradients);
        wanted.add(output);
        Map<String, INDArray> results = backward.output(arguments, wanted);
        List<double[]> products = new ArrayList<>();
        for (String gradient : gradients) {
            products.add(result(results, gradient).numbers());
        }
        return new Products(result(results, output).numbers(), products);
    }

    private static TensorView result(Map<String, INDArray> results, String name) {
        return TensorView.of("\"" + name + "\" of the SameDiff graph", Objects.requireNonNull(results.get(name)));
    }

    /**
     * Output and vector–Jacobian products.
     *
     * @param value of the output
     * @param gradients for each input
     */
    record Products(double[] value, List<double[]> gradients) {}
}
