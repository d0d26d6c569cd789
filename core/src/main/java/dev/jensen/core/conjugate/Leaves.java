package dev.jensen.core.conjugate;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.expr.Unary;
import dev.jensen.core.expr.UnaryOp;
import dev.jensen.core.support.Interval;
import dev.jensen.core.support.LowerBounded;
import dev.jensen.core.support.Positive;
import dev.jensen.core.support.Real;
import dev.jensen.core.support.Simplex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the latents stand in the graph, as polynomials. */
final class Leaves {
    private static final int MOST_DIRECTIONS = 200;

    private Leaves() {}

    /** The shape of a latent's value with its rows as the last axis. */
    static Shape axes(Latent latent) {
        return latent.value().shape().hasRows()
                ? latent.value().toAxis().shape()
                : latent.value().shape();
    }

    static void put(int b, Statistics statistics, Map<Expr, Polynomial> known) {
        Latent latent = statistics.latent();
        Expr u = latent.unknown();
        if (latent.support() instanceof Real) {
            known.put(u, normal(b, statistics));
        } else if (isPositive(latent)) {
            known.put(u, single(u, new Piece.Log(b, false, Piece.View.ALL), 1));
        } else if (isUnit(latent)) {
            Map<Set<Piece>, Expr> logit = new LinkedHashMap<>();
            logit.put(Set.of(new Piece.Log(b, false, Piece.View.ALL)), Expr.constant(1));
            logit.put(Set.of(new Piece.Log(b, true, Piece.View.ALL)), Expr.constant(-1));
            known.put(u, Polynomial.of(u.shape(), logit));
        } else if (latent.support() instanceof Simplex
                && latent.value().operation() instanceof Unary unary
                && unary.op() == UnaryOp.EXP) {
            Expr value = latent.value();
            Piece.View view = view(latent);
            known.put(u, Polynomial.of(u.shape(), Map.of(Set.of(new Piece.Log(b, true, view)), Expr.constant(1))));
            shadow(u, value, known);
            known.put(value, single(value, new Piece.Power(b, 1, view), 1));
            Expr log = value.operand(0);
            known.put(log, single(value, new Piece.Log(b, false, view), 1));
            if (log.operation() instanceof Unary negated && negated.op() == UnaryOp.NEGATE) {
                known.put(log.operand(0), single(value, new Piece.Log(b, false, view), -1));
            }
        } else {
            throw new NotConjugateException(
                    "not conditionally conjugate in \"" + latent.name() + "\", whose support is "
                            + latent.support()
                            + ": no law of one latent among those known, normal, gamma, inverse gamma, beta and"
                            + " Dirichlet, has it");
        }
    }

    /** What lies between the coordinates and the value is not to be read. */
    private static void shadow(Expr u, Expr value, Map<Expr, Polynomial> known) {
        Polynomial nothing = known.get(u);
        for (Expr node : Graph.topological(List.of(value))) {
            if (nothing != null && !node.isKnown()) {
                known.put(node, new Polynomial(node.shape(), nothing.terms(), nothing.closed(), false));
            }
        }
    }

    private static boolean isPositive(Latent latent) {
        return latent.support() instanceof Positive
                || (latent.support() instanceof LowerBounded bounded
                        && Double.valueOf(0).equals(bounded.low().number()));
    }

    private static boolean isUnit(Latent latent) {
        return latent.support() instanceof Interval interval
                && Double.valueOf(0).equals(interval.low().number())
                && Double.valueOf(1).equals(interval.high().number());
    }

    private static Piece.View view(Latent latent) {
        Plate plate = latent.plate();
        if (plate == null) {
            return Piece.View.ALL;
        }
        Expr rows = Expr.variable("rows", axes(latent).inner()).toRows(plate);
        return Piece.View.ALL.then(new Piece.Step(rows, rows.shape()));
    }

    private static Polynomial single(Expr node, Piece piece, double coefficient) {
        return Polynomial.of(node.shape(), Map.of(Set.of(piece), Expr.constant(coefficient)));
    }

    private static Polynomial normal(int b, Statistics statistics) {
        Latent latent = statistics.latent();
        int directions = statistics.directions();
        if (directions > MOST_DIRECTIONS) {
            throw new NotConjugateException("latent \"" + latent.name() + "\" is a normal vector of " + directions
                    + " elements, whose joint law would need too many numbers: at most " + MOST_DIRECTIONS
                    + ", or independent rows of a plate");
        }
        Map<Set<Piece>, Expr> terms = new LinkedHashMap<>();
        terms.put(Set.of(), statistics.mean());
        Piece.Rows rows = latent.plate() == null ? Piece.Rows.NONE : Piece.Rows.AXIS;
        for (int k = 0; k < directions; k++) {
            terms.put(Set.of(new Piece.Noise(b, k, rows)), statistics.root(k));
        }
        return Polynomial.of(latent.unknown().shape(), terms);
    }
}
