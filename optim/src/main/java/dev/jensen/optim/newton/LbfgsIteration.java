package dev.jensen.optim.newton;

import dev.jensen.optim.Ending;
import dev.jensen.optim.Iteration;
import dev.jensen.optim.NonFiniteException;
import org.jspecify.annotations.Nullable;

/** One L-BFGS run: search along the direction, remember the step, find the next direction. */
final class LbfgsIteration implements Iteration {
    /** A promised decrease of fewer ulps of the value than this can't be told from rounding. */
    private static final double ROUNDING = 1e3 * Math.ulp(1.0);

    private final DifferentiableFunction function;
    private final double tolerance;
    private final CurvaturePairs pairs;
    private final StrongWolfe search;
    private final double[] x;
    private final double[] gradient;
    private final double[] direction;
    private double value;

    /** Takes over {@code x}. */
    LbfgsIteration(DifferentiableFunction function, int memory, double tolerance, double[] x) {
        this.function = function;
        this.tolerance = tolerance;
        this.pairs = new CurvaturePairs(memory, x.length);
        this.search = new StrongWolfe(function, x.length);
        this.x = x;
        this.gradient = new double[x.length];
        this.direction = new double[x.length];
    }

    @Override
    public @Nullable Ending step(long step) {
        if (step == 0) {
            evaluateStart();
        }
        double slope = pairs.direction(gradient, direction);
        if (slope == 0) {
            return Ending.CONVERGED;
        }
        boolean found = search.from(x, value, slope, direction, pairs.isEmpty() ? firstStep() : 1);
        if (!found && !pairs.isEmpty()) {
            double promised = -0.5 * slope;
            if (promised <= ROUNDING * Math.max(1, Math.abs(value))) {
                return Ending.CONVERGED;
            }
            pairs.forget();
            slope = pairs.direction(gradient, direction);
            found = search.from(x, value, slope, direction, firstStep());
        }
        if (!found) {
            return Ending.STALLED;
        }
        pairs.remember(x, gradient, search.x(), search.gradient());
        value = search.value();
        System.arraycopy(search.x(), 0, x, 0, x.length);
        System.arraycopy(search.gradient(), 0, gradient, 0, x.length);
        double promised = -0.5 * pairs.direction(gradient, direction);
        // Without a pair there is no model yet that could promise anything.
        boolean converged = !pairs.isEmpty() && promised <= tolerance * Math.max(1, Math.abs(value));
        return converged ? Ending.CONVERGED : null;
    }

    private void evaluateStart() {
        value = function.valueAndGradient(x, gradient);
        if (!Double.isFinite(value)) {
            throw new NonFiniteException("the value is " + value, x);
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(gradient[i])) {
                throw new NonFiniteException("gradient[" + i + "] is " + gradient[i], x);
            }
        }
    }

    /** Without curvature, the length that moves the parameters by at most about 1. */
    private double firstStep() {
        double sum = 0;
        for (double g : gradient) {
            sum += Math.abs(g);
        }
        return Math.min(1, 1 / sum);
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public double[] parameters() {
        return x;
    }
}
