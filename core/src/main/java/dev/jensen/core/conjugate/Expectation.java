package dev.jensen.core.conjugate;

import dev.jensen.core.density.Factor;
import dev.jensen.core.expr.Binary;
import dev.jensen.core.expr.BinaryOp;
import dev.jensen.core.expr.CumulativeSum;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gather;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Join;
import dev.jensen.core.expr.LogSumExp;
import dev.jensen.core.expr.MatMul;
import dev.jensen.core.expr.OnRows;
import dev.jensen.core.expr.Operation;
import dev.jensen.core.expr.Put;
import dev.jensen.core.expr.Reshape;
import dev.jensen.core.expr.RowProduct;
import dev.jensen.core.expr.ScatterAdd;
import dev.jensen.core.expr.Select;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.expr.Sum;
import dev.jensen.core.expr.SumRows;
import dev.jensen.core.expr.Take;
import dev.jensen.core.expr.ToAxis;
import dev.jensen.core.expr.ToRows;
import dev.jensen.core.expr.TriangularSolve;
import dev.jensen.core.expr.Unary;
import dev.jensen.core.expr.UnaryOp;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log joint as a polynomial in the latents, node by node, and takes its mean under independent latents: after Hoffman,
 * Johnson and Tran, "Autoconj: recognizing and exploiting conjugacy without a domain-specific language" (NeurIPS 2018), but element by
 * element, so that no row of a plate is ever multiplied out, and with log-sum-exp: a choice that was summed out. Its bound is
 *
 * <pre>
 *   E[log Σ_k exp f_k] ≥ log Σ_k exp E[f_k],
 * </pre>
 *
 * what mean-field with a choice of its own, at its best, would give.
 */
final class Expectation {
    private final List<Statistics> latents;
    private final Map<Expr, Polynomial> known = new HashMap<>();
    private final Map<Expr, Boolean> zeros = new HashMap<>();
    private String factor = "";

    Expectation(List<Statistics> latents) {
        this.latents = latents;
        for (int b = 0; b < latents.size(); b++) {
            Leaves.put(b, latents.get(b), known);
        }
    }

    /** The mean of a factor, in its shape. */
    Polynomial of(Factor each) {
        factor = each.name();
        for (Expr node : Graph.topological(List.of(each.logDensity()))) {
            if (!known.containsKey(node)) {
                known.put(node, read(node));
            }
        }
        Polynomial all = polynomial(each.logDensity());
        return new Polynomial(all.shape(), Map.of(Set.of(), mean(all)), all.dependsOn(), all.bound());
    }

    private Polynomial polynomial(Expr node) {
        Polynomial polynomial = known.get(node);
        if (polynomial == null) {
            throw new IllegalStateException("not read yet: " + node);
        }
        return polynomial;
    }

    private Polynomial read(Expr node) {
        List<Polynomial> of = node.operands().stream().map(this::polynomial).toList();
        Operation operation = node.operation();
        if (of.stream().allMatch(Polynomial::isConstant)) {
            return constant(node, of);
        }
        if (operation instanceof Unary unary) {
            return unary(node, unary.op(), of.get(0));
        }
        if (operation instanceof Binary binary) {
            return binary(node, binary, of.get(0), of.get(1));
        }
        if (operation instanceof Select) {
            return select(node, of);
        }
        if (operation instanceof LogSumExp) {
            Expr means = Graph.like(
                    node, List.of(Piece.fill(mean(of.get(0)), of.get(0).shape())));
            return new Polynomial(
                    node.shape(), Map.of(Set.of(), means), of.get(0).dependsOn(), true);
        }
        if (operation instanceof MatMul || operation instanceof RowProduct) {
            return bilinear(node, of.get(0), of.get(1));
        }
        if (operation instanceof Join) {
            Polynomial sum = Polynomial.of(node.shape(), new LinkedHashMap<>());
            for (int k = 0; k < of.size(); k++) {
                sum = sum.plus(linear(node, k, of.get(k), true), node.shape());
            }
            return sum;
        }
        Expr picked = OneHot.picked(node);
        if (picked != null) {
            Polynomial all = polynomial(picked.operand(0));
            return linear(picked, 0, all, false).map(node.shape(), c -> c);
        }
        if (operation instanceof TriangularSolve && of.get(0).isConstant()) {
            return linear(node, 1, of.get(1), false);
        }
        boolean linear = operation instanceof Sum
                || operation instanceof SumRows
                || operation instanceof Put
                || operation instanceof ScatterAdd
                || operation instanceof CumulativeSum
                || isSelection(operation);
        if (linear) {
            return linear(node, 0, of.get(0), false);
        }
        throw refusal(node, of);
    }

    private Polynomial constant(Expr node, List<Polynomial> of) {
        if (node.operation() instanceof Binary binary
                && binary.op() == BinaryOp.MULTIPLY
                && of.stream().anyMatch(p -> isZero(p.free()))) {
            return zero(node.shape());
        }
        boolean same = true;
        for (int k = 0; k < of.size(); k++) {
            same &= of.get(k).free() == node.operand(k);
        }
        if (same) {
            return Polynomial.constant(node);
        }
        return Polynomial.constant(Graph.like(
                node, of.stream().map(p -> Piece.fill(p.free(), p.shape())).toList()));
    }

    // ---------------------------------------------------------------- functions of one number

    private Polynomial unary(Expr node, UnaryOp op, Polynomial x) {
        return switch (op) {
            case NEGATE -> negated(node, x);
            case SQUARE -> product(node, x, x, Expr::times);
            case RECIPROCAL -> Powers.of(x, -1).orElseThrow(() -> refusal(node, List.of(x)));
            case SQRT -> Powers.of(x, 0.5).orElseThrow(() -> refusal(node, List.of(x)));
            case LOG -> Powers.log(x).orElseThrow(() -> refusal(node, List.of(x)));
            case LOG1P -> Powers.logOneMinus(x).orElseThrow(() -> refusal(node, List.of(x)));
            case EXP -> Powers.exp(x).orElseThrow(() -> refusal(node, List.of(x)));
            case SIGMOID -> Powers.sigmoid(x).orElseThrow(() -> refusal(node, List.of(x)));
            case SOFTPLUS -> Powers.softplus(x).orElseThrow(() -> refusal(node, List.of(x)));
            default -> throw refusal(node, List.of(x));
        };
    }

    private Polynomial negated(Expr node, Polynomial x) {
        if (x.bound()) {
            throw refusal(node, List.of(x));
        }
        return x.map(x.shape(), Expr::negate);
    }

    private Polynomial binary(Expr node, Binary binary, Polynomial a, Polynomial b) {
        return switch (binary.op()) {
            case ADD -> a.plus(b, node.shape());
            case SUBTRACT -> a.plus(negated(node, b), node.shape());
            case MULTIPLY -> product(node, a, b, Expr::times);
            case DIVIDE ->
                product(
                        node,
                        a,
                        b.isConstant()
                                ? Polynomial.constant(b.free().reciprocal())
                                : Powers.of(b, -1).orElseThrow(() -> refusal(node, List.of(b))),
                        Expr::times);
            case POW -> {
                Double exponent = b.isConstant() ? b.free().number() : null;
                if (exponent == null) {
                    throw refusal(node, List.of(a, b));
                }
                yield Powers.of(a, exponent).orElseThrow(() -> refusal(node, List.of(a)));
            }
            case EQUAL -> zero(node.shape()); // of no probability
            default -> throw refusal(node, List.of(a, b));
        };
    }

    private static Polynomial zero(Shape shape) {
        return Polynomial.of(shape, Map.of());
    }

    private Polynomial select(Expr node, List<Polynomial> of) {
        if (!of.get(0).isConstant()) {
            throw refusal(node, of);
        }
        Expr condition = of.get(0).free();
        if (isZero(condition)) {
            return of.get(2).map(node.shape(), c -> c);
        }
        Expr none = Expr.constant(0);
        Polynomial first = of.get(1).map(node.shape(), c -> Expr.select(condition, c, none));
        Polynomial second = of.get(2).map(node.shape(), c -> Expr.select(condition, none, c));
        return first.plus(second, node.shape());
    }

    private boolean isZero(Expr x) {
        return x.isKnown() && zeros.computeIfAbsent(x, OneHot::isZero);
    }

    // ---------------------------------------------------------------- products and sums

    private Polynomial product(Expr node, Polynomial a, Polynomial b, BinaryOperator<Expr> times) {
        if ((a.isConstant() && isZero(a.free())) || (b.isConstant() && isZero(b.free()))) {
            return zero(node.shape());
        }
        boolean bounded = (a.bound() && !isPositive(b)) || (b.bound() && !isPositive(a));
        if (bounded) {
            throw refusal(node, List.of(a, b));
        }
        return Products.of(a, b, node.shape(), times).orElseThrow(() -> refusal(node, List.of(a, b)));
    }

    private static boolean isPositive(Polynomial x) {
        Double number = x.isConstant() ? x.free().number() : null;
        return number != null && number > 0;
    }

    private Polynomial bilinear(Expr node, Polynomial a, Polynomial b) {
        if (node.operation() instanceof MatMul && (a.isConstant() || b.isConstant())) {
            return a.isConstant() ? linear(node, 1, b, false) : linear(node, 0, a, false);
        }
        Polynomial first = linear(node, 0, a, null);
        Polynomial second = linear(node, 1, b, null);
        return product(
                node,
                first,
                second,
                (x, y) -> Graph.like(node, List.of(Piece.fill(x, a.shape()), Piece.fill(y, b.shape()))));
    }

    private static boolean isSelection(Operation operation) {
        return operation instanceof Take
                || operation instanceof Reshape
                || operation instanceof OnRows
                || operation instanceof ToRows
                || operation instanceof ToAxis
                || operation instanceof Gather;
    }

    /** A linear operation on one operand; where nothing is said of the others, only what it does to the pieces. */
    private Polynomial linear(Expr node, int k, Polynomial x, @Nullable Boolean othersZero) {
        boolean selection = isSelection(node.operation());
        if (x.bound() && !(selection || node.operation() instanceof Sum || node.operation() instanceof SumRows)) {
            throw refusal(node, List.of(x));
        }
        BitSet closed = (BitSet) x.closed().clone();
        Map<Set<Piece>, Expr> terms = new LinkedHashMap<>();
        for (Map.Entry<Set<Piece>, Expr> term : x.terms().entrySet()) {
            Set<Piece> left = new LinkedHashSet<>();
            Expr coefficient = term.getValue();
            boolean vanishes = false;
            for (Piece piece : term.getKey()) {
                if (piece instanceof Piece.Noise noise) {
                    Piece.Rows rows = RowsAfter.of(node, noise.rows());
                    if (rows == null) {
                        closed.set(piece.latent());
                        vanishes = true;
                    } else {
                        left.add(new Piece.Noise(noise.latent(), noise.direction(), rows));
                    }
                } else if (selection) {
                    left.add(Powers.seen(piece, x.shape(), node, all(piece)));
                } else {
                    coefficient = coefficient.times(mean(piece));
                    closed.set(piece.latent());
                }
            }
            if (vanishes) {
                continue;
            }
            terms.merge(Set.copyOf(left), moved(node, k, x.shape(), coefficient, othersZero), Expr::plus);
        }
        return new Polynomial(othersZero == null ? x.shape() : node.shape(), terms, closed, x.bound());
    }

    private static Expr moved(Expr node, int k, Shape from, Expr coefficient, @Nullable Boolean othersZero) {
        if (othersZero == null || (isSelection(node.operation()) && coefficient.number() != null)) {
            return coefficient;
        }
        Expr full = Piece.fill(coefficient, from);
        if (node.operation() instanceof Sum sum) {
            return full.sum(sum.axis());
        }
        if (node.operation() instanceof SumRows) {
            return full.sumRows();
        }
        Expr[] operands = node.operands().toArray(Expr[]::new);
        for (int i = 0; i < operands.length; i++) {
            if (i == k) {
                operands[i] = full;
            } else if (othersZero) {
                operands[i] = Piece.fill(Expr.constant(0), operands[i].shape());
            }
        }
        return Graph.like(node, List.of(operands));
    }

    // ---------------------------------------------------------------- means

    /** The mean over all latents; noise that stands alone has mean 0. */
    private Expr mean(Polynomial x) {
        Expr sum = Expr.constant(0);
        for (Map.Entry<Set<Piece>, Expr> term : x.terms().entrySet()) {
            if (term.getKey().stream().anyMatch(piece -> piece instanceof Piece.Noise)) {
                continue;
            }
            Expr product = term.getValue();
            for (Piece piece : term.getKey()) {
                product = product.times(mean(piece));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    private Expr mean(Piece piece) {
        Statistics statistics = latents.get(piece.latent());
        Piece.View view = piece instanceof Piece.Power power ? power.view() : ((Piece.Log) piece).view();
        return view.of(statistics.of(piece, all(piece), factor));
    }

    private Shape all(Piece piece) {
        return Leaves.axes(latents.get(piece.latent()).latent());
    }

    private NotConjugateException refusal(Expr node, List<Polynomial> of) {
        BitSet all = new BitSet();
        of.forEach(each -> all.or(each.dependsOn()));
        String names = all.stream()
                .mapToObj(b -> "\"" + latents.get(b).latent().name() + "\"")
                .collect(Collectors.joining(" and "));
        String operation = node.operation() instanceof Unary unary
                ? unary.op().name().toLowerCase(Locale.ROOT)
                : node.operation() instanceof Binary binary
                        ? binary.op().word()
                        : node.operation().toString();
        boolean bound = of.stream().anyMatch(Polynomial::bound);
        return new NotConjugateException(
                "not conditionally conjugate in " + names + ": factor \"" + factor + "\" holds "
                        + (bound
                                ? "the log of a sum over it with a negative or uncertain weight"
                                : "the " + operation + " of what depends on it")
                        + ", which is linear in no statistics that a known law has");
    }
}
