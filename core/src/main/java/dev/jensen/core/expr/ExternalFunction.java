package dev.jensen.core.expr;

import java.util.List;

/**
 * A function that is computed outside the graph: a neural network of another library, a simulator with adjoints, a table
 * look-up. {@link Expr#external} makes it one differentiable operation of a model.
 *
 * <p>It states its value and its vector–Jacobian product, J(x)ᵀa, for a batch of draws at once, so that a library with a
 * dear call is called once for all of them. Products with second derivatives, which Newton's method and Laplace's
 * approximation ask for, are central differences of the two along the vector, with a relative error of about 10⁻⁹ for a
 * function in double precision; third derivatives are refused.
 *
 * <pre>{@code
 * ExternalFunction softsign = new ExternalFunction() {
 *     public String name() { return "softsign"; }
 *     public List<String> inputs() { return List.of("x"); }
 *     public int[] shape(List<int[]> inputs) { return inputs.get(0); }
 *     public void value(int draws, double[][] inputs, double[] result) {
 *         for (int i = 0; i < inputs[0].length; i++) {
 *             result[i] = inputs[0][i] / (1 + Math.abs(inputs[0][i]));
 *         }
 *     }
 *     public void pullback(int draws, double[][] inputs, double[] adjoint, double[][] gradients) {
 *         for (int i = 0; i < inputs[0].length; i++) {
 *             double r = 1 + Math.abs(inputs[0][i]);
 *             gradients[0][i] = adjoint[i] / (r * r);
 *         }
 *     }
 * };
 * Expr y = Expr.external(softsign, x);
 * }</pre>
 *
 * <p>Implementations are thread-safe, give the same result for the same input whatever the other draws are, modify
 * nothing that they are given, and keep no reference to it. Large data belong inside the function, not among its inputs,
 * which are handed over anew for each draw.
 */
public interface ExternalFunction {
    /** Returns what messages call it. */
    String name();

    /** Returns the names of the inputs in their order, at least one. */
    List<String> inputs();

    /**
     * Says what shape the result has; called once, when the expression is written.
     *
     * @param inputs the dimensions of each input
     * @return the dimensions of the result; none for a number
     * @throws IllegalArgumentException if the inputs do not fit, naming the one and what it should be
     */
    int[] shape(List<int[]> inputs);

    /**
     * Computes the function.
     *
     * @param draws how many, at least 1
     * @param inputs for each input its numbers, draw after draw, each with its last dimension fastest; read only
     * @param result overwritten likewise
     */
    void value(int draws, double[][] inputs, double[] result);

    /**
     * Computes the vector–Jacobian product: for each input Σᵢ aᵢ ∂yᵢ/∂x.
     *
     * @param draws how many, at least 1
     * @param inputs as for {@link #value}; read only
     * @param adjoint a, laid out as the result; read only
     * @param gradients for each input, laid out as the input; they arrive filled with NaN, and are to be overwritten
     */
    void pullback(int draws, double[][] inputs, double[] adjoint, double[][] gradients);
}
