package dev.jensen.optim.newton;

import dev.jensen.optim.Ending;
import dev.jensen.optim.Iteration;
import dev.jensen.optim.NonFiniteException;
import org.jspecify.annotations.Nullable;

/** One run of {@link TrustRegionNewton}: a step is one that lowers the value, after as many tries as it takes. */
final class TrustRegionIteration implements Iteration {
    private static final double ROUNDING = 1e3 * Math.ulp(1.0);
    private static final double ACCEPTED = 1e-4;
    private static final double GOOD = 0.75;
    private static final double POOR = 0.25;
    private static final int MOST_TRIES = 60;

    private final TwiceDifferentiableFunction function;
    private final double tolerance;
    private final TruncatedConjugateGradient model;
    private final double[] x;
    private final double[] gradient;
    private final double[] trial;
    private final double[] trialGradient;
    private double radius;
    private double value;

    /** Takes over {@code x}. */
    TrustRegionIteration(TwiceDifferentiableFunction function, double radius, double tolerance, double[] x) {
        this.function = function;
        this.radius = radius;
        this.tolerance = tolerance;
        this.model = new TruncatedConjugateGradient(function, x.length);
        this.x = x;
        this.gradient = new double[x.length];
        this.trial = new double[x.length];
        this.trialGradient = new double[x.length];
    }

    @Override
    public @Nullable Ending step(long step) {
        if (step == 0) {
            value = function.valueAndGradient(x, gradient);
            requireFinite();
        }
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            model.solve(x, gradient, radius);
            double promised = model.decrease();
            double unit = Math.max(1, Math.abs(value));
            if (!model.atEdge() && promised <= tolerance * unit) {
                return Ending.CONVERGED;
            }
            double[] p = model.step();
            for (int i = 0; i < x.length; i++) {
                trial[i] = x[i] + p[i];
            }
            double there = function.valueAndGradient(trial, trialGradient);
            double ratio = usable(there, trialGradient) ? (value - there) / promised : -1;
            if (!(ratio >= POOR)) {
                radius = POOR * model.length();
            } else if (ratio > GOOD && model.atEdge()) {
                radius *= 2;
            }
            if (ratio > ACCEPTED) {
                System.arraycopy(trial, 0, x, 0, x.length);
                System.arraycopy(trialGradient, 0, gradient, 0, x.length);
                value = there;
                return null;
            }
            if (!model.atEdge() && promised <= ROUNDING * unit) {
                return Ending.CONVERGED; // what is left can't be told from rounding
            }
        }
        return Ending.STALLED;
    }

    private static boolean usable(double value, double[] gradient) {
        double sum = value;
        for (double g : gradient) {
            sum += 0 * g;
        }
        return Double.isFinite(sum);
    }

    private void requireFinite() {
        if (!Double.isFinite(value)) {
            throw new NonFiniteException("the value is " + value, x);
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(gradient[i])) {
                throw new NonFiniteException("gradient[" + i + "] is " + gradient[i], x);
            }
        }
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
