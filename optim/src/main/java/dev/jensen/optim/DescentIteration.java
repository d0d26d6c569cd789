package dev.jensen.optim;

import org.jspecify.annotations.Nullable;

/** x ← x − rule(gradient), and nothing else. */
final class DescentIteration implements Iteration, Resumable {
    private final StochasticObjective objective;
    private final Rule.Memory rule;
    private final IterateAverage.@Nullable Memory average;
    private final double[] x;
    private final double[] gradient;
    private final double[] update;
    private final double[] value = new double[1];

    /** Takes over {@code x}. */
    DescentIteration(
            StochasticObjective objective, Rule.Memory rule, IterateAverage.@Nullable Memory average, double[] x) {
        this.objective = objective;
        this.rule = rule;
        this.average = average;
        this.x = x;
        this.gradient = new double[x.length];
        this.update = new double[x.length];
    }

    @Override
    public @Nullable Ending step(long step) {
        value[0] = objective.valueAndGradient(step, x, gradient);
        if (!Double.isFinite(value[0])) {
            throw new NonFiniteException("the value is " + value[0], x);
        }
        requireFinite("gradient", gradient);
        System.arraycopy(gradient, 0, update, 0, x.length);
        rule.transform(step, x, update);
        requireFinite("the rule's update", update);
        for (int i = 0; i < x.length; i++) {
            x[i] -= update[i];
        }
        if (average != null) {
            average.accept(step, x);
        }
        return null;
    }

    private void requireFinite(String name, double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += 0 * number; // 0, or NaN if any is not finite; without a branch
        }
        if (sum != 0) {
            for (int i = 0; i < numbers.length; i++) {
                if (!Double.isFinite(numbers[i])) {
                    throw new NonFiniteException(name + "[" + i + "] is " + numbers[i], x);
                }
            }
        }
    }

    /**
     * The parameters, the last value, and the memories.
     *
     * @throws IllegalStateException if the rule's memory is not resumable
     */
    @Override
    public double[][] state() {
        if (!(rule instanceof Rule.Resumable resumable)) {
            throw new IllegalStateException(
                    "a run by this rule cannot be saved, for its memory does not show its state: let it implement"
                            + " Rule.Resumable, or take one of dev.jensen.optim.rule");
        }
        double[][] averaged = average == null ? new double[0][] : average.state();
        double[][] seen = objective instanceof Resumable own ? own.state() : new double[0][];
        return Resumable.joined(new double[][] {x, value}, resumable.state(), averaged, seen);
    }

    @Override
    public double value() {
        return value[0];
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public double[] parameters() {
        return x;
    }

    @Override
    public double[] answer() {
        return average == null ? x.clone() : average.average();
    }
}
