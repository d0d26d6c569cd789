package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;

/**
 * Vectors of K numbers of at least 0 that sum to 1, by stick-breaking of K − 1 unconstrained numbers.
 *
 * <p>With vₖ = uₖ − log(K − k), k = 1 … K − 1, a share zₖ = sigmoid(vₖ) of what is left of the stick becomes xₖ:
 *
 * <pre>
 * log xₖ = −softplus(−vₖ) − Σ_{j&lt;k} softplus(vⱼ),   log x_K = −Σ_{j&lt;K} softplus(vⱼ)
 * </pre>
 *
 * so that u = 0 is the uniform vector and small shares keep their digits. Since ∂xₖ/∂uₖ = xₖ (1 − zₖ) and the shares
 * 1 − zₖ multiply to x_K, the log Jacobian is simply Σ_{k≤K} log xₖ.
 */
public record Simplex() implements ContinuousSupport {
    /** How far from 1 the sum of a vector may be. */
    private static final double TOLERANCE = 1e-8;

    @Override
    public int[] unconstrained(int... inner) {
        return LastAxis.resized("a simplex", inner, -1);
    }

    @Override
    public Expr constrain(Expr u) {
        return logarithm(u).exp();
    }

    @Override
    public Expr logJacobian(Expr u) {
        return logarithm(u).sum(-1);
    }

    private static Expr logarithm(Expr u) {
        int sticks = LastAxis.length(u, "a simplex");
        Expr v = u.minus(logRemaining(sticks));
        Expr taken = v.negate().softplus();
        Expr left = v.softplus().cumulativeSum(-1);
        return LastAxis.placed(taken, 0, sticks + 1)
                .plus(LastAxis.placed(left, 1, sticks + 1))
                .negate();
    }

    /** log(K − k) for k = 1 … K − 1. */
    private static Expr logRemaining(int sticks) {
        double[] log = new double[sticks];
        for (int k = 0; k < sticks; k++) {
            log[k] = Math.log(sticks - k);
        }
        return Expr.constant(log);
    }

    @Override
    public Expr unconstrain(Expr x) {
        int length = LastAxis.length(x, "a simplex");
        if (length < 2) {
            throw new IllegalArgumentException("a simplex of length 1 is the number 1 and has nothing to fit");
        }
        Expr backwards = LastAxis.part(x, length - 1, -1, length - 1).cumulativeSum(-1);
        Expr left = LastAxis.part(backwards, length - 2, -1, length - 1);
        return LastAxis.part(x, 0, 1, length - 1).log().minus(left.log()).plus(logRemaining(length - 1));
    }

    @Override
    public Expr outside(Expr x) {
        Expr negative = x.lessThan(0).sum(-1);
        return negative.plus(x.sum(-1).minus(1).abs().greaterThan(TOLERANCE));
    }

    @Override
    public void check(String what, Expr x) {
        int length = LastAxis.length(x, "a simplex");
        ScalarCheck.check(what, x, (value, row, element) -> value >= 0 ? null : "must be >= 0");
        VectorCheck.check(what, x, length, vector -> {
            double sum = 0;
            for (double value : vector) {
                sum += value;
            }
            return Math.abs(sum - 1) <= TOLERANCE ? null : "must sum to 1: " + sum;
        });
    }

    @Override
    public String toString() {
        return "a vector of numbers >= 0 that sum to 1";
    }
}
