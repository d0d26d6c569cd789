package dev.jensen.core.expr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A step of one number that is a·h + b, a and b free of h: written so, whatever the user wrote, a and b leave the recursion,
 * and a loop of one multiplication and one addition is left. The derivative of every recursion of one number is of this kind.
 *
 * @param slope a
 * @param offset b
 */
record AffineStep(Expr slope, Expr offset) {
    /**
     * Finds a and b.
     *
     * @param carry h
     * @param next what the step gives
     * @param moving the nodes that depend on h
     * @return null where the step is no such function, or is not seen to be one
     */
    static @Nullable AffineStep of(Expr carry, Expr next, Set<Expr> moving) {
        if (!moving.contains(next) || carry.shape().rank() > 0) {
            return null;
        }
        Map<Expr, AffineStep> known = new HashMap<>();
        known.put(carry, new AffineStep(Expr.constant(1), Expr.constant(0)));
        for (Expr node : Graph.topological(List.of(next))) {
            if (moving.contains(node) && node != carry) {
                AffineStep affine = of(node, known);
                if (affine == null) {
                    return null;
                }
                known.put(node, affine);
            }
        }
        return known.get(next);
    }

    private static @Nullable AffineStep of(Expr node, Map<Expr, AffineStep> known) {
        Expr first = node.operand(0);
        AffineStep a = known.get(first);
        if (node.operation() instanceof Unary unary && unary.op() == UnaryOp.NEGATE && a != null) {
            return new AffineStep(a.slope.negate(), a.offset.negate());
        }
        if (!(node.operation() instanceof Binary binary)) {
            return null;
        }
        Expr second = node.operand(1);
        AffineStep b = known.get(second);
        AffineStep left = a != null ? a : new AffineStep(Expr.constant(0), first);
        AffineStep right = b != null ? b : new AffineStep(Expr.constant(0), second);
        return switch (binary.op()) {
            case ADD -> new AffineStep(left.slope.plus(right.slope), left.offset.plus(right.offset));
            case SUBTRACT -> new AffineStep(left.slope.minus(right.slope), left.offset.minus(right.offset));
            case MULTIPLY -> a == null ? right.times(first) : b == null ? left.times(second) : null;
            case DIVIDE -> b == null ? left.times(second.reciprocal()) : null;
            default -> null;
        };
    }

    private AffineStep times(Expr factor) {
        return new AffineStep(slope.times(factor), offset.times(factor));
    }

    /** a·h + b, as the engine knows it again. */
    Expr apply(Expr carry) {
        Expr product = new Expr(new Binary(BinaryOp.MULTIPLY), List.of(carry, slope), carry.shape());
        return new Expr(new Binary(BinaryOp.ADD), List.of(product, offset), carry.shape());
    }
}
