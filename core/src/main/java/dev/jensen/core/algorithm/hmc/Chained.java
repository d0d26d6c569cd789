package dev.jensen.core.algorithm.hmc;

import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.Diagnosis;
import dev.jensen.core.diagnostic.ImportanceWeights;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.fit.WeightedPoints;
import java.util.Locale;
import java.util.Optional;

/**
 * Points of many short chains, which all count alike, that began at a rung's draws.
 *
 * @param weighed the points; the diagnosis has that rung's k-hat, which says how well the posterior was seen, that of the chains' own second
 *     moments, their effective sample size and errors, and as its shift how far the two answers are apart
 * @param between the greatest share of a component's variance that is between chains: what they remember of their starts
 * @param vaguest the component of the greatest error, be it of its mean or of its standard deviation
 */
public record Chained(Weighed weighed, double between, String vaguest) {
    private static final double CONSTANT = 1e-12;
    private static final double SETTLED = 0.05; // share between chains
    private static final double SETTLED_ERROR = 0.03;
    private static final double FORGOTTEN = 0.1;
    private static final double SMALL_ERROR = 0.05;
    private static final double LIGHT = 0.5; // k-hat of second moments
    private static final double AGREEING = 0.1; // standard deviations
    private static final double NEARLY_FORGOTTEN = 0.25;
    private static final double MODERATE_ERROR = 0.15;
    private static final double NEAR = 0.25;

    /** Whether there is nothing to gain from longer chains. */
    public boolean isSettled() {
        return between < SETTLED && weighed.diagnosis().error() < SETTLED_ERROR;
    }

    /**
     * The last word, by how much the chains remember, by their errors, and by how far they have come from the weights' answer.
     *
     * @param next the next thing to try where they are not to be trusted
     */
    public Verdict verdict(String next) {
        Diagnosis d = weighed.diagnosis();
        String reason = String.format(
                Locale.US,
                "of Hamiltonian Monte Carlo's variance %.0f %% is between chains, its greatest error is %.2f standard deviations (%s),"
                        + " and it differs from what importance weights said by %.2f (%s)",
                100 * between,
                d.error(),
                vaguest,
                d.shift(),
                d.shifted());
        if (d.momentKHat() >= LIGHT) {
            reason += String.format(
                    Locale.US,
                    "; the tail of %s is so heavy that draws hardly settle its standard deviation (k-hat %.2f of its second moment)",
                    d.heaviest(),
                    d.momentKHat());
        }
        boolean agrees = d.shift() < AGREEING && between < NEARLY_FORGOTTEN;
        if ((between < FORGOTTEN || agrees) && d.error() < SMALL_ERROR && d.momentKHat() < LIGHT) {
            return new Verdict.Reliable(d, reason, "nothing; other seeds should agree within the Monte Carlo errors");
        }
        if ((between < NEARLY_FORGOTTEN && d.error() < MODERATE_ERROR) || d.shift() < NEAR) {
            return new Verdict.Usable(
                    d,
                    reason,
                    "mistrust " + (d.momentKHat() < LIGHT ? vaguest : d.heaviest())
                            + "; compare with another seed, or allow longer chains with gradients(most)");
        }
        return new Verdict.Unreliable(d, reason, next);
    }

    /**
     * Sums chains up.
     *
     * @param points transitions × chains × d, taken over
     * @return nothing where a component is not finite
     */
    public static Optional<Chained> of(String name, Variables variables, double[] points, int chains, Weighed rung) {
        int d = rung.family().dimension();
        int draws = points.length / d;
        int width = variables.constrainedDimension();
        double[] values = new double[draws * width];
        variables.constrain(draws, points, values);
        for (int s = 0; s < draws; s++) {
            if (!Weighed.areFinite(values, s, draws)) {
                return Optional.empty();
            }
        }
        double[][] summary = new double[2][width];
        ChainMoments[] moments = new ChainMoments[width];
        for (int c = 0; c < width; c++) {
            moments[c] = ChainMoments.of(values, draws / chains, chains, c, width);
            summary[0][c] = moments[c].mean();
            summary[1][c] = moments[c].deviation();
        }
        double error = 0;
        double between = 0;
        int vaguest = 0;
        double kurtosis = 0;
        int heaviest = 0;
        double apart = 0;
        int farthest = 0;
        for (int c : Weighed.judged(variables)) {
            ChainMoments of = moments[c];
            if (!(of.deviation() > CONSTANT * Math.abs(of.mean()))) {
                continue;
            }
            double ofComponent = Math.max(of.error(), of.deviationError()) / of.deviation();
            if (ofComponent > error) {
                error = ofComponent;
                vaguest = c;
            }
            if (of.kurtosis() > kurtosis) {
                kurtosis = of.kurtosis();
                heaviest = c;
            }
            between = Math.max(between, of.between());
            double distance = Math.max(
                    Math.abs(of.mean() - rung.summary()[0][c]) / of.deviation(),
                    Math.abs(Math.log(of.deviation() / rung.summary()[1][c])));
            if (distance > apart) {
                apart = distance;
                farthest = c;
            }
        }
        Diagnosis of = rung.diagnosis();
        Diagnosis diagnosis = new Diagnosis(
                of.kHat(),
                tail(values, draws, heaviest, summary[0][heaviest]),
                variables.componentNames().get(heaviest),
                Math.min(1, 1 / (error * error * draws)),
                error,
                apart,
                variables.componentNames().get(farthest),
                of.elbo(),
                of.logEvidence(),
                of.lowerBound(),
                of.upperBound(),
                draws,
                Double.NaN,
                of.undefined());
        WeightedPoints all = new WeightedPoints(d, points, ImportanceWeights.paretoSmoothed(new double[draws]));
        return Optional.of(new Chained(
                new Weighed(name, rung.family(), rung.phi(), all, diagnosis, summary),
                between,
                variables.componentNames().get(vaguest)));
    }

    /** The k-hat of a component's squared deviations: from 0.5 on its variance has no finite error. */
    private static double tail(double[] values, int draws, int component, double mean) {
        int width = values.length / draws;
        double[] logs = new double[draws];
        for (int s = 0; s < draws; s++) {
            logs[s] = 2 * Math.log(Math.abs(values[s * width + component] - mean));
        }
        return ImportanceWeights.paretoSmoothed(logs).kHat();
    }
}
