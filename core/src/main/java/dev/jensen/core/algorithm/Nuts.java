package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.normal.Ascent;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.InCoordinatesOf;
import dev.jensen.core.density.Differentiable;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * The no-U-turn sampler (Hoffman and Gelman, JMLR 15, 2014) that draws along the whole trajectory (Betancourt, "A conceptual introduction to
 * Hamiltonian Monte Carlo", 2017, appendix A): one Markov chain whose law becomes the target's. Its metric is that of a {@linkplain
 * dev.jensen.core.fit.SamplerStart fit}, and its step adapts by dual averaging during the warm-up.
 *
 * <p>Here it checks fits, which come first; for a long run take those fits' starts and covariance to a sampler of your own.
 */
public final class Nuts {
    private static final int MOST_DOUBLINGS = 9;
    private static final double ACCEPTANCE = 0.8;
    private static final double DIVERGED = 1000; // nats of energy

    private final InCoordinatesOf target;
    private final int d;

    private Nuts(InCoordinatesOf target) {
        this.target = target;
        this.d = target.dimension();
    }

    /**
     * Measures by a mean and a covariance.
     *
     * @param mean length d: about where the target is; copied
     * @param covariance d × d, positive definite: about the target's, the inverse of the sampler's mass matrix; copied
     * @throws IllegalArgumentException if sizes do not fit, or the covariance is not positive definite
     */
    public static Nuts of(Differentiable target, double[] mean, double[][] covariance) {
        int d = target.dimension();
        if (mean.length != d || covariance.length != d) {
            throw new IllegalArgumentException("the target has " + d + " dimensions, but the mean " + mean.length
                    + " and the covariance " + covariance.length);
        }
        double[][] factor = FittedNormal.cholesky(covariance)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a metric needs a positive definite covariance: add to its diagonal"));
        return new Nuts(new InCoordinatesOf(new FittedNormal(mean.clone(), factor), target));
    }

    /**
     * What a chain gave.
     *
     * @param draws kept × d, in the target's own coordinates
     * @param divergences how many kept transitions met an energy that ran away: the target is too steep there for the step, and its
     *     neighbourhood is left out
     * @param acceptance mean over the kept transitions
     * @param step the step size, in standard deviations of the metric
     * @param gradients how many were taken, warm-up included
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not kept
    public record Chain(double[] draws, int divergences, double acceptance, double step, long gradients) {}

    /** A point of phase space: whitened position, momentum, gradient, log density. */
    private record Point(double[] u, double[] p, double[] g, double log) {
        /** Minus the Hamiltonian. */
        double energy() {
            return log - 0.5 * Ascent.dot(p, p);
        }
    }

    /** A stretch of a trajectory, from its earliest point to its latest. */
    private record Stretch(Point first, Point last, Point chosen, double logWeight, double[] sum, boolean ends) {}

    /** One transition, and its tally. */
    private final class Transition {
        private final SplittableRandom random;
        private final double start; // energy
        private double accepted;
        private int steps;
        private boolean diverged;

        Transition(SplittableRandom random, double start) {
            this.random = random;
            this.start = start;
        }

        /** Doubles the trajectory until it turns back, and returns a point of it. */
        Point from(Point at, double step) {
            Stretch all = new Stretch(at, at, at, 0, at.p, false);
            for (int depth = 0; depth < MOST_DOUBLINGS && !all.ends; depth++) {
                boolean isForward = random.nextBoolean();
                Stretch more = isForward ? build(depth, all.last, step) : build(depth, all.first, -step);
                if (more.ends) {
                    break;
                }
                all = joined(all, more, isForward, all.logWeight);
            }
            return all.chosen;
        }

        private Stretch build(int depth, Point from, double step) {
            if (depth == 0) {
                Point to = leapfrog(from, step);
                double gain = to.energy() - start;
                boolean isLost = !(gain > -DIVERGED);
                diverged |= isLost;
                accepted += isLost ? 0 : Math.min(1, Math.exp(gain));
                steps++;
                return new Stretch(to, to, to, gain, to.p, isLost);
            }
            Stretch near = build(depth - 1, from, step);
            if (near.ends) {
                return near;
            }
            Stretch far = build(depth - 1, step > 0 ? near.last : near.first, step);
            return far.ends ? far : joined(near, far, step > 0, logSum(near.logWeight, far.logWeight));
        }

        /** Takes the far stretch's point with its weight over a total: both together within a doubling, the near one's at its end. */
        private Stretch joined(Stretch near, Stretch far, boolean isForward, double total) {
            Stretch a = isForward ? near : far;
            Stretch b = isForward ? far : near;
            double[] sum = plus(a.sum, b.sum);
            boolean turns = turns(sum, a.first.p, b.last.p)
                    || turns(plus(a.sum, b.first.p), a.first.p, b.first.p)
                    || turns(plus(b.sum, a.last.p), a.last.p, b.last.p);
            boolean takesFar = Math.log(random.nextDouble()) < far.logWeight - total;
            return new Stretch(
                    a.first,
                    b.last,
                    takesFar ? far.chosen : near.chosen,
                    logSum(near.logWeight, far.logWeight),
                    sum,
                    turns);
        }
    }

    /**
     * Runs a chain.
     *
     * @param start length d, where log p̃ is finite; read only
     * @param warmup transitions whose points are not kept, in which the step adapts
     * @param kept transitions whose points are; at least 1
     * @param seed the same seed gives the same bits
     * @throws IllegalArgumentException if log p̃ is not finite at the start, or nothing would be kept
     */
    public Chain run(double[] start, int warmup, int kept, long seed) {
        return run(start, warmup, kept, seed, () -> true);
    }

    /**
     * The same, as long as it is to go on.
     *
     * @param goesOn asked after every transition; where it says no, the chain has those draws that were kept so far
     */
    Chain run(double[] start, int warmup, int kept, long seed, BooleanSupplier goesOn) {
        if (warmup < 0 || kept < 1) {
            throw new IllegalArgumentException(
                    "a chain needs at least 0 transitions of warm-up and 1 to keep: " + warmup + " and " + kept);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Point at = point(target.normal().whiten(start), new double[d]);
        if (!Double.isFinite(at.log)) {
            throw new IllegalArgumentException("a chain cannot start where the log density is " + at.log);
        }
        DualAveraging step = new DualAveraging(Math.pow(d, -0.25), ACCEPTANCE);
        double[] u = new double[Math.multiplyExact(kept, d)];
        int divergences = 0;
        double acceptance = 0;
        long gradients = 1;
        int done = 0;
        for (int t = 0; t < warmup + kept && (t == 0 || goesOn.getAsBoolean()); t++) {
            double[] momentum = new double[d];
            for (int i = 0; i < d; i++) {
                momentum[i] = random.nextGaussian();
            }
            Point begin = new Point(at.u, momentum, at.g, at.log);
            Transition transition = new Transition(random, begin.energy());
            at = transition.from(begin, t < warmup ? step.tried() : step.settled());
            double share = transition.accepted / transition.steps;
            gradients += transition.steps;
            if (t < warmup) {
                step.learn(share);
            } else {
                System.arraycopy(at.u, 0, u, (t - warmup) * d, d);
                acceptance += share;
                done++;
                divergences += transition.diverged ? 1 : 0;
            }
        }
        double[] draws = new double[done * d];
        target.normal().draw(done, u, draws);
        return new Chain(draws, divergences, acceptance / Math.max(1, done), step.settled(), gradients);
    }

    private Point point(double[] u, double[] p) {
        double[] log = new double[1];
        double[] g = new double[d];
        target.gradient(1, u, log, g);
        return new Point(u, p, g, log[0]);
    }

    private Point leapfrog(Point from, double step) {
        double[] p = from.p.clone();
        double[] u = from.u.clone();
        for (int i = 0; i < d; i++) {
            p[i] += 0.5 * step * from.g[i];
            u[i] += step * p[i];
        }
        Point to = point(u, p);
        for (int i = 0; i < d; i++) {
            p[i] += 0.5 * step * to.g[i];
        }
        return to;
    }

    private static boolean turns(double[] sum, double[] first, double[] last) {
        return !(Ascent.dot(sum, first) > 0 && Ascent.dot(sum, last) > 0);
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < a.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    private static double logSum(double a, double b) {
        double greatest = Math.max(a, b);
        return greatest == Double.NEGATIVE_INFINITY
                ? greatest
                : greatest + Math.log(Math.exp(a - greatest) + Math.exp(b - greatest));
    }

    /** A step size that learns from acceptances (Hoffman and Gelman 2014, section 3.2). */
    private static final class DualAveraging {
        private static final double SHRINKAGE = 0.05;
        private static final double DELAY = 10;
        private static final double FORGETTING = 0.75;

        private final double target;
        private final double centre;
        private double excess;
        private double logStep;
        private double logSettled;
        private int count;

        DualAveraging(double first, double target) {
            this.target = target;
            this.centre = Math.log(2 * first);
            this.logStep = Math.log(first);
            this.logSettled = logStep;
        }

        void learn(double accepted) {
            count++;
            double weight = 1 / (count + DELAY);
            excess = (1 - weight) * excess + weight * (target - accepted);
            logStep = centre - Math.sqrt(count) / SHRINKAGE * excess;
            double share = Math.pow(count, -FORGETTING);
            logSettled = share * logStep + (1 - share) * logSettled;
        }

        double tried() {
            return Math.exp(logStep);
        }

        double settled() {
            return Math.exp(logSettled);
        }
    }
}
