package dev.jensen.models.neural;

import dev.jensen.core.expr.Expr;
import java.util.function.UnaryOperator;

/** What a layer does with each of its sums. */
public enum Activation {
    /** x. */
    IDENTITY(x -> x),
    /** max(x, 0). */
    RELU(x -> x.max(0)),
    /** tanh x. */
    TANH(Expr::tanh),
    /** log(1 + eˣ). */
    SOFTPLUS(Expr::softplus),
    /** 1/(1 + e⁻ˣ). */
    SIGMOID(Expr::sigmoid);

    private final UnaryOperator<Expr> function;

    Activation(UnaryOperator<Expr> function) {
        this.function = function;
    }

    /** Applies it to each element. */
    public Expr of(Expr x) {
        return function.apply(x);
    }
}
