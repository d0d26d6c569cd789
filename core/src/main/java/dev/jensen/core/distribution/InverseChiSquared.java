package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of 1/Y for Y of a chi-squared law of ν degrees of freedom: log p(x) = −(ν/2 + 1) log x − 1/(2x) − (ν/2) log 2 − log
 * Γ(ν/2), x &gt; 0.
 *
 * <p>The mean exists for ν &gt; 2, the variance for ν &gt; 4.
 *
 * @param degrees ν &gt; 0
 */
public record InverseChiSquared(Expr degrees) implements CumulativeContinuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public InverseChiSquared {
        Parameter.check("InverseChiSquared", "degrees of freedom", degrees, Parameter.Range.POSITIVE);
    }

    /** {@return the inverse chi-squared law of a degrees of freedom &gt; 0} */
    public static InverseChiSquared of(Expr degrees) {
        return new InverseChiSquared(degrees);
    }

    /** {@return the inverse chi-squared law of a degrees of freedom &gt; 0} */
    public static InverseChiSquared of(double degrees) {
        return new InverseChiSquared(Expr.constant(degrees));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("degrees of freedom", degrees, Parameter.Range.POSITIVE));
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
        return Gamma.level(-Math.log(2 * Math.max(0, x)), parameters[0] / 2).mirrored();
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return 0.5 * Math.exp(-Gamma.logQuantile(level.mirrored(), parameters[0] / 2));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = 0.5 * Math.exp(-GammaSampler.logDraw(random, parameters[0] / 2));
    }

    private InverseGamma gamma() {
        return InverseGamma.of(degrees.times(0.5), 0.5);
    }
}
