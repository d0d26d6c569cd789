package dev.jensen.core.engine.ode;

import dev.jensen.core.expr.Ode;
import java.util.Arrays;

/**
 * One step of a Runge–Kutta rule with its error estimate. The stages of an implicit rule are solved for by Newton's
 * method with the Jacobian of the step's start, and its estimate is damped by the same matrix, without which it would be too large
 * in what is stiff (Hairer and Wanner, Solving Ordinary Differential Equations II, section IV.8).
 */
final class OdeStep {
    private static final int ITERATIONS = 12;
    private static final double CONVERGED = 1e-6;

    private final RungeKutta rule;
    private final OdeSlopes slopes;
    private final Ode method;
    private final int n;
    private final int stages;
    private final double[] y;
    private final double[] values; // [stage][state]
    private final double[] k; // [stage][state]
    private final double[] known;
    private final double[] change;
    private final double[] one;
    private final LuFactors factors;

    OdeStep(RungeKutta rule, OdeSlopes slopes, Ode method) {
        this.rule = rule;
        this.slopes = slopes;
        this.method = method;
        this.n = slopes.states();
        this.stages = rule.count();
        this.y = new double[n];
        this.values = new double[stages * n];
        this.k = new double[stages * n];
        this.known = new double[n];
        this.change = new double[n];
        this.one = new double[n];
        this.factors = new LuFactors(rule.diagonal() == 0 ? 0 : n);
    }

    /** The state before the step. */
    double[] state() {
        return y;
    }

    /** The stages of the last step tried. */
    double[] stages() {
        return values;
    }

    /** The slope at the state, which the first stage needs. */
    void begin(double t) {
        slopes.slope(t, y, 0, k, 0);
    }

    /** A copy of the slope at the state. */
    double[] first() {
        return Arrays.copyOf(k, n);
    }

    /** Goes on to where the last step tried leads. */
    void accept() {
        System.arraycopy(values, (stages - 1) * n, y, 0, n);
        System.arraycopy(k, (stages - 1) * n, k, 0, n);
    }

    /** Tries a step; returns its error in units of what is tolerated, NaN where it cannot be taken. */
    double attempt(double t, double h, int controlled) {
        double diagonal = h * rule.diagonal();
        if (diagonal != 0) {
            slopes.identityMinusJacobian(diagonal, t, y, 0, factors.matrix());
            if (!factors.factorize()) {
                return Double.NaN;
            }
        }
        System.arraycopy(y, 0, values, 0, n);
        for (int i = 1; i < stages; i++) {
            double[] a = rule.stages()[i];
            for (int e = 0; e < n; e++) {
                double sum = 0;
                for (int j = 0; j < i; j++) {
                    sum += a[j] * k[j * n + e];
                }
                known[e] = y[e] + h * sum;
            }
            double at = t + rule.nodes()[i] * h;
            if (diagonal == 0) {
                System.arraycopy(known, 0, values, i * n, n);
                slopes.slope(at, values, i * n, k, i * n);
            } else if (!solve(i, at, diagonal)) {
                return Double.NaN;
            }
        }
        for (int e = 0; e < n; e++) {
            double sum = 0;
            for (int i = 0; i < stages; i++) {
                sum += rule.error()[i] * k[i * n + e];
            }
            change[e] = h * sum;
        }
        if (diagonal != 0) {
            factors.solve(change);
        }
        System.arraycopy(values, (stages - 1) * n, one, 0, n);
        return norm(change, one, controlled);
    }

    /** Y = known + hγ f(Y), by Newton's method; the slope is what the equation says it is. */
    private boolean solve(int stage, double t, double diagonal) {
        int at = stage * n;
        for (int e = 0; e < n; e++) {
            values[at + e] = known[e] + diagonal * k[at - n + e];
        }
        double before = 0;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            slopes.slope(t, values, at, k, at);
            for (int e = 0; e < n; e++) {
                change[e] = known[e] + diagonal * k[at + e] - values[at + e];
            }
            factors.solve(change);
            for (int e = 0; e < n; e++) {
                values[at + e] += change[e];
                one[e] = values[at + e];
            }
            double size = norm(change, one, n);
            double rate = iteration == 0 ? 1 : size / before;
            if (!(size < 1e100) || (iteration > 0 && rate > 2)) {
                return false;
            }
            boolean enough = size < CONVERGED || (rate < 1 && rate / (1 - rate) * size < CONVERGED);
            if (enough || (size < 1e3 * CONVERGED && rate > 0.9)) { // the latter: rounding is reached
                for (int e = 0; e < n; e++) {
                    k[at + e] = (values[at + e] - known[e]) / diagonal;
                }
                return true;
            }
            before = size;
        }
        return false;
    }

    /** The root mean square of x in units of what is tolerated at the state and at another. */
    double norm(double[] x, double[] other, int controlled) {
        double sum = 0;
        for (int e = 0; e < controlled; e++) {
            double scale = method.absolute() + method.relative() * Math.max(Math.abs(y[e]), Math.abs(other[e]));
            double ratio = x[e] / scale;
            sum += ratio * ratio;
        }
        return Math.sqrt(sum / controlled);
    }

    /** How much the slope changes over a small explicit step, a time. */
    double bend(double t, double h, int controlled) {
        for (int e = 0; e < n; e++) {
            one[e] = y[e] + h * k[e];
        }
        slopes.slope(t + h, one, 0, known, 0);
        for (int e = 0; e < n; e++) {
            known[e] = (known[e] - k[e]) / h;
        }
        return norm(known, y, controlled);
    }
}
