package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Directions: vectors of K ≥ 2 numbers whose squares sum to 1. Densities are meant per unit of the sphere's surface.
 *
 * <p>No smooth one-to-one map takes ℝᵏ⁻¹ onto a sphere. As in Marsaglia (1972), "Choosing a point from the surface of a
 * sphere", u ∈ ℝᵏ has one number too many: x = v/‖v‖ with v = u + (1, …, 1)/√K, which makes u = 0 an ordinary point to
 * start from. The radius r = ‖v‖ gets a law of its own, that of K standard normal numbers, which leaves the law of x and
 * the evidence what they are. {@link #logJacobian} is then
 *
 * <pre>
 * log h(r) − (K − 1) log r = −½ ‖v‖² − log(2^{K/2−1} Γ(K/2)),   h the χ density of K degrees of freedom
 * </pre>
 *
 * so that a uniform direction is exactly K independent normal u. (A stereographic map would do with K − 1, but tears the
 * sphere at a point, and makes a uniform direction heavy-tailed.) {@link #unconstrain} answers radius 1.
 */
public record UnitVector() implements ContinuousSupport {
    private static final String VECTOR = "a unit vector";
    /** How far from 1 the length may be. */
    private static final double TOLERANCE = 1e-8;

    @Override
    public int[] unconstrained(int... inner) {
        return LastAxis.resized(VECTOR, inner, 0);
    }

    @Override
    public Expr constrain(Expr u) {
        Expr v = u.plus(centre(u));
        int[] one = u.shape().inner();
        one[one.length - 1] = 1;
        return v.dividedBy(v.square().sum(-1).sqrt().reshape(one));
    }

    /** (1, …, 1)/√K. */
    private static Expr centre(Expr u) {
        double[] centre = new double[LastAxis.length(u, VECTOR)];
        Arrays.fill(centre, 1 / Math.sqrt(centre.length));
        return Expr.constant(centre);
    }

    @Override
    public Expr logJacobian(Expr u) {
        double half = 0.5 * LastAxis.length(u, VECTOR);
        double constant = (half - 1) * Math.log(2) + LogGamma.value(half);
        return u.plus(centre(u)).square().sum(-1).times(-0.5).minus(constant);
    }

    @Override
    public Expr unconstrain(Expr x) {
        return x.minus(centre(x));
    }

    @Override
    public Expr outside(Expr x) {
        LastAxis.length(x, VECTOR);
        return x.square().sum(-1).minus(1).abs().greaterThan(2 * TOLERANCE);
    }

    @Override
    public void check(String what, Expr x) {
        int length = LastAxis.length(x, VECTOR);
        ScalarCheck.check(what, x, (value, row, element) -> Double.isFinite(value) ? null : "must be finite");
        VectorCheck.check(what, x, length, vector -> {
            double squares = 0;
            for (double value : vector) {
                squares += value * value;
            }
            double norm = Math.sqrt(squares);
            return Math.abs(norm - 1) <= TOLERANCE ? null : "must have length 1, the root of its squares' sum: " + norm;
        });
    }

    @Override
    public String toString() {
        return VECTOR;
    }
}
