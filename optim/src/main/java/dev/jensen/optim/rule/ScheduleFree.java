package dev.jensen.optim.rule;

import dev.jensen.optim.IterateAverage;
import dev.jensen.optim.Rule;
import dev.jensen.optim.average.ScheduleFreeAverage;

/**
 * Schedule-free learning: takes gradients between the iterate and the average of all iterates, so that a constant step
 * size ends as well as one that fades, without knowing when it will end (Defazio et al., "The road less scheduled",
 * NeurIPS 2024, equations 3–5).
 *
 * <pre>
 *   y = (1 − β) z + β x        where the gradient is taken: the run's parameters
 *   z ← z − base(∇f(y))        the base rule's own iterate
 *   x ← (1 − 1/t) x + (1/t) z  the answer
 * </pre>
 *
 * <p>The answer is x: give the run {@link #average()} as its average too.
 *
 * <pre>{@code
 * var free = ScheduleFree.of(Adam.at(0.05));
 * Descent.minimise(objective).rule(free).average(free.average())
 * }</pre>
 *
 * @param base what steps z, with its step size; where the parameters matter to it, it sees z
 * @param beta how near to the average gradients are taken, in [0, 1)
 */
public record ScheduleFree(Rule base, double beta) implements Rule {
    /** Checks its range. */
    public ScheduleFree {
        Range.decay("ScheduleFree beta", beta);
    }

    /** With the paper's β = 0.9. */
    public static ScheduleFree of(Rule base) {
        return new ScheduleFree(base, 0.9);
    }

    /** The average that recovers x from the run's iterates. */
    public IterateAverage average() {
        return new ScheduleFreeAverage(beta);
    }

    @Override
    public Memory start(int dimension) {
        Memory inner = base.start(dimension);
        double[] z = new double[dimension];
        double[] x = new double[dimension];
        Memory step = (t, y, u) -> step(inner, t, y, u, z, x);
        if (!(inner instanceof Resumable resumable)) {
            return step;
        }
        return new Resumable() {
            @Override
            public void transform(long t, double[] y, double[] u) {
                step.transform(t, y, u);
            }

            @Override
            public double[][] state() {
                double[][] ofBase = resumable.state();
                double[][] all = new double[ofBase.length + 2][];
                all[0] = z;
                all[1] = x;
                System.arraycopy(ofBase, 0, all, 2, ofBase.length);
                return all;
            }
        };
    }

    private void step(Memory inner, long t, double[] y, double[] u, double[] z, double[] x) {
        if (t == 0) {
            System.arraycopy(y, 0, z, 0, z.length);
            System.arraycopy(y, 0, x, 0, x.length);
        }
        inner.transform(t, z, u);
        double weight = 1 / (t + 1.0);
        for (int i = 0; i < u.length; i++) {
            z[i] -= u[i];
            x[i] += weight * (z[i] - x[i]);
            u[i] = y[i] - ((1 - beta) * z[i] + beta * x[i]);
        }
    }
}
