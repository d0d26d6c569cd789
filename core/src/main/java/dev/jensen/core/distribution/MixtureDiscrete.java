package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.IntegerRange;
import java.util.List;

/**
 * A {@linkplain FiniteMixture mixture} of discrete laws of one number.
 *
 * @param weights w, a vector of one for each component that sums to 1; a number, data or an unknown
 * @param components the laws, copied
 */
public record MixtureDiscrete(Expr weights, List<Discrete> components) implements CumulativeDiscrete, FiniteMixture {
    /** Checks shapes, and weights that are known. */
    public MixtureDiscrete {
        components = List.copyOf(components);
        Components.check(weights, components);
    }

    /** {@return the mixture of some laws, weighted} */
    public static MixtureDiscrete of(Expr weights, Discrete... components) {
        return new MixtureDiscrete(weights, List.of(components));
    }

    /** {@return the mixture of some laws, weighted} */
    public static MixtureDiscrete of(double[] weights, Discrete... components) {
        return new MixtureDiscrete(Expr.constant(weights), List.of(components));
    }

    @Override
    public IntegerRange support() {
        int low = Integer.MAX_VALUE;
        Expr high = Expr.constant(0);
        for (Discrete component : components) {
            low = Math.min(low, component.support().low());
            Expr own = component.support().high();
            Double greatest = own.number();
            Double before = high.number();
            high = greatest != null && before != null ? Expr.constant(Math.max(greatest, before)) : high.max(own);
        }
        return new IntegerRange(low, high);
    }

    /** {@inheritDoc} Between those of the components, by bisection. */
    @Override
    public double quantile(Level level, double[] parameters) {
        double[] ends = Components.quantiles(components, level, parameters);
        return Math.max(ends[0], Tails.count(level, ends[1], k -> level(k, parameters)));
    }
}
