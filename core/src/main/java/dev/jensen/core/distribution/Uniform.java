package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.Interval;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The uniform law between two bounds: log p(x) = −log(high − low), low ≤ x ≤ high.
 *
 * @param low lower bound
 * @param high upper bound, above the lower
 */
public record Uniform(Expr low, Expr high) implements CumulativeContinuous, ClosedEntropy {
    /** Checks bounds that are known. */
    public Uniform {
        Parameter.check("Uniform", "low", low, Parameter.Range.REAL);
        Parameter.check("Uniform", "high", high, Parameter.Range.REAL);
        Double from = low.number();
        Double to = high.number();
        if (from != null && to != null && !(from < to)) {
            throw new IllegalArgumentException("Uniform high must be > low, " + from + ": " + to);
        }
    }

    /** {@return the uniform law from low to high} */
    public static Uniform of(Expr low, Expr high) {
        return new Uniform(low, high);
    }

    /** {@return the uniform law from low to high} */
    public static Uniform of(double low, double high) {
        return new Uniform(Expr.constant(low), Expr.constant(high));
    }

    /** {@return the uniform law from low to high} */
    public static Uniform of(Expr low, double high) {
        return new Uniform(low, Expr.constant(high));
    }

    /** {@return the uniform law from low to high} */
    public static Uniform of(double low, Expr high) {
        return new Uniform(Expr.constant(low), high);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("low", low, Parameter.Range.REAL), new Parameter("high", high, Parameter.Range.REAL));
    }

    @Override
    public Interval support() {
        return Interval.of(low, high);
    }

    /** {@inheritDoc} The term 0·x is there for an x that is NaN. */
    @Override
    public Expr logDensity(Expr x) {
        Expr inside = logDensityInside(x).plus(x.times(0));
        return Expr.select(support().outside(x), Expr.constant(Double.NEGATIVE_INFINITY), inside);
    }

    /** {@inheritDoc} The result does not depend on x and has the shape of the bounds and x together. */
    @Override
    public Expr logDensityInside(Expr x) {
        return high.minus(low).log().negate().plus(new Real().logJacobian(x));
    }

    @Override
    public Expr mean() {
        return low.plus(high).times(0.5);
    }

    @Override
    public Expr variance() {
        return high.minus(low).times(1 / Math.sqrt(12)).square();
    }

    @Override
    public Expr entropy() {
        return high.minus(low).log();
    }

    @Override
    public Expr logCdf(Expr x) {
        return share(x.minus(low), high.minus(x));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return share(high.minus(x), x.minus(low));
    }

    @Override
    public Level level(double x, double[] parameters) {
        double share = (x - parameters[0]) / (parameters[1] - parameters[0]);
        double rest = (parameters[1] - x) / (parameters[1] - parameters[0]);
        return share < rest ? Level.below(Math.log(Math.max(0, share))) : Level.above(Math.log(Math.max(0, rest)));
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double width = parameters[1] - parameters[0];
        return level.isLower()
                ? parameters[0] + width * Math.exp(level.logBelow())
                : parameters[1] - width * Math.exp(level.logAbove());
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = parameters[0] + (parameters[1] - parameters[0]) * random.nextDouble();
    }

    /** log of the share of the width, by the rest where that is the smaller part. */
    private Expr share(Expr distance, Expr rest) {
        Expr width = high.minus(low);
        Expr small = distance.dividedBy(width).max(0).min(0.75).log();
        Expr large = rest.dividedBy(width).max(0).min(0.75).negate().log1p();
        return Expr.select(distance.lessThan(rest), small, large);
    }
}
