package dev.jensen.core.estimator;

import dev.jensen.core.engine.function.NormalIntegral;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;
import java.util.Arrays;

/** The negative mean log likelihood of a step's samples, and its gradient. */
final class Likelihood implements Estimation {

    private final double[][] samples;
    private final int batch;
    private final Family family;
    private final Noise noise;
    private final double[] x;
    private final double[] choice;
    private final double[] logDensity;
    private final double[] w;

    Likelihood(double[][] samples, int batch, Family family, Noise noise) {
        this.samples = samples;
        this.batch = batch;
        this.family = family;
        this.noise = noise;
        x = new double[Math.multiplyExact(batch, family.dimension())];
        choice = new double[batch];
        logDensity = new double[batch];
        w = new double[batch];
        Arrays.fill(w, -1.0 / batch);
    }

    @Override
    public int dimension() {
        return family.parameterCount();
    }

    @Override
    public double valueAndGradient(long step, double[] phi, double[] gradient) {
        choose(step);
        family.logDensity(phi, batch, x, logDensity);
        Arrays.fill(gradient, 0);
        family.score(phi, batch, x, w, gradient);
        return -Mean.of(logDensity);
    }

    private void choose(long step) {
        int count = samples.length;
        boolean all = batch == count;
        if (!all) {
            noise.fill(step, batch, 1, choice);
        }
        int d = family.dimension();
        for (int i = 0; i < batch; i++) {
            int row = all ? i : (int) Math.min(count - 1, count * NormalIntegral.normalCdf(choice[i]));
            System.arraycopy(samples[row], 0, x, i * d, d);
        }
    }
}
