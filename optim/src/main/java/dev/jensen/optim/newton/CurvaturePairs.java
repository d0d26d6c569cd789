package dev.jensen.optim.newton;

import java.util.Arrays;

/** The last few steps s and changes of gradient y, from which L-BFGS knows the curvature. */
final class CurvaturePairs {
    private final double[][] s;
    private final double[][] y;
    private final double[] rho;
    private final double[] alpha;
    private double gamma = 1;
    private int size;
    private int next;

    CurvaturePairs(int memory, int dimension) {
        s = new double[memory][dimension];
        y = new double[memory][dimension];
        rho = new double[memory];
        alpha = new double[memory];
    }

    boolean isEmpty() {
        return size == 0;
    }

    void forget() {
        size = 0;
        gamma = 1;
    }

    /** Takes in the step from one point to another, unless there is no positive curvature along it. */
    void remember(double[] fromX, double[] fromGradient, double[] toX, double[] toGradient) {
        double[] si = s[next];
        double[] yi = y[next];
        for (int i = 0; i < si.length; i++) {
            si[i] = toX[i] - fromX[i];
            yi[i] = toGradient[i] - fromGradient[i];
        }
        double sy = dot(si, yi);
        double yy = dot(yi, yi);
        if (!(sy > Math.ulp(1.0) * yy && sy < Double.POSITIVE_INFINITY)) {
            if (size == s.length) {
                size--; // its arrays, the oldest ones, are overwritten
            }
            return;
        }
        rho[next] = 1 / sy;
        gamma = sy / yy;
        next = (next + 1) % s.length;
        size = Math.min(size + 1, s.length);
    }

    /**
     * The direction −H g by the two-loop recursion (Nocedal and Wright 2006, Algorithm 7.4).
     *
     * @param gradient length d
     * @param direction length d, overwritten
     * @return the slope gᵀ(−H g): negative, or 0 where the gradient is 0
     */
    double direction(double[] gradient, double[] direction) {
        System.arraycopy(gradient, 0, direction, 0, gradient.length);
        for (int k = 1; k <= size; k++) {
            int i = Math.floorMod(next - k, s.length);
            alpha[i] = rho[i] * dot(s[i], direction);
            add(direction, -alpha[i], y[i]);
        }
        for (int i = 0; i < direction.length; i++) {
            direction[i] *= gamma;
        }
        for (int k = size; k >= 1; k--) {
            int i = Math.floorMod(next - k, s.length);
            double beta = rho[i] * dot(y[i], direction);
            add(direction, alpha[i] - beta, s[i]);
        }
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -direction[i];
        }
        double slope = dot(gradient, direction);
        if (slope < 0) {
            return slope;
        }
        if (size > 0) { // rounding has eaten the positive definiteness
            forget();
            return direction(gradient, direction);
        }
        Arrays.fill(direction, 0);
        return 0;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }
}
