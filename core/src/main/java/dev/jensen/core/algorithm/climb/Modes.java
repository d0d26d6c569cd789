package dev.jensen.core.algorithm.climb;

import dev.jensen.core.algorithm.importance.DefensiveNoise;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.NaturalSteps;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Variables;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MixtureFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Normals about places far from each other that carry weight together.
 *
 * @param positions the best first; none where no race has ended anywhere
 */
record Modes(List<NaturalSteps.Position> positions) {
    private static final double COMPARABLE = 10; // nats
    private static final int MOST_MODES = 4;
    private static final double NEGLIGIBLE = 1e-3; // times the mean weight
    private static final int MOST_STRAYS = 3;
    private static final double ENOUGH_DRAWS = 10; // effective, for each dimension

    /**
     * Takes the best positions that are far from all better ones, and not much worse than the first.
     *
     * @param finished the best first
     */
    static Modes apart(List<NaturalSteps.Position> finished) {
        List<NaturalSteps.Position> modes = new ArrayList<>();
        for (NaturalSteps.Position position : finished) {
            boolean comparable = position.elbo() > finished.get(0).elbo() - COMPARABLE
                    && (!position.isRunningAway() || finished.get(0).isRunningAway());
            boolean apart = modes.stream()
                    .allMatch(better ->
                            better.normal().distanceTo(position.normal().mean())
                                    > 3 + Math.sqrt(better.normal().dimension()));
            if (comparable && apart && modes.size() < MOST_MODES) {
                modes.add(position);
            }
        }
        return new Modes(modes);
    }

    boolean isEmpty() {
        return positions.isEmpty();
    }

    int size() {
        return positions.size();
    }

    boolean areSeveral() {
        return positions.size() > 1;
    }

    NaturalSteps.Position best() {
        return positions.get(0);
    }

    private int dimension() {
        return best().normal().dimension();
    }

    /** Draws from every mode, as many of each, all weighted against the mixture of their proposals. */
    Optional<Weighed> weighed(LogDensity target, Variables variables, int most, long seed) {
        int d = dimension();
        int count = positions.size();
        int draws = most / count * count;
        int share = draws / count;
        MixtureFamily<FullRankGaussian> family = MixtureFamily.of(FullRankGaussian.of(d), count);
        double[] z = new double[draws * d];
        double[] logProposal = new double[draws];
        double[] own = new double[draws];
        double[] weights = new double[count];
        double[][] phis = new double[count][];
        int plain = 0;
        for (int k = 0; k < count; k++) {
            FittedNormal normal = positions.get(k).normal();
            phis[k] = family.component().parameters(normal.mean(), normal.factor());
            weights[k] = Math.exp(positions.get(k).elbo() - positions.get(0).elbo());
            DefensiveNoise noise = DefensiveNoise.of(share, d, seed, 16 + k);
            double[] part = new double[share * d];
            normal.draw(share, noise.epsilon(), part);
            System.arraycopy(part, 0, z, k * share * d, share * d);
            plain = noise.plain();
        }
        double total = Arrays.stream(weights).sum();
        Arrays.fill(logProposal, Double.NEGATIVE_INFINITY);
        for (int s = 0; s < draws; s++) {
            double[] point = Arrays.copyOfRange(z, s * d, (s + 1) * d);
            for (NaturalSteps.Position mode : positions) {
                double square = Math.pow(mode.normal().distanceTo(point), 2);
                double log = -0.5 * square
                        - 0.5 * d * Math.log(2 * Math.PI)
                        - mode.normal().logDeterminant()
                        + DefensiveNoise.excess(square, d)
                        - Math.log(count);
                double greater = Math.max(log, logProposal[s]);
                logProposal[s] = greater + Math.log1p(Math.exp(-Math.abs(log - logProposal[s])));
            }
            own[s] = s % share < plain ? weights[s / share] / total / plain : 0;
        }
        double[] phi = family.parameters(weights, phis);
        double[] logFamily = new double[draws];
        family.logDensity(phi, draws, z, logFamily);
        return Weighed.of(
                count + " full-rank Gaussians", target, variables, family, phi, z, logFamily, logProposal, own);
    }

    /** The draws far from every mode that weigh most: a mode that no start has found shows by its flank, if at all. */
    List<double[]> strays(Weighed weighed) {
        double[] w = weighed.points().weights().weights();
        double[] z = weighed.points().points();
        int d = dimension();
        return IntStream.range(0, w.length)
                .filter(s -> w[s] * w.length > NEGLIGIBLE)
                .boxed()
                .sorted(Comparator.comparingDouble(s -> -w[s]))
                .map(s -> Arrays.copyOfRange(z, s * d, (s + 1) * d))
                .filter(point ->
                        positions.stream().allMatch(mode -> mode.normal().distanceTo(point) > 3 + Math.sqrt(d)))
                .limit(MOST_STRAYS)
                .toList();
    }

    /**
     * The modes with the moments of the weighted draws that each is most likely to have made, a step of adaptive mixture importance
     * sampling (Cappé, Douc, Guillin, Marin and Robert 2008): of a skewed mode the ELBO's normal leaves a flank out.
     */
    Modes adapted(Weighed weighed) {
        int d = dimension();
        double[] w = weighed.points().weights().weights();
        double[] z = weighed.points().points();
        double[][] owned = new double[positions.size()][w.length];
        for (int s = 0; s < w.length; s++) {
            double[] point = Arrays.copyOfRange(z, s * d, (s + 1) * d);
            double most = Double.NEGATIVE_INFINITY;
            int owner = 0;
            for (int k = 0; w[s] > 0 && k < positions.size(); k++) {
                double log = logDensity(positions.get(k), point);
                if (log > most) {
                    most = log;
                    owner = k;
                }
            }
            owned[owner][s] = w[s];
        }
        List<NaturalSteps.Position> adapted = new ArrayList<>();
        for (int k = 0; k < positions.size(); k++) {
            NaturalSteps.Position mode = positions.get(k);
            double total = Arrays.stream(owned[k]).sum();
            double squares = Arrays.stream(owned[k]).map(v -> v * v).sum();
            boolean areEnough = total * total > ENOUGH_DRAWS * d * squares;
            Optional<FittedNormal> normal = areEnough
                    ? FittedNormal.ofMoments(
                            z, d, Arrays.stream(owned[k]).map(v -> v / total).toArray())
                    : Optional.empty();
            adapted.add(new NaturalSteps.Position(
                    normal.orElse(mode.normal()),
                    mode.elbo(),
                    mode.slope(),
                    mode.curvature(),
                    mode.directions(),
                    mode.whitened()));
        }
        return new Modes(adapted);
    }

    /** Says how much of the posterior each mode is most likely to have made. */
    String shares(Weighed weighed) {
        int d = dimension();
        double[] w = weighed.points().weights().weights();
        double[] z = weighed.points().points();
        double[] shares = new double[positions.size()];
        for (int s = 0; s < w.length; s++) {
            double[] point = Arrays.copyOfRange(z, s * d, (s + 1) * d);
            int nearest = 0;
            for (int k = 1; k < shares.length; k++) {
                if (logDensity(positions.get(k), point) > logDensity(positions.get(nearest), point)) {
                    nearest = k;
                }
            }
            shares[nearest] += w[s];
        }
        StringBuilder text = new StringBuilder(positions.size() + " modes, with weights");
        for (int k = 0; k < shares.length; k++) {
            text.append(String.format(Locale.US, k == 0 ? " %.3f" : ", %.3f", shares[k]));
        }
        return text.toString();
    }

    /** Up to a constant. */
    private static double logDensity(NaturalSteps.Position mode, double[] point) {
        return -0.5 * Math.pow(mode.normal().distanceTo(point), 2)
                - mode.normal().logDeterminant();
    }
}
