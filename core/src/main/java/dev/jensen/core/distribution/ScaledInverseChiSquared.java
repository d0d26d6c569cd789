package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of νs²/Y for Y of a chi-squared law of ν degrees of freedom, the conjugate prior of a normal law's variance: the
 * inverse gamma law of shape ν/2 and scale νs²/2.
 *
 * <p>The mean exists for ν &gt; 2, the variance for ν &gt; 4.
 *
 * @param degrees ν &gt; 0
 * @param scale s &gt; 0, a standard deviation
 */
public record ScaledInverseChiSquared(Expr degrees, Expr scale) implements CumulativeContinuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public ScaledInverseChiSquared {
        Parameter.check("ScaledInverseChiSquared", "degrees of freedom", degrees, Parameter.Range.POSITIVE);
        Parameter.check("ScaledInverseChiSquared", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the scaled inverse chi-squared law of a degrees of freedom &gt; 0 and a scale &gt; 0} */
    public static ScaledInverseChiSquared of(Expr degrees, Expr scale) {
        return new ScaledInverseChiSquared(degrees, scale);
    }

    /** {@return the scaled inverse chi-squared law of a degrees of freedom &gt; 0 and a scale &gt; 0} */
    public static ScaledInverseChiSquared of(Expr degrees, double scale) {
        return new ScaledInverseChiSquared(degrees, Expr.constant(scale));
    }

    /** {@return the scaled inverse chi-squared law of a degrees of freedom &gt; 0 and a scale &gt; 0} */
    public static ScaledInverseChiSquared of(double degrees, Expr scale) {
        return new ScaledInverseChiSquared(Expr.constant(degrees), scale);
    }

    /** {@return the scaled inverse chi-squared law of a degrees of freedom &gt; 0 and a scale &gt; 0} */
    public static ScaledInverseChiSquared of(double degrees, double scale) {
        return new ScaledInverseChiSquared(Expr.constant(degrees), Expr.constant(scale));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("degrees of freedom", degrees, Parameter.Range.POSITIVE),
                new Parameter("scale", scale, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return new Positive();
    }

    @Override
    public Expr logDensity(Expr x) {
        return gamma().logDensity(x);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return gamma().logDensityInside(x);
    }

    @Override
    public Expr mean() {
        return gamma().mean();
    }

    @Override
    public Expr variance() {
        return gamma().variance();
    }

    @Override
    public Expr entropy() {
        return gamma().entropy();
    }

    @Override
    public Expr logCdf(Expr x) {
        return gamma().logCdf(x);
    }

    @Override
    public Expr logSurvival(Expr x) {
        return gamma().logSurvival(x);
    }

    @Override
    public Level level(double x, double[] parameters) {
        double scaled = 0.5 * parameters[0] * parameters[1] * parameters[1];
        return Gamma.level(Math.log(scaled) - Math.log(Math.max(0, x)), parameters[0] / 2)
                .mirrored();
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double scaled = 0.5 * parameters[0] * parameters[1] * parameters[1];
        return scaled * Math.exp(-Gamma.logQuantile(level.mirrored(), parameters[0] / 2));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double scaled = 0.5 * parameters[0] * parameters[1] * parameters[1];
        out[0] = scaled * Math.exp(-GammaSampler.logDraw(random, parameters[0] / 2));
    }

    private InverseGamma gamma() {
        return InverseGamma.of(degrees.times(0.5), degrees.times(0.5).times(scale.square()));
    }
}
