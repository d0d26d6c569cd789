package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.engine.function.NormalIntegral;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.LogWeights;
import java.util.Arrays;

/** Conditional importance sampling: the first of S draws is carried from step to step, the others are from q. */
final class ConditionalImportance implements Estimation {

    private final LogDensity target;
    private final Family family;
    private final Noise noise;
    private final int draws;
    private final double[] carried;
    private boolean begun;

    private final double[] epsilon;
    private final double[] z;
    private final double[] logTarget;
    private final double[] logFamily;
    private final double[] logWeights;
    private final double[] w;
    private final LogWeights view;

    ConditionalImportance(LogDensity target, Family family, Noise noise, int draws) {
        z = new double[Sizes.ofBatch(target, family, draws)];
        this.target = target;
        this.family = family;
        this.noise = noise;
        this.draws = draws;
        carried = new double[family.dimension()];
        epsilon = new double[Math.multiplyExact(draws, family.noiseDimension())];
        logTarget = new double[draws];
        logFamily = new double[draws];
        logWeights = new double[draws];
        w = new double[draws];
        double[] shares = new double[draws];
        Arrays.fill(shares, 1.0 / draws);
        view = new LogWeights(logWeights, shares);
    }

    @Override
    public int dimension() {
        return family.parameterCount();
    }

    @Override
    public double valueAndGradient(long step, double[] phi, double[] gradient) {
        noise.fill(step, draws, family.noiseDimension(), epsilon);
        double u = NormalIntegral.normalCdf(epsilon[0]); // the carried draw's noise is free to choose among the draws
        family.draw(phi, draws, epsilon, z);
        if (begun) {
            System.arraycopy(carried, 0, z, 0, carried.length);
        }
        begun = true;
        target.logDensity(draws, z, logTarget);
        family.logDensity(phi, draws, z, logFamily);
        for (int s = 0; s < draws; s++) {
            logWeights[s] = logTarget[s] - logFamily[s];
        }
        view.normalised(1, w);
        double loss = view.weightedMean(w);
        System.arraycopy(z, chosen(u) * carried.length, carried, 0, carried.length);
        for (int s = 0; s < draws; s++) {
            w[s] = -w[s];
        }
        Arrays.fill(gradient, 0);
        family.score(phi, draws, z, w, gradient);
        return loss;
    }

    private int chosen(double u) {
        double below = 0;
        for (int s = 0; s < draws - 1; s++) {
            below += w[s];
            if (u < below) {
                return s;
            }
        }
        return draws - 1;
    }
}
