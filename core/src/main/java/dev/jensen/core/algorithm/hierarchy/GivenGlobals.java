package dev.jensen.core.algorithm.hierarchy;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.importance.DefensiveNoise;
import dev.jensen.core.algorithm.importance.StudentMixture;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.algorithm.normal.Ascent;
import dev.jensen.core.density.Variables;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Importance sampling of a structure's globals, every block drawn from its normal given these: {@link ConditionalLaplace}. The globals
 * come through a flow, first with {@link DefensiveNoise}, then with noise from a {@link StudentMixture} fitted to the weights of the
 * rounds before. A fifth of the blocks' draws is somewhat wider than their normal, so that no weight of what is skewed grows great.
 */
public final class GivenGlobals {
    private static final long STREAM = 15;
    private static final int WIDE = 5; // of as many draws one

    private final Watched target;
    private final Variables variables;
    private final Structure structure;
    private final FlowAbout flow;
    private final long seed;
    private final int d;
    private final int count;
    private double[] epsilon = new double[0]; // of the globals, in the last round
    private double[] known = new double[0]; // of the globals, in all rounds but the last
    private double[] shares = new double[0]; // their weights, each round with as much as counts of it
    private int rounds;

    /** Prepares to draw the globals through a flow. */
    public GivenGlobals(Watched target, Variables variables, Structure structure, FlowAbout flow, long seed) {
        this.target = target;
        this.variables = variables;
        this.structure = structure;
        this.flow = flow;
        this.seed = seed;
        this.d = target.dimension();
        this.count = structure.globals().length;
    }

    /** The first round. */
    public Optional<Weighed> defensive(String name, int draws) {
        DefensiveNoise noise = DefensiveNoise.of(draws, d, count, seed, STREAM);
        epsilon = new double[draws * count];
        for (int s = 0; s < draws; s++) {
            System.arraycopy(noise.epsilon(), s * d, epsilon, s * count, count);
        }
        return weighed(name, draws, noise.excess());
    }

    /** A round whose globals are from a mixture that is fitted to what the weights of the last ones say. */
    public Optional<Weighed> adapted(String name, int draws, Weighed last) {
        SplittableRandom random = new SplittableRandom(seed * 31 + 20 + rounds++);
        learn(last);
        double total = Arrays.stream(shares).sum();
        StudentMixture mixture = StudentMixture.fit(
                known, count, Arrays.stream(shares).map(w -> w / total).toArray(), random);
        epsilon = mixture.draw(draws, random);
        double[] excess = new double[draws];
        for (int s = 0; s < draws; s++) {
            double[] point = Arrays.copyOfRange(epsilon, s * count, (s + 1) * count);
            excess[s] = mixture.logDensity(point) + 0.5 * (Ascent.dot(point, point) + count * Math.log(2 * Math.PI));
        }
        return weighed(name, draws, excess);
    }

    private void learn(Weighed last) {
        double[] w = last.points().weights().weights();
        double effective = last.diagnosis().effectiveShare() * w.length;
        int from = shares.length;
        known = Arrays.copyOf(known, known.length + epsilon.length);
        System.arraycopy(epsilon, 0, known, from * count, epsilon.length);
        shares = Arrays.copyOf(shares, from + w.length);
        for (int s = 0; s < w.length; s++) {
            shares[from + s] = effective * w[s];
        }
    }

    /**
     * Globals through the flow, and every block from its normal given these.
     *
     * @param excess log density of the globals' noise less that of the standard normal
     */
    private Optional<Weighed> weighed(String name, int draws, double[] excess) {
        int[] order = flow.order();
        double[] first = new double[draws * d];
        double[] ofBlocks = new double[draws * d];
        double[] noise = DefensiveNoise.of(draws, d, count, seed, STREAM).epsilon();
        int n = d - count;
        double wider = 1 + 1 / Math.sqrt(n);
        double[] more = new double[draws]; // log density of the blocks' noise less that of the standard normal
        for (int s = 0; s < draws; s++) {
            System.arraycopy(epsilon, s * count, first, s * d, count);
            double square = 0;
            for (int i = count; i < d; i++) {
                double u = noise[s * d + i] * (s % WIDE == 0 ? wider : 1);
                ofBlocks[s * d + order[i]] = u;
                square += u * u;
            }
            double ofWide = 0.5 * square * (1 - 1 / (wider * wider)) - n * Math.log(wider);
            more[s] = Math.log1p((Math.exp(ofWide) - 1) / WIDE);
        }
        double[] z = new double[draws * d];
        double[] proposal = new double[draws];
        double[] conditional = new double[draws];
        double[] logFamily = new double[draws];
        double[] own = new double[draws]; // no draw is one of the flow's own
        Arrays.fill(own, 1.0 / draws);
        flow.family().draw(flow.phi(), draws, first, z);
        flow.leadingFamily(count)
                .drawWithDensity(flow.leadingParameters(count), draws, epsilon, new double[draws * count], proposal);
        new ConditionalLaplace(target, structure, flow.spread()).draw(draws, z, ofBlocks, conditional);
        flow.family().logDensity(flow.phi(), draws, z, logFamily);
        for (int s = 0; s < draws; s++) {
            proposal[s] += excess[s] + conditional[s] + more[s];
            if (!(conditional[s] > Double.NEGATIVE_INFINITY)) {
                Arrays.fill(z, s * d, (s + 1) * d, Double.NaN);
            }
        }
        return Weighed.of(name, target, variables, flow.family(), flow.phi(), z, logFamily, proposal, own);
    }
}
