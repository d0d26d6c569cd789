package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Interval;
import dev.jensen.core.support.Positive;
import dev.jensen.core.support.Real;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Density 1 on a whole support: no law where that is unbounded, but a prior under which data may still make a posterior. It adds
 * nothing to log p̃ but the log Jacobian of its support.
 *
 * @param support where the density is 1
 * @param inner the dimensions of a vector or matrix of the support; none for a number
 */
public record Flat(ContinuousSupport support, List<Integer> inner) implements Continuous {
    /** Checks that the support has values of these dimensions. */
    public Flat {
        inner = List.copyOf(inner);
        if (!inner.isEmpty()) {
            support.unconstrained(dimensions(inner));
        }
    }

    /** Density 1 on a support of numbers. */
    public Flat(ContinuousSupport support) {
        this(support, List.of());
    }

    private static int[] dimensions(List<Integer> inner) {
        return inner.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Density 1 on a support of vectors or matrices, in the coordinates in which the support means densities.
     *
     * @param support such as {@link dev.jensen.core.support.PositiveOrdered}
     * @param inner dimensions of a value: a length, or a matrix' rows and columns
     */
    public static Flat over(ContinuousSupport support, int... inner) {
        return new Flat(support, Arrays.stream(inner).boxed().toList());
    }

    /** {@return density 1 on the real line} */
    public static Flat real() {
        return new Flat(new Real());
    }

    /** {@return density 1 above 0} */
    public static Flat positive() {
        return new Flat(new Positive());
    }

    /** {@return density 1, not 1/(high − low), between two bounds} */
    public static Flat between(double low, double high) {
        return new Flat(Interval.of(low, high));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr zero = x.times(0);
        for (int axis = 0; axis < inner.size(); axis++) {
            zero = zero.sum(-1);
        }
        return zero;
    }

    @Override
    public int eventRank() {
        return inner.size();
    }

    @Override
    public Shape drawShape() {
        return Shape.of(dimensions(inner));
    }

    @Override
    public Expr mean() {
        return Expr.constant(Double.NaN);
    }

    @Override
    public Expr variance() {
        return Expr.constant(Double.NaN);
    }

    /** {@inheritDoc} @throws UnsupportedOperationException always: there is nothing to draw from */
    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        throw new UnsupportedOperationException(
                "Flat is no probability law and cannot be drawn from: give the variable a proper prior");
    }
}
