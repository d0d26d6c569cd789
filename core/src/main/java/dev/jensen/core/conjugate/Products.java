package dev.jensen.core.conjugate;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The product of two polynomials, element by element, or through a bilinear operation. Where both hold the noise of a normal latent
 * the mean over it is taken at once, E[ε_j ε_k] = 1 where j = k and else 0, and the latent is closed: what is more than quadratic in it
 * is refused. Powers of one latent multiply.
 */
final class Products {
    private Products() {}

    /**
     * Multiplies.
     *
     * @param times of coefficients
     * @return nothing where a latent stands in both in ways that do not go together
     */
    static Optional<Polynomial> of(Polynomial a, Polynomial b, Shape to, BinaryOperator<Expr> times) {
        BitSet ofA = a.dependsOn();
        BitSet ofB = b.dependsOn();
        if (a.closed().intersects(ofB) || b.closed().intersects(ofA)) {
            return Optional.empty();
        }
        BitSet shared = noisy(a);
        shared.and(noisy(b));
        if (!alike(a, b, shared)) {
            return Optional.empty();
        }
        Map<Set<Piece>, Expr> product = new LinkedHashMap<>();
        for (Map.Entry<Set<Piece>, Expr> first : a.terms().entrySet()) {
            for (Map.Entry<Set<Piece>, Expr> second : b.terms().entrySet()) {
                if (!noise(first.getKey(), shared).equals(noise(second.getKey(), shared))) {
                    continue;
                }
                Set<Piece> pieces = merged(first.getKey(), second.getKey(), shared);
                if (pieces == null) {
                    return Optional.empty();
                }
                product.merge(pieces, times.apply(first.getValue(), second.getValue()), Expr::plus);
            }
        }
        BitSet closed = Polynomial.union(Polynomial.union(a.closed(), b.closed()), shared);
        return Optional.of(new Polynomial(to, product, closed, a.bound() || b.bound()));
    }

    private static BitSet noisy(Polynomial polynomial) {
        BitSet noisy = new BitSet();
        for (Set<Piece> pieces : polynomial.terms().keySet()) {
            for (Piece piece : pieces) {
                if (piece instanceof Piece.Noise) {
                    noisy.set(piece.latent());
                }
            }
        }
        return noisy;
    }

    /** Whether the noise of each shared latent is that of the same rows in both. */
    private static boolean alike(Polynomial a, Polynomial b, BitSet shared) {
        Map<Integer, Piece.Rows> rows = new LinkedHashMap<>();
        for (Polynomial each : new Polynomial[] {a, b}) {
            for (Set<Piece> pieces : each.terms().keySet()) {
                for (Piece piece : pieces) {
                    if (piece instanceof Piece.Noise noise && shared.get(noise.latent())) {
                        Piece.Rows known = rows.putIfAbsent(noise.latent(), noise.rows());
                        if (known != null && !known.equals(noise.rows())) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private static Set<Piece> noise(Set<Piece> pieces, BitSet shared) {
        Set<Piece> noise = new HashSet<>();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Noise && shared.get(piece.latent())) {
                noise.add(piece);
            }
        }
        return noise;
    }

    private static @Nullable Set<Piece> merged(Set<Piece> first, Set<Piece> second, BitSet shared) {
        Map<Integer, Piece> merged = new LinkedHashMap<>();
        for (Piece piece : first) {
            if (!shared.get(piece.latent()) && merged.put(piece.latent(), piece) != null) {
                return null;
            }
        }
        for (Piece piece : second) {
            if (shared.get(piece.latent())) {
                continue;
            }
            Piece before = merged.get(piece.latent());
            if (before == null) {
                merged.put(piece.latent(), piece);
            } else if (before instanceof Piece.Power p
                    && piece instanceof Piece.Power q
                    && p.view().equals(q.view())) {
                double exponent = p.exponent() + q.exponent();
                if (exponent == 0) {
                    merged.remove(p.latent());
                } else {
                    merged.put(p.latent(), new Piece.Power(p.latent(), exponent, p.view()));
                }
            } else {
                return null;
            }
        }
        return Set.copyOf(merged.values());
    }
}
