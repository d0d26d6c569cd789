package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A mixture of continuous laws of one number: log p(x) = log Σ wₖ pₖ(x). Components may have different supports; the mixture's is the
 * smallest that holds them all. Mean and variance are the components', weighted, and so is the distribution function, where each
 * component has one: then a mixture can be truncated and censored.
 *
 * @param weights w, a vector of one for each component that sums to 1; a number, data or an unknown
 * @param components the laws, copied
 */
public record Mixture(Expr weights, List<Continuous> components) implements CumulativeContinuous {
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
    public String name() {
        return "Mixture";
    }

    @Override
    public List<Parameter> parameters() {
        return Components.parameters(weights, components);
    }

    @Override
    public Shape drawShape() {
        return Components.drawShape(name(), components, weights);
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

    @Override
    public Expr logDensity(Expr x) {
        return Components.joint(weights, components, x).logSumExp(0);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return logDensity(x);
    }

    /**
     * The probability of each component, given a draw.
     *
     * @param x a draw
     * @return shares that sum to 1 along the first axis, one for each component
     */
    public Expr responsibilities(Expr x) {
        return Components.responsibilities(Components.joint(weights, components, x));
    }

    /** {@inheritDoc} @throws IllegalArgumentException if a component has no distribution function: which one */
    @Override
    public Expr logCdf(Expr x) {
        return Components.logTail(weights, components, x, true);
    }

    /** {@inheritDoc} @throws IllegalArgumentException if a component has no distribution function: which one */
    @Override
    public Expr logSurvival(Expr x) {
        return Components.logTail(weights, components, x, false);
    }

    @Override
    public Level level(double x, double[] parameters) {
        return Components.level(components, x, parameters);
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

    @Override
    public Expr mean() {
        return Components.mean(weights, components);
    }

    @Override
    public Expr variance() {
        return Components.variance(weights, components);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        Components.sample(components, random, parameters, out);
    }
}
