package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * The law of the number of successes in n trials whose probability is of Beta(a, b): log P(k) = log C(n, k) + log B(k + a, n −
 * k + b) − log B(a, b).
 *
 * @param trials n, a whole number
 * @param a a &gt; 0
 * @param b b &gt; 0
 */
public record BetaBinomial(Expr trials, Expr a, Expr b) implements CumulativeDiscrete {
    /** Checks parameters that are known. */
    public BetaBinomial {
        Parameter.check("BetaBinomial", "trials", trials, Parameter.Range.COUNT);
        Parameter.check("BetaBinomial", "a", a, Parameter.Range.POSITIVE);
        Parameter.check("BetaBinomial", "b", b, Parameter.Range.POSITIVE);
    }

    /** {@return the beta-binomial law of a trials (a whole number), an a &gt; 0 and a b &gt; 0} */
    public static BetaBinomial of(Expr trials, Expr a, Expr b) {
        return new BetaBinomial(trials, a, b);
    }

    /** {@return the beta-binomial law of a trials (a whole number), an a &gt; 0 and a b &gt; 0} */
    public static BetaBinomial of(Expr trials, Expr a, double b) {
        return new BetaBinomial(trials, a, Expr.constant(b));
    }

    /** {@return the beta-binomial law of a trials (a whole number), an a &gt; 0 and a b &gt; 0} */
    public static BetaBinomial of(Expr trials, double a, Expr b) {
        return new BetaBinomial(trials, Expr.constant(a), b);
    }

    /** {@return the beta-binomial law of a trials (a whole number), an a &gt; 0 and a b &gt; 0} */
    public static BetaBinomial of(Expr trials, double a, double b) {
        return new BetaBinomial(trials, Expr.constant(a), Expr.constant(b));
    }

    /** {@return the beta-binomial law of a trials (a whole number), an a &gt; 0 and a b &gt; 0} */
    public static BetaBinomial of(double trials, Expr a, Expr b) {
        return new BetaBinomial(Expr.constant(trials), a, b);
    }

    /** {@return the beta-binomial law of a trials (a whole number), an a &gt; 0 and a b &gt; 0} */
    public static BetaBinomial of(double trials, Expr a, double b) {
        return new BetaBinomial(Expr.constant(trials), a, Expr.constant(b));
    }

    /** {@return the beta-binomial law of a trials (a whole number), an a &gt; 0 and a b &gt; 0} */
    public static BetaBinomial of(double trials, double a, Expr b) {
        return new BetaBinomial(Expr.constant(trials), Expr.constant(a), b);
    }

    /** {@return the beta-binomial law of a trials (a whole number), an a &gt; 0 and a b &gt; 0} */
    public static BetaBinomial of(double trials, double a, double b) {
        return new BetaBinomial(Expr.constant(trials), Expr.constant(a), Expr.constant(b));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("trials", trials, Parameter.Range.COUNT),
                new Parameter("a", a, Parameter.Range.POSITIVE),
                new Parameter("b", b, Parameter.Range.POSITIVE));
    }

    @Override
    public IntegerRange support() {
        return new IntegerRange(0, trials);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr failures = trials.minus(x);
        Expr combinations = BetaFunction.log(x.plus(1), failures.plus(1))
                .plus(trials.plus(1).log())
                .negate();
        return combinations.plus(BetaFunction.log(x.plus(a), failures.plus(b))).minus(BetaFunction.log(a, b));
    }

    @Override
    public Expr mean() {
        return trials.times(a.dividedBy(a.plus(b)));
    }

    @Override
    public Expr variance() {
        Expr total = a.plus(b);
        Expr p = a.dividedBy(total);
        Expr inflation = total.plus(trials).dividedBy(total.plus(1));
        return trials.times(p).times(b.dividedBy(total)).times(inflation);
    }

    @Override
    public Expr logCdf(Expr x) {
        return OutcomeSums.logCdf(OutcomeSums.logMasses(this, trials), x);
    }

    @Override
    public Expr logSurvival(Expr x) {
        return OutcomeSums.logSurvival(OutcomeSums.logMasses(this, trials), x);
    }

    @Override
    public Level level(double x, double[] parameters) {
        return OutcomeSums.level(masses(parameters), x);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return OutcomeSums.quantile(masses(parameters), level);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double first = GammaSampler.logDraw(random, parameters[1]);
        double second = GammaSampler.logDraw(random, parameters[2]);
        out[0] = BinomialSampler.draw(random, (int) parameters[0], 1 / (1 + Math.exp(second - first)));
    }

    private static double[] masses(double[] parameters) {
        int n = (int) parameters[0];
        double a = parameters[1];
        double b = parameters[2];
        double[] masses = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            masses[k] = Math.exp(-LogBeta.value(k + 1.0, n - k + 1.0)
                    - Math.log(n + 1.0)
                    + LogBeta.value(k + a, n - k + b)
                    - LogBeta.value(a, b));
        }
        return masses;
    }
}
