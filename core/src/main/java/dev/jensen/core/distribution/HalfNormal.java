package dev.jensen.core.distribution;

import dev.jensen.core.engine.function.NormalIntegral;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.LowerBounded;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.Erf;

/**
 * The law of |X| for X of N(0, σ), normalised: log p(x) = log 2 − ½ (x/σ)² − log σ − ½ log 2π, x ≥ 0.
 *
 * @param scale the scale σ &gt; 0: the standard deviation of X, not that of |X|
 */
public record HalfNormal(Expr scale) implements CumulativeContinuous, LocationScale, ClosedEntropy {
    /** Checks a scale that is known. */
    public HalfNormal {
        Parameter.check("HalfNormal", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the half-normal law of a scale &gt; 0} */
    public static HalfNormal of(Expr scale) {
        return new HalfNormal(scale);
    }

    /** {@return the half-normal law of a scale &gt; 0} */
    public static HalfNormal of(double scale) {
        return new HalfNormal(Expr.constant(scale));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("scale", scale, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return LowerBounded.of(0);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return Gaussians.quadratic(x, scale).minus(scale.log().plus(Gaussians.HALF_LOG_TWO_PI - Math.log(2)));
    }

    @Override
    public Expr mean() {
        return scale.times(Math.sqrt(2 / Math.PI));
    }

    @Override
    public Continuous standard() {
        return HalfNormal.of(1);
    }

    @Override
    public Expr fromStandard(Expr z) {
        return z.times(scale);
    }

    @Override
    public Expr toStandard(Expr x) {
        return x.dividedBy(scale);
    }

    @Override
    public Expr variance() {
        return scale.square().times(1 - 2 / Math.PI);
    }

    @Override
    public Expr entropy() {
        return scale.log().plus(0.5 * Math.log(Math.PI / 2) + 0.5);
    }

    @Override
    public Expr logCdf(Expr x) {
        Expr w = Scaling.standardized(x.max(0), scale);
        return Expr.select(w.lessThan(1), within(w).log(), Tails.complement(beyond(w)));
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr w = Scaling.standardized(x.max(0), scale);
        return Expr.select(w.lessThan(1), within(w).negate().log1p(), beyond(w));
    }

    @Override
    public Level level(double x, double[] parameters) {
        double w = Math.max(0, x) / parameters[0];
        double within = Erf.value(w * Math.sqrt(0.5));
        return w < 1
                ? new Level(Math.log(within), Math.log1p(-within))
                : Level.above(Math.min(0, NormalIntegral.logNormalCdf(-w) + Math.log(2)));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return parameters[0] * Tails.halfNormal(level);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = parameters[0] * Math.abs(random.nextGaussian());
    }

    private static Expr within(Expr w) {
        return w.min(1).times(Math.sqrt(0.5)).erf();
    }

    private static Expr beyond(Expr w) {
        return w.negate().logNormalCdf().plus(Math.log(2)).min(0);
    }
}
