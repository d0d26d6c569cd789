package dev.jensen.core.distribution;

import dev.jensen.core.expr.Binary;
import dev.jensen.core.expr.BinaryOp;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.expr.Unary;
import dev.jensen.core.expr.UnaryOp;
import org.jspecify.annotations.Nullable;

/**
 * The link functions that a parameter was written with, so that a law of {@code eta.sigmoid()} or {@code eta.exp()} is the law of the
 * logit or the log rate η itself: cheaper, and exact where the probability or the rate would over- or underflow.
 */
final class Links {
    private Links() {}

    /** η where the probability was written as sigmoid(η) or 1 − sigmoid(−η), else null. */
    static @Nullable Expr logit(Expr probability) {
        Expr of = argument(probability, UnaryOp.SIGMOID);
        if (of != null) {
            return of;
        }
        Expr complement = complement(probability);
        of = complement == null ? null : argument(complement, UnaryOp.SIGMOID);
        return of == null ? null : of.negate();
    }

    /** η where the probability was written as Φ(η) or 1 − Φ(−η), else null. */
    static @Nullable Expr probit(Expr probability) {
        Expr of = argument(probability, UnaryOp.NORMAL_CDF);
        if (of != null) {
            return of;
        }
        Expr complement = complement(probability);
        of = complement == null ? null : argument(complement, UnaryOp.NORMAL_CDF);
        return of == null ? null : of.negate();
    }

    /** The logarithm of a rate that was written as exp(η), or as exp(η) times exposures, data above 0; else null. */
    static @Nullable Expr logRate(Expr rate) {
        Expr of = argument(rate, UnaryOp.EXP);
        if (of != null || !(rate.operation() instanceof Binary binary && binary.op() == BinaryOp.MULTIPLY)) {
            return of;
        }
        for (int i = 0; i < 2; i++) {
            of = argument(rate.operand(i), UnaryOp.EXP);
            Expr exposure = rate.operand(1 - i);
            if (of != null && isPositive(exposure)) {
                return of.plus(exposure.log());
            }
        }
        return null;
    }

    private static boolean isPositive(Expr known) {
        KnownValues values = KnownValues.of(known);
        for (int row = 0; values != null && row < values.rows(); row++) {
            for (int element = 0; element < values.elements(); element++) {
                if (!(values.at(row, element) > 0)) {
                    return false;
                }
            }
        }
        return values != null;
    }

    private static @Nullable Expr complement(Expr x) {
        boolean isDifference = x.operation() instanceof Binary binary && binary.op() == BinaryOp.SUBTRACT;
        return isDifference && Double.valueOf(1).equals(x.operand(0).number()) ? x.operand(1) : null;
    }

    private static @Nullable Expr argument(Expr x, UnaryOp function) {
        return x.operation() instanceof Unary unary && unary.op() == function ? x.operand(0) : null;
    }
}
