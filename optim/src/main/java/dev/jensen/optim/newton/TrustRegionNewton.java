package dev.jensen.optim.newton;

import dev.jensen.optim.Loop;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.NonFiniteException;
import dev.jensen.optim.Run;

/**
 * Newton's method within a trust region, each step found by conjugate gradients that stop at the region's edge or at a
 * direction of negative curvature (Steihaug 1983; Nocedal and Wright 2006, Algorithms 4.1 and 7.2). Near a minimum it
 * squares the error at each step; where the function curves down it leaves saddles that a quasi-Newton method creeps
 * away from. Immutable: each method returns another.
 *
 * <pre>{@code
 * Minimum minimum = TrustRegionNewton.minimise(function).radius(1).from(start);
 * }</pre>
 *
 * <p>The region is a ball, so the coordinates should be scaled about alike. It ends as converged where the whole Newton
 * step fits into the region and promises a decrease of at most tolerance · max(1, |f|), and as stalled where no step,
 * however short, lowers the value, which is mostly a wrong gradient or Hessian.
 */
public final class TrustRegionNewton {
    private final TwiceDifferentiableFunction function;
    private final double radius;
    private final double tolerance;
    private final Loop loop;

    private TrustRegionNewton(TwiceDifferentiableFunction function, double radius, double tolerance, Loop loop) {
        this.function = function;
        this.radius = radius;
        this.tolerance = tolerance;
        this.loop = loop;
    }

    /** With a first radius of 1, a tolerance of 1e-10, and at most 1,000 steps. */
    public static TrustRegionNewton minimise(TwiceDifferentiableFunction function) {
        return new TrustRegionNewton(function, 1, 1e-10, Loop.endless().maximumSteps(1_000));
    }

    /**
     * Trusts the quadratic model as far as {@code first} at the first step; then it learns.
     *
     * @param first more than 0
     */
    public TrustRegionNewton radius(double first) {
        if (!(first > 0 && first < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("TrustRegionNewton radius must be finite and > 0: " + first);
        }
        return new TrustRegionNewton(function, first, tolerance, loop);
    }

    /**
     * Ends where the promised decrease is at most {@code newTolerance} · max(1, |f|).
     *
     * @param newTolerance at least 0
     */
    public TrustRegionNewton tolerance(double newTolerance) {
        if (!(newTolerance >= 0)) {
            throw new IllegalArgumentException("TrustRegionNewton tolerance must be >= 0: " + newTolerance);
        }
        return new TrustRegionNewton(function, radius, newTolerance, loop);
    }

    /** Runs in {@code newLoop}: its stops and listeners, and its limit on steps if it has one. */
    public TrustRegionNewton loop(Loop newLoop) {
        return new TrustRegionNewton(function, radius, tolerance, newLoop);
    }

    /**
     * Runs to the end.
     *
     * @param start length d, finite; copied
     * @throws NonFiniteException if the function or its gradient is not finite at the start, or a Hessian product is not
     *     finite on the way
     */
    public Minimum from(double[] start) {
        return start(start).finish();
    }

    /**
     * Begins a run, with no step taken yet.
     *
     * @param start length d, finite; copied
     */
    public Run start(double[] start) {
        int dimension = function.dimension();
        if (start.length != dimension) {
            throw new IllegalArgumentException(
                    "start has " + start.length + " numbers, but the function has dimension " + dimension);
        }
        return loop.start(new TrustRegionIteration(function, radius, tolerance, start.clone()));
    }
}
