package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.UnitVector;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The uniform law of directions: vectors of length 1 in K dimensions. log p = −log(2 π^{K/2}/Γ(K/2)), per unit of the sphere's
 * surface.
 *
 * @param length K ≥ 2
 */
public record UniformOnSphere(int length) implements Continuous, ClosedEntropy {
    /** Checks the length. */
    public UniformOnSphere {
        if (length < 2) {
            throw new IllegalArgumentException("UniformOnSphere length must be >= 2: " + length);
        }
    }

    /** {@return the uniform law of directions in some dimensions, at least 2} */
    public static UniformOnSphere of(int length) {
        return new UniformOnSphere(length);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public int eventRank() {
        return 1;
    }

    @Override
    public Shape drawShape() {
        return Shape.of(length);
    }

    @Override
    public ContinuousSupport support() {
        return new UnitVector();
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return x.sum(-1).times(0).minus(logArea());
    }

    private double logArea() {
        return Math.log(2) + 0.5 * length * Math.log(Math.PI) - LogGamma.value(0.5 * length);
    }

    @Override
    public Expr mean() {
        return Expr.zeros(length);
    }

    @Override
    public Expr variance() {
        return Expr.constant(1.0 / length).broadcastInner(length);
    }

    @Override
    public Expr entropy() {
        return Expr.constant(logArea());
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double squares = 0;
        for (int k = 0; k < length; k++) {
            out[k] = random.nextGaussian();
            squares += out[k] * out[k];
        }
        double norm = Math.sqrt(squares);
        for (int k = 0; k < length; k++) {
            out[k] /= norm;
        }
    }
}
