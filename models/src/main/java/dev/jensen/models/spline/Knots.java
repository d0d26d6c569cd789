package dev.jensen.models.spline;

import java.util.Arrays;

/** The knots of B-splines, with as many more at each end as the recursion needs. */
final class Knots {
    private final int degree;
    private final double[] all;
    private final boolean isPeriodic;

    private Knots(int degree, double[] all, boolean isPeriodic) {
        this.degree = degree;
        this.all = all;
        this.isPeriodic = isPeriodic;
    }

    static Knots clamped(int degree, double low, double high, double[] interior) {
        require(degree, low, high);
        for (int k = 0; k < interior.length; k++) {
            double before = k == 0 ? low : interior[k - 1];
            if (!(interior[k] > low && interior[k] < high && interior[k] >= before)) {
                throw new IllegalArgumentException("splines: interior knot " + k + " is " + interior[k]
                        + ", must lie between the boundaries " + low + " and " + high
                        + " and not before the knot in front of it");
            }
            if (k >= degree && degree > 0 && interior[k] == interior[k - degree]) {
                throw new IllegalArgumentException("splines: knot " + interior[k] + " is there more than " + degree
                        + " times, where curves of degree " + degree + " would break: use fewer functions");
            }
        }
        double[] all = new double[interior.length + 2 * (degree + 1)];
        Arrays.fill(all, 0, degree + 1, low);
        System.arraycopy(interior, 0, all, degree + 1, interior.length);
        Arrays.fill(all, all.length - degree - 1, all.length, high);
        return new Knots(degree, all, false);
    }

    static Knots periodic(int degree, double low, double high, int functions) {
        require(degree, low, high);
        double[] all = new double[functions + 2 * degree + 1];
        Arrays.setAll(all, k -> low + (high - low) * (k - degree) / functions);
        return new Knots(degree, all, true);
    }

    private static void require(int degree, double low, double high) {
        if (degree < 0) {
            throw new IllegalArgumentException("splines: degree must be 0 or more: " + degree);
        }
        if (!(high > low) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException(
                    "splines: the lower boundary must lie below the upper one, both finite: " + low + ", " + high);
        }
    }

    boolean isPeriodic() {
        return isPeriodic;
    }

    double low() {
        return all[degree];
    }

    double high() {
        return all[all.length - degree - 1];
    }

    int degree() {
        return degree;
    }

    /** Functions, those that are one after a period counted once. */
    int functions() {
        return all.length - degree - 1 - (isPeriodic ? degree : 0);
    }

    /**
     * A derivative of every function.
     *
     * @param x anywhere; outside the boundaries the polynomials of the outermost pieces are meant
     * @param order of the derivative, 0 for the value
     */
    double[] derivatives(double x, int order) {
        double period = high() - low();
        double at = isPeriodic ? x - period * Math.floor((x - low()) / period) : x;
        double[] b = new double[all.length - 1];
        if (order > degree) {
            return new double[functions()];
        }
        b[piece(at)] = 1;
        for (int p = 1; p <= degree; p++) {
            boolean differentiates = p > degree - order;
            for (int i = 0; i + p + 1 < all.length; i++) {
                double left = all[i + p] - all[i];
                double right = all[i + p + 1] - all[i + 1];
                double first = left > 0 ? b[i] / left : 0;
                double second = right > 0 ? b[i + 1] / right : 0;
                b[i] = differentiates ? p * (first - second) : (at - all[i]) * first + (all[i + p + 1] - at) * second;
            }
        }
        double[] functions = new double[functions()];
        for (int i = 0; i < all.length - degree - 1; i++) {
            functions[i % functions.length] += b[i];
        }
        return functions;
    }

    /** The piece in which x lies, the last one holding the upper boundary, of those that are not empty. */
    private int piece(double x) {
        int last = all.length - degree - 2;
        while (all[last] == all[last + 1]) {
            last--;
        }
        int piece = degree;
        while (piece < last && x >= all[piece + 1]) {
            piece++;
        }
        return piece;
    }
}
