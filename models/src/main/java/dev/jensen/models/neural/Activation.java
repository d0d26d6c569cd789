package dev.jensen.models.neural;

import dev.jensen.core.expr.Expr;

/** What a layer does with each of its sums. */
public enum Activation {
    /** x. */
    IDENTITY,
    /** max(x, 0). */
    RELU,
    /** tanh x. */
    TANH,
    /** log(1 + eˣ). */
    SOFTPLUS,
    /** 1/(1 + e⁻ˣ). */
    SIGMOID;

    /** Applies it to each element. */
    public Expr of(Expr x) {
        return switch (this) {
            case IDENTITY -> x;
            case RELU -> x.max(0);
            case TANH -> x.tanh();
            case SOFTPLUS -> x.softplus();
            case SIGMOID -> x.sigmoid();
        };
    }
}
