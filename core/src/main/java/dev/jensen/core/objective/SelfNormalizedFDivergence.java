package dev.jensen.core.objective;

/**
 * D_f(p‖q) with the evidence estimated from the same draws: L = Σ_s ω_s f(x_s), x_s = exp(ℓ_s)/M, M = Σ_t ω_t exp(ℓ_t). With p_s = ω_s
 * x_s, A = Σ_t p_t f′(x_t) and B = Σ_t p_t (x_t f″(x_t) + f′(x_t)):
 *
 * <pre>
 *   ∂L/∂ℓ_s  = p_s (f′(x_s) − A)                    ∂L/∂ω_s = f(x_s) − x_s A
 *   ∂²L/∂ℓ_s² = p_s ((1 − p_s)(f′(x_s) − A + x_s f″(x_s)) − p_s (x_s f″(x_s) + f′(x_s) − B))
 * </pre>
 *
 * <p>A ratio of means is biased by O(1/S) for D_f; with one draw L is f(1) = 0 and says nothing.
 *
 * @param name for messages
 * @param f the function
 */
public record SelfNormalizedFDivergence(String name, ConvexFunction f) implements CurvedObjective {

    @Override
    public double loss(LogWeights at) {
        double logMean = at.logMeanExp(1);
        double sum = 0;
        for (int s = 0; s < at.count(); s++) {
            sum += at.share(s) * f.value(ratio(at, s, logMean));
        }
        return sum;
    }

    @Override
    public void slopes(LogWeights at, double[] slopes) {
        double logMean = at.logMeanExp(1);
        double a = meanSlope(at, logMean);
        for (int s = 0; s < at.count(); s++) {
            double x = ratio(at, s, logMean);
            slopes[s] = at.share(s) * x * (f.slope(x) - a);
        }
    }

    @Override
    public void shareSlopes(LogWeights at, double[] slopes) {
        double logMean = at.logMeanExp(1);
        double a = meanSlope(at, logMean);
        for (int s = 0; s < at.count(); s++) {
            double x = ratio(at, s, logMean);
            slopes[s] = f.value(x) - x * a;
        }
    }

    @Override
    public void curvatures(LogWeights at, double[] curvatures) {
        double logMean = at.logMeanExp(1);
        double a = meanSlope(at, logMean);
        double b = 0;
        for (int s = 0; s < at.count(); s++) {
            double x = ratio(at, s, logMean);
            b += at.share(s) * x * (x * f.curvature(x) + f.slope(x));
        }
        for (int s = 0; s < at.count(); s++) {
            double x = ratio(at, s, logMean);
            double p = at.share(s) * x;
            double bend = x * f.curvature(x);
            curvatures[s] = p * ((1 - p) * (f.slope(x) - a + bend) - p * (bend + f.slope(x) - b));
        }
    }

    private double meanSlope(LogWeights at, double logMean) {
        double sum = 0;
        for (int s = 0; s < at.count(); s++) {
            double x = ratio(at, s, logMean);
            sum += at.share(s) * x * f.slope(x);
        }
        return sum;
    }

    private static double ratio(LogWeights at, int s, double logMean) {
        return FDivergence.positive(Math.exp(at.at(s) - logMean));
    }

    @Override
    public String toString() {
        return "self-normalised f-divergence \"" + name + "\"";
    }
}
