package dev.jensen.core.divergence;

import dev.jensen.core.divergence.AdaptiveQuadrature.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * ∫ b(x) h(x) dx over the line, by adaptive quadrature of each of the intervals between the ends of the two supports.
 *
 * <p>The same nodes integrate the densities themselves: how far those are from 1 is added to the error, so that mass that
 * was overlooked cannot go unnoticed.
 */
final class IntegratedExpectation {
    /** With more than this share of the mass missing the quadrature has failed. */
    private static final double MISSING = 1e-5;

    private final Functional functional;
    private final Event p;
    private final Event q;
    private final boolean underP;

    private IntegratedExpectation(Functional functional, Event p, Event q) {
        this.functional = functional;
        this.p = p;
        this.q = q;
        underP = functional.base() == Functional.Base.P;
    }

    /** The expectation, or null where quadrature cannot find the laws' mass. */
    static @Nullable Divergence of(Functional functional, Event p, Event q) {
        return new IntegratedExpectation(functional, p, q).run();
    }

    private @Nullable Divergence run() {
        Sums all = new Sums();
        for (LinePiece piece : pieces()) {
            List<Peak> peaks = peaks(piece);
            if (!peaks.isEmpty()) {
                all.add(AdaptiveQuadrature.of(u -> evaluate(piece, u), peaks, piece.reach(), functional.kinked()));
            }
        }
        if (all.value == Double.POSITIVE_INFINITY) {
            return new Divergence(all.value, 0, Route.QUADRATURE, functional.unit());
        }
        double gap = Math.abs(1 - all.massP) + (underP ? 0 : Math.abs(1 - all.massQ));
        if (!(gap <= MISSING) || !Double.isFinite(all.value)) {
            return null;
        }
        double error = all.error + gap * all.steepest(0.1 * gap);
        return new Divergence(all.value, error, Route.QUADRATURE, functional.unit());
    }

    /** The intervals between the ends of the supports, within p's support or within either. */
    private List<LinePiece> pieces() {
        TreeSet<Double> ends = new TreeSet<>(List.of(
                p.bounds().low(),
                p.bounds().high(),
                q.bounds().low(),
                q.bounds().high()));
        List<LinePiece> pieces = new ArrayList<>();
        Double before = null;
        for (Double end : ends) {
            if (before != null) {
                Bounds piece = new Bounds(before, end);
                if (p.bounds().contain(piece) || (!underP && q.bounds().contain(piece))) {
                    pieces.add(new LinePiece(before, end));
                }
            }
            before = end;
        }
        return pieces;
    }

    private List<Peak> peaks(LinePiece piece) {
        List<Peak> peaks = new ArrayList<>();
        for (Event event : underP ? List.of(p) : List.of(p, q)) {
            double guess = piece.contains(event.mean()) ? piece.unconstrained(event.mean()) : Double.NaN;
            Peak peak = Peak.of(u -> logDensity(event, piece, u), guess, piece.reach());
            if (peak != null) {
                peaks.add(peak);
            }
        }
        return peaks;
    }

    /** The log density of u, −∞ where rounding has put x on an end of the interval. */
    private static double[] logDensity(Event event, LinePiece piece, double[] u) {
        double[] x = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            x[i] = piece.point(u[i]);
        }
        double[] log = new double[u.length];
        event.logDensity(u.length, x, log);
        for (int i = 0; i < u.length; i++) {
            log[i] = piece.contains(x[i]) ? log[i] + piece.logJacobian(u[i]) : Double.NEGATIVE_INFINITY;
        }
        return log;
    }

    /** b·h, p and, where it counts, q as densities of u. */
    private double[][] evaluate(LinePiece piece, double[] u) {
        double[] logP = logDensity(p, piece, u);
        double[] logQ = logDensity(q, piece, u);
        double[][] values = new double[3][u.length];
        for (int i = 0; i < u.length; i++) {
            double jacobian = piece.logJacobian(u[i]);
            double weight = Math.exp(underP ? logP[i] : Ratio.logMidpoint(logP[i], logQ[i]));
            values[0][i] = weight > 0 ? weight * functional.integrand(logP[i] - jacobian, logQ[i] - jacobian) : 0;
            values[1][i] = Math.exp(logP[i]);
            values[2][i] = underP ? 0 : Math.exp(logQ[i]);
        }
        return values;
    }
}
