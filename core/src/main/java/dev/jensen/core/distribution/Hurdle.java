package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Counts that are 0 with probability π, and else of a law without its zeros: log P(0) = log π, log P(k) = log(1 − π) + log p(k) − log(1
 * − p(0)). Unlike {@link ZeroInflated} it may have fewer zeros than the law.
 *
 * @param law of the counts, from 0 on
 * @param zeros π, from 0 to 1
 */
public record Hurdle(CumulativeDiscrete law, Expr zeros) implements CumulativeDiscrete, Modified {
    /** Checks a probability that is known. */
    public Hurdle {
        Parameter.check("Hurdle", "probability of zero", zeros, Parameter.Range.PROBABILITY);
        if (law.support().low() != 0) {
            throw new IllegalArgumentException(
                    "Hurdle needs a law of counts from 0 on, not " + law.name() + " of " + law.support());
        }
    }

    /** {@return the law with zeros of its own, of a probability} */
    public static Hurdle of(CumulativeDiscrete law, Expr zeros) {
        return new Hurdle(law, zeros);
    }

    /** {@return the law with zeros of its own, of a probability} */
    public static Hurdle of(CumulativeDiscrete law, double zeros) {
        return new Hurdle(law, Expr.constant(zeros));
    }

    @Override
    public String name() {
        return "Hurdle";
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

    /** log (1 − π)/(1 − p(0)), by which what is not 0 is multiplied. */
    private Expr logShare() {
        return logOthers().minus(law.logSurvival(Expr.constant(0)));
    }

    private static double[] ofLaw(double[] parameters) {
        return Arrays.copyOf(parameters, parameters.length - 1);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr positive = law.logDensityInside(x.max(1)).plus(logShare());
        return Expr.select(x.equalTo(0), zeros.log(), positive);
    }

    @Override
    public Expr mean() {
        return law.mean().times(logShare().exp());
    }

    @Override
    public Expr variance() {
        Expr share = logShare().exp();
        Expr square = law.variance().plus(law.mean().square());
        return share.times(square).minus(mean().square());
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.from(x, 0, Tails.complement(logSurvival(x.max(0))));
    }

    @Override
    public Expr logSurvival(Expr x) {
        Expr inside = law.logSurvival(x.max(0)).plus(logShare());
        return Expr.select(x.lessThan(0), Expr.constant(0), inside.min(0));
    }

    @Override
    public Level level(double x, double[] parameters) {
        if (x < 0) {
            return Level.NOTHING_BELOW;
        }
        double[] own = ofLaw(parameters);
        double share = Math.log1p(-parameters[parameters.length - 1])
                - law.level(0, own).logAbove();
        return Level.above(Math.min(0, law.level(x, own).logAbove() + share));
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
            return;
        }
        double[] own = ofLaw(parameters);
        double logPositive = law.level(0, own).logAbove();
        out[0] = law.quantile(Level.above(logPositive + Math.log(1 - random.nextDouble())), own);
    }
}
