package dev.jensen.core.engine.ode;

import dev.jensen.core.expr.Ode;
import dev.jensen.core.expr.OdeProblem;
import java.util.Arrays;

/**
 * The steps from the start of a system over the times at which it is wanted, chosen by the error estimated for each, and kept, so
 * that they can be gone back. Steps end exactly at the wanted times.
 *
 * <p>Step control with a memory of the last error: Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I,
 * section II.4, with β = 0.04; the first step by their algorithm there. Used by one thread.
 */
final class OdeSteps {
    private static final double SAFETY = 0.9;
    private static final double SHRINK = 0.2;
    private static final double GROW = 6;
    private static final double MEMORY = 0.04;

    private final OdeProblem problem;
    private final Ode method;
    private final RungeKutta rule;
    private final OdeSlopes slopes;
    private final OdeStep step;
    private final int n;
    private final int stages;

    /** Accepted steps. */
    private int count;

    private double[] starts = new double[64];
    private double[] lengths = new double[64];
    private double[] values; // of all stages of all accepted steps
    private final int[] reached; // steps accepted when each wanted time was reached
    private final double[] wanted; // the state at each, [time][state]

    private double stopped;
    private String reason = "";

    OdeSteps(OdeProblem problem, OdeSlopes slopes) {
        this.problem = problem;
        this.method = problem.method();
        this.rule =
                method.method() == Ode.Method.DORMAND_PRINCE ? RungeKutta.DORMAND_PRINCE : RungeKutta.KENNEDY_CARPENTER;
        this.slopes = slopes;
        this.n = slopes.states();
        this.stages = rule.count();
        this.step = new OdeStep(rule, slopes, method);
        this.values = new double[64 * stages * n];
        this.reached = new int[problem.times().length];
        this.wanted = new double[problem.times().length * n];
    }

    RungeKutta rule() {
        return rule;
    }

    int count() {
        return count;
    }

    double start(int index) {
        return starts[index];
    }

    double length(int index) {
        return lengths[index];
    }

    /** The stages of all accepted steps: [step][stage][state]. */
    double[] values() {
        return values;
    }

    int reached(int time) {
        return reached[time];
    }

    /** The states at the wanted times: [time][state]. */
    double[] wanted() {
        return wanted;
    }

    /** Up to where a solution exists, where not to the end. */
    double stopped() {
        return stopped;
    }

    /** Why it does not go on. */
    String reason() {
        return reason;
    }

    /** Goes from a start to the last wanted time; false where that is not possible. */
    boolean run(double[] start, double[] parameters) {
        count = 0;
        slopes.set(parameters);
        double t = problem.from();
        double[] y = step.state();
        System.arraycopy(start, 0, y, 0, n);
        step.begin(t);
        if (!finite(y) || !finite(step.first())) {
            return stop(t, 0, "its slope there is not finite");
        }
        double[] times = problem.times();
        double h = firstStep(t);
        double last = 1e-4;
        int tried = 0;
        for (int at = 0; at < times.length; at++) {
            double target = times[at];
            while (t < target) {
                double least = 16 * Math.ulp(Math.max(Math.abs(t), Math.abs(target)));
                boolean arrives = t + 1.0001 * h >= target;
                double length = arrives ? target - t : h;
                if (tried++ == method.mostSteps()) {
                    return stop(t, at, "more than " + method.mostSteps() + " steps");
                }
                double error = step.attempt(t, length, problem.controlled());
                if (error <= 1) {
                    keep(t, length);
                    t = arrives ? target : t + length;
                    double factor =
                            SAFETY * Math.pow(last, MEMORY) * Math.pow(error, -1.0 / rule.order() + 0.75 * MEMORY);
                    double next = length * Math.max(SHRINK, Math.min(GROW, factor));
                    h = arrives ? Math.max(h, next) : next;
                    last = Math.max(error, 1e-4);
                    step.accept();
                } else {
                    double factor = SAFETY * Math.pow(error, -1.0 / rule.order());
                    h = length * (factor > SHRINK ? Math.min(1, factor) : SHRINK); // NaN too
                    if (h < least) {
                        return stop(
                                t,
                                at,
                                Double.isFinite(error)
                                        ? "a step of " + h + " still errs too much"
                                        : "the slope is not finite there, or no step has a solution");
                    }
                }
            }
            reached[at] = count;
            System.arraycopy(y, 0, wanted, at * n, n);
        }
        return true;
    }

    /** From here on the last state stands for all. */
    private boolean stop(double t, int at, String why) {
        stopped = t;
        reason = why;
        double[] y = step.state();
        for (int later = at; later < reached.length; later++) {
            reached[later] = count;
            System.arraycopy(y, 0, wanted, later * n, n);
        }
        return false;
    }

    private void keep(double t, double length) {
        int size = stages * n;
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
            values = Arrays.copyOf(values, Math.multiplyExact(2 * count, size));
        }
        starts[count] = t;
        lengths[count] = length;
        System.arraycopy(step.stages(), 0, values, count * size, size);
        count++;
    }

    private double firstStep(double t) {
        double[] y = step.state();
        double[] f = step.first();
        int controlled = problem.controlled();
        double size = step.norm(y, y, controlled);
        double slope = step.norm(f, y, controlled);
        double h = size < 1e-5 || slope < 1e-5 ? 1e-6 : 0.01 * size / slope;
        h = Math.min(h, problem.times()[problem.times().length - 1] - t);
        if (!(h > 0)) {
            return 1e-6;
        }
        double bend = step.bend(t, h, controlled);
        double steepest = Math.max(slope, bend);
        double second = steepest <= 1e-15 ? Math.max(1e-6, h * 1e-3) : Math.pow(0.01 / steepest, 1.0 / rule.order());
        return Math.min(100 * h, second > 0 ? second : h);
    }

    private static boolean finite(double[] x) {
        for (double value : x) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
