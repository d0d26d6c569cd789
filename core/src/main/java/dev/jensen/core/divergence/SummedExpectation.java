package dev.jensen.core.divergence;

import org.jspecify.annotations.Nullable;

/**
 * Σ b(k) h(k) over the outcomes of a discrete base law: all of them, or, of very many, outwards from the means in blocks
 * that double, until a block has nothing left to add.
 *
 * <p>What a truncated sum leaves out is bounded by continuing it as a geometric series at the rate of its last two
 * blocks, which laws with tails that fall at least geometrically undercut. How far the probabilities are from summing to
 * 1 is added to the error.
 */
final class SummedExpectation {
    private static final int ALL = 100_000;
    private static final int FIRST_BLOCK = 256;
    private static final int MOST = 1 << 24;
    private static final double NEGLIGIBLE = 1e-17;

    private final Functional functional;
    private final Event p;
    private final Event q;
    private final boolean underP;
    private double sum;
    private double size;
    private double massP;
    private double massQ;
    private double rest;
    private int terms;

    private SummedExpectation(Functional functional, Event p, Event q) {
        this.functional = functional;
        this.p = p;
        this.q = q;
        underP = functional.base() == Functional.Base.P;
    }

    /** The expectation, or null where the probabilities do not sum to 1. */
    static @Nullable Divergence of(Functional functional, Event p, Event q) {
        return new SummedExpectation(functional, p, q).run();
    }

    private @Nullable Divergence run() {
        double low = underP
                ? p.bounds().low()
                : Math.min(p.bounds().low(), q.bounds().low());
        double high = underP
                ? p.bounds().high()
                : Math.max(p.bounds().high(), q.bounds().high());
        if (high - low < ALL) {
            block(low, high);
            return answer(0);
        }
        double from = start(p.mean(), low, high);
        double covered = from - 1;
        double left = from;
        covered = outwards(covered, 1, high);
        left = outwards(left, -1, low);
        if (!underP) {
            double other = start(q.mean(), low, high);
            if (other > covered) {
                outwards(other - 1, 1, high);
                outwards(other, -1, covered + 1);
            } else if (other < left) {
                outwards(other - 1, 1, left - 1);
                outwards(other, -1, low);
            }
        }
        double gap = Math.abs(1 - massP) + (underP ? 0 : Math.abs(1 - massQ));
        return gap > 1e-3 && Double.isFinite(sum) ? null : answer(rest + gap * Math.max(1, Math.abs(sum)));
    }

    private Divergence answer(double error) {
        return new Divergence(sum, Double.isInfinite(sum) ? 0 : error, Route.EXACT_SUM, functional.unit());
    }

    private static double start(double mean, double low, double high) {
        double centre = mean < Double.POSITIVE_INFINITY ? Math.floor(mean) : low;
        return Math.max(low, Math.min(high, centre));
    }

    /** Adds blocks beyond {@code last} in a direction, up to and with the end; returns how far it got. */
    private double outwards(double last, int direction, double end) {
        double edge = last;
        double before = Double.POSITIVE_INFINITY;
        for (double width = FIRST_BLOCK; direction * (end - edge) > 0; width *= 2) {
            double next = direction > 0 ? Math.min(end, edge + width) : Math.max(end, edge - width);
            double size0 = size;
            double massP0 = massP;
            double massQ0 = massQ;
            block(Math.min(edge + direction, next), Math.max(edge + direction, next));
            edge = next;
            double added = Math.max(size - size0, 0);
            double mass = Math.max(massP - massP0, underP ? 0 : massQ - massQ0);
            boolean first = before == Double.POSITIVE_INFINITY;
            if (!first && added <= NEGLIGIBLE * Math.max(size, Double.MIN_NORMAL) && mass <= NEGLIGIBLE) {
                double rate = before > 0 ? Math.min(added / before, 0.5) : 0;
                rest += added * rate / (1 - rate);
                return edge;
            }
            if (Double.isInfinite(sum)) {
                return edge;
            }
            if (terms > MOST) {
                if (added >= before && mass < added) {
                    sum = Double.POSITIVE_INFINITY;
                }
                rest += added;
                return edge;
            }
            before = added;
        }
        return edge;
    }

    /** Adds the outcomes from one to another. */
    private void block(double from, double to) {
        for (double k = from; k <= to; ) {
            int now = (int) Math.min(4096, to - k + 1);
            double[] x = new double[now];
            for (int i = 0; i < now; i++) {
                x[i] = k + i;
            }
            double[] logP = new double[now];
            double[] logQ = new double[now];
            p.logDensity(now, x, logP);
            q.logDensity(now, x, logQ);
            for (int i = 0; i < now; i++) {
                add(logP[i], logQ[i]);
            }
            k += now;
            terms += now;
        }
    }

    private void add(double logP, double logQ) {
        double weight = Math.exp(underP ? logP : Ratio.logMidpoint(logP, logQ));
        if (weight > 0) {
            double term = weight * functional.integrand(logP, logQ);
            sum += term;
            size += Math.abs(term);
            massP += Math.exp(logP);
            massQ += Math.exp(logQ);
        }
    }
}
