package dev.jensen.core.distribution;

import dev.jensen.core.engine.Frame;
import dev.jensen.core.engine.Program;
import dev.jensen.core.engine.function.PanelRule;
import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Mean and variance of a law of known numbers: between neighbouring quantiles the mass is known, and where it lies there the density
 * tells, by Gauss and Legendre's rule. The density need only be known but for a factor, so that between narrow bounds or far in a tail
 * nothing cancels; and a law whose quantile is found by a search is searched a few dozen times.
 *
 * <p>Panels that reach far towards an end of the law are taken in the logarithm of the distance from it, as a density may have a pole
 * there. A panel whose halves say otherwise than it does, as at a kink, is halved, until that no longer matters for the whole.
 */
final class DensityMoments {
    private static final int PANELS = 30;
    private static final double REACH =
            60; // e⁻⁶⁰ of the mass on either side counts as at the quantile there, or at the end
    private static final double TOLERANCE = 1e-13; // of the whole, for each panel
    private static final double FAR = 4;
    private static final int MOST_HALVINGS = 40;
    private static final int MOST_PIECES = 2000;

    private final Program logDensity;
    private final double[] knots = new double[PANELS + 1];
    private final double centre;
    private final double[] sizes = {1, 0, 0}; // E|X − c|ᵏ, roughly
    private final double[] moments = new double[3];
    private int pieces;

    private DensityMoments(CumulativeContinuous law, UnaryOperator<Expr> logDensity, double[] parameters) {
        Expr x = Expr.variable("x");
        this.logDensity = Program.of(List.of(x), List.of(logDensity.apply(x)));
        double least = law.quantile(Level.NOTHING_BELOW, parameters);
        double greatest = law.quantile(Level.NOTHING_BELOW.mirrored(), parameters);
        for (int k = 0; k <= PANELS; k++) {
            knots[k] = law.quantile(Tails.logisticLevel(logOdds(k)), parameters);
        }
        knots[0] = Double.isInfinite(least) ? knots[0] : least;
        knots[PANELS] = Double.isInfinite(greatest) ? knots[PANELS] : greatest;
        centre = knots[PANELS / 2];
        for (int k = 0; k < PANELS; k++) {
            double off = Math.abs(knots[k] + 0.5 * (knots[k + 1] - knots[k]) - centre);
            sizes[1] += mass(k) * off;
            sizes[2] += mass(k) * off * off;
        }
        for (int k = 0; k < PANELS; k++) {
            add(mass(k), panel(k, least, greatest));
        }
    }

    /**
     * Integrates.
     *
     * @param law of known numbers
     * @param logDensity of the law within its support, but for a constant
     * @param parameters the law's
     */
    static DensityMoments of(CumulativeContinuous law, UnaryOperator<Expr> logDensity, double[] parameters) {
        return new DensityMoments(law, logDensity, parameters);
    }

    double mean() {
        return centre + moments[1];
    }

    double variance() {
        return moments[2] - moments[1] * moments[1];
    }

    private static double logOdds(int knot) {
        return REACH * (2.0 * knot / PANELS - 1);
    }

    /** The mass between two knots. */
    private static double mass(int panel) {
        boolean lower = panel < PANELS / 2;
        double inner = logOdds(lower ? panel + 1 : PANELS - panel);
        double outer = logOdds(lower ? panel : PANELS - panel - 1);
        boolean last = panel == 0 || panel == PANELS - 1;
        return 1 / (1 + Math.exp(-inner)) - (last ? 0 : 1 / (1 + Math.exp(-outer)));
    }

    private void add(double mass, Panel panel) {
        double width = panel.to - panel.from;
        double near = Math.min(Math.abs(panel.from - centre), Math.abs(panel.to - centre));
        double[] sums = width > 1e-13 * near ? panel.integrals(mass) : new double[3];
        if (sums[0] > 0) {
            moments[1] += mass * (sums[1] / sums[0]);
            moments[2] += mass * (sums[2] / sums[0]);
        } else { // all at one place, as far as numbers can tell
            double off = panel.from + 0.5 * width - centre;
            moments[1] += mass * off;
            moments[2] += mass * off * off;
        }
    }

    private Panel panel(int k, double least, double greatest) {
        double from = knots[k];
        double to = knots[k + 1];
        if (k < PANELS / 2 && to - least > FAR * (from - least) && from > least) {
            return new Panel(from, to, least, Math.log((to - least) / (from - least)));
        }
        if (k >= PANELS / 2 && greatest - from > FAR * (greatest - to) && to < greatest) {
            return new Panel(from, to, greatest, Math.log((greatest - to) / (greatest - from)));
        }
        return new Panel(from, to, Double.NaN, 0);
    }

    /** Between two knots; x runs from one to the other as t does from 0 to 1, or log |x − end| does. */
    private final class Panel {
        private final double from;
        private final double to;
        private final double end;
        private final double rise; // of log |x − end|, 0 where x itself runs
        private double peak = Double.NEGATIVE_INFINITY;

        Panel(double from, double to, double end, double rise) {
            this.from = from;
            this.to = to;
            this.end = end;
            this.rise = rise;
        }

        /** ∫ (x − c)ᵏ p dt over all of it, as fine as a mass needs. */
        double[] integrals(double mass) {
            double[] whole = integrals(0, 1);
            double[] sums = new double[3];
            add(0, 1, whole, mass / whole[0], 0, sums);
            return sums;
        }

        /** Over a piece, p by the first one's peak. */
        private double[] integrals(double start, double length) {
            double[] x = new double[PanelRule.SIZE];
            double[] log = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                double t = start + length * PanelRule.node(i);
                x[i] = rise == 0 ? from + (to - from) * t : end + (from - end) * Math.exp(rise * t);
            }
            logDensities(x, log);
            for (int i = 0; i < x.length; i++) {
                log[i] += rise == 0 ? 0 : rise * (start + length * PanelRule.node(i)); // dx/dt, but for a constant
            }
            for (int i = 0; i < x.length && start == 0 && length == 1; i++) {
                peak = Math.max(peak, log[i]);
            }
            double[] sums = new double[3];
            for (int i = 0; i < x.length; i++) {
                double mass = length * PanelRule.weight(i) * Math.exp(log[i] - peak);
                double off = x[i] - centre;
                sums[0] += mass;
                sums[1] += mass * off;
                sums[2] += mass * off * off;
            }
            return sums;
        }

        /** Adds a piece's integrals, by halves where they matter. */
        private void add(double start, double length, double[] whole, double unit, int depth, double[] sums) {
            double half = 0.5 * length;
            double[] left = integrals(start, half);
            double[] right = integrals(start + half, half);
            boolean agree = true;
            for (int k = 0; k < 3; k++) {
                double gap = unit * Math.abs(left[k] + right[k] - whole[k]);
                agree &= !(gap > TOLERANCE * sizes[k]);
            }
            if (agree || depth == MOST_HALVINGS || pieces++ >= MOST_PIECES) {
                for (int k = 0; k < 3; k++) {
                    sums[k] += left[k] + right[k];
                }
                return;
            }
            add(start, half, left, unit, depth + 1, sums);
            add(start + half, half, right, unit, depth + 1, sums);
        }
    }

    private void logDensities(double[] x, double[] log) {
        Frame frame = logDensity.frame(Math.min(Program.MOST_DRAWS, x.length));
        for (int done = 0; done < x.length; done += frame.draws()) {
            frame.set(0, x, done, 1);
            frame.run();
            frame.get(0, log, done, 1);
        }
        logDensity.back(frame);
    }
}
