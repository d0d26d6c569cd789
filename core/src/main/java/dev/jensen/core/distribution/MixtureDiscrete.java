package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.IntegerRange;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A mixture of discrete laws of one number: log p(x) = log Σ wₖ pₖ(x). Components may have different supports; the mixture's is the
 * smallest that holds them all. Mean and variance are the components', weighted, and so is the distribution function, where each
 * component has one: then a mixture can be truncated.
 *
 * @param weights w, a vector of one for each component that sums to 1; a number, data or an unknown
 * @param components the laws, copied
 */
public record MixtureDiscrete(Expr weights, List<Discrete> components) implements CumulativeDiscrete {
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

    /** {@inheritDoc} Between those of the components, by bisection. */
    @Override
    public double quantile(Level level, double[] parameters) {
        double[] ends = Components.quantiles(components, level, parameters);
        return Math.max(ends[0], Tails.count(level, ends[1], k -> level(k, parameters)));
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
