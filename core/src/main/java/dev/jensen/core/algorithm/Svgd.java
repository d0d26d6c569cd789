package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.importance.Judging;
import dev.jensen.core.algorithm.normal.Curvature;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.InCoordinatesOf;
import dev.jensen.core.algorithm.normal.UphillNormal;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.diagnostic.Diagnosis;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.divergence.GaussianKernel;
import dev.jensen.core.divergence.RadialKernel;
import dev.jensen.core.family.Particles;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Minimised;
import dev.jensen.core.fit.Origin;
import dev.jensen.core.fit.Verdict;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.optim.Descent;
import dev.jensen.optim.Loop;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.NonFiniteException;
import dev.jensen.optim.Progress;
import dev.jensen.optim.Rule;
import dev.jensen.optim.Stop;
import dev.jensen.optim.rule.Adam;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Stein variational gradient descent: moves particles together to where the target's mass is, each drawn by the gradients of all near
 * it and pushed off by them (Liu and Wang, "Stein variational gradient descent: a general purpose Bayesian inference algorithm",
 * NeurIPS 2016, algorithm 1). Immutable: each method returns another configuration.
 *
 * <pre>{@code
 * Fit fit = Svgd.of(target).particles(200).fit(seed);
 * fit.summary();                                          // by name, as of any fit
 * ((Particles) fit.family()).points(fit.parameters());    // where they are
 * }</pre>
 *
 * <p>The fit's draws resample the particles. Particles have no density, so that it has no ELBO, and no importance weights. A
 * listener's {@code value()} is the squared kernelised Stein discrepancy of the particles, all pairs taken, the rate at which the
 * step decreases KL(q‖p): it falls towards a small positive number.
 *
 * <p>Where log p̃ is −∞ no particle begins; one that a step carries there is drawn back to where it was, with a warning in the log. Particles crowd at such a
 * border; a law whose support is that of the density has none.
 *
 * <p>A step costs n values and gradients of the target and n² kernels. In many dimensions the variances come out too small, as few
 * particles push.
 */
public final class Svgd implements Steerable<Svgd> {

    private static final int PARTICLES = 100;
    private static final double STILL = 1e-3;
    private static final int ATTEMPTS = 20;
    private static final long MAXIMUM_STEPS = 2_000;
    private static final Estimate NOTHING = new Estimate(Double.NaN, Double.NaN, 0);
    private static final long START_STREAM = 0x57e1;

    private final Differentiable target;
    private final int particles;
    private final DoubleFunction<RadialKernel> kernel;
    private final Rule rule;
    private final Stop stop;
    private final long maximumSteps;
    private final Loop loop;
    private final Optional<FittedNormal> start;

    private Svgd(
            Differentiable target,
            int particles,
            DoubleFunction<RadialKernel> kernel,
            Rule rule,
            Stop stop,
            long maximumSteps,
            Loop loop,
            Optional<FittedNormal> start) {
        this.target = target;
        this.particles = particles;
        this.kernel = kernel;
        this.rule = rule;
        this.stop = stop;
        this.maximumSteps = maximumSteps;
        this.loop = loop;
        this.start = start;
    }

    /**
     * Begins with the defaults: 100 particles, up to 100 dimensions from the best normal of four short climbs such as {@link Pathfinder}'s, and in more from the standard normal, the Gaussian kernel, Adam with a step of 0.1/√(1 + t/50), an
     * end where the field's root mean square is 10⁻³, or after 2,000 steps.
     */
    public static Svgd of(Differentiable target) {
        return new Svgd(
                target,
                PARTICLES,
                GaussianKernel::of,
                Adam.at(t -> 0.1 / Math.sqrt(1 + t / 50.0)),
                Stop.when(Svgd::isStill),
                MAXIMUM_STEPS,
                Loop.endless(),
                Optional.empty());
    }

    private static boolean isStill(Progress progress) {
        return progress.gradientNorm() <= STILL * Math.sqrt(progress.parameters().length);
    }

    /**
     * Takes another number of particles.
     *
     * @param count n, at least 2
     */
    public Svgd particles(int count) {
        if (count < 2) {
            throw new IllegalArgumentException("Svgd needs at least 2 particles, which push each other off: " + count);
        }
        return new Svgd(target, count, kernel, rule, stop, maximumSteps, loop, start);
    }

    /**
     * Takes another kernel.
     *
     * @param another makes a kernel of a length scale, which at each step is the median of the particles' distances over √(2 log n): for
     *     example {@code h -> new InverseMultiquadric(h, -0.5)}, or one that takes no notice of it
     */
    public Svgd kernel(DoubleFunction<RadialKernel> another) {
        return new Svgd(target, particles, another, rule, stop, maximumSteps, loop, start);
    }

    /** Steps by another rule, which includes the step size. */
    public Svgd rule(Rule another) {
        return new Svgd(target, particles, kernel, another, stop, maximumSteps, loop, start);
    }

    /** Takes another stop as a sign of convergence, in place of the one before. */
    public Svgd stop(Stop another) {
        return new Svgd(target, particles, kernel, rule, another, maximumSteps, loop, start);
    }

    /** Ends after another number of steps at the latest. */
    @Override
    public Svgd maximumSteps(long steps) {
        return new Svgd(target, particles, kernel, rule, stop, steps, loop, start);
    }

    @Override
    public Svgd steer(UnaryOperator<Loop> change) {
        return new Svgd(target, particles, kernel, rule, stop, maximumSteps, change.apply(loop), start);
    }

    /**
     * Starts with particles from another normal law, and moves them in the coordinates of its noise, as it does with every start: steps and field are in its
     * standard deviations.
     *
     * @param newCentre length d, in ℝᵈ; copied
     * @param newScale standard deviation in every coordinate, more than 0
     */
    public Svgd start(double[] newCentre, double newScale) {
        Particles.of(particles, target.dimension()).initial(newCentre, newScale); // its checks
        return new Svgd(
                target,
                particles,
                kernel,
                rule,
                stop,
                maximumSteps,
                loop,
                Optional.of(FittedNormal.about(newCentre, newScale)));
    }

    /**
     * Runs to the end.
     *
     * @param seed of where the particles begin: the same seed gives the same bits
     * @throws IllegalArgumentException if log p̃ or its gradient is not finite at a particle's start
     * @throws NonFiniteElboException if a number that is not finite comes up on the way
     */
    public Fit fit(long seed) {
        int d = target.dimension();
        Particles family = Particles.of(particles, d);
        FittedNormal about = start.orElseGet(() -> uphill(seed));
        double[] noise = new double[particles * d];
        new MonteCarlo(seed, START_STREAM).fill(0, particles, d, noise);
        replaceImpossible(about, noise, seed);
        Finite finite = new Finite(target, family);
        finite.requireAtAll(inSpace(about, noise));
        finite.requireRightGradient(about.mean());
        SteinField field = new SteinField(new InCoordinatesOf(about, target), particles, kernel);
        Minimum minimum;
        try {
            minimum = Descent.minimise(field)
                    .rule(rule)
                    .loop(loop.stop(stop).maximumSteps(maximumSteps).eachStepTakes(particles))
                    .from(noise);
        } catch (NonFiniteException e) {
            NonFiniteException inSpace = new NonFiniteException(e.what(), inSpace(about, e.point()));
            throw new NonFiniteElboException(finite.explain(inSpace), inSpace);
        }
        Minimised loss = new Minimised("squared Stein discrepancy", new Estimate(minimum.value(), 0, particles));
        Origin origin = new Origin("Svgd", seed, minimum.ending(), minimum.steps(), minimum.trace(), Optional.of(loss));
        Fit fit = new Fit(target, family, inSpace(about, field.withinPossible(minimum.point())), NOTHING, origin);
        return fit.judged(word(origin));
    }

    /** Draws those particles again that would begin where log p̃ is −∞. */
    private void replaceImpossible(FittedNormal about, double[] noise, long seed) {
        int d = target.dimension();
        double[] values = new double[particles];
        double[] others = new double[noise.length];
        boolean isAny = true;
        for (int attempt = 1; isAny && attempt <= ATTEMPTS; attempt++) {
            target.logDensity(particles, inSpace(about, noise), values);
            new MonteCarlo(seed, START_STREAM).fill(attempt, particles, d, others);
            isAny = false;
            for (int s = 0; s < particles; s++) {
                if (values[s] == Double.NEGATIVE_INFINITY) {
                    System.arraycopy(others, s * d, noise, s * d, d);
                    isAny = true;
                }
            }
        }
    }

    private FittedNormal uphill(long seed) {
        double[] point = UphillNormal.finitePoint(target, seed);
        Optional<FittedNormal> normal = Curvature.isAffordable(point.length)
                ? UphillNormal.of(new Watched(target, Long.MAX_VALUE), seed, () -> {})
                : Optional.empty();
        return normal.orElseGet(() -> FittedNormal.about(point, 1));
    }

    private double[] inSpace(FittedNormal about, double[] noise) {
        double[] z = new double[noise.length];
        about.draw(particles, noise, z);
        return z;
    }

    /** Particles have no density, so that no weights can say how far they are to be trusted. */
    private Verdict word(Origin origin) {
        Diagnosis unknown = Judging.unknown(particles);
        String what = "particles have no density, so that no importance weights can judge them";
        return Judging.isCutShort(origin.ending())
                ? new Verdict.BudgetSpent(
                        unknown,
                        origin.describeEnding() + "; this is where the particles are",
                        Judging.next(origin.ending()))
                : new Verdict.Unreliable(
                        unknown, what, "compare with the default fit, which judges itself, or with more particles");
    }
}
