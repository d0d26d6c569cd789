package dev.jensen.core.conjugate;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions of one number that take powers and logarithms of latents into each other; empty where the result is neither. */
final class Powers {
    private Powers() {}

    /** A power of a single term without noise or logarithm. */
    static Optional<Polynomial> of(Polynomial x, double exponent) {
        if (x.terms().size() != 1 || !x.closed().isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<Set<Piece>, Expr> term = x.terms().entrySet().iterator().next();
        Set<Piece> raised = new HashSet<>();
        for (Piece piece : term.getKey()) {
            if (!(piece instanceof Piece.Power power)) {
                return Optional.empty();
            }
            raised.add(new Piece.Power(power.latent(), power.exponent() * exponent, power.view()));
        }
        Expr coefficient = term.getValue();
        return Optional.of(Polynomial.of(x.shape(), Map.of(raised, coefficient.pow(exponent))));
    }

    /** log(c xᵖ yᑫ) = log c + p log x + q log y, and log(1 − x). */
    static Optional<Polynomial> log(Polynomial x) {
        if (x.closed().isEmpty() && x.terms().size() == 2 && is(x.free(), 1)) {
            return complement(x);
        }
        if (x.terms().size() != 1 || !x.closed().isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<Set<Piece>, Expr> term = x.terms().entrySet().iterator().next();
        Map<Set<Piece>, Expr> sum = new LinkedHashMap<>();
        sum.put(Set.of(), term.getValue().log());
        for (Piece piece : term.getKey()) {
            if (!(piece instanceof Piece.Power power)) {
                return Optional.empty();
            }
            sum.put(Set.of(new Piece.Log(power.latent(), false, power.view())), Expr.constant(power.exponent()));
        }
        return Optional.of(Polynomial.of(x.shape(), sum));
    }

    /** log(1 + x) where x is −1 times a latent. */
    static Optional<Polynomial> logOneMinus(Polynomial x) {
        return x.closed().isEmpty() && x.terms().size() == 1 ? complement(x) : Optional.empty();
    }

    private static Optional<Polynomial> complement(Polynomial x) {
        for (Map.Entry<Set<Piece>, Expr> term : x.terms().entrySet()) {
            if (term.getKey().size() == 1
                    && is(term.getValue(), -1)
                    && term.getKey().iterator().next() instanceof Piece.Power power
                    && power.exponent() == 1) {
                Piece log = new Piece.Log(power.latent(), true, power.view());
                return Optional.of(Polynomial.of(x.shape(), Map.of(Set.of(log), Expr.constant(1))));
            }
        }
        return Optional.empty();
    }

    /** exp(c + p log x + q log y) = eᶜ xᵖ yᑫ. */
    static Optional<Polynomial> exp(Polynomial x) {
        Set<Piece> pieces = new HashSet<>();
        for (Map.Entry<Set<Piece>, Expr> term : x.terms().entrySet()) {
            if (term.getKey().isEmpty()) {
                continue;
            }
            Double exponent = term.getValue().number();
            Piece.Log log = plainLog(term.getKey());
            if (exponent == null || log == null) {
                return Optional.empty();
            }
            pieces.add(new Piece.Power(log.latent(), exponent, log.view()));
        }
        return x.closed().isEmpty()
                ? Optional.of(Polynomial.of(x.shape(), Map.of(pieces, x.free().exp())))
                : Optional.empty();
    }

    private static Piece.@Nullable Log plainLog(Set<Piece> pieces) {
        return pieces.size() == 1 && pieces.iterator().next() instanceof Piece.Log log && !log.complement()
                ? log
                : null;
    }

    /** sigmoid(log x − log(1 − x)) = x. */
    static Optional<Polynomial> sigmoid(Polynomial x) {
        return ofLogit(x, 1)
                .map(log -> Polynomial.of(
                        x.shape(), Map.of(Set.of(new Piece.Power(log.latent(), 1, log.view())), Expr.constant(1))));
    }

    /** log(1 + exp(±(log x − log(1 − x)))) = −log(1 − x), or −log x. */
    static Optional<Polynomial> softplus(Polynomial x) {
        boolean up = ofLogit(x, 1).isPresent();
        return ofLogit(x, up ? 1 : -1)
                .map(log -> Polynomial.of(
                        x.shape(), Map.of(Set.of(new Piece.Log(log.latent(), up, log.view())), Expr.constant(-1))));
    }

    private static Optional<Piece.Log> ofLogit(Polynomial x, double sign) {
        if (x.terms().size() != 2 || !x.closed().isEmpty()) {
            return Optional.empty();
        }
        Piece.Log plain = null;
        Piece.Log complement = null;
        for (Map.Entry<Set<Piece>, Expr> term : x.terms().entrySet()) {
            boolean one = term.getKey().size() == 1;
            if (one && term.getKey().iterator().next() instanceof Piece.Log log) {
                if (log.complement() && is(term.getValue(), -sign)) {
                    complement = log;
                } else if (!log.complement() && is(term.getValue(), sign)) {
                    plain = log;
                }
            }
        }
        boolean both = plain != null
                && complement != null
                && plain.latent() == complement.latent()
                && plain.view().equals(complement.view());
        return both && plain != null ? Optional.of(plain) : Optional.empty();
    }

    private static boolean is(Expr x, double value) {
        Double number = x.number();
        return number != null && number == value;
    }

    /** The piece as a selection shows it. */
    static Piece seen(Piece piece, Shape from, Expr node, Shape all) {
        Piece.View view = piece instanceof Piece.Power power ? power.view() : ((Piece.Log) piece).view();
        if (!view.shape(all).equals(from)) {
            view = view.then(new Piece.Step(null, from));
        }
        view = view.then(new Piece.Step(node, node.shape()));
        return piece instanceof Piece.Power power
                ? new Piece.Power(power.latent(), power.exponent(), view)
                : new Piece.Log(piece.latent(), ((Piece.Log) piece).complement(), view);
    }
}
