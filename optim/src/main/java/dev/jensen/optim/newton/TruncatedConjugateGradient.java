package dev.jensen.optim.newton;

import dev.jensen.optim.NonFiniteException;
import java.util.Arrays;

/**
 * Minimises the quadratic model gᵀp + ½ pᵀHp within ‖p‖ ≤ Δ, nearly: conjugate gradients from p = 0, ended where the
 * residual is small, at the region's edge, or along a direction of negative curvature (Nocedal and Wright 2006,
 * Algorithm 7.2, due to Steihaug). The residual asked for shrinks with the gradient, so that convergence is superlinear.
 */
final class TruncatedConjugateGradient {
    private final TwiceDifferentiableFunction function;
    private final double[] p;
    private final double[] residual;
    private final double[] direction;
    private final double[] product;
    private double decrease;
    private boolean atEdge;

    TruncatedConjugateGradient(TwiceDifferentiableFunction function, int dimension) {
        this.function = function;
        p = new double[dimension];
        residual = new double[dimension];
        direction = new double[dimension];
        product = new double[dimension];
    }

    void solve(double[] x, double[] gradient, double radius) {
        int d = p.length;
        Arrays.fill(p, 0);
        System.arraycopy(gradient, 0, residual, 0, d);
        for (int i = 0; i < d; i++) {
            direction[i] = -gradient[i];
        }
        atEdge = false;
        double squared = dot(residual, residual);
        double norm = Math.sqrt(squared);
        double enough = Math.min(0.5, Math.sqrt(norm)) * norm;
        for (int k = 0; k < 2 * d && Math.sqrt(squared) > enough; k++) {
            function.hessianProduct(x, direction, product);
            double curvature = dot(direction, product);
            if (!Double.isFinite(curvature)) {
                throw new NonFiniteException("a Hessian product is not finite: " + curvature, x);
            }
            double alpha = squared / curvature;
            double edge = toEdge(radius);
            if (curvature <= 0 || alpha >= edge) {
                move(edge);
                atEdge = true;
                break;
            }
            move(alpha);
            double next = dot(residual, residual);
            double beta = next / squared;
            squared = next;
            for (int i = 0; i < d; i++) {
                direction[i] = -residual[i] + beta * direction[i];
            }
        }
        // residual = g + Hp, so gᵀp + ½ pᵀHp = ½ (g + residual)ᵀp
        decrease = -0.5 * (dot(gradient, p) + dot(residual, p));
    }

    private void move(double length) {
        for (int i = 0; i < p.length; i++) {
            p[i] += length * direction[i];
            residual[i] += length * product[i];
        }
    }

    /** The t ≥ 0 at which ‖p + t·direction‖ = Δ. */
    private double toEdge(double radius) {
        double a = dot(direction, direction);
        double b = dot(p, direction);
        double c = dot(p, p) - radius * radius;
        double root = Math.sqrt(Math.max(0, b * b - a * c));
        return b > 0 ? -c / (b + root) : (root - b) / a;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The step p, length d; valid until the next call. */
    double[] step() {
        return p;
    }

    double length() {
        return Math.sqrt(dot(p, p));
    }

    /** By how much the model falls along p; at least 0. */
    double decrease() {
        return decrease;
    }

    /** Whether p ends at the edge of the region. */
    boolean atEdge() {
        return atEdge;
    }
}
