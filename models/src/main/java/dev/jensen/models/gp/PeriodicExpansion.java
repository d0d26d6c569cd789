package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Objects;

/**
 * A periodic process by sines and cosines of whole multiples of its frequency, the kernel's Fourier series:
 *
 * <pre>
 *   exp(−2 sin²(θ/2)/ℓ²) = Σⱼ qⱼ² cos jθ,   q₀² = I₀(ℓ⁻²)/exp(ℓ⁻²),   qⱼ² = 2 Iⱼ(ℓ⁻²)/exp(ℓ⁻²)
 * </pre>
 *
 * <p>The Bessel functions are means over one turn, (1/M) Σₖ exp(ℓ⁻²(cos θₖ − 1)) cos jθₖ, exact to rounding for M well above the
 * number of terms and 1/ℓ. Solin and Särkkä (2014), "Explicit link between periodic covariance functions and state space models".
 */
public final class PeriodicExpansion implements Expansion {
    private static final int LEAST_ANGLES = 256;
    private static final double TINY = 1e-30;

    private final Periodic kernel;
    private final int order;

    private PeriodicExpansion(Periodic kernel, int order) {
        this.kernel = kernel;
        this.order = order;
    }

    /**
     * Takes a Fourier series.
     *
     * @param kernel of the process
     * @param order the highest multiple of the frequency, at least 1; some 3/ℓ is plenty
     * @return an expansion of 2·order + 1 functions
     */
    public static PeriodicExpansion of(Periodic kernel, int order) {
        Objects.requireNonNull(kernel, "kernel must not be null");
        if (order < 1) {
            throw new IllegalArgumentException("order of a periodic expansion must be at least 1: " + order);
        }
        return new PeriodicExpansion(kernel, order);
    }

    @Override
    public int terms() {
        return 2 * order + 1;
    }

    @Override
    public Expr features(double[][] x) {
        double[] line = Periodic.onLine(x);
        double[][] ones = new double[line.length][1];
        double[][] angles = new double[line.length][order];
        for (int i = 0; i < line.length; i++) {
            ones[i][0] = 1;
            for (int j = 1; j <= order; j++) {
                angles[i][j - 1] = 2 * Math.PI * j * line[i];
            }
        }
        Expr turns = Expr.constant(angles).times(kernel.period().reciprocal());
        Expr columns = Expr.concat(List.of(
                Expr.constant(ones).transpose(),
                turns.cos().transpose(),
                turns.sin().transpose()));
        return columns.transpose();
    }

    @Override
    public Expr scales() {
        int angles = Math.max(LEAST_ANGLES, 8 * order);
        double[] turn = new double[angles];
        double[][] cosines = new double[order + 1][angles];
        for (int k = 0; k < angles; k++) {
            double theta = 2 * Math.PI * k / angles;
            turn[k] = Math.cos(theta) - 1;
            for (int j = 0; j <= order; j++) {
                cosines[j][k] = (j == 0 ? 1.0 : 2.0) / angles * Math.cos(j * theta);
            }
        }
        Expr values = Expr.constant(turn)
                .times(kernel.lengthScale().square().reciprocal())
                .exp();
        Expr scales = Expr.constant(cosines).matVec(values).max(TINY).sqrt().times(kernel.deviation());
        int[] twice = new int[terms()];
        for (int j = 1; j <= order; j++) {
            twice[j] = j;
            twice[order + j] = j;
        }
        return scales.take(twice, twice.length);
    }
}
