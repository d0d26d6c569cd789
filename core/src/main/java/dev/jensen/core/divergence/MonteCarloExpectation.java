package dev.jensen.core.divergence;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.diagnostic.RunningMoments;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The mean of h over draws of the base law: of p, or half of p and half of q, which is the midpoint in strata. */
final class MonteCarloExpectation {
    private static final int BLOCK = 512;
    private static final double NOTHING = 1e-3;

    private final Functional functional;
    private final Pair pair;
    private final ExprFunction densityP;
    private final ExprFunction densityQ;
    private final RandomGenerator random;
    private boolean infinite;
    private long moved;

    private MonteCarloExpectation(Functional functional, Pair pair, long seed) {
        this.functional = functional;
        this.pair = pair;
        densityP = pair.p().logDensity();
        densityQ = pair.q().logDensity();
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    static Divergence of(Functional functional, Pair pair, Evaluation how) {
        return new MonteCarloExpectation(functional, pair, how.seed()).run(how.draws());
    }

    private Divergence run(int draws) {
        double value;
        double variance;
        if (functional.base() == Functional.Base.P) {
            RunningMoments moments = under(pair.p(), draws);
            value = moments.mean();
            variance = moments.variance() / moments.count();
        } else {
            int half = Math.max(2, draws / 2);
            RunningMoments underP = under(pair.p(), half);
            RunningMoments underQ = under(pair.q(), half);
            value = 0.5 * (underP.mean() + underQ.mean());
            variance = (underP.variance() + underQ.variance()) / (4.0 * half);
        }
        // One draw at which h is infinite decides the matter: it was possible.
        return infinite
                ? new Divergence(Double.POSITIVE_INFINITY, 0, Route.MONTE_CARLO, functional.unit())
                : new Divergence(value, Math.sqrt(variance) + beyond(draws), Route.MONTE_CARLO, functional.unit());
    }

    /** The bias that draws beyond the doubles may have caused. */
    private double beyond(int draws) {
        double share = (double) moved / draws;
        if (share > NOTHING && functional.bound() == Double.POSITIVE_INFINITY) {
            throw new ArithmeticException(String.format(
                    Locale.US,
                    "%s of %s and %s: %.2g of the mass lies so near the edge of the support that no double can tell it"
                            + " from the edge, so that draws say nothing; it needs a closed form, or laws of the"
                            + " logarithms",
                    functional.name(),
                    pair.p().name(),
                    pair.q().name(),
                    share));
        }
        return functional.bound() < Double.POSITIVE_INFINITY ? 2 * share * functional.bound() : 0;
    }

    private RunningMoments under(KnownLaw law, int draws) {
        int length = law.length();
        double[] x = new double[BLOCK * length];
        double[] logP = new double[BLOCK];
        double[] logQ = new double[BLOCK];
        RunningMoments moments = new RunningMoments();
        for (int done = 0; done < draws; done += BLOCK) {
            int now = Math.min(BLOCK, draws - done);
            for (int s = 0; s < now; s++) {
                moved += law.sample(random, x, s * length) ? 1 : 0;
            }
            densityP.evaluate(now, x, logP);
            densityQ.evaluate(now, x, logQ);
            for (int s = 0; s < now; s++) {
                double h = functional.integrand(logP[s], logQ[s]);
                infinite |= h == Double.POSITIVE_INFINITY;
                moments.add(h);
            }
        }
        return moments;
    }
}
