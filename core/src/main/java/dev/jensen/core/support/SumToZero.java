package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;

/**
 * Vectors of K ≥ 2 numbers that sum to 0: effects about a mean that is a variable of its own. x = H u, where the columns of
 * H [K, K − 1] are orthonormal (Helmert contrasts):
 *
 * <pre>
 * wᵢ = uᵢ / √(i (i + 1)),   xₖ = Σ_{i≥k} wᵢ − (k − 1) wₖ₋₁
 * </pre>
 *
 * <p>Distances are kept, so that the log Jacobian is 0: densities are meant per unit of volume of the hyperplane, which is
 * 1/√K of that in the first K − 1 elements, and independent normal u of one scale are exchangeable normal x.
 */
public record SumToZero() implements ContinuousSupport {
    private static final String VECTOR = "a vector that sums to 0";
    /** How far from 0 the sum may be, of the sum of the absolute values. */
    private static final double TOLERANCE = 1e-8;

    @Override
    public int[] unconstrained(int... inner) {
        return LastAxis.resized(VECTOR, inner, -1);
    }

    @Override
    public Expr constrain(Expr u) {
        int free = LastAxis.length(u, VECTOR);
        Expr w = u.times(scale(free));
        Expr backwards = LastAxis.part(w, free - 1, -1, free).cumulativeSum(-1);
        Expr later = LastAxis.part(backwards, free - 1, -1, free);
        return LastAxis.placed(later, 0, free + 1).minus(LastAxis.placed(w.times(counts(free)), 1, free + 1));
    }

    /** 1/√(i (i + 1)), i = 1 … */
    private static Expr scale(int free) {
        double[] scale = new double[free];
        for (int i = 1; i <= free; i++) {
            scale[i - 1] = 1 / Math.sqrt((double) i * (i + 1));
        }
        return Expr.constant(scale);
    }

    private static Expr counts(int free) {
        double[] counts = new double[free];
        for (int i = 1; i <= free; i++) {
            counts[i - 1] = i;
        }
        return Expr.constant(counts);
    }

    @Override
    public Expr logJacobian(Expr u) {
        LastAxis.length(u, VECTOR);
        return new Real().logJacobian(u.sum(-1));
    }

    @Override
    public Expr unconstrain(Expr x) {
        int length = LastAxis.length(x, VECTOR);
        if (length < 2) {
            throw new IllegalArgumentException(VECTOR + " of length 1 is the number 0 and has nothing to fit");
        }
        int free = length - 1;
        Expr before = LastAxis.part(x, 0, 1, free).cumulativeSum(-1);
        return before.minus(LastAxis.part(x, 1, 1, free).times(counts(free))).times(scale(free));
    }

    @Override
    public Expr outside(Expr x) {
        LastAxis.length(x, VECTOR);
        return x.sum(-1).abs().greaterThan(x.abs().sum(-1).times(TOLERANCE));
    }

    @Override
    public void check(String what, Expr x) {
        int length = LastAxis.length(x, VECTOR);
        ScalarCheck.check(what, x, (value, row, element) -> Double.isFinite(value) ? null : "must be finite");
        VectorCheck.check(what, x, length, vector -> {
            double sum = 0;
            double size = 0;
            for (double value : vector) {
                sum += value;
                size += Math.abs(value);
            }
            return Math.abs(sum) <= TOLERANCE * size ? null : "must sum to 0: " + sum;
        });
    }

    @Override
    public String toString() {
        return VECTOR;
    }
}
