package dev.jensen.core.density;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A log density written as expressions, some of whose unknowns are whole numbers. In an expression a discrete unknown is
 * the number of its outcome: {@code z.times(a)} of one that is 0 or 1, {@code Categorical.pick(values, z)} of one with more
 * outcomes.
 *
 * <p>Its expression could be differentiated by the discrete unknowns too, but that would mean nothing: it is no {@link
 * Differentiable}, so that reparameterisation does not compile with it. Fit it with a {@code MixedFamily} and {@code
 * ScoreAndPath}, or with any family of whole numbers and {@code ScoreFunction}; or sum the discrete unknowns out, with
 * {@link Enumeration} or {@link HiddenMarkovChain}, and have a density of the others, with all its derivatives.
 *
 * <p>Immutable and thread-safe; evaluation allocates nothing after the first calls.
 */
public final class MixedDensity implements PartlyDifferentiable, Separable, Factored, Named {

    private final ExprDensity whole;
    private final int[] outcomes;
    private final int dimension;
    private final ExprFunction valueAndGradient;
    private final ThreadLocal<double[]> scratch = ThreadLocal.withInitial(() -> new double[0]);

    private MixedDensity(
            List<Expr> discrete, int[] outcomes, List<Expr> continuous, List<Factor> factors, Variables names) {
        int size = discrete.stream().mapToInt(each -> each.shape().size()).sum();
        if (outcomes.length != size) {
            throw new IllegalArgumentException("the discrete unknowns have " + size
                    + " coordinates, but numbers of outcomes are given for " + outcomes.length);
        }
        for (int i = 0; i < size; i++) {
            if (outcomes[i] < 2) {
                throw new IllegalArgumentException(
                        "discrete coordinate " + i + " must have at least 2 outcomes: " + outcomes[i]);
            }
        }
        List<Expr> unknowns = new ArrayList<>(discrete);
        unknowns.addAll(continuous);
        this.outcomes = outcomes.clone();
        whole = ExprDensity.of(unknowns, factors, names);
        dimension = whole.dimension();
        Expr total = Expr.constant(0);
        for (Factor factor : factors) {
            total = total.plus(ExprDensity.sum(factor.logDensity()));
        }
        List<Expr> outputs = new ArrayList<>(List.of(total));
        outputs.addAll(Gradient.of(total, continuous));
        valueAndGradient = ExprFunction.of(unknowns, outputs);
    }

    /**
     * A density of several unknowns and factors.
     *
     * @param discrete unknowns that are whole numbers; they come first in a point
     * @param outcomes for each of their elements how many outcomes it has, at least 2
     * @param continuous the other unknowns; may be none
     * @param factors terms of the sum
     * @param names what the coordinates stand for
     */
    public static MixedDensity of(
            List<Expr> discrete, int[] outcomes, List<Expr> continuous, List<Factor> factors, Variables names) {
        return new MixedDensity(discrete, outcomes, continuous, factors, names);
    }

    /**
     * Traces a log density of whole numbers only.
     *
     * @param outcomes for each coordinate how many outcomes it has, at least 2
     * @param function called once with the vector z of shape [D]; returns log p̃(z) in nats, up to a constant
     */
    public static MixedDensity of(int[] outcomes, UnaryOperator<Expr> function) {
        Expr z = Expr.variable("z", TargetException.requireDimension(outcomes.length));
        return of(List.of(z), outcomes, List.of(), function.apply(z), outcomes.length);
    }

    /**
     * Traces a log density of whole numbers and real ones.
     *
     * @param outcomes for each discrete coordinate how many outcomes it has, at least 2
     * @param continuous how many continuous coordinates there are, at least 1
     * @param function called once with the vector of the discrete and that of the continuous coordinates; returns log p̃ in
     *     nats, up to a constant
     */
    public static MixedDensity of(int[] outcomes, int continuous, BinaryOperator<Expr> function) {
        Expr z = Expr.variable("z", TargetException.requireDimension(outcomes.length));
        Expr x = Expr.variable("x", TargetException.requireDimension(continuous));
        return of(List.of(z), outcomes, List.of(x), function.apply(z, x), outcomes.length + continuous);
    }

    private static MixedDensity of(List<Expr> z, int[] outcomes, List<Expr> x, Expr logDensity, int dimension) {
        Factor factor = Factor.of("log density", logDensity);
        return new MixedDensity(z, outcomes, x, List.of(factor), Variables.unnamed(dimension));
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int[] outcomes() {
        return outcomes.clone();
    }

    @Override
    public Variables variables() {
        return whole.variables();
    }

    @Override
    public List<String> factors() {
        return whole.factors();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a discrete coordinate is not one of its outcomes
     */
    @Override
    public void logDensity(int draws, double[] points, double[] values) {
        checkOutcomes(draws, points);
        whole.logDensity(draws, points, values);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a discrete coordinate is not one of its outcomes
     */
    @Override
    public void continuousGradient(int draws, double[] points, double[] values, double[] gradients) {
        checkOutcomes(draws, points);
        int width = valueAndGradient.size();
        double[] both = scratch.get();
        if (both.length < draws * width) {
            both = new double[draws * width];
            scratch.set(both);
        }
        valueAndGradient.evaluate(draws, points, both);
        for (int s = 0; s < draws; s++) {
            values[s] = both[s * width];
            System.arraycopy(both, s * width + 1, gradients, s * (width - 1), width - 1);
        }
    }

    @Override
    public int terms() {
        return whole.terms();
    }

    @Override
    public int[] coordinates(int term) {
        return whole.coordinates(term);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a discrete coordinate is not one of its outcomes
     */
    @Override
    public void termValues(int draws, double[] points, double[] values) {
        checkOutcomes(draws, points);
        whole.termValues(draws, points, values);
    }

    private void checkOutcomes(int draws, double[] points) {
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < outcomes.length; i++) {
                double value = points[s * dimension + i];
                if (!(value >= 0 && value < outcomes[i] && value == (int) value)) {
                    throw new IllegalArgumentException("discrete coordinate " + i + " of point "
                            + TargetException.show(Arrays.copyOfRange(points, s * dimension, (s + 1) * dimension))
                            + " must be a whole number from 0 to " + (outcomes[i] - 1) + ": " + value
                            + "; fit it with a discrete or a mixed family, or sum it out");
                }
            }
        }
    }

    @Override
    public Optional<NonFinite> firstNonFinite(double[] point) {
        return whole.firstNonFinite(point);
    }

    @Override
    public String toString() {
        return whole + ", of which " + outcomes.length + " discrete";
    }
}
