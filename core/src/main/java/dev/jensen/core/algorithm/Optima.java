package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.normal.Coordinates;
import dev.jensen.core.density.Variables;
import dev.jensen.core.family.Family;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.noise.MonteCarlo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where several runs ended, best first. Runs belong to one optimum where their ELBOs agree within a nat (or 4 standard errors) and no
 * coordinate's mean differs by more than half a standard deviation.
 *
 * @param optima those that differ, the greatest ELBO first
 */
public record Optima(List<Optimum> optima) {
    private static final int DRAWS = 512;
    private static final double NEAR_ELBO = 1; // nats
    private static final double NEAR_MEAN = 0.5; // standard deviations
    private static final double WORTH_NAMING = 5; // nats below the best

    /** Copies the list. */
    public Optima {
        optima = List.copyOf(optima);
    }

    /**
     * An optimum.
     *
     * @param best the fit with the greatest ELBO of those that ended here
     * @param runs how many did
     */
    public record Optimum(Fit best, int runs) {}

    static Optima of(List<Fit> fits) {
        List<Fit> sorted = new ArrayList<>(fits);
        sorted.sort(Comparator.comparingDouble((Fit fit) -> -fit.elbo().value()));
        List<Fit> centres = new ArrayList<>();
        List<double[][]> moments = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (Fit fit : sorted) {
            double[][] own = moments(fit);
            int k = 0;
            while (k < centres.size() && !isNear(centres.get(k), moments.get(k), fit, own)) {
                k++;
            }
            if (k < centres.size()) {
                counts.set(k, counts.get(k) + 1);
            } else {
                centres.add(fit);
                moments.add(own);
                counts.add(1);
            }
        }
        List<Optimum> optima = new ArrayList<>();
        for (int k = 0; k < centres.size(); k++) {
            optima.add(new Optimum(warned(centres.get(k), centres, moments, k), counts.get(k)));
        }
        return new Optima(optima);
    }

    /** Whatever a fit says of itself: where another optimum is nearly as good, or better, it stands for a part of the posterior. */
    private static Fit warned(Fit fit, List<Fit> centres, List<double[][]> moments, int k) {
        Fit other = centres.get(k == 0 ? Math.min(1, centres.size() - 1) : 0);
        double lower = fit.elbo().value() - other.elbo().value();
        boolean isAlone = other == fit || !(lower <= WORTH_NAMING);
        Optional<Verdict> own =
                fit.verdict().filter(v -> !(v instanceof Verdict.Diverged) && !(v instanceof Verdict.BudgetSpent));
        if (isAlone || own.isEmpty()) {
            return fit;
        }
        Coordinates.Moved moved =
                Coordinates.moved(Variables.of(fit.target()), moments.get(k)[0], moments.get(k == 0 ? 1 : 0)[0]);
        return fit.judged(new Verdict.Unreliable(
                own.get().diagnosis(),
                String.format(
                        Locale.US,
                        "other runs ended in another optimum about %s = %.4g, where q has %.4g, with an ELBO %.1f nats %s: q stands"
                                + " for one of them%s",
                        moved.name(),
                        moved.to(),
                        moved.from(),
                        Math.abs(lower),
                        lower >= 0 ? "lower" : "higher",
                        own.get() instanceof Verdict.Reliable
                                ? ""
                                : "; " + own.get().reason()),
                "stacked() combines them; or leave the choice to the default fit, which weighs modes together"));
    }

    /** Mean and standard deviation of each coordinate under q. */
    private static double[][] moments(Fit fit) {
        Family family = fit.family();
        int d = family.dimension();
        double[] noise = new double[DRAWS * family.noiseDimension()];
        double[] z = new double[DRAWS * d];
        MonteCarlo.seed(1).fill(0, DRAWS, family.noiseDimension(), noise);
        family.draw(fit.parameters(), DRAWS, noise, z);
        double[] mean = new double[d];
        double[] deviation = new double[d];
        for (int i = 0; i < d; i++) {
            for (int s = 0; s < DRAWS; s++) {
                mean[i] += z[s * d + i] / DRAWS;
            }
            for (int s = 0; s < DRAWS; s++) {
                deviation[i] += (z[s * d + i] - mean[i]) * (z[s * d + i] - mean[i]) / (DRAWS - 1);
            }
            deviation[i] = Math.sqrt(deviation[i]);
        }
        return new double[][] {mean, deviation};
    }

    private static boolean isNear(Fit a, double[][] ofA, Fit b, double[][] ofB) {
        double error = a.elbo().standardError() + b.elbo().standardError();
        double slack = Math.max(NEAR_ELBO, Double.isFinite(error) ? 4 * error : 0);
        if (!(a.elbo().value() - b.elbo().value() <= slack)) {
            return false;
        }
        for (int i = 0; i < ofA[0].length; i++) {
            double scale = Math.max(ofA[1][i], ofB[1][i]);
            if (!(Math.abs(ofA[0][i] - ofB[0][i]) <= NEAR_MEAN * scale)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the fit with the greatest ELBO. */
    public Fit best() {
        return optima.get(0).best();
    }

    /** Returns the best ELBO less the worst optimum's, in nats. */
    public double spread() {
        return best().elbo().value()
                - optima.get(optima.size() - 1).best().elbo().value();
    }

    /** Whether there is another optimum within 5 nats of the best, so that one mode is not the whole posterior. */
    public boolean isMultimodal() {
        return optima.size() > 1
                && best().elbo().value() - optima.get(1).best().elbo().value() <= WORTH_NAMING;
    }

    /**
     * Combines the optima: the mixture of their laws with the weights that maximise its ELBO, as a fit ({@link Stacking}).
     *
     * @throws IllegalArgumentException if the fits are not of one family with paths
     */
    public Fit stacked() {
        return Stacking.of(optima.stream().map(Optimum::best).toList());
    }

    /** Says how many optima there are, and whether one is enough. */
    @Override
    public String toString() {
        int runs = optima.stream().mapToInt(Optimum::runs).sum();
        StringBuilder text = new StringBuilder();
        text.append(runs)
                .append(runs == 1 ? " run ended in " : " runs ended in ")
                .append(optima.size());
        text.append(optima.size() == 1 ? " optimum:" : " optima:");
        for (Optimum each : optima) {
            text.append(String.format(
                    Locale.US,
                    " ELBO %s (%d %s);",
                    each.best().elbo(),
                    each.runs(),
                    each.runs() == 1 ? "run" : "runs"));
        }
        text.setLength(text.length() - 1);
        if (isMultimodal()) {
            text.append(": more than one mode carries weight; stacked() combines them");
        } else if (optima.size() > 1) {
            text.append(String.format(Locale.US, ": the others are lesser optima, by up to %.1f nats", spread()));
        }
        return text.toString();
    }
}
