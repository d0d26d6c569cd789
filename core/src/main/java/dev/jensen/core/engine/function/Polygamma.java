package dev.jensen.core.engine.function;

/**
 * The derivatives of digamma: ψ⁽ᵐ⁾(x) = (−1)ᵐ⁺¹·m!·Σ 1/(x + k)ᵐ⁺¹, by its terms up to a large enough x + k and the
 * Euler–Maclaurin series from there (Abramowitz and Stegun 6.4.11). Negative arguments are reflected (6.4.7).
 */
public final class Polygamma {
    /** The largest order: its factorial still leaves room for the series. */
    public static final int LARGEST_ORDER = 100;

    /** The coefficients of (ψ′(x) − 1/x − 1/(2x²))·x³ in 1/x². */
    static final double T0 = 0.16666666666666666;

    static final double T1 = -0.03333333333326752;
    static final double T2 = 0.023809523703818156;
    static final double T3 = -0.03333326942513387;
    static final double T4 = 0.07573906878359263;
    static final double T5 = -0.250331808554321;
    static final double T6 = 0.9536800328828748;

    /** From here on the asymptotic series. */
    static final double TRIGAMMA_ASYMPTOTIC = 10;

    /** B₂ⱼ/(2j)! for j = 1, 2, …. */
    private static final double[] BERNOULLI_OVER_FACTORIAL = {
        8.333333333333333e-02,
        -1.388888888888889e-03,
        3.306878306878307e-05,
        -8.267195767195768e-07,
        2.08767569878681e-08,
        -5.284190138687493e-10,
        1.3382536530684679e-11,
        -3.3896802963225827e-13,
        8.586062056277845e-15,
        -2.174868698558062e-16
    };

    private final int order;
    private final double factorial;
    /** The polynomial in cot πx that the order-th derivative of π·cot πx is, by powers; none for even reflection. */
    private final double[] cotangentPolynomial;

    private Polygamma(int order) {
        this.order = order;
        double product = 1;
        for (int i = 2; i <= order; i++) {
            product *= i;
        }
        this.factorial = product;
        double[] c = {0, Math.PI};
        for (int i = 0; i < order; i++) {
            // d/dx p(cot πx) = −π·p′(cot πx)·(1 + cot² πx)
            double[] d = new double[c.length + 1];
            for (int j = 1; j < c.length; j++) {
                d[j - 1] -= Math.PI * j * c[j];
                d[j + 1] -= Math.PI * j * c[j];
            }
            c = d;
        }
        this.cotangentPolynomial = c;
    }

    /**
     * Returns ψ⁽ᵐ⁾.
     *
     * @param order m, from 1 to {@value #LARGEST_ORDER}
     */
    public static Polygamma of(int order) {
        return new Polygamma(order);
    }

    /** Returns ψ⁽ᵐ⁾(x). */
    public double value(double x) {
        if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
            return Double.NaN;
        }
        if (x > 0) {
            return ofPositive(x);
        }
        double r = x - Math.rint(x);
        if (r == 0) {
            // the value is +∞ from both sides for odd orders; for even ones the sides differ
            return order % 2 == 1 ? Double.POSITIVE_INFINITY : x == 0 ? -1 / x : Double.NaN;
        }
        // ψ⁽ᵐ⁾(x) = (−1)ᵐ·ψ⁽ᵐ⁾(1 − x) − dᵐ/dxᵐ π·cot πx
        double cotangent = 1 / Trigonometric.tan(Math.PI * r);
        double derivative = 0;
        for (int j = cotangentPolynomial.length - 1; j >= 0; j--) {
            derivative = Math.fma(derivative, cotangent, cotangentPolynomial[j]);
        }
        double mirrored = ofPositive(1 - x);
        return (order % 2 == 0 ? mirrored : -mirrored) - derivative;
    }

    private double ofPositive(double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double enough = 12 + order;
        int terms = x < enough ? (int) Math.ceil(enough - x) : 0;
        double y = x + terms;
        // from y on: y⁻ᵐ/m + y⁻ᵐ⁻¹/2 + Σ B₂ⱼ/(2j)!·(m + 1)…(m + 2j − 1)·y⁻ᵐ⁻²ʲ, all times m!
        double power = Math.pow(y, -order);
        double w = 1 / (y * y);
        double rising = power * w * (order + 1);
        double series = 0;
        for (int j = 0; j < BERNOULLI_OVER_FACTORIAL.length; j++) {
            series += BERNOULLI_OVER_FACTORIAL[j] * rising;
            rising *= w * (order + 2.0 * j + 2) * (order + 2.0 * j + 3);
        }
        double sum = power / order + (power / (2 * y) + series);
        // the smallest first
        for (int k = terms - 1; k >= 0; k--) {
            sum += Math.pow(x + k, -(order + 1.0));
        }
        double value = factorial * sum;
        return order % 2 == 1 ? value : -value;
    }

    /** ψ′(x). */
    public static double trigamma(double x) {
        if (x > 0) {
            return trigammaOfPositive(x);
        }
        if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
            return Double.NaN;
        }
        double r = x - Math.rint(x);
        if (r == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double cosecant = Math.PI / Trigonometric.sin(Math.PI * r);
        return cosecant * cosecant - trigammaOfPositive(1 - x);
    }

    private static double trigammaOfPositive(double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        int terms = x < TRIGAMMA_ASYMPTOTIC ? (int) Math.ceil(TRIGAMMA_ASYMPTOTIC - x) : 0;
        double w = 1 / (x + terms);
        double w2 = w * w;
        double sum = Math.fma(w2, Math.fma(trigammaSeries(w2), w, 0.5), w);
        // the smallest first
        for (int k = terms - 1; k >= 0; k--) {
            double y = x + k;
            sum += 1 / (y * y);
        }
        return sum;
    }

    private static double trigammaSeries(double z) {
        double p = Math.fma(T6, z, T5);
        p = Math.fma(p, z, T4);
        p = Math.fma(p, z, T3);
        p = Math.fma(p, z, T2);
        p = Math.fma(p, z, T1);
        return Math.fma(p, z, T0);
    }
}
