package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Gaussian random walk, a law of vectors of length T: x₁ ~ N(m, s), xₜ ~ N(xₜ₋₁ + δ, σ).
 *
 * <p>{@code of(scale, length)} starts at N(0, scale), as if it had been 0 one step before. On the rows of a plate of times:
 * {@code m.series("level", GaussianRandomWalk.of(sigma, time.size()), time)}.
 *
 * @param startMean m, a number
 * @param startScale s &gt; 0, a number
 * @param drift δ, a number
 * @param scale the standard deviation σ &gt; 0 of a step, a number
 * @param length T
 */
public record GaussianRandomWalk(Expr startMean, Expr startScale, Expr drift, Expr scale, int length)
        implements Sequential, ClosedEntropy {
    private static final String NAME = "GaussianRandomWalk";

    /** Checks the length, and parameters that are known. */
    public GaussianRandomWalk {
        LastAxis.requireLength(NAME, length);
        Parameter.check(NAME, "scale", scale, Parameter.Range.POSITIVE);
        Parameter.check(NAME, "start mean", startMean, Parameter.Range.REAL);
        Parameter.check(NAME, "start scale", startScale, Parameter.Range.POSITIVE);
        Parameter.check(NAME, "drift", drift, Parameter.Range.REAL);
    }

    /** {@return the walk without drift that starts at N(0, scale)} */
    public static GaussianRandomWalk of(Expr scale, int length) {
        return new GaussianRandomWalk(Expr.constant(0), scale, Expr.constant(0), scale, length);
    }

    /** {@return the walk without drift that starts at N(0, scale)} */
    public static GaussianRandomWalk of(double scale, int length) {
        return of(Expr.constant(scale), length);
    }

    /** {@return the same walk from another start, N(mean, deviation)} */
    public GaussianRandomWalk startingAt(Expr mean, Expr deviation) {
        return new GaussianRandomWalk(mean, deviation, drift, scale, length);
    }

    /** {@return the same walk from another start, N(mean, deviation)} */
    public GaussianRandomWalk startingAt(double mean, double deviation) {
        return startingAt(Expr.constant(mean), Expr.constant(deviation));
    }

    /** {@return the same walk with another mean of a step} */
    public GaussianRandomWalk drift(Expr mean) {
        return new GaussianRandomWalk(startMean, startScale, mean, scale, length);
    }

    /** {@return the same walk with another mean of a step} */
    public GaussianRandomWalk drift(double mean) {
        return drift(Expr.constant(mean));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("start mean", startMean, Parameter.Range.REAL),
                new Parameter("start scale", startScale, Parameter.Range.POSITIVE),
                new Parameter("drift", drift, Parameter.Range.REAL),
                new Parameter("scale", scale, Parameter.Range.POSITIVE));
    }

    @Override
    public int eventRank() {
        return 1;
    }

    @Override
    public Shape drawShape() {
        return LastAxis.vector(NAME, Parameter.commonShape(NAME, parameters()), length);
    }

    @Override
    public ContinuousSupport support() {
        return new Real();
    }

    @Override
    public Expr logDensity(Expr x) {
        return logDensityInside(x);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr first = Normal.of(startMean, startScale).logDensityInside(LastAxis.at(x, 0));
        if (length == 1) {
            return first;
        }
        Expr steps = LastAxis.part(x, 1, length).minus(LastAxis.part(x, 0, length - 1));
        Expr squares = Gaussians.quadratic(steps.minus(drift), scale).sum(-1);
        return first.plus(squares).minus(normalizer());
    }

    private Expr normalizer() {
        return scale.log().plus(Gaussians.HALF_LOG_TWO_PI).times(length - 1);
    }

    private Expr stepsBefore() {
        double[] before = new double[length];
        for (int t = 0; t < length; t++) {
            before[t] = t;
        }
        return Expr.constant(before);
    }

    @Override
    public Expr mean() {
        return startMean.plus(stepsBefore().times(drift));
    }

    @Override
    public Expr variance() {
        return startScale.square().plus(stepsBefore().times(scale.square()));
    }

    @Override
    public Expr entropy() {
        return Normal.of(startMean, startScale).entropy().plus(normalizer()).plus(0.5 * (length - 1));
    }

    @Override
    public void sampleAfter(RandomGenerator random, double[] parameters, int known, double[] out) {
        if (known == 0) {
            out[0] = parameters[0] + parameters[1] * random.nextGaussian();
        }
        for (int t = Math.max(1, known); t < out.length; t++) {
            out[t] = out[t - 1] + parameters[2] + parameters[3] * random.nextGaussian();
        }
    }
}
