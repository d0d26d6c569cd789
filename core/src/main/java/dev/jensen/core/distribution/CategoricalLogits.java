package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.IntegerRange;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One of K outcomes, numbered 0 to K − 1, with probabilities softmax(η): log P(k) = ηₖ − log Σⱼ exp ηⱼ. Made by {@link Categorical#ofLogits(Expr)}.
 *
 * @param logits η, with the outcomes along the last inner axis; a number added to all of them changes nothing
 */
public record CategoricalLogits(Expr logits) implements CumulativeDiscrete, ClosedEntropy {
    /** Checks logits that are known. */
    public CategoricalLogits {
        Categories.count("logits", logits);
        Parameter.check("Categorical", "logits", logits, Parameter.Range.REAL);
    }

    @Override
    public String name() {
        return "Categorical";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("logits", logits, Parameter.Range.REAL, 1));
    }

    @Override
    public Shape drawShape() {
        return Categories.drawShape(logits);
    }

    @Override
    public IntegerRange support() {
        return IntegerRange.of(0, Categories.count("logits", logits) - 1);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return Categories.pick(logits, x).minus(logits.logSumExp(-1));
    }

    @Override
    public Expr mean() {
        return Categories.mean(logits.softmax(-1));
    }

    @Override
    public Expr variance() {
        return Categories.variance(logits.softmax(-1));
    }

    @Override
    public Expr entropy() {
        Expr logProbabilities = logProbabilities();
        return logProbabilities.times(logProbabilities.exp()).sum(-1).negate();
    }

    @Override
    public Expr logCdf(Expr x) {
        return OutcomeSums.logCdf(logProbabilities(), x);
    }

    @Override
    public Expr logSurvival(Expr x) {
        return OutcomeSums.logSurvival(logProbabilities(), x);
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
        double greatest = Arrays.stream(parameters).max().orElseThrow();
        double[] weights = Arrays.stream(parameters)
                .map(logit -> Math.exp(logit - greatest))
                .toArray();
        out[0] = Categories.draw(random, weights);
    }

    private static double[] masses(double[] parameters) {
        double greatest = Arrays.stream(parameters).max().orElseThrow();
        return Arrays.stream(parameters)
                .map(logit -> Math.exp(logit - greatest))
                .toArray();
    }

    private Expr logProbabilities() {
        int[] one = logits.shape().inner();
        one[one.length - 1] = 1;
        return logits.minus(logits.logSumExp(-1).reshape(one));
    }
}
