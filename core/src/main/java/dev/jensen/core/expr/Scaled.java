package dev.jensen.core.expr;

import org.jspecify.annotations.Nullable;

/**
 * An expression on rows as one number for all rows times the rest, so that a sum over the rows need not multiply row by row.
 *
 * @param factor without rows and without elements; null where there is none
 * @param rest with the rows
 */
record Scaled(@Nullable Expr factor, Expr rest) {
    /** Products inside products in which factors are looked for. */
    private static final int DEEPEST = 8;

    static Scaled of(Expr x) {
        return of(x, 0);
    }

    private static Scaled of(Expr x, int depth) {
        if (depth > DEEPEST || !x.shape().hasRows()) {
            return new Scaled(null, x);
        }
        if (x.operation() instanceof Reshape) {
            Scaled inside = of(x.operand(0), depth + 1);
            return inside.factor == null
                    ? new Scaled(null, x)
                    : new Scaled(inside.factor, inside.rest.reshape(x.shape().inner()));
        }
        if (x.operation() instanceof Unary unary && unary.op() == UnaryOp.NEGATE) {
            Scaled inside = of(x.operand(0), depth + 1);
            return new Scaled(times(Expr.constant(-1), inside.factor), inside.rest);
        }
        if (!(x.operation() instanceof Binary binary) || binary.op() != BinaryOp.MULTIPLY) {
            return new Scaled(null, x);
        }
        Expr a = x.operand(0);
        Expr b = x.operand(1);
        if (isNumber(a)) {
            Scaled inside = of(b, depth + 1);
            return new Scaled(times(a, inside.factor), inside.rest);
        }
        if (isNumber(b)) {
            Scaled inside = of(a, depth + 1);
            return new Scaled(times(b, inside.factor), inside.rest);
        }
        Scaled first = of(a, depth + 1);
        Scaled second = of(b, depth + 1);
        Expr factor = first.factor == null ? second.factor : times(first.factor, second.factor);
        return factor == null ? new Scaled(null, x) : new Scaled(factor, first.rest.times(second.rest));
    }

    private static boolean isNumber(Expr x) {
        return !x.shape().hasRows() && x.shape().rank() == 0;
    }

    private static Expr times(Expr a, @Nullable Expr b) {
        return b == null ? a : a.times(b);
    }
}
