package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import java.util.List;

/**
 * A {@linkplain FiniteMixture mixture} of continuous laws of one number.
 *
 * @param weights w, a vector of one for each component that sums to 1; a number, data or an unknown
 * @param components the laws, copied
 */
public record Mixture(Expr weights, List<Continuous> components) implements CumulativeContinuous, FiniteMixture {
    /** Checks shapes, and weights that are known. */
    public Mixture {
        components = List.copyOf(components);
        Components.check(weights, components);
    }

    /** {@return the mixture of some laws, weighted} */
    public static Mixture of(Expr weights, Continuous... components) {
        return new Mixture(weights, List.of(components));
    }

    /** {@return the mixture of some laws, weighted} */
    public static Mixture of(double[] weights, Continuous... components) {
        return new Mixture(Expr.constant(weights), List.of(components));
    }

    @Override
    public ContinuousSupport support() {
        ContinuousSupport first = components.get(0).support();
        boolean equal = true;
        for (Continuous component : components) {
            equal &= Truncated.isSame(first, component.support());
        }
        if (equal) {
            return first;
        }
        Expr low = Expr.constant(Double.POSITIVE_INFINITY);
        Expr high = Expr.constant(Double.NEGATIVE_INFINITY);
        for (Continuous component : components) {
            low = outer(low, Truncated.end(component.support(), true), true);
            high = outer(high, Truncated.end(component.support(), false), false);
        }
        return Truncated.between(low, high);
    }

    private static Expr outer(Expr a, Expr b, boolean lower) {
        Double first = a.number();
        Double second = b.number();
        if (first != null && second != null) {
            return Expr.constant(lower ? Math.min(first, second) : Math.max(first, second));
        }
        double none = lower ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        if ((first != null && first == none) || (second != null && second == none)) {
            return Expr.constant(none);
        }
        boolean isStart = first != null && first == -none;
        return isStart ? b : lower ? a.min(b) : a.max(b);
    }

    /** {@inheritDoc} Between those of the components, by Brent's method. */
    @Override
    public double quantile(Level level, double[] parameters) {
        double[] ends = Components.quantiles(components, level, parameters);
        boolean isEnd = level.logBelow() == Double.NEGATIVE_INFINITY || level.logAbove() == Double.NEGATIVE_INFINITY;
        if (isEnd || ends[0] == ends[1]) {
            return level.isLower() ? ends[0] : ends[1];
        }
        return Tails.invert(level, x -> level(x, parameters), ends[0], ends[1] - ends[0]);
    }
}
