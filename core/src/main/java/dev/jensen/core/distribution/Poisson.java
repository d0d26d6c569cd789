package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Poisson law: log P(k) = k log λ − λ − log k!.
 *
 * <p>Where the rate is an exponential, {@link #ofLogRate(Expr)} is cheaper and does not over- or underflow.
 *
 * @param rate λ &gt; 0, mean and variance; an unknown that all rows share must not be exactly 0
 */
public record Poisson(Expr rate) implements Discrete {
    /** Checks parameters that are known. */
    public Poisson {
        Parameter.check("Poisson", "rate", rate, Parameter.Range.POSITIVE);
    }

    /** {@return the Poisson law of a rate &gt; 0} */
    public static Poisson of(Expr rate) {
        return new Poisson(rate);
    }

    /** {@return the Poisson law of a rate &gt; 0} */
    public static Poisson of(double rate) {
        return new Poisson(Expr.constant(rate));
    }

    /** {@return the Poisson law of rate exp(logRate)} */
    public static PoissonLog ofLogRate(Expr logRate) {
        return new PoissonLog(logRate);
    }

    /** {@return the Poisson law of rate exp(logRate)} */
    public static PoissonLog ofLogRate(double logRate) {
        return new PoissonLog(Expr.constant(logRate));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("rate", rate, Parameter.Range.POSITIVE));
    }

    @Override
    public IntegerRange support() {
        return IntegerRange.from(0);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return XLogY.of(x, rate).minus(rate).minus(x.plus(1).logGamma());
    }

    @Override
    public Expr mean() {
        return rate;
    }

    @Override
    public Expr variance() {
        return rate;
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = PoissonSampler.draw(random, parameters[0]);
    }
}
