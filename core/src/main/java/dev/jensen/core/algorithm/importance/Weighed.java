package dev.jensen.core.algorithm.importance;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.Diagnosis;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.ImportanceWeights;
import dev.jensen.core.diagnostic.Undefined;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.fit.WeightedPoints;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A member of a family with points that importance weights have made the posterior's.
 *
 * @param name of the rung it stands on
 * @param family q
 * @param phi its parameters
 * @param points weighted
 * @param diagnosis what the weights say
 * @param summary weighted mean, then standard deviation, of every component that is judged; 0 of the others
 */
public record Weighed(
        String name, Family family, double[] phi, WeightedPoints points, Diagnosis diagnosis, double[][] summary) {
    private static final double ENOUGH_K = 0.5;
    private static final double ENOUGH_MOMENT_K = 0.7;
    private static final double ENOUGH_ERROR = 0.025;
    private static final long STREAM = 15;
    private static final int[] NONE = {};

    /**
     * Weighs draws.
     *
     * @param z draws × d, taken over
     * @param logFamily log q there
     * @param logProposal log density of what they were drawn from
     * @param own weights under which they stand for q, sum 1
     * @return nothing where log p̃ is −∞ at all of them
     */
    public static Optional<Weighed> of(
            String name,
            LogDensity target,
            Variables variables,
            Family family,
            double[] phi,
            double[] z,
            double[] logFamily,
            double[] logProposal,
            double[] own) {
        int draws = logProposal.length;
        double[] logTarget = new double[draws];
        (target instanceof Watched watched ? watched.asItIs() : target).logDensity(draws, z, logTarget);
        double[] values = new double[draws * variables.constrainedDimension()];
        variables.constrain(draws, z, values);
        Undefined undefined = undefined(variables, logTarget, values, own);
        double[] ratios = new double[draws];
        boolean any = false;
        for (int s = 0; s < draws; s++) {
            double ratio = logTarget[s] - logProposal[s];
            boolean counts = Math.abs(ratio) < Double.POSITIVE_INFINITY && areFinite(values, s, draws);
            ratios[s] = counts ? ratio : Double.NEGATIVE_INFINITY;
            any |= ratios[s] > Double.NEGATIVE_INFINITY;
        }
        if (!any) {
            return Optional.empty();
        }
        ImportanceWeights weights = ImportanceWeights.paretoSmoothed(ratios);
        int[] judged = judged(variables);
        Diagnosis diagnosis = Diagnosis.of(
                weights,
                ratios,
                own,
                elbo(logTarget, logFamily, own),
                Arrays.stream(judged).mapToObj(variables.componentNames()::get).toList(),
                columns(values, draws, judged),
                undefined);
        WeightedPoints points = new WeightedPoints(family.dimension(), z, weights);
        return Optional.of(
                new Weighed(name, family, phi, points, diagnosis, moments(weights.weights(), values, judged)));
    }

    /** Weighs draws through the map of a family; nothing where log p̃ is −∞ at all of them. */
    public static Optional<Weighed> through(
            String name,
            LogDensity target,
            Variables variables,
            Reparameterized family,
            double[] phi,
            int draws,
            long seed) {
        int d = family.dimension();
        DefensiveNoise noise = DefensiveNoise.of(draws, d, seed, STREAM);
        double[] z = new double[draws * d];
        double[] logFamily = new double[draws];
        double[] logProposal = new double[draws];
        double[] own = new double[draws];
        if (family instanceof NormalizingFlow flow) {
            flow.drawWithDensity(phi, draws, noise.epsilon(), z, logFamily);
        } else {
            family.draw(phi, draws, noise.epsilon(), z);
            family.logDensity(phi, draws, z, logFamily);
        }
        for (int s = 0; s < draws; s++) {
            logProposal[s] = logFamily[s] + noise.excess()[s];
            own[s] = s < noise.plain() ? 1.0 / noise.plain() : 0;
        }
        return of(name, target, variables, family, phi, z, logFamily, logProposal, own);
    }

    /** Counts the draws at which log p̃ is NaN or +∞, where it becomes −∞. */
    private static Undefined undefined(Variables variables, double[] logTarget, double[] values, double[] own) {
        int width = variables.constrainedDimension();
        int count = 0;
        double share = 0;
        String where = "";
        for (int s = 0; s < logTarget.length; s++) {
            if (!(logTarget[s] < Double.POSITIVE_INFINITY)) {
                if (count == 0 || (share == 0 && own[s] > 0)) { // rather a draw of q than one farther out
                    double[] point = Arrays.copyOfRange(values, s * width, (s + 1) * width);
                    where = Undefined.describe(logTarget[s], variables.componentNames(), point);
                }
                count++;
                share += own[s];
                logTarget[s] = Double.NEGATIVE_INFINITY;
            }
        }
        return count == 0 ? Undefined.NOWHERE : new Undefined(count, share, where);
    }

    /** The same draws, made by another proposal than q: what there is to say of q is another rung's. */
    public Weighed withFamilyOf(Weighed rung) {
        Diagnosis of = diagnosis;
        Diagnosis mended = new Diagnosis(
                of.kHat(),
                of.momentKHat(),
                of.heaviest(),
                of.effectiveShare(),
                of.error(),
                rung.diagnosis.shift(),
                rung.diagnosis.shifted(),
                rung.diagnosis.elbo(),
                of.logEvidence(),
                of.lowerBound(),
                of.upperBound(),
                of.draws(),
                of.greatestWeight(),
                of.undefined());
        return new Weighed(name, rung.family, rung.phi, points, mended, summary);
    }

    /** The components whose tails matter: all but the probabilities of outcomes, unless there is nothing else. */
    public static int[] judged(Variables variables) {
        int[] judged = new int[variables.constrainedDimension()];
        int count = 0;
        int at = 0;
        for (Variable variable : variables.list()) {
            for (int k = 0; k < variable.size(); k++, at++) {
                if (variable.role() == Variable.Role.QUANTITY) {
                    judged[count++] = at;
                }
            }
        }
        if (count == 0) {
            Arrays.setAll(judged, i -> i);
            return judged;
        }
        return Arrays.copyOf(judged, count);
    }

    private static double[] columns(double[] values, int draws, int[] wanted) {
        int width = values.length / draws;
        if (wanted.length == width) {
            return values;
        }
        double[] chosen = new double[draws * wanted.length];
        for (int s = 0; s < draws; s++) {
            for (int c = 0; c < wanted.length; c++) {
                chosen[s * wanted.length + c] = values[s * width + wanted[c]];
            }
        }
        return chosen;
    }

    /** Returns whether all components of draw s are finite. */
    public static boolean areFinite(double[] values, int s, int draws) {
        int width = values.length / draws;
        for (int c = s * width; c < (s + 1) * width; c++) {
            if (!Double.isFinite(values[c])) {
                return false;
            }
        }
        return true;
    }

    private static Estimate elbo(double[] logTarget, double[] logFamily, double[] own) {
        double mean = 0;
        for (int s = 0; s < own.length; s++) {
            mean += own[s] == 0 ? 0 : own[s] * (logTarget[s] - logFamily[s]);
        }
        double error = 0;
        long count = 0;
        for (int s = 0; s < own.length; s++) {
            if (own[s] > 0) {
                error += Math.pow(own[s] * (logTarget[s] - logFamily[s] - mean), 2);
                count++;
            }
        }
        return new Estimate(mean, Math.sqrt(error), count);
    }

    private static double[][] moments(double[] w, double[] values, int[] judged) {
        int width = values.length / w.length;
        double[] mean = new double[width];
        double[] deviation = new double[width];
        for (int s = 0; s < w.length; s++) {
            for (int c : w[s] > 0 ? judged : NONE) {
                mean[c] += w[s] * values[s * width + c];
            }
        }
        for (int s = 0; s < w.length; s++) {
            for (int c : w[s] > 0 ? judged : NONE) {
                deviation[c] += w[s] * Math.pow(values[s * width + c] - mean[c], 2);
            }
        }
        return new double[][] {mean, Arrays.stream(deviation).map(Math::sqrt).toArray()};
    }

    /** Whether there is nothing to gain from a richer family. */
    public boolean isEnough() {
        return diagnosis.kHat() < ENOUGH_K && areMomentsSafe() && diagnosis.error() < ENOUGH_ERROR;
    }

    /** Whether these weights alone would be called reliable. */
    public boolean claimsToBeRight() {
        return Verdict.ofWeighted(diagnosis, List.of(), "") instanceof Verdict.Reliable;
    }

    private boolean areMomentsSafe() {
        return diagnosis.momentKHat() < ENOUGH_MOMENT_K;
    }

    /** Whether this rung is the better one to stand on. */
    public boolean isBetterThan(Weighed other) {
        return areMomentsSafe() == other.areMomentsSafe()
                ? diagnosis.effectiveShare() > other.diagnosis.effectiveShare()
                : areMomentsSafe();
    }

    /** Returns by how many standard deviations the two answers differ at most, in means and in log standard deviations. */
    public double distanceTo(Weighed other) {
        double farthest = 0;
        for (int c = 0; c < summary[0].length; c++) {
            double deviation = summary[1][c];
            if (deviation > 0 && other.summary[1][c] > 0) {
                farthest = Math.max(farthest, Math.abs(summary[0][c] - other.summary[0][c]) / deviation);
                farthest = Math.max(farthest, Math.abs(Math.log(deviation / other.summary[1][c])));
            }
        }
        return farthest;
    }
}
