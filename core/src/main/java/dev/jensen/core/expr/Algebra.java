package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The identities applied while a graph is written: constants folded, neutral elements dropped, signs pulled out. */
final class Algebra {
    /** Terms from which on a sum is one operation instead of a chain. */
    private static final int MANY = 16;

    /** Sums inside sums into which the sum over rows goes. */
    private static final int DEEPEST = 100;

    private Algebra() {}

    static Expr binary(BinaryOp op, Expr a, Expr b) {
        Shape shape = Shape.broadcast(a.shape(), b.shape());
        if (shape == null) {
            throw Mismatch.broadcast(op.word(), a, b);
        }
        Expr simpler = switch (op) {
            case ADD -> add(a, b, shape);
            case SUBTRACT -> subtract(a, b, shape);
            case MULTIPLY -> multiply(a, b, shape);
            case DIVIDE -> divide(a, b, shape);
            case POW -> power(a, b);
            default -> null;
        };
        return simpler != null ? simpler : new Expr(new Binary(op), List.of(a, b), shape);
    }

    static Expr unary(UnaryOp op, Expr x) {
        Double number = x.number();
        if (number != null) {
            double value = number;
            Double folded = switch (op) {
                case RECIPROCAL -> 1 / value;
                case SQUARE -> value * value;
                case SQRT -> Math.sqrt(value);
                case EXP -> Math.exp(value);
                case LOG -> Math.log(value);
                default -> null;
            };
            if (folded != null) {
                return Expr.constant(folded);
            }
        }
        if (op == UnaryOp.NEGATE) {
            if (x.operation() instanceof Literal literal) {
                return new Expr(literal.negated(), List.of(), x.shape());
            }
            Expr inside = operandOf(x, UnaryOp.NEGATE);
            if (inside != null) {
                return inside;
            }
            if (is(x, BinaryOp.SUBTRACT)) {
                return x.operand(1).minus(x.operand(0));
            }
            Double factor = leadingFactor(x);
            if (factor != null) {
                return x.operand(1).times(-factor);
            }
        }
        if (op == UnaryOp.SQUARE) {
            Expr inside = operandOf(x, UnaryOp.NEGATE);
            if (inside != null) {
                return inside.square();
            }
        }
        // The logarithm of a transformed unknown is the unknown again: cheaper, and exact where exp under- or
        // overflows.
        if (op == UnaryOp.LOG) {
            Expr exponent = operandOf(x, UnaryOp.EXP);
            if (exponent != null) {
                return exponent;
            }
            Expr logit = operandOf(x, UnaryOp.SIGMOID);
            if (logit != null) {
                return logit.negate().softplus().negate();
            }
            logit = complementOfSigmoid(x);
            if (logit != null) {
                return logit.softplus().negate();
            }
        }
        if (op == UnaryOp.LOG1P) {
            Expr complement = operandOf(x, UnaryOp.NEGATE);
            Expr logit = complement == null ? null : operandOf(complement, UnaryOp.SIGMOID);
            if (logit != null) {
                return logit.softplus().negate();
            }
        }
        return new Expr(new Unary(op), List.of(x), x.shape());
    }

    /** The operand of 1 − sigmoid, of which rounding leaves nothing where the sigmoid is near 1; else null. */
    private static @Nullable Expr complementOfSigmoid(Expr x) {
        if (!is(x, BinaryOp.SUBTRACT) || !x.operand(1).shape().equals(x.shape())) {
            return null;
        }
        Double one = x.operand(0).number();
        return one != null && one == 1 ? operandOf(x.operand(1), UnaryOp.SIGMOID) : null;
    }

    private static @Nullable Expr add(Expr a, Expr b, Shape shape) {
        Double left = a.number();
        Double right = b.number();
        if (left != null && right != null) {
            return Expr.constant(left + right);
        }
        if (left != null && left == 0 && b.shape().equals(shape)) {
            return b;
        }
        if (right != null && right == 0 && a.shape().equals(shape)) {
            return a;
        }
        Expr negated = operandOf(b, UnaryOp.NEGATE);
        if (negated != null) {
            return a.minus(negated);
        }
        negated = operandOf(a, UnaryOp.NEGATE);
        if (negated != null) {
            return b.minus(negated);
        }
        Expr gathered = gatherRowless(BinaryOp.ADD, a, b);
        return gathered != null ? gathered : gatherRowless(BinaryOp.ADD, b, a);
    }

    /** (x ± y) ± z as x ± (y ± z) where only x has rows: one operation on every row instead of two. */
    private static @Nullable Expr gatherRowless(BinaryOp op, Expr a, Expr z) {
        if (z.shape().hasRows() || !(is(a, BinaryOp.ADD) || is(a, BinaryOp.SUBTRACT))) {
            return null;
        }
        Expr x = a.operand(0);
        Expr y = a.operand(1);
        boolean plus = is(a, BinaryOp.ADD);
        if (plus && !x.shape().hasRows()) {
            return y.shape().hasRows() ? binary(op, x, z).plus(y) : null;
        }
        if (!x.shape().hasRows() || y.shape().hasRows()) {
            return null;
        }
        if (plus) {
            return x.plus(binary(op, y, z));
        }
        return op == BinaryOp.ADD ? x.plus(z.minus(y)) : x.minus(y.plus(z));
    }

    private static @Nullable Expr subtract(Expr a, Expr b, Shape shape) {
        Double left = a.number();
        Double right = b.number();
        if (left != null && right != null) {
            return Expr.constant(left - right);
        }
        if (right != null && right == 0 && a.shape().equals(shape)) {
            return a;
        }
        if (left != null && left == 0 && b.shape().equals(shape)) {
            return b.negate();
        }
        Expr negated = operandOf(b, UnaryOp.NEGATE);
        return negated != null ? a.plus(negated) : gatherRowless(BinaryOp.SUBTRACT, a, b);
    }

    private static @Nullable Expr multiply(Expr a, Expr b, Shape shape) {
        Double left = a.number();
        Double right = b.number();
        if (left != null && right != null) {
            return Expr.constant(left * right);
        }
        if (right != null) {
            return multiply(b, a, shape);
        }
        if (left != null && b.shape().equals(shape)) {
            if (left == 1) {
                return b;
            }
            if (left == -1) {
                return b.negate();
            }
            Expr negated = operandOf(b, UnaryOp.NEGATE);
            if (negated != null) {
                return negated.times(-left);
            }
            Double factor = leadingFactor(b);
            if (factor != null) {
                return b.operand(1).times(left * factor);
            }
            return new Expr(new Binary(BinaryOp.MULTIPLY), List.of(a, b), shape);
        }
        if (a == b) {
            return a.square();
        }
        Expr negatedLeft = operandOf(a, UnaryOp.NEGATE);
        Expr negatedRight = operandOf(b, UnaryOp.NEGATE);
        if (negatedLeft != null) {
            return negatedRight != null
                    ? negatedLeft.times(negatedRight)
                    : negatedLeft.times(b).negate();
        }
        if (negatedRight != null) {
            return a.times(negatedRight).negate();
        }
        return null;
    }

    private static @Nullable Expr divide(Expr a, Expr b, Shape shape) {
        Double left = a.number();
        Double right = b.number();
        if (left != null && right != null) {
            return Expr.constant(left / right);
        }
        if (right != null && right == 1 && a.shape().equals(shape)) {
            return a;
        }
        if (left != null && left == 1 && b.shape().equals(shape)) {
            return b.reciprocal();
        }
        // One division without rows is cheaper than one on every row.
        return a.shape().hasRows() && !b.shape().hasRows() ? a.times(b.reciprocal()) : null;
    }

    private static @Nullable Expr power(Expr a, Expr b) {
        Double exponent = b.number();
        if (exponent == null) {
            return null;
        }
        if (exponent == 0) {
            return a.shape().hasRows()
                    ? null
                    : Expr.constant(1).broadcastInner(a.shape().inner());
        }
        if (exponent == 1) {
            return a;
        }
        if (exponent == 2) {
            return a.square();
        }
        if (exponent == 0.5) {
            return a.sqrt();
        }
        return exponent == -1 ? a.reciprocal() : null;
    }

    static Expr sum(Expr x, int axis) {
        Double factor = leadingFactor(x);
        if (factor != null) {
            return sum(x.operand(1), axis).times(factor);
        }
        Expr negated = operandOf(x, UnaryOp.NEGATE);
        if (negated != null) {
            return sum(negated, axis).negate();
        }
        if (x.shape().hasRows() && (is(x, BinaryOp.ADD) || is(x, BinaryOp.SUBTRACT))) {
            Expr a = x.operand(0);
            Expr b = x.operand(1);
            Shape inner = x.shape().on(null);
            boolean split = a.shape().hasRows() != b.shape().hasRows();
            if (split && a.shape().on(null).equals(inner) && b.shape().on(null).equals(inner)) {
                return binary(((Binary) x.operation()).op(), sum(a, axis), sum(b, axis));
            }
        }
        return new Expr(new Sum(axis), List.of(x), x.shape().without(axis));
    }

    static Expr sumRows(Expr x) {
        return sumRows(x, new HashMap<>(), 0);
    }

    /** A part that occurs again is summed once, and a sum of very many parts as a whole from some depth on. */
    private static Expr sumRows(Expr x, Map<Expr, Expr> known, int depth) {
        Expr sum = known.get(x);
        if (sum == null) {
            sum = newSumRows(x, known, depth + 1);
            known.put(x, sum);
        }
        return sum;
    }

    private static Expr newSumRows(Expr x, Map<Expr, Expr> known, int depth) {
        Plate plate = x.shape().plate();
        if (plate == null) {
            throw new IllegalArgumentException("sumRows: " + Mismatch.describe(x) + " has no rows to sum; use sum()");
        }
        Shape shape = x.shape().on(null);
        if (x.operation() instanceof OnRows) {
            return x.operand(0).times(plate.size());
        }
        if (depth > DEEPEST) {
            return new Expr(new SumRows(), List.of(x), shape);
        }
        Expr negated = operandOf(x, UnaryOp.NEGATE);
        if (negated != null) {
            return sumRows(negated, known, depth).negate();
        }
        Expr squared = operandOf(x, UnaryOp.SQUARE);
        Expr squares = squared == null ? null : SquareTotal.of(squared);
        if (squares != null) {
            return squares;
        }
        if (is(x, BinaryOp.MULTIPLY)) {
            Expr a = x.operand(0);
            Expr b = x.operand(1);
            if (!a.shape().hasRows() && b.shape().on(null).equals(shape)) {
                return a.times(sumRows(b, known, depth));
            }
            if (!b.shape().hasRows() && a.shape().on(null).equals(shape)) {
                return b.times(sumRows(a, known, depth));
            }
            Expr total = DataTotal.of(a, b);
            if (total != null) {
                return total;
            }
        }
        if (is(x, BinaryOp.ADD) || is(x, BinaryOp.SUBTRACT)) {
            BinaryOp op = ((Binary) x.operation()).op();
            Expr a = x.operand(0);
            Expr b = x.operand(1);
            if (!a.shape().hasRows() && b.shape().on(null).equals(shape)) {
                return binary(op, a.times(plate.size()), sumRows(b, known, depth));
            }
            if (!b.shape().hasRows() && a.shape().on(null).equals(shape)) {
                return binary(op, sumRows(a, known, depth), b.times(plate.size()));
            }
        }
        if (is(x, BinaryOp.ADD) || is(x, BinaryOp.SUBTRACT)) {
            // Each part may have a cheaper sum of its own, or depend on data alone.
            Expr a = x.operand(0);
            Expr b = x.operand(1);
            if (a.shape().equals(x.shape()) && b.shape().equals(x.shape())) {
                return binary(((Binary) x.operation()).op(), sumRows(a, known, depth), sumRows(b, known, depth));
            }
        }
        return new Expr(new SumRows(), List.of(x), shape);
    }

    /** Totals by group; signs and factors without rows go to the totals. */
    static Expr scatterAdd(Expr x, IntColumn index) {
        Scaled scaled = Scaled.of(x);
        if (scaled.factor() != null) {
            return scaled.factor().times(scatterAdd(scaled.rest(), index));
        }
        int rank = x.shape().rank();
        int[] inner = Arrays.copyOf(x.shape().inner(), rank + 1);
        inner[rank] = index.size();
        return new Expr(new ScatterAdd(index), List.of(x), Shape.of(inner));
    }

    /** Terms without rows and of one shape are joined and summed at once where they are many, others added in turn. */
    static Expr total(List<Expr> terms) {
        double constant = 0;
        Expr total = Expr.constant(0);
        Map<Shape, List<Expr>> alike = new LinkedHashMap<>();
        for (Expr term : terms) {
            Double number = term.number();
            if (number != null) {
                constant += number;
            } else if (term.shape().hasRows()) {
                total = total.plus(term);
            } else {
                alike.computeIfAbsent(term.shape(), shape -> new ArrayList<>()).add(term);
            }
        }
        for (List<Expr> group : alike.values()) {
            if (group.size() < MANY) {
                for (Expr term : group) {
                    total = total.plus(term);
                }
            } else {
                total = total.plus(Expr.stack(group).sum(0));
            }
        }
        return total.plus(constant);
    }

    /** The operand of x where x is this function of something, else null. */
    private static @Nullable Expr operandOf(Expr x, UnaryOp op) {
        return x.operation() instanceof Unary unary && unary.op() == op ? x.operand(0) : null;
    }

    private static boolean is(Expr x, BinaryOp op) {
        return x.operation() instanceof Binary binary && binary.op() == op;
    }

    /** c where x is c·y with a number c, else null. */
    private static @Nullable Double leadingFactor(Expr x) {
        return is(x, BinaryOp.MULTIPLY) && x.operand(1).shape().equals(x.shape())
                ? x.operand(0).number()
                : null;
    }
}
