package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.normal.Ascent;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.NaturalSteps;
import dev.jensen.core.algorithm.normal.SymmetricEigen;
import java.util.Optional;

/**
 * The closed-form step of {@link BatchAndMatch}, in coordinates ε whitened by q, z = m + Lε, where q is the standard normal and the
 * scores are G = Lᵀ∇log p̃. With a the mean of G, Γ its covariance, and draws of mean 0 and covariance I, the next normal has
 *
 * <pre>
 *   U = λΓ + λ/(1+λ) aaᵀ      V = (1 + λ) I       Σ U Σ + Σ = V       m ← m + λ/(1+λ) L Σ a
 * </pre>
 *
 * <p>With V a multiple v of I, Σ has U's eigenvectors, and for an eigenvalue u the eigenvalue 2v / (1 + √(1 + 4vu)).
 */
final class ScoreMatch {
    private final Watched target;
    private final int draws;
    private final double[] noise;

    /**
     * Prepares the steps.
     *
     * @param noise draws × d, of mean 0 and covariance I
     */
    ScoreMatch(Watched target, int draws, double[] noise) {
        this.target = target;
        this.draws = draws;
        this.noise = noise;
    }

    /**
     * What the draws of a normal say.
     *
     * @param elbo on the draws, −∞ where one of them is
     * @param mean a
     * @param covariance Γ
     */
    record Look(FittedNormal normal, double elbo, double[] mean, double[][] covariance) {

        boolean isFinite() {
            return elbo > Double.NEGATIVE_INFINITY;
        }
    }

    Look look(FittedNormal normal) {
        int d = normal.dimension();
        double[] z = new double[draws * d];
        double[] values = new double[draws];
        double[] gradients = new double[draws * d];
        normal.draw(draws, noise, z);
        target.gradient(draws, z, values, gradients);
        double[][] g = new double[draws][d];
        double[] mean = new double[d];
        double elbo = normal.entropy();
        for (int s = 0; s < draws; s++) {
            elbo += values[s] / draws;
            for (int j = 0; j < d; j++) {
                for (int i = j; i < d; i++) {
                    g[s][j] += normal.factor()[i][j] * gradients[s * d + i];
                }
                mean[j] += g[s][j] / draws;
            }
        }
        double[][] covariance = new double[d][d];
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < d; i++) {
                double weighted = (g[s][i] - mean[i]) / draws;
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += weighted * (g[s][j] - mean[j]);
                }
            }
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                covariance[j][i] = covariance[i][j];
            }
        }
        return new Look(normal, elbo, mean, covariance);
    }

    /** The next normal; nothing where numbers are too extreme for one. */
    Optional<FittedNormal> step(Look from, double lambda) {
        int d = from.mean.length;
        double share = lambda / (1 + lambda);
        double[][] u = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                u[i][j] = lambda * from.covariance[i][j] + share * from.mean[i] * from.mean[j];
            }
        }
        Optional<SymmetricEigen> eigen = SymmetricEigen.of(u);
        if (eigen.isEmpty()) {
            return Optional.empty();
        }
        double[] values = eigen.get().values();
        double[][] covariance = new double[d][d];
        for (int e = 0; e < d; e++) {
            double[] v = eigen.get().vectors()[e];
            double variance = 2 * (1 + lambda) / (1 + Math.sqrt(1 + 4 * (1 + lambda) * Math.max(0, values[e])));
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    covariance[i][j] += variance * v[i] * v[j];
                }
            }
        }
        double[] way = new double[d];
        for (int i = 0; i < d; i++) {
            way[i] = share * Ascent.dot(covariance[i], from.mean);
        }
        double[] mean = new double[d];
        from.normal.draw(1, way, mean);
        return FittedNormal.cholesky(covariance)
                .map(inner -> new FittedNormal(mean, NaturalSteps.product(from.normal.factor(), inner)));
    }

    /** The farthest that a coordinate's mean has moved in standard deviations, or its log variance over 2. */
    static double move(FittedNormal from, FittedNormal to) {
        double farthest = 0;
        for (int i = 0; i < from.dimension(); i++) {
            double before = variance(from.factor()[i]);
            double shift = Math.abs(to.mean()[i] - from.mean()[i]) / Math.sqrt(before);
            double growth = 0.5 * Math.abs(Math.log(variance(to.factor()[i]) / before));
            farthest = Math.max(farthest, Math.max(shift, growth));
        }
        return farthest;
    }

    private static double variance(double[] row) {
        return Ascent.dot(row, row);
    }
}
