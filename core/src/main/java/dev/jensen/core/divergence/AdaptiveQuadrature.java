package dev.jensen.core.divergence;

import dev.jensen.core.divergence.Panel.Integrand;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Integrals over the whole line of a function with known peaks: Gauss–Legendre rules on panels whose widths double away
 * from each peak, so that power-law tails cost no more than Gaussian ones; a panel on which the rules differ
 * is halved, until the differences are small beside the integral (de Doncker, Piessens and others'
 * QUADPACK, 1983, halves likewise).
 */
final class AdaptiveQuadrature {
    private static final double TOLERANCE = 1e-13;
    private static final double NEGLIGIBLE = 1e-17;
    /** A line that ends there is the logarithm of a distance. */
    private static final double LOGARITHMIC = 1e10;

    private static final double RISING = 0.999;
    private static final int GRID = 16;
    private static final int MOST_PANELS = 4000;
    private static final int MOST_ROUNDS = 48;

    private final Integrand integrand;
    private final double reach;
    private final boolean kinks;
    private final boolean logarithmic;
    private final Sums sums = new Sums();

    private AdaptiveQuadrature(Integrand integrand, double reach, boolean kinks) {
        this.integrand = integrand;
        this.reach = reach;
        this.kinks = kinks;
        logarithmic = reach < LOGARITHMIC;
    }

    /** Integrals, and the error of the first. */
    static final class Sums {
        double value;
        double size;
        double massP;
        double massQ;
        double error;
        private final List<Panel> panels = new ArrayList<>();

        /** The greatest mean of |h| on a panel that holds at least some mass: what h may be where as much is missing. */
        double steepest(double mass) {
            double steepest = 1;
            for (Panel panel : panels) {
                if (panel.mass() > 0 && panel.mass() >= mass) {
                    steepest = Math.max(steepest, panel.size() / panel.mass());
                }
            }
            return steepest;
        }

        void add(Sums other) {
            panels.addAll(other.panels);
            value += other.value;
            size += other.size;
            massP += other.massP;
            massQ += other.massQ;
            error += other.error;
        }
    }

    /**
     * Integrates.
     *
     * @param peaks of the densities, at least one
     * @param reach how far the line goes either way
     * @param kinks whether the integrand has one where p = q
     */
    static Sums of(Integrand integrand, List<Peak> peaks, double reach, boolean kinks) {
        return new AdaptiveQuadrature(integrand, reach, kinks).run(peaks);
    }

    private Sums run(List<Peak> peaks) {
        double[] edges = edges(peaks);
        List<double[]> middle = new ArrayList<>();
        for (int i = 1; i < edges.length; i++) {
            middle.add(new double[] {edges[i - 1], edges[i]});
        }
        List<Panel> panels = Panel.of(integrand, middle);
        double first = edges[0];
        double last = edges[edges.length - 1];
        double width = last - first;
        double size = panels.stream().mapToDouble(Panel::size).sum();
        if (size == Double.POSITIVE_INFINITY) {
            sums.value = size;
            return sums;
        }
        panels.addAll(tail(first, -width, size));
        panels.addAll(tail(last, width, size));
        if (sums.value < Double.POSITIVE_INFINITY) {
            refine(kinks ? splitWhereEqual(panels) : panels);
        }
        return sums;
    }

    /** Distances from each peak that double, until they pass the others. */
    private double[] edges(List<Peak> peaks) {
        TreeSet<Double> edges = new TreeSet<>();
        for (Peak peak : peaks) {
            double span = 32 * peak.width();
            for (Peak other : peaks) {
                span = Math.max(span, 2 * Math.abs(other.centre() - peak.centre()));
            }
            edges.add(peak.centre());
            for (double distance = peak.width() / 2; distance <= span; distance *= 2) {
                edges.add(Math.max(-reach, peak.centre() - distance));
                edges.add(Math.min(reach, peak.centre() + distance));
            }
        }
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Panels outwards, each twice as wide as the one before (up to a width, where u is a logarithm), until two have
     * nothing to add. What lies beyond the end of the line is estimated from how the last panels fell; where they did
     * not fall, the integral is infinite.
     */
    private List<Panel> tail(double start, double firstWidth, double size) {
        List<Panel> tail = new ArrayList<>();
        double edge = start;
        double widest = logarithmic ? reach / 16 : reach;
        double width = Math.copySign(Math.min(Math.abs(firstWidth), widest), firstWidth);
        int negligible = 0;
        double total = size;
        while (Math.abs(edge) < reach) {
            double next = Math.max(-reach, Math.min(reach, edge + width));
            Panel panel = Panel.of(integrand, List.of(new double[] {Math.min(edge, next), Math.max(edge, next)}))
                    .get(0);
            if (!Double.isFinite(panel.value())) {
                if (tail.size() < 4) {
                    sums.value = panel.value();
                } else {
                    beyond(tail, total);
                }
                return tail;
            }
            tail.add(panel);
            total += panel.size();
            boolean nothing = panel.size() <= NEGLIGIBLE * total && panel.mass() <= NEGLIGIBLE;
            negligible = nothing ? negligible + 1 : 0;
            if (negligible == 2) {
                beyond(tail.subList(0, tail.size() - 2), total);
                return tail;
            }
            edge = next;
            width = Math.abs(width) < widest ? 2 * width : width;
        }
        beyond(tail, total);
        return tail;
    }

    /**
     * What lies beyond the last panels of which the doubles can tell: a geometric series at the rate at which they fell;
     * +∞ if they did not fall, although the mass did.
     */
    private void beyond(List<Panel> tail, double total) {
        int n = tail.size();
        if (n < 4) {
            return;
        }
        Panel last = tail.get(n - 1);
        Panel sound = tail.get(n - 2); // the last may be half lost to underflow
        double rate = n < 16
                ? Math.min(rate(sound, tail.get(n - 3)), rate(tail.get(n - 3), tail.get(n - 4)))
                : Math.pow(tail.get(3 * n / 4).size() / tail.get(n / 2).size(), 1.0 / (3 * n / 4 - n / 2));
        if (rate >= RISING && sound.size() > 1e-13 * total && sound.mass() < 1e-4) {
            sums.value = Double.POSITIVE_INFINITY;
        } else if (rate < RISING) {
            sums.error += last.size() * rate / (1 - rate);
        }
    }

    /** By what factor panels fall: in x if their widths double, in log x if those stay the same. */
    private double rate(Panel panel, Panel before) {
        double rate = (logarithmic ? 1 : 2) * (panel.size() / panel.width()) / (before.size() / before.width());
        return Double.isNaN(rate) ? 0 : rate;
    }

    /**
     * Cuts the panels where p = q. A kink between the last node and the end of a panel would be seen by no rule.
     */
    private List<Panel> splitWhereEqual(List<Panel> panels) {
        List<double[]> brackets = new ArrayList<>();
        List<Panel> whole = new ArrayList<>();
        for (Panel panel : panels) {
            double[] u = new double[GRID + 1];
            for (int i = 0; i <= GRID; i++) {
                u[i] = panel.from() + panel.width() * i / GRID;
            }
            double[][] values = integrand.at(u);
            int before = brackets.size();
            for (int i = 1; i <= GRID; i++) {
                if ((values[1][i - 1] > values[2][i - 1]) != (values[1][i] > values[2][i])) {
                    brackets.add(new double[] {u[i - 1], u[i]});
                }
            }
            if (brackets.size() == before) {
                whole.add(panel);
            } else {
                whole.addAll(Panel.of(integrand, cut(panel, brackets.subList(before, brackets.size()))));
            }
        }
        return whole;
    }

    private List<double[]> cut(Panel panel, List<double[]> brackets) {
        List<double[]> parts = new ArrayList<>();
        double from = panel.from();
        for (double[] bracket : brackets) {
            double root = equality(bracket[0], bracket[1]);
            if (from < root && root < panel.to()) {
                parts.add(new double[] {from, root});
                from = root;
            }
        }
        parts.add(new double[] {from, panel.to()});
        return parts;
    }

    /** Where p − q changes its sign, by sections of eight. */
    private double equality(double from, double to) {
        double low = from;
        double high = to;
        for (int round = 0; round < 18; round++) {
            double[] u = new double[9];
            for (int i = 0; i < 9; i++) {
                u[i] = low + (high - low) * i / 8;
            }
            u[8] = high;
            double[][] values = integrand.at(u);
            int i = 1;
            while (i < 8 && (values[1][i] > values[2][i]) == (values[1][0] > values[2][0])) {
                i++;
            }
            low = u[i - 1];
            high = u[i];
        }
        return 0.5 * (low + high);
    }

    private void refine(List<Panel> start) {
        List<Panel> panels = start;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double size = panels.stream().mapToDouble(Panel::size).sum();
            List<Panel> good = new ArrayList<>();
            List<double[]> halves = new ArrayList<>();
            for (Panel panel : panels) {
                double middle = 0.5 * (panel.from() + panel.to());
                boolean splits = panel.from() < middle && middle < panel.to();
                if (panel.error() > TOLERANCE * size && splits && panels.size() < MOST_PANELS) {
                    halves.add(new double[] {panel.from(), middle});
                    halves.add(new double[] {middle, panel.to()});
                } else {
                    good.add(panel);
                }
            }
            if (halves.isEmpty()) {
                break;
            }
            good.addAll(Panel.of(integrand, halves));
            panels = good;
        }
        sums.panels.addAll(panels);
        for (Panel panel : panels) {
            sums.value += panel.value();
            sums.size += panel.size();
            sums.massP += panel.massP();
            sums.massQ += panel.massQ();
            sums.error += panel.error();
        }
    }
}
