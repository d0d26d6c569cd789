package dev.jensen.optim.newton;

import dev.jensen.optim.Loop;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.NonFiniteException;
import dev.jensen.optim.Run;

/**
 * L-BFGS: the quasi-Newton method that remembers the last few steps and how the gradient changed along them (Nocedal
 * 1980; Nocedal and Wright 2006, Algorithm 7.5), with a line search for the strong Wolfe conditions. For functions whose
 * values are exact, such as an expectation over draws that stay fixed. Immutable: each method returns another.
 *
 * <pre>{@code
 * Minimum minimum = Lbfgs.minimise(function).memory(20).loop(Loop.endless().budget(Duration.ofSeconds(10))).from(start);
 * }</pre>
 *
 * <p>It ends as converged where the decrease that its quadratic model promises, ½ gᵀHg, is at most tolerance · max(1, |f|):
 * a test in the function's own unit, that no scaling of the parameters changes. It ends as stalled where no step along
 * the steepest descent lowers the value, which is mostly a wrong gradient. At a kink either may come up: the function must
 * be smooth.
 */
public final class Lbfgs {
    private final DifferentiableFunction function;
    private final int memory;
    private final double tolerance;
    private final Loop loop;

    private Lbfgs(DifferentiableFunction function, int memory, double tolerance, Loop loop) {
        this.function = function;
        this.memory = memory;
        this.tolerance = tolerance;
        this.loop = loop;
    }

    /** With a memory of 10 steps, a tolerance of 1e-10, and at most 10,000 steps. */
    public static Lbfgs minimise(DifferentiableFunction function) {
        return new Lbfgs(function, 10, 1e-10, Loop.endless().maximumSteps(10_000));
    }

    /** Minimises with the defaults: {@code minimise(function).from(start)}. */
    public static Minimum minimise(DifferentiableFunction function, double[] start) {
        return minimise(function).from(start);
    }

    /**
     * Remembers the last {@code steps} steps.
     *
     * @param steps at least 1; 5 to 20 are usual
     */
    public Lbfgs memory(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("Lbfgs memory must be >= 1: " + steps);
        }
        return new Lbfgs(function, steps, tolerance, loop);
    }

    /**
     * Ends where the promised decrease is at most {@code newTolerance} · max(1, |f|).
     *
     * @param newTolerance at least 0
     */
    public Lbfgs tolerance(double newTolerance) {
        if (!(newTolerance >= 0)) {
            throw new IllegalArgumentException("Lbfgs tolerance must be >= 0: " + newTolerance);
        }
        return new Lbfgs(function, memory, newTolerance, loop);
    }

    /** Runs in {@code newLoop}: its stops and listeners, and its limit on steps if it has one. */
    public Lbfgs loop(Loop newLoop) {
        return new Lbfgs(function, memory, tolerance, newLoop);
    }

    /**
     * Runs to the end.
     *
     * @param start length d, finite; copied
     * @throws NonFiniteException if the function or its gradient is not finite at the start
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
        return loop.start(new LbfgsIteration(function, memory, tolerance, start.clone()));
    }
}
