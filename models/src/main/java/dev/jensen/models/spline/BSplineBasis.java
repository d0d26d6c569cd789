package dev.jensen.models.spline;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.SparseMatrix;
import java.util.Arrays;

/**
 * The B-splines of some knots: piecewise polynomials that are 0 but for degree + 1 pieces, never negative, and add up to 1. A curve is
 * a sum of them, smooth up to the derivative of order degree − 1 at each knot. Immutable.
 *
 * <pre>{@code
 * BSplineBasis basis = BSplineBasis.quantiles(x, 3, 10);
 * ...
 * var b = PenalizedCoefficients.firstOrder(m, "b", basis.functions(), level, tau);
 * m.observe("y", Normal.of(m.data("B", basis.design(x), point).dot(b), sigma), y, point);
 * m.derive("curve", basis.curve(b, xNew));
 * }</pre>
 *
 * <p>De Boor (1978), "A Practical Guide to Splines"; the recursion is Cox's and de Boor's.
 */
public final class BSplineBasis {
    private final Knots knots;
    private final Beyond beyond;
    private final double[][] combination;

    private BSplineBasis(Knots knots, Beyond beyond, double[][] combination) {
        this.knots = knots;
        this.beyond = beyond;
        this.combination = combination;
    }

    // ---------------------------------------------------------------- making one

    /**
     * The splines of given knots.
     *
     * @param degree of the pieces, from 0 (steps) over 1 (broken lines) to 3 (cubic) and more
     * @param low lower boundary
     * @param high upper boundary
     * @param interior knots between the boundaries, not decreasing, each at most {@code degree} times
     * @return interior + degree + 1 functions
     */
    public static BSplineBasis of(int degree, double low, double high, double... interior) {
        return whole(Knots.clamped(degree, low, high, interior));
    }

    /**
     * Splines with knots at equal distances.
     *
     * @param degree of the pieces
     * @param low lower boundary
     * @param high upper boundary
     * @param functions how many, more than the degree
     */
    public static BSplineBasis equallySpaced(int degree, double low, double high, int functions) {
        double[] interior = new double[requireInterior(degree, functions)];
        Arrays.setAll(interior, k -> low + (high - low) * (k + 1) / (interior.length + 1));
        return of(degree, low, high, interior);
    }

    /**
     * Splines with boundaries at the least and greatest number and knots at quantiles, so that every piece has its share of data.
     *
     * @param x numbers, not all the same
     * @param degree of the pieces
     * @param functions how many, more than the degree
     */
    public static BSplineBasis quantiles(double[] x, int degree, int functions) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double[] interior = new double[requireInterior(degree, functions)];
        if (sorted.length < 2 || !Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("quantiles: give at least two numbers, all finite");
        }
        Arrays.setAll(interior, k -> quantile(sorted, (k + 1.0) / (interior.length + 1)));
        return of(degree, sorted[0], sorted[sorted.length - 1], interior);
    }

    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        double part = position - below;
        return below + 1 < sorted.length ? sorted[below] * (1 - part) + sorted[below + 1] * part : sorted[below];
    }

    private static int requireInterior(int degree, int functions) {
        if (functions <= degree) {
            throw new IllegalArgumentException(
                    "splines of degree " + degree + " need at least " + (degree + 1) + " functions: " + functions);
        }
        return functions - degree - 1;
    }

    /**
     * Splines that repeat: at the end value and derivatives are those at the start, and any number is brought back into one period.
     *
     * @param degree of the pieces
     * @param low start of a period
     * @param high its end
     * @param functions how many, more than the degree, with knots at equal distances
     */
    public static BSplineBasis periodic(int degree, double low, double high, int functions) {
        requireInterior(degree, functions);
        return whole(Knots.periodic(degree, low, high, functions));
    }

    private static BSplineBasis whole(Knots knots) {
        int k = knots.functions();
        double[][] identity = new double[k][k];
        for (int i = 0; i < k; i++) {
            identity[i][i] = 1;
        }
        return new BSplineBasis(knots, Beyond.REFUSE, identity);
    }

    /**
     * Returns the same basis without its first function, for a model with an intercept: with it the functions would add up to a
     * second one.
     */
    public BSplineBasis withoutIntercept() {
        if (functions() < 2) {
            throw new IllegalArgumentException("a basis of one function is an intercept: leave it out altogether");
        }
        double[][] rest = new double[combination.length][];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = Arrays.copyOfRange(combination[i], 1, combination[i].length);
        }
        return new BSplineBasis(knots, beyond, rest);
    }

    /**
     * Returns natural splines: the combinations of these whose second derivative is 0 at both boundaries, two functions less; beyond
     * them they are straight lines. Say {@link #withoutIntercept} before, not after.
     */
    public BSplineBasis natural() {
        return new BSplineBasis(knots, Beyond.LINE, NaturalConstraint.of(knots, combination));
    }

    /** Returns the same functions with something to say outside the boundaries; without this, points there are refused. */
    public BSplineBasis beyond(Beyond outside) {
        return new BSplineBasis(knots, outside, combination);
    }

    // ---------------------------------------------------------------- using one

    /** {@return K, the number of functions} */
    public int functions() {
        return combination[0].length;
    }

    /**
     * The functions at points: the columns of data of a regression.
     *
     * @param x points, new ones too
     * @return new, [point][function]
     * @throws IllegalArgumentException if a point is not finite, or lies outside the boundaries and nothing is said of {@link Beyond}
     */
    public double[][] design(double[] x) {
        double[][] design = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            design[i] = row(x[i], i);
        }
        return design;
    }

    /**
     * A curve at points, for predictions; a point costs the functions that are not 0 there.
     *
     * @param coefficients one for each function, [K]
     * @param x points
     * @return [x.length]
     */
    public Expr curve(Expr coefficients, double[] x) {
        double[][] design = design(x);
        int k = functions();
        int[] row = new int[x.length * k];
        int[] column = new int[x.length * k];
        double[] values = new double[x.length * k];
        for (int e = 0; e < values.length; e++) {
            row[e] = e / k;
            column[e] = e % k;
            values[e] = design[e / k][e % k];
        }
        return SparseMatrix.of(x.length, k, row, column, values).times(coefficients);
    }

    private double[] row(double x, int index) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("spline: point " + index + " must be finite: " + x);
        }
        double inside = knots.isPeriodic() ? x : Math.min(Math.max(x, knots.low()), knots.high());
        if (inside == x || beyond == Beyond.POLYNOMIAL) {
            return combined(knots.derivatives(x, 0));
        }
        if (beyond == Beyond.REFUSE) {
            throw new IllegalArgumentException("spline: point " + index + " is " + x + ", outside the boundaries "
                    + knots.low() + " to " + knots.high() + ": widen them, or say what the curve does there with"
                    + " beyond(Beyond.LINE)");
        }
        double[] value = knots.derivatives(inside, 0);
        double[] slope = knots.derivatives(inside, 1);
        for (int k = 0; k < value.length; k++) {
            value[k] += (x - inside) * slope[k];
        }
        return combined(value);
    }

    private double[] combined(double[] functions) {
        double[] combined = new double[functions()];
        for (int i = 0; i < functions.length; i++) {
            for (int k = 0; functions[i] != 0 && k < combined.length; k++) {
                combined[k] += functions[i] * combination[i][k];
            }
        }
        return combined;
    }
}
