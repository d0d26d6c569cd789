package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.SumToZero;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * K independent normal numbers N(0, σ) given that they sum to 0: log p(x) = −½ Σ xₖ²/σ² − (K − 1)(log σ + ½ log 2π), per unit
 * of volume of the hyperplane. For effects about a mean that is a variable of its own: each has standard deviation
 * σ √(1 − 1/K), any two have correlation −1/(K − 1).
 *
 * @param length K ≥ 2
 * @param scale σ &gt; 0, a number, or one for each row
 */
public record SumToZeroNormal(int length, Expr scale) implements Continuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public SumToZeroNormal {
        if (length < 2) {
            throw new IllegalArgumentException("SumToZeroNormal length must be >= 2: " + length);
        }
        Parameter.requireNumber("SumToZeroNormal", "scale", scale);
        Parameter.check("SumToZeroNormal", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the law of a number of normal numbers of mean 0 and a scale &gt; 0 that sum to 0} */
    public static SumToZeroNormal of(int length, Expr scale) {
        return new SumToZeroNormal(length, scale);
    }

    /** {@return the law of a number of normal numbers of mean 0 and a scale &gt; 0 that sum to 0} */
    public static SumToZeroNormal of(int length, double scale) {
        return new SumToZeroNormal(length, Expr.constant(scale));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("scale", scale, Parameter.Range.POSITIVE));
    }

    @Override
    public int eventRank() {
        return 1;
    }

    @Override
    public Shape drawShape() {
        return scale.shape().withInner(length);
    }

    @Override
    public ContinuousSupport support() {
        return new SumToZero();
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return x.square()
                .sum(-1)
                .times(scale.reciprocal().square().times(-0.5))
                .minus(scale.log().plus(Gaussians.HALF_LOG_TWO_PI).times(length - 1));
    }

    @Override
    public Expr mean() {
        return Expr.zeros(length);
    }

    @Override
    public Expr variance() {
        return scale.square().times(1 - 1.0 / length).broadcastInner(length);
    }

    @Override
    public Expr entropy() {
        return scale.log().plus(Gaussians.HALF_LOG_TWO_PI + 0.5).times(length - 1);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double mean = 0;
        for (int k = 0; k < length; k++) {
            out[k] = parameters[0] * random.nextGaussian();
            mean += out[k] / length;
        }
        for (int k = 0; k < length; k++) {
            out[k] -= mean;
        }
    }
}
