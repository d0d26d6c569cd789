package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Central differences along a vector w of J(x)ᵀa and of the value of an external function, one after the other. The
 * operands are the inputs, a and w, which is as long as all inputs together. The step is ∛ε of the size of x, which
 * balances rounding and truncation.
 *
 * @param function the user's
 */
public record ExternalDifference(ExternalFunction function) implements Outside {
    private static final double STEP = Math.cbrt(Math.ulp(1.0));

    @Override
    public void run(int draws, double[][] operands, double[] result) {
        int inputs = operands.length - 2;
        double[] adjoint = operands[inputs];
        double[] direction = operands[inputs + 1];
        double[] steps = new double[draws];
        double[][] up = new double[inputs][];
        double[][] down = new double[inputs][];
        for (int draw = 0; draw < draws; draw++) {
            steps[draw] = step(draws, draw, operands, inputs, direction);
        }
        int from = 0;
        int width = External.perDraw(draws, direction);
        for (int i = 0; i < inputs; i++) {
            int size = External.perDraw(draws, operands[i]);
            up[i] = operands[i].clone();
            down[i] = operands[i].clone();
            for (int k = 0; k < up[i].length; k++) {
                double move = steps[k / size] * direction[k / size * width + from + k % size];
                up[i][k] += move;
                down[i][k] -= move;
            }
            from += size;
        }
        int stride = External.perDraw(draws, result);
        double[][] high = External.products(function, draws, up, adjoint);
        double[][] low = External.products(function, draws, down, adjoint);
        int at = 0;
        for (int i = 0; i < inputs; i++) {
            at = difference(high[i], low[i], steps, result, stride, at);
        }
        double[] above = new double[adjoint.length];
        double[] below = new double[adjoint.length];
        function.value(draws, up, above);
        function.value(draws, down, below);
        difference(above, below, steps, result, stride, at);
    }

    private static double step(int draws, int draw, double[][] operands, int inputs, double[] direction) {
        double x = 1;
        for (int i = 0; i < inputs; i++) {
            x = Math.max(x, largest(draws, draw, operands[i]));
        }
        double w = largest(draws, draw, direction);
        return w > 0 ? STEP * x / w : 1;
    }

    private static double largest(int draws, int draw, double[] numbers) {
        int size = External.perDraw(draws, numbers);
        double largest = 0;
        for (int k = draw * size; k < (draw + 1) * size; k++) {
            largest = Math.max(largest, Math.abs(numbers[k]));
        }
        return largest;
    }

    private static int difference(double[] high, double[] low, double[] steps, double[] result, int stride, int at) {
        int size = External.perDraw(steps.length, high);
        for (int k = 0; k < high.length; k++) {
            result[k / size * stride + at + k % size] = (high[k] - low[k]) / (2 * steps[k / size]);
        }
        return at + size;
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        throw new UnsupportedOperationException("external function \"" + function.name()
                + "\" has first derivatives, and second ones by differences: third derivatives are not to be had");
    }

    @Override
    public String toString() {
        return "difference of external " + function.name();
    }
}
