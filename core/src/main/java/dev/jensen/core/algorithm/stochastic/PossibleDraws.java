package dev.jensen.core.algorithm.stochastic;

import dev.jensen.core.algorithm.guard.Redraw;
import dev.jensen.core.estimator.Estimation;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;
import dev.jensen.optim.Resumable;
import java.util.Arrays;
import java.util.function.Function;

/**
 * An estimate from those draws of each step that are possible, as long as most are. Until a first one is not, it costs nothing; from
 * then on each step's draws are tried beforehand, so that an estimator that remembers earlier steps never sees −∞.
 */
public final class PossibleDraws implements Estimation, Resumable {
    private static final double MOST = 0.5; // share of impossible draws, over about the last hundred steps
    private static final double FORGET = 0.99;
    private static final int GRACE = 5; // steps' worth of draws that a new run counts as possible

    private final Family family;
    private final Noise base;
    private final Redraw redraw;
    private final Function<Noise, Estimation> begin;
    private Estimation loss;
    private double[] phi = {};
    private final double[] memory = new double[4];
    private static final int TRIES = 0; // 1 where draws are tried beforehand
    private static final int IS_ENOUGH = 1;
    private static final int TRIED = 2;
    private static final int FAILED = 3;

    /**
     * Begins.
     *
     * @param begin starts the estimator with a noise; again after the first impossible draw, whose value it may have remembered
     */
    public PossibleDraws(Family family, Noise base, Redraw redraw, Function<Noise, Estimation> begin) {
        this.family = family;
        this.base = base;
        this.redraw = redraw;
        this.begin = begin;
        this.loss = begin.apply(this::fill);
    }

    @Override
    public int dimension() {
        return loss.dimension();
    }

    @Override
    public double valueAndGradient(long step, double[] parameters, double[] gradient) {
        phi = parameters;
        double value = loss.valueAndGradient(step, parameters, gradient);
        if (memory[TRIES] != 0 || memory[IS_ENOUGH] != 0 || isFinite(value, gradient)) {
            return value;
        }
        memory[TRIES] = 1;
        loss = begin.apply(this::fill);
        double again = loss.valueAndGradient(step, parameters, gradient);
        memory[TRIES] = memory[FAILED] > 0 ? 1 : 0; // else something else was not finite
        return again;
    }

    private void fill(long step, int draws, int dimension, double[] out) {
        base.fill(step, draws, dimension, out);
        if (memory[TRIES] != 0 && memory[IS_ENOUGH] == 0 && dimension == family.noiseDimension()) {
            memory[TRIED] = memory[TRIED] == 0 ? GRACE * (double) draws : FORGET * memory[TRIED] + draws;
            memory[FAILED] *= FORGET;
            double[] noise = out.length == draws * dimension ? out : Arrays.copyOf(out, draws * dimension);
            memory[FAILED] += redraw.replace(step, phi, draws, draws, noise);
            memory[IS_ENOUGH] = memory[FAILED] > MOST * memory[TRIED] ? 1 : 0;
            if (memory[IS_ENOUGH] != 0) {
                base.fill(step, draws, dimension, out);
            } else if (noise != out) {
                System.arraycopy(noise, 0, out, 0, noise.length);
            }
        }
    }

    @Override
    public double[][] state() {
        return new double[][] {memory};
    }

    /** What to add to the message of a number that is not finite: nothing, or that too many draws are impossible. */
    public String remark() {
        return memory[IS_ENOUGH] != 0 ? "; of late, more than half of all draws were impossible" : "";
    }

    private static boolean isFinite(double value, double[] gradient) {
        double sum = 0 * value;
        for (double g : gradient) {
            sum += 0 * g; // NaN if any is not finite
        }
        return sum == 0;
    }
}
