package dev.jensen.core.engine.function;

import dev.jensen.core.expr.UnaryOp;

/** How far the functions may be from the truth, in units of its last place: the one place where it is said. */
public final class Accuracy {
    /** The bound of ψ⁽ᵐ⁾, m ≥ 2, for x &gt; 0. */
    public static final double POLYGAMMA_ULPS = 4;

    /**
     * The bound of log Γ, ψ and ψ′ for x &lt; 0, in units of the last place of the larger of the value and 1: between the
     * poles they cross zero, and there only the absolute error is small.
     */
    public static final double REFLECTED_ULPS = 8;

    /** The same for ψ″, whose slope at its zeros is 200. */
    public static final double REFLECTED_POLYGAMMA_ULPS = 64;

    private Accuracy() {}

    /** The bound over the whole range, subnormal arguments and values included; of the gamma functions for x &gt; 0. */
    public static double ulps(UnaryOp op) {
        return switch (op) {
            case NEGATE, ABS, SIGN -> 0;
            case RECIPROCAL, SQUARE, SQRT -> 0.5;
            case EXP, EXP_MINUS_ABS, LOG, SIN, COS -> 1;
            case LOG1P, ERF -> 1.5;
            case EXPM1, TAN, SIGMOID, SOFTPLUS -> 2;
            case TANH -> 2.5;
            case LOG_GAMMA, DIGAMMA, TRIGAMMA -> 3;
            case NORMAL_CDF, INVERSE_MILLS, LOG_NORMAL_CDF -> 4;
        };
    }
}
