package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Counts that are 0 with a probability π of their own, and else of a law: log P(0) = log(π + (1 − π) p(0)), log P(k) = log(1 − π) + log
 * p(k).
 *
 * @param law of the counts, from 0 on
 * @param zeros π, from 0 to 1
 */
public record ZeroInflated(CumulativeDiscrete law, Expr zeros) implements CumulativeDiscrete, Modified {
    /** Checks a probability that is known. */
    public ZeroInflated {
        Parameter.check("ZeroInflated", "probability of zero", zeros, Parameter.Range.PROBABILITY);
        if (law.support().low() != 0) {
            throw new IllegalArgumentException(
                    "ZeroInflated needs a law of counts from 0 on, not " + law.name() + " of " + law.support());
        }
    }

    /** {@return the law with zeros of its own, of a probability} */
    public static ZeroInflated of(CumulativeDiscrete law, Expr zeros) {
        return new ZeroInflated(law, zeros);
    }

    /** {@return the law with zeros of its own, of a probability} */
    public static ZeroInflated of(CumulativeDiscrete law, double zeros) {
        return new ZeroInflated(law, Expr.constant(zeros));
    }

    @Override
    public String name() {
        return "ZeroInflated";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(law.parameters());
        parameters.add(new Parameter("probability of zero", zeros, Parameter.Range.PROBABILITY));
        return parameters;
    }

    @Override
    public IntegerRange support() {
        return law.support();
    }

    private Expr logOthers() {
        return zeros.negate().log1p();
    }

    private static double[] ofLaw(double[] parameters) {
        return Arrays.copyOf(parameters, parameters.length - 1);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr log = law.logDensityInside(x).plus(logOthers());
        Expr own = zeros.log();
        return Expr.select(x.equalTo(0), Tails.logSum(log.max(own), log.min(own)), log);
    }

    @Override
    public Expr mean() {
        return law.mean().times(zeros.negate().plus(1));
    }

    @Override
    public Expr variance() {
        Expr ofLaw = law.variance().plus(zeros.times(law.mean().square()));
        return ofLaw.times(zeros.negate().plus(1));
    }

    @Override
    public Expr logCdf(Expr x) {
        Expr log = law.logCdf(x.max(0)).plus(logOthers());
        Expr own = zeros.log();
        return Tails.from(x, 0, Tails.logSum(log.max(own), log.min(own)).min(0));
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr inside = law.logSurvival(x.max(0)).plus(logOthers());
        return Expr.select(x.lessThan(0), Expr.constant(0), inside);
    }

    @Override
    public Level level(double x, double[] parameters) {
        if (x < 0) {
            return Level.NOTHING_BELOW;
        }
        double above = law.level(x, ofLaw(parameters)).logAbove() + Math.log1p(-parameters[parameters.length - 1]);
        return Level.above(above);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double greatest = law.quantile(Level.NOTHING_BELOW.mirrored(), ofLaw(parameters));
        return Tails.count(level, greatest, k -> level(k, parameters));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        if (random.nextDouble() < parameters[parameters.length - 1]) {
            out[0] = 0;
        } else {
            law.sample(random, ofLaw(parameters), out);
        }
    }
}
