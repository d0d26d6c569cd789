package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The number of marked ones among n drawn without replacement from N, of which K are marked: log P(k) = log C(K, k) + log C(N − K, n −
 * k) − log C(N, n).
 *
 * @param population N, a whole number: a number or data
 * @param marked K, a whole number of at most N
 * @param draws n, a whole number of at most N
 */
public record Hypergeometric(Expr population, Expr marked, Expr draws) implements CumulativeDiscrete {
    /** Checks parameters that are known. */
    public Hypergeometric {
        Parameter.check("Hypergeometric", "population", population, Parameter.Range.COUNT);
        Parameter.check("Hypergeometric", "marked", marked, Parameter.Range.COUNT);
        Parameter.check("Hypergeometric", "draws", draws, Parameter.Range.COUNT);
        checkPart("marked", marked, population);
        checkPart("draws", draws, population);
    }

    private static void checkPart(String what, Expr part, Expr population) {
        Double some = part.number();
        Double all = population.number();
        if (some != null && all != null && some > all) {
            throw new IllegalArgumentException(
                    "Hypergeometric " + what + " must be at most the population " + all + ": " + some);
        }
    }

    /** {@return the law of the number of marked ones among some draws from a population} */
    public static Hypergeometric of(Expr population, Expr marked, Expr draws) {
        return new Hypergeometric(population, marked, draws);
    }

    /** {@return the law of the number of marked ones among some draws from a population} */
    public static Hypergeometric of(double population, double marked, double draws) {
        return new Hypergeometric(Expr.constant(population), Expr.constant(marked), Expr.constant(draws));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("population", population, Parameter.Range.COUNT),
                new Parameter("marked", marked, Parameter.Range.COUNT),
                new Parameter("draws", draws, Parameter.Range.COUNT));
    }

    /** {@inheritDoc} Of parameters that are data it begins at 0, and outcomes below max(0, n + K − N) have probability 0. */
    @Override
    public IntegerRange support() {
        Double all = population.number();
        Double some = marked.number();
        Double drawn = draws.number();
        if (all == null || some == null || drawn == null) {
            return new IntegerRange(0, draws.min(marked));
        }
        return IntegerRange.of((int) Math.max(0, drawn + some - all), (int) Math.min(drawn, some));
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return Binomial.logCombinations(marked, x)
                .plus(Binomial.logCombinations(population.minus(marked), draws.minus(x)))
                .minus(Binomial.logCombinations(population, draws));
    }

    @Override
    public Expr mean() {
        return draws.times(marked.dividedBy(population));
    }

    @Override
    public Expr variance() {
        Expr share = marked.dividedBy(population);
        Expr left = population.minus(draws).dividedBy(population.minus(1).max(1));
        return draws.times(share).times(share.negate().plus(1)).times(left);
    }

    private Expr logMasses() {
        return OutcomeSums.logMasses(this, support().high());
    }

    @Override
    public Expr logCdf(Expr x) {
        return OutcomeSums.logCdf(logMasses(), x);
    }

    @Override
    public Expr logSurvival(Expr x) {
        return OutcomeSums.logSurvival(logMasses(), x);
    }

    @Override
    public Level level(double x, double[] parameters) {
        return OutcomeSums.level(masses(parameters), x);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return OutcomeSums.quantile(masses(parameters), level);
    }

    /** {@inheritDoc} One after the other. */
    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double left = parameters[0];
        double marks = parameters[1];
        for (double i = 0; i < parameters[2]; i++) {
            if (random.nextDouble() * left < marks) {
                marks--;
            }
            left--;
        }
        out[0] = parameters[1] - marks;
    }

    /** By the ratio of neighbours, from the mode, so that none under- or overflows. */
    private static double[] masses(double[] parameters) {
        double all = parameters[0];
        double some = parameters[1];
        double drawn = parameters[2];
        int low = (int) Math.max(0, drawn + some - all);
        int high = (int) Math.min(drawn, some);
        int mode = (int) Math.max(low, Math.min(high, Math.floor((drawn + 1) * (some + 1) / (all + 2))));
        double[] masses = new double[high + 1];
        masses[mode] = 1;
        for (int k = mode; k < high; k++) {
            masses[k + 1] = masses[k] * (some - k) * (drawn - k) / ((k + 1) * (all - some - drawn + k + 1));
        }
        for (int k = mode; k > low; k--) {
            masses[k - 1] = masses[k] * k * (all - some - drawn + k) / ((some - k + 1) * (drawn - k + 1));
        }
        return masses;
    }
}
