package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.CorrelationCholesky;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of the lower Cholesky factor L of an {@link Lkj} correlation matrix L Lᵀ: log p(L) = Σₖ (K − k + 2η − 2) log Lₖₖ −
 * log c, k from 1 to K; a density of the elements below the diagonal. With scales of their own, {@link
 * MultivariateNormal#correlated} makes it a prior of covariances.
 *
 * @param size K ≥ 2, the number of rows
 * @param shape η &gt; 0, a number, or one for each row of a plate: 1 is uniform over correlation matrices, more prefers
 *     correlations near 0
 */
public record LkjCholesky(int size, Expr shape) implements Continuous, ClosedEntropy {
    /** Checks parameters that are known. */
    public LkjCholesky {
        Vines.check("LkjCholesky", size, shape);
    }

    /** {@return the law of the Cholesky factor of a correlation matrix of some rows, of a shape η &gt; 0} */
    public static LkjCholesky of(int size, Expr shape) {
        return new LkjCholesky(size, shape);
    }

    /** {@return the law of the Cholesky factor of a correlation matrix of some rows, of a shape η &gt; 0} */
    public static LkjCholesky of(int size, double shape) {
        return new LkjCholesky(size, Expr.constant(shape));
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
        return new CorrelationCholesky();
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return Vines.ofLogDiagonal(size, shape, x.diagonal().log()).minus(Vines.logNormalizer(size, shape));
    }

    /** {@inheritDoc} E[Lₖₖ] = Π_{j&lt;k} E[√(1 − zⱼ²)]; 0 elsewhere. */
    @Override
    public Expr mean() {
        Expr a = Vines.shapes(size, shape);
        Expr roots = a.plus(0.5)
                .logGamma()
                .times(2)
                .minus(a.times(2).plus(1).logGamma())
                .minus(a.logGamma().times(2).minus(a.times(2).logGamma()))
                .plus(Math.log(2)); // log 2 B(a + ½, a + ½)/B(a, a)
        return Vines.onDiagonal(Vines.before(roots, size).exp(), size);
    }

    /** {@inheritDoc} E[z²] = 1/(2a + 1) times what the columns before have left; that of Lₖₖ less its mean's square. */
    @Override
    public Expr variance() {
        Expr a = Vines.shapes(size, shape);
        Expr left = Vines.before(a.times(2).log().minus(a.times(2).plus(1).log()), size)
                .exp();
        Expr ofColumn = Vines.columns(a.times(2).plus(1).reciprocal(), size).times(left);
        double[][] below = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                below[i][j] = 1;
            }
        }
        return Expr.constant(below)
                .times(ofColumn)
                .plus(Vines.onDiagonal(left, size))
                .minus(mean().square());
    }

    @Override
    public Expr entropy() {
        Expr a = Vines.shapes(size, shape);
        Expr logDiagonal = Vines.before(Vines.meanLogComplement(a).times(0.5), size);
        return Vines.logNormalizer(size, shape).minus(Vines.ofLogDiagonal(size, shape, logDiagonal));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        Vines.draw(random, parameters[0], size, out);
    }
}
