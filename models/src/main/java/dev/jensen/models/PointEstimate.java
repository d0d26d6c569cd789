package dev.jensen.models;

import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;
import dev.jensen.core.support.Real;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that is estimated by a number: where its search begins, what it may be, and a penalty if any. Without one it is estimated by
 * maximum likelihood, beside latents by the greatest lower bound of it. Immutable.
 *
 * <pre>{@code
 * var sigma = m.parameter("sigma", PointEstimate.from(1.0).positive());
 * var weights = m.parameter("weights", PointEstimate.from(new double[] {0, 0, 0}).penalty(Normal.of(0, 1)));
 * }</pre>
 */
public final class PointEstimate {
    private final Expr start;
    private final ContinuousSupport support;
    private final @Nullable Distribution penalty;

    private PointEstimate(Expr start, ContinuousSupport support, @Nullable Distribution penalty) {
        this.start = start;
        this.support = support;
        this.penalty = penalty;
    }

    /** A number, which begins here. */
    public static PointEstimate from(double start) {
        return new PointEstimate(Expr.constant(start), new Real(), null);
    }

    /** A vector, which begins here; copied. */
    public static PointEstimate from(double[] start) {
        return new PointEstimate(
                Expr.constant(Objects.requireNonNull(start, "start").clone()), new Real(), null);
    }

    /** A matrix, which begins here; copied. */
    public static PointEstimate from(double[][] start) {
        return new PointEstimate(Expr.constant(Objects.requireNonNull(start, "start")), new Real(), null);
    }

    /** The same, of numbers above 0. */
    public PointEstimate positive() {
        return in(new Positive());
    }

    /** The same, within a set. */
    public PointEstimate in(ContinuousSupport set) {
        return new PointEstimate(start, Objects.requireNonNull(set, "set"), penalty);
    }

    /**
     * The same, with a law's log density added to what is maximised: the estimate is then the mode, on the scale of the parameter itself.
     *
     * @param law of the value
     */
    public PointEstimate penalty(Distribution law) {
        return new PointEstimate(start, support, Objects.requireNonNull(law, "law"));
    }

    ContinuousSupport support() {
        return support;
    }

    @Nullable
    Distribution penalty() {
        return penalty;
    }

    int[] inner() {
        return start.shape().inner();
    }

    /** The start in unconstrained coordinates. */
    double[] unconstrained(String name) {
        double[] values = Parameters.evaluate(start);
        support.check("start of parameter \"" + name + "\"", start);
        double[] u = Parameters.evaluate(support.unconstrain(start));
        for (int i = 0; i < u.length; i++) {
            if (!Double.isFinite(u[i])) {
                throw new IllegalArgumentException("parameter \"" + name + "\" cannot start at "
                        + values[Math.min(i, values.length - 1)] + (values.length > 1 ? " (element " + i + ")" : "")
                        + ": it must be finite and inside of " + support);
            }
        }
        return u;
    }
}
