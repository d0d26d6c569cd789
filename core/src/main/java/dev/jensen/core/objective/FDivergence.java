package dev.jensen.core.objective;

import dev.jensen.core.expr.Expr;
import java.util.function.UnaryOperator;

/**
 * D_f(p‖q) = E_q[f(p/q)] for the user's own convex f, of a target whose log evidence is known (Ali and Silvey, "A general class of
 * coefficients of divergence of one distribution from another", Journal of the Royal Statistical Society B 28, 1966). With x =
 * exp(ℓ − log ∫p̃):
 *
 * <pre>
 *   g = f(x)      g′ = x f′(x)      g″ = x² f″(x) + x f′(x)
 *
 *   KL(q‖p): −log x    KL(p‖q): x log x    χ²: (x − 1)²    squared Hellinger: (√x − 1)²
 *   Jensen–Shannon: ½ (x log x − (1 + x) log((1 + x)/2))
 * </pre>
 *
 * <p>Where ∫p̃ is unknown, {@link SelfNormalizedFDivergence}. An f that grows faster than x log x needs a q with tails as heavy as
 * p's, else its variance is infinite.
 *
 * @param name for messages
 * @param f the function
 * @param logEvidence log ∫p̃ in nats: 0 for a normalised target
 */
public record FDivergence(String name, ConvexFunction f, double logEvidence) implements MeanObjective {

    /** Checks the range. */
    public FDivergence {
        if (!Double.isFinite(logEvidence)) {
            throw new IllegalArgumentException("FDivergence logEvidence must be finite: " + logEvidence
                    + "; where it is unknown, use FDivergence.selfNormalized");
        }
    }

    /** Makes the objective of a normalised target and an f written with expressions. */
    public static FDivergence of(String name, UnaryOperator<Expr> f) {
        return new FDivergence(name, ConvexFunction.of(f), 0);
    }

    /** Makes the objective of a target whose evidence is estimated from the same draws, and an f written with expressions. */
    public static SelfNormalizedFDivergence selfNormalized(String name, UnaryOperator<Expr> f) {
        return new SelfNormalizedFDivergence(name, ConvexFunction.of(f));
    }

    /** Takes another log evidence, in nats. */
    public FDivergence logEvidence(double another) {
        return new FDivergence(name, f, another);
    }

    @Override
    public double value(double logWeight) {
        return f.value(ratio(logWeight));
    }

    @Override
    public double slope(double logWeight) {
        double x = ratio(logWeight);
        return x * f.slope(x);
    }

    @Override
    public double curvature(double logWeight) {
        double x = ratio(logWeight);
        return x * (x * f.curvature(x) + f.slope(x));
    }

    private double ratio(double logWeight) {
        return positive(Math.exp(logWeight - logEvidence));
    }

    /** Stands for the limit at 0, where an f such as x log x is 0·(−∞). */
    static double positive(double x) {
        return Math.max(x, Double.MIN_NORMAL);
    }

    @Override
    public String toString() {
        return "f-divergence \"" + name + "\"";
    }
}
