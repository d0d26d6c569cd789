package dev.jensen.core.conjugate;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A node of the log joint as a polynomial in {@link Piece pieces} of the latents, element by element: a sum of terms, each an
 * expression free of latents times pieces. Immutable.
 *
 * @param shape of the node
 * @param terms coefficients, of this shape or smaller, by the pieces that they multiply
 * @param closed the latents over which the mean has been taken already, so that no other function of them may come beside
 * @param bound whether it is a lower bound of its mean, as that of a log-sum-exp of means is
 */
record Polynomial(Shape shape, Map<Set<Piece>, Expr> terms, BitSet closed, boolean bound) {

    static Polynomial constant(Expr value) {
        return new Polynomial(value.shape(), Map.of(Set.of(), value), new BitSet(), false);
    }

    static Polynomial of(Shape shape, Map<Set<Piece>, Expr> terms) {
        return new Polynomial(shape, terms, new BitSet(), false);
    }

    boolean isConstant() {
        return dependsOn().isEmpty();
    }

    /** The latents that it holds. */
    BitSet dependsOn() {
        BitSet all = (BitSet) closed.clone();
        terms.keySet().forEach(pieces -> pieces.forEach(piece -> all.set(piece.latent())));
        return all;
    }

    /** The coefficient of no piece; 0 where there is none. */
    Expr free() {
        return terms.getOrDefault(Set.of(), Expr.constant(0));
    }

    Polynomial map(Shape to, UnaryOperator<Expr> ofCoefficients) {
        Map<Set<Piece>, Expr> mapped = new LinkedHashMap<>();
        terms.forEach((pieces, coefficient) -> mapped.put(pieces, ofCoefficients.apply(coefficient)));
        return new Polynomial(to, mapped, closed, bound);
    }

    Polynomial plus(Polynomial other, Shape to) {
        Map<Set<Piece>, Expr> sum = new LinkedHashMap<>(terms);
        other.terms.forEach((pieces, coefficient) -> sum.merge(pieces, coefficient, Expr::plus));
        return new Polynomial(to, sum, union(closed, other.closed), bound || other.bound);
    }

    static BitSet union(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.or(b);
        return both;
    }
}
