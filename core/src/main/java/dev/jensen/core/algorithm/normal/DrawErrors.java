package dev.jensen.core.algorithm.normal;

/**
 * The standard errors of a normal that is the ELBO's maximum on its draws, because others would have put it elsewhere: the delta method of
 * Giordano, Ingram and Broderick (JMLR 2024, section 3.3), in coordinates ε that q whitens, where −ELBO's Hessian is about 1; but where means answer to the
 * gradient along ridges that a mean-field q does not know, by a response of their own.
 *
 * <p>The draws are {@link dev.jensen.core.noise.MomentMatched}. With G the whitened gradient of log p̃, e its even part at ±ε, and r what of its odd part is not linear in ε
 * (the linear part has no error on such draws), and P pairs,
 *
 * <pre>
 *   δm = R mean e        δ log s_i = ½ (L mean(r εᵀ) Lᵀ)_ii / (LLᵀ)_ii        each mean's error by its spread, over √P; R is L of a full-rank q
 * </pre>
 *
 * <p>They are those of independent pairs, and so bounds: Sobol points do several times better.
 *
 * @param ofMeans of each coordinate's mean, in its standard deviations
 * @param ofDeviations of the logarithm of each coordinate's standard deviation
 */
public record DrawErrors(double[] ofMeans, double[] ofDeviations) {

    /**
     * Estimates.
     *
     * @param whitened Lᵀ∇log p̃ at each draw, draws × d
     * @param noise ε of each draw, draws × d: ε and −ε in turn
     * @param factor L, d × d, also of a mean-field q
     * @param response R, d × d
     */
    public static DrawErrors of(double[] whitened, double[] noise, double[][] factor, double[][] response) {
        int d = factor.length;
        int pairs = whitened.length / d / 2;
        double[][] even = new double[pairs][d];
        double[][] odd = new double[pairs][d];
        double[][] linear = new double[d][d];
        boolean canRegress = pairs >= 2 * d;
        for (int p = 0; p < pairs; p++) {
            int at = 2 * p * d;
            for (int i = 0; i < d; i++) {
                even[p][i] = 0.5 * (whitened[at + i] + whitened[at + d + i]);
                odd[p][i] = 0.5 * (whitened[at + i] - whitened[at + d + i]);
                for (int j = 0; j < d && canRegress; j++) {
                    linear[i][j] += odd[p][i] * noise[at + j] / pairs;
                }
            }
        }
        double[] mean = new double[d];
        double[] ofMeans = new double[d];
        double[] ofDeviations = new double[d];
        for (int p = 0; p < pairs; p++) {
            int at = 2 * p * d;
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d && canRegress; j++) {
                    odd[p][i] -= linear[i][j] * noise[at + j];
                }
            }
            for (int i = 0; i < d; i++) {
                double moved = along(response[i], even[p], 0);
                double stretched = 0.5 * along(factor[i], odd[p], 0) * along(factor[i], noise, at);
                mean[i] += moved / pairs;
                ofMeans[i] += moved * moved / pairs;
                ofDeviations[i] += stretched * stretched / pairs;
            }
        }
        double lost = canRegress ? 1 - (double) d / pairs : 1; // what the regression has taken of the residuals
        for (int i = 0; i < d; i++) {
            double variance = along(factor[i], factor[i], 0);
            ofMeans[i] = Math.sqrt(Math.max(0, ofMeans[i] - mean[i] * mean[i]) / pairs / variance);
            ofDeviations[i] = Math.sqrt(ofDeviations[i] / pairs / lost) / variance;
        }
        return new DrawErrors(ofMeans, ofDeviations);
    }

    private static double along(double[] row, double[] vector, int at) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            sum += row[j] * vector[at + j];
        }
        return sum;
    }

    /** Returns the greatest of all. */
    public double greatest() {
        double greatest = 0;
        for (int i = 0; i < ofMeans.length; i++) {
            greatest = Math.max(greatest, Math.max(ofMeans[i], ofDeviations[i])); // NaN stays
        }
        return greatest;
    }
}
