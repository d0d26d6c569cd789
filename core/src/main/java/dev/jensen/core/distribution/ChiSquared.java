package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of the sum of ν squared standard normals: log p(x) = (ν/2 − 1) log x − x/2 − (ν/2) log 2 − log Γ(ν/2), x &gt; 0.
 *
 * @param degrees ν &gt; 0
 */
public record ChiSquared(Expr degrees) implements CumulativeContinuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public ChiSquared {
        Parameter.check("ChiSquared", "degrees of freedom", degrees, Parameter.Range.POSITIVE);
    }

    /** {@return the chi-squared law of a degrees of freedom &gt; 0} */
    public static ChiSquared of(Expr degrees) {
        return new ChiSquared(degrees);
    }

    /** {@return the chi-squared law of a degrees of freedom &gt; 0} */
    public static ChiSquared of(double degrees) {
        return new ChiSquared(Expr.constant(degrees));
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
        return degrees;
    }

    @Override
    public Expr variance() {
        return degrees.times(2);
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
        return Gamma.level(Math.log(Math.max(0, x) / 2), parameters[0] / 2);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return 2 * Math.exp(Gamma.logQuantile(level, parameters[0] / 2));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = 2 * GammaSampler.draw(random, parameters[0] / 2);
    }

    private Gamma gamma() {
        return Gamma.of(degrees.times(0.5), 0.5);
    }
}
