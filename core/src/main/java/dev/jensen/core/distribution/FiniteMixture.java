package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A mixture of laws of one number: log p(x) = log Σ wₖ pₖ(x). Components may have different supports; the mixture's is the smallest that
 * holds them all. Mean and variance are the components', weighted, and so is the distribution function, where each component has one:
 * then a mixture can be truncated and censored.
 */
public sealed interface FiniteMixture extends Cumulative permits Mixture, MixtureDiscrete {
    /** {@return w, a vector of one for each component that sums to 1} */
    Expr weights();

    /** {@return the laws} */
    List<? extends Distribution> components();

    @Override
    default String name() {
        return "Mixture";
    }

    @Override
    default List<Parameter> parameters() {
        return Components.parameters(weights(), components());
    }

    @Override
    default Shape drawShape() {
        return Components.drawShape(name(), components(), weights());
    }

    @Override
    default Expr logDensity(Expr x) {
        return Components.joint(weights(), components(), x).logSumExp(0);
    }

    @Override
    default Expr logDensityInside(Expr x) {
        return logDensity(x);
    }

    /**
     * The probability of each component, given a draw.
     *
     * @param x a draw
     * @return shares that sum to 1 along the first axis, one for each component
     */
    default Expr responsibilities(Expr x) {
        return Components.responsibilities(Components.joint(weights(), components(), x));
    }

    /** {@inheritDoc} @throws IllegalArgumentException if a component has no distribution function: which one */
    @Override
    default Expr logCdf(Expr x) {
        return Components.logTail(weights(), components(), x, true);
    }

    /** {@inheritDoc} @throws IllegalArgumentException if a component has no distribution function: which one */
    @Override
    default Expr logSurvival(Expr x) {
        return Components.logTail(weights(), components(), x, false);
    }

    @Override
    default Level level(double x, double[] parameters) {
        return Components.level(components(), x, parameters);
    }

    @Override
    default Expr mean() {
        return Components.mean(weights(), components());
    }

    @Override
    default Expr variance() {
        return Components.variance(weights(), components());
    }

    @Override
    default void sample(RandomGenerator random, double[] parameters, double[] out) {
        Components.sample(components(), random, parameters, out);
    }
}
