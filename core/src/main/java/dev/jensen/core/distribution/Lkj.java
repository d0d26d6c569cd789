package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.CorrelationCholesky;
import dev.jensen.core.support.CorrelationMatrix;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of K × K correlation matrices Ω of Lewandowski, Kurowicka and Joe (2009), "Generating random correlation matrices
 * based on vines and extended onion method", Journal of Multivariate Analysis 100: log p(Ω) = (η − 1) log |Ω| − log c, a
 * density of the elements below the diagonal. Each correlation is 2 Beta(b, b) − 1 with b = η − 1 + K/2.
 *
 * <p>As a prior {@link #cholesky}, the same law of the Cholesky factor, is cheaper.
 *
 * @param size K ≥ 2, the number of rows
 * @param shape η &gt; 0, a number, or one for each row of a plate: 1 is uniform over correlation matrices, more prefers
 *     correlations near 0
 */
public record Lkj(int size, Expr shape) implements Continuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public Lkj {
        Vines.check("Lkj", size, shape);
    }

    /** {@return the law of correlation matrices of some rows, of a shape η &gt; 0} */
    public static Lkj of(int size, Expr shape) {
        return new Lkj(size, shape);
    }

    /** {@return the law of correlation matrices of some rows, of a shape η &gt; 0} */
    public static Lkj of(int size, double shape) {
        return new Lkj(size, Expr.constant(shape));
    }

    /** {@return the law of the Cholesky factor of a matrix of this law, over which a model is fitted at less cost} */
    public LkjCholesky cholesky() {
        return new LkjCholesky(size, shape);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("shape", shape, Parameter.Range.POSITIVE));
    }

    @Override
    public int eventRank() {
        return 2;
    }

    @Override
    public Shape drawShape() {
        return shape.shape().withInner(size, size);
    }

    @Override
    public ContinuousSupport support() {
        return new CorrelationMatrix();
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return ofFactor(x.choleskyFactor());
    }

    @Override
    public Expr logDensityUnconstrained(Expr u, Expr x) {
        Expr jacobian = support().logJacobian(u).sum();
        return ofFactor(new CorrelationCholesky().constrain(u)).sum().plus(jacobian);
    }

    private Expr ofFactor(Expr l) {
        return Factors.logDeterminant(l).times(shape.minus(1).times(2)).minus(Vines.logNormalizer(size, shape));
    }

    @Override
    public Expr mean() {
        return Factors.identity(size);
    }

    /** {@inheritDoc} 1/(2η + K − 1) off the diagonal. */
    @Override
    public Expr variance() {
        return Expr.constant(1)
                .minus(Factors.identity(size))
                .times(shape.times(2).plus(size - 1).reciprocal());
    }

    @Override
    public Expr entropy() {
        return Vines.logNormalizer(size, shape).minus(shape.minus(1).times(Vines.meanLogDeterminant(size, shape)));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double[] factor = new double[out.length];
        Vines.draw(random, parameters[0], size, factor);
        Wisharts.square(factor, size, out);
    }
}
