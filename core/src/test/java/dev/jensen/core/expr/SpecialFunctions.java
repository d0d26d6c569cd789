package dev.jensen.core.expr;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Special functions by another library, and what it does not have by the trapezoidal rule; of ordinary arguments. */
final class SpecialFunctions {
    private SpecialFunctions() {}

    static double value(SpecialOperation function, double a, double b, double c) {
        if (function instanceof GammaTail gamma) {
            return gamma(gamma.tail() == Tail.LOWER ? -1 : 1, gamma.order(), a, b);
        }
        if (function instanceof BetaTail beta) {
            return beta(beta.ofX(), beta.ofRest(), a, b, c);
        }
        if (function instanceof CosineMoment cosine) {
            return cosine(cosine.order(), a);
        }
        if (function instanceof CosineTail tail) {
            return cosineTail(tail.order(), a, b, c);
        }
        return Double.isNaN(a + b)
                ? Double.NaN
                : Math.log(away(
                        v -> 2
                                * Math.exp(-0.5 * v * v)
                                / Math.sqrt(2 * Math.PI)
                                * 0.5
                                * Erfc.value(-b * v / Math.sqrt(2)),
                        a,
                        -1));
    }

    private static double gamma(int sign, int order, double a, double y) {
        double log = Math.log(
                sign < 0 ? RegularizedGamma.P.value(a, Math.exp(y)) : RegularizedGamma.Q.value(a, Math.exp(y)));
        DoubleUnaryOperator density = v -> Math.exp(a * v - Math.exp(v) - LogGamma.value(a));
        if (order == 0) {
            return log;
        }
        if (order == -1) {
            return Math.log(density.applyAsDouble(y)) - log;
        }
        return away(v -> density.applyAsDouble(v) * Math.pow(v - y, order), y, sign) / Math.exp(log);
    }

    private static double beta(int m, int n, double a, double b, double u) {
        double log = Math.log(RegularizedBeta.value(1 / (1 + Math.exp(-u)), a, b));
        DoubleUnaryOperator density = v -> Math.exp(a * v - (a + b) * softplus(v) - LogBeta.value(a, b));
        if (m == 0 && n == 0) {
            return log;
        }
        if (m == -1) {
            return Math.log(density.applyAsDouble(u)) - log;
        }
        return away(
                        v -> density.applyAsDouble(v)
                                * Math.pow(softplus(-u) - softplus(-v), m)
                                * Math.pow(softplus(u) - softplus(v), n),
                        u,
                        -1)
                / Math.exp(log);
    }

    private static double softplus(double v) {
        return Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));
    }

    private static double cosine(int order, double kappa) {
        double sum = 0;
        double weighted = 0;
        int nodes = 2000;
        for (int i = 0; i < nodes; i++) {
            double c = Math.cos(2 * Math.PI * i / nodes) - 1;
            sum += Math.exp(kappa * c);
            weighted += Math.exp(kappa * c) * Math.pow(c, order);
        }
        return order == 0 ? Math.log(sum / nodes) : weighted / sum;
    }

    /** By Simpson's rule. */
    private static double cosineTail(int order, double x, double mu, double kappa) {
        double below = 0;
        double above = 0;
        double weighted = 0;
        int nodes = 4000;
        for (int i = 0; i <= nodes; i++) {
            double weight = (i == 0 || i == nodes ? 1 : i % 2 == 1 ? 4 : 2) / (3.0 * nodes);
            double v = -Math.PI + (x + Math.PI) * i / nodes;
            double density = Math.exp(kappa * (Math.cos(v - mu) - 1)) * weight * (x + Math.PI);
            below += density;
            weighted += density * Math.pow(Math.cos(v - mu) - 1, order);
            double w = x + (Math.PI - x) * i / nodes;
            above += Math.exp(kappa * (Math.cos(w - mu) - 1)) * weight * (Math.PI - x);
        }
        return order == 0 ? Math.log(below / (below + above)) : weighted / below;
    }

    /** ∫ f from a place away, by s = exp(q − exp(−q)), which is doubly exponential at the place. */
    private static double away(DoubleUnaryOperator f, double from, int sign) {
        double sum = 0;
        double step = 0.01;
        for (double q = -4; q < 9; q += step) {
            double s = Math.exp(q - Math.exp(-q));
            double value = f.applyAsDouble(from + sign * s) * s * (1 + Math.exp(-q));
            sum += Double.isNaN(value) ? 0 : step * value;
        }
        return sum;
    }
}
