package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/**
 * A function seen with noise and known through inducing points. With A = L⁻¹K(u, x), L Lᵀ = K(u, u), and the diagonal D of what is
 * left, Q + D is inverted by way of B = I + A D⁻¹ Aᵀ, which is small and well conditioned.
 */
final class SparseFunction implements LatentFunction {
    private final GaussianProcess process;
    private final double[][] inducing;
    private final double[][] points;
    private final Expr factor;
    private final Expr second;
    private final Expr whitened;
    private final Expr logDensity;

    private SparseFunction(
            GaussianProcess process,
            double[][] inducing,
            double[][] points,
            Expr factor,
            Expr second,
            Expr whitened,
            Expr logDensity) {
        this.process = process;
        this.inducing = inducing;
        this.points = points;
        this.factor = factor;
        this.second = second;
        this.whitened = whitened;
        this.logDensity = logDensity;
    }

    static SparseFunction of(
            GaussianProcess process,
            String name,
            double[][] x,
            Expr residual,
            Expr noise,
            double[][] inducing,
            SparseApproximation approximation) {
        Kernel kernel = process.kernel();
        int n = x.length;
        Expr factor = kernel.covariance(inducing).choleskyFactor(name, process.jitter());
        Expr a = factor.solveLower(kernel.covariance(inducing, x));
        Expr variance = noise.square();
        Expr open = kernel.variance(x).minus(a.square().sum(0));
        Expr diagonal = approximation == SparseApproximation.FULLY_INDEPENDENT
                ? open.max(0).plus(variance)
                : variance.broadcastInner(n);
        Expr root = diagonal.sqrt().reciprocal();
        Expr scaled = a.times(root.reshape(1, n));
        Expr r = residual.times(root);
        Expr second = scaled.matMul(scaled.transpose())
                .plus(Expr.constant(identity(inducing.length)))
                .choleskyFactor(name, 0);
        Expr c = second.solveLower(scaled.matVec(r));
        Expr logDensity = r.dot(r)
                .minus(c.dot(c))
                .plus(diagonal.log().sum())
                .plus(second.logDeterminantFromFactor())
                .plus(n * Math.log(2 * Math.PI))
                .times(-0.5);
        if (approximation == SparseApproximation.VARIATIONAL) {
            logDensity = logDensity.minus(open.sum().dividedBy(variance).times(0.5));
        }
        return new SparseFunction(process, inducing, x, factor, second, c, logDensity);
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    /** Of the data, given the hyperparameters; nats. */
    Expr logDensity() {
        return logDensity;
    }

    private Expr projection(double[][] x) {
        return factor.solveLower(process.kernel().covariance(inducing, x));
    }

    @Override
    public Expr values() {
        return mean(points);
    }

    @Override
    public Expr mean(double[][] x) {
        Expr after = second.solveLower(projection(x));
        return after.transpose().matVec(whitened).plus(process.meanAt(x));
    }

    @Override
    public Expr covariance(double[][] x) {
        Expr before = projection(x);
        Expr after = second.solveLower(before);
        return process.kernel()
                .covariance(x)
                .minus(before.transpose().matMul(before))
                .plus(after.transpose().matMul(after));
    }

    @Override
    public Expr variance(double[][] x) {
        Expr before = projection(x);
        Expr after = second.solveLower(before);
        return process.kernel()
                .variance(x)
                .minus(before.square().sum(0))
                .plus(after.square().sum(0));
    }
}
