package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of a function that is computed outside the graph.
 *
 * @param function the user's
 */
public record External(ExternalFunction function) implements Outside {
    static Expr of(ExternalFunction function, List<Expr> inputs) {
        List<String> names = List.copyOf(function.inputs());
        String word = "external function \"" + function.name() + "\"";
        if (names.isEmpty()) {
            throw new IllegalArgumentException(word + " has no inputs: give at least one");
        }
        if (names.size() != inputs.size()) {
            throw new IllegalArgumentException(word + " has inputs " + names + ", but was given " + inputs.size()
                    + ": give one expression for each, in this order");
        }
        List<int[]> shapes = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).shape().hasRows()) {
                throw Mismatch.of(
                        word,
                        "input \"" + names.get(i) + "\" has rows: hand them over as an axis with toAxis(), and give"
                                + " the result its rows with toRows(plate)",
                        inputs.get(i));
            }
            shapes.add(inputs.get(i).shape().inner());
        }
        return new Expr(new External(function), List.copyOf(inputs), Shape.of(function.shape(shapes)));
    }

    @Override
    public void run(int draws, double[][] operands, double[] result) {
        function.value(draws, operands, result);
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr full = Broadcasting.toInner(adjoint, node.shape().inner());
        List<Expr> operands = new ArrayList<>(node.operands());
        operands.add(full);
        int size = 0;
        for (Expr input : node.operands()) {
            size += input.shape().size();
        }
        return parts(new Expr(new ExternalPullback(function), operands, Shape.of(size)), node.operands());
    }

    /** A vector cut into the parts that are for each of some expressions, in their shapes. */
    static List<@Nullable Expr> parts(Expr joined, List<Expr> of) {
        List<@Nullable Expr> parts = new ArrayList<>();
        int from = 0;
        for (Expr x : of) {
            int to = from + x.shape().size();
            parts.add(joined.slice(from, to).reshape(x.shape().inner()));
            from = to;
        }
        return parts;
    }

    /** The numbers of an operand for each draw. */
    static int perDraw(int draws, double[] operand) {
        return operand.length / draws;
    }

    /** Computes vector–Jacobian products into new arrays. */
    static double[][] products(ExternalFunction function, int draws, double[][] inputs, double[] adjoint) {
        double[][] gradients = new double[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            gradients[i] = new double[inputs[i].length];
            Arrays.fill(gradients[i], Double.NaN);
        }
        function.pullback(draws, inputs, adjoint, gradients);
        return gradients;
    }

    @Override
    public String toString() {
        return "external " + function.name();
    }
}
