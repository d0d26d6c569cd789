package dev.jensen.core.divergence;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.Noise;

/**
 * The evidence lower bound, E_q[log p̃ − log q] = log ∫p̃ − KL(q‖p) ≤ log ∫p̃: by Jensen's inequality, and with
 * equality where q = p (Jordan, Ghahramani, Jaakkola and Saul, "An introduction to variational methods for graphical
 * models", 1999).
 */
public final class Elbo {

    private static final int BLOCK = 256;

    private Elbo() {}

    /**
     * Estimates the ELBO by Monte Carlo, the entropy too: at q = p every draw has the same value and the error
     * vanishes.
     *
     * @param target log p̃
     * @param family of the target's dimension
     * @param phi length P; read only
     * @param draws how many draws; at least 1, and 2 for a standard error
     * @param noise where they come from, read from step 0 on
     * @return the ELBO in nats; −∞ where a draw met log p̃ = −∞
     */
    public static Estimate estimate(LogDensity target, Family family, double[] phi, int draws, Noise noise) {
        RunningMoments moments = new RunningMoments();
        estimate(target, family, phi, draws, noise, moments);
        return moments.count() < draws ? new Estimate(Double.NEGATIVE_INFINITY, Double.NaN, draws) : moments.estimate();
    }

    /**
     * Estimates the ELBO of q given that its draws are possible, q_A = q/q(A) on A = {log p̃ &gt; −∞}: E_q[log p̃ − log q | A] + log q(A).
     * It is the ELBO where all draws are possible.
     *
     * @param target log p̃
     * @param family of the target's dimension
     * @param phi length P; read only
     * @param draws how many draws; at least 1, and 2 for a standard error
     * @param noise where they come from, read from step 0 on
     * @return the ELBO in nats, with the share of possible draws estimated too; −∞ where there was none
     */
    public static Estimate estimatePossible(LogDensity target, Family family, double[] phi, int draws, Noise noise) {
        RunningMoments moments = new RunningMoments();
        estimate(target, family, phi, draws, noise, moments);
        long possible = moments.count();
        if (possible == draws) {
            return moments.estimate();
        }
        if (possible == 0) {
            return new Estimate(Double.NEGATIVE_INFINITY, Double.NaN, draws);
        }
        double share = (double) possible / draws;
        double error = Math.hypot(moments.estimate().standardError(), Math.sqrt((1 - share) / share / draws));
        return new Estimate(moments.mean() + Math.log(share), error, draws);
    }

    /** Adds up log p̃ − log q of the draws that are possible. */
    private static void estimate(
            LogDensity target, Family family, double[] phi, int draws, Noise noise, RunningMoments moments) {
        if (draws < 1) {
            throw new IllegalArgumentException("an ELBO needs at least 1 draw: " + draws);
        }
        int block = Math.min(draws, BLOCK);
        double[] epsilon = new double[block * family.noiseDimension()];
        double[] z = new double[block * family.dimension()];
        double[] logTarget = new double[block];
        double[] logFamily = new double[block];
        for (int done = 0; done < draws; done += block) {
            int now = Math.min(block, draws - done);
            noise.fill(done / block, now, family.noiseDimension(), epsilon);
            family.draw(phi, now, epsilon, z);
            target.logDensity(now, z, logTarget);
            family.logDensity(phi, now, z, logFamily);
            for (int s = 0; s < now; s++) {
                if (logTarget[s] != Double.NEGATIVE_INFINITY) {
                    moments.add(logTarget[s] - logFamily[s]);
                }
            }
        }
    }
}
