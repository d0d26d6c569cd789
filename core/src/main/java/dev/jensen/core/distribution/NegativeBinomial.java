package dev.jensen.core.distribution;

import dev.jensen.core.expr.BetaTail;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Counts with mean μ and variance μ + μ²/φ, a Poisson law whose rate is of Gamma(φ, φ/μ): log P(k) = log Γ(k + φ) −
 * log Γ(φ) − log k! + φ log φ + k log μ − (k + φ) log(μ + φ).
 *
 * <p>The terms are of size φ log φ, so that about 1e-16 of that is lost by rounding: for a dispersion beyond 1e8, where
 * the law is Poisson's, use {@link Poisson}.
 *
 * @param mean μ &gt; 0
 * @param dispersion φ &gt; 0; the larger, the closer to Poisson
 */
public record NegativeBinomial(Expr mean, Expr dispersion) implements CumulativeDiscrete {
    private static final double LARGE = 16;

    /** Checks parameters that are known. */
    public NegativeBinomial {
        Parameter.check("NegativeBinomial", "mean", mean, Parameter.Range.POSITIVE);
        Parameter.check("NegativeBinomial", "dispersion", dispersion, Parameter.Range.POSITIVE);
    }

    /** {@return the negative binomial law of a mean &gt; 0 and a dispersion &gt; 0} */
    public static NegativeBinomial of(Expr mean, Expr dispersion) {
        return new NegativeBinomial(mean, dispersion);
    }

    /** {@return the negative binomial law of a mean &gt; 0 and a dispersion &gt; 0} */
    public static NegativeBinomial of(double mean, double dispersion) {
        return new NegativeBinomial(Expr.constant(mean), Expr.constant(dispersion));
    }

    /** {@return the negative binomial law of a mean &gt; 0 and a dispersion &gt; 0} */
    public static NegativeBinomial of(Expr mean, double dispersion) {
        return new NegativeBinomial(mean, Expr.constant(dispersion));
    }

    /** {@return the negative binomial law of a mean &gt; 0 and a dispersion &gt; 0} */
    public static NegativeBinomial of(double mean, Expr dispersion) {
        return new NegativeBinomial(Expr.constant(mean), dispersion);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("mean", mean, Parameter.Range.POSITIVE),
                new Parameter("dispersion", dispersion, Parameter.Range.POSITIVE));
    }

    @Override
    public IntegerRange support() {
        return IntegerRange.from(0);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr total = x.plus(dispersion);
        Expr powers =
                x.times(mean.log()).minus(total.times(mean.dividedBy(dispersion).log1p()));
        return powers.plus(logRisingFactorial(x)).minus(x.plus(1).logGamma());
    }

    /**
     * log Γ(x + φ) − log Γ(φ) − x log φ. The greater φ, the nearer this is to 0 and the farther its terms are from it: from φ = 16 on Stirling's series
     * of both are subtracted term by term, which loses no digit however near to a Poisson law the overdispersion brings it.
     */
    private Expr logRisingFactorial(Expr x) {
        Expr direct = x.plus(dispersion).logGamma().minus(dispersion.logGamma()).minus(x.times(dispersion.log()));
        Expr large = dispersion.max(LARGE);
        Expr both = x.plus(large);
        Expr ratio = x.dividedBy(large).log1p();
        Expr series = both.minus(0.5).times(ratio).minus(x).plus(stirling(both)).minus(stirling(large));
        return Expr.select(dispersion.lessThan(LARGE), direct, series);
    }

    /** What log Γ(z) has beyond (z − ½) log z − z + ½ log 2π; to 1e-13 from z = 16 on. */
    private static Expr stirling(Expr z) {
        Expr inverse = z.reciprocal();
        Expr square = inverse.square();
        return square.times(-1.0 / 1680)
                .plus(1.0 / 1260)
                .times(square)
                .minus(1.0 / 360)
                .times(square)
                .plus(1.0 / 12)
                .times(inverse);
    }

    @Override
    public Expr variance() {
        return mean.plus(mean.square().dividedBy(dispersion));
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.from(x, 0, BetaTail.log(dispersion, x.max(0).plus(1), logFailureOdds()));
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr inside =
                BetaTail.log(x.max(0).plus(1), dispersion, logFailureOdds().negate());
        return Expr.select(x.lessThan(0), Expr.constant(0), inside);
    }

    @Override
    public Level level(double x, double[] parameters) {
        double logOdds = Math.log(parameters[1]) - Math.log(parameters[0]);
        return x < 0 ? Level.NOTHING_BELOW : Beta.logitLevel(logOdds, parameters[1], Math.floor(x) + 1);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return Tails.count(level, Double.POSITIVE_INFINITY, k -> level(k, parameters));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double rate = parameters[0] / parameters[1] * GammaSampler.draw(random, parameters[1]);
        out[0] = PoissonSampler.draw(random, rate);
    }

    /** log φ/μ: with p = φ/(φ + μ), P(K ≤ k) = I_p(φ, k + 1). */
    private Expr logFailureOdds() {
        return dispersion.log().minus(mean.log());
    }
}
