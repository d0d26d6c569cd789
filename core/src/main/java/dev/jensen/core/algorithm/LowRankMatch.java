package dev.jensen.core.algorithm;

import dev.jensen.core.algorithm.normal.Ascent;
import dev.jensen.core.algorithm.normal.SymmetricEigen;
import java.util.Optional;

/**
 * A step of {@link LowRankBatchAndMatch}: match a batch of scores, then patch. With draws z_s of q = N(m, Ψ + ΛΛᵀ), their mean z̄, and
 * scores g_s of mean ḡ, the covariance that matches solves Σ U Σ + Σ = V, where U = QQᵀ and V = Ψ + RRᵀ,
 *
 * <pre>
 *   Q = [√(λ/B) (g_s − ḡ), √(λ/(1+λ)) ḡ]        R = [Λ, √(λ/B) (z_s − z̄), √(λ/(1+λ)) (m − z̄)]
 *   Σ = V − W T⁻² Wᵀ,   W = V Q,   T = ½ I + (QᵀW + ¼ I)^½        m ← (m + λ (z̄ + Σ ḡ)) / (1 + λ)
 * </pre>
 *
 * <p>and is never formed. Patching finds Ψ + ΛΛᵀ of the given rank nearest to it in KL(Σ‖·): steps of factor analysis (Rubin and Thayer
 * 1982) with J = I + ΛᵀΨ⁻¹Λ and β = J⁻¹ΛᵀΨ⁻¹,
 *
 * <pre>
 *   Λ ← Σβᵀ (J⁻¹ + βΣβᵀ)⁻¹        Ψ ← diag(Σ − Λ β Σ)
 * </pre>
 */
final class LowRankMatch {
    private static final int PATCHES = 10;
    private static final double LEAST_SHARE = 1e-6; // of a variance that is its own

    private final int d;
    private final int rank;

    LowRankMatch(int d, int rank) {
        this.d = d;
        this.rank = rank;
    }

    /**
     * A normal.
     *
     * @param mean m
     * @param own Ψ, the diagonal
     * @param factor Λ, column by column: rank × d
     */
    record LowRank(double[] mean, double[] own, double[][] factor) {

        double variance(int i) {
            double sum = own[i];
            for (double[] column : factor) {
                sum += column[i] * column[i];
            }
            return sum;
        }
    }

    /** The next normal; nothing where numbers are too extreme for one. */
    Optional<LowRank> step(LowRank from, int batch, double[] z, double[] g, double lambda) {
        double[] meanZ = mean(batch, z);
        double[] meanG = mean(batch, g);
        double share = Math.sqrt(lambda / (1 + lambda));
        double spread = Math.sqrt(lambda / batch);
        double[][] q = new double[batch + 1][d];
        double[][] r = new double[rank + batch + 1][];
        System.arraycopy(from.factor, 0, r, 0, rank);
        for (int s = 0; s < batch; s++) {
            r[rank + s] = new double[d];
            for (int i = 0; i < d; i++) {
                q[s][i] = spread * (g[s * d + i] - meanG[i]);
                r[rank + s][i] = spread * (z[s * d + i] - meanZ[i]);
            }
        }
        r[rank + batch] = new double[d];
        for (int i = 0; i < d; i++) {
            q[batch][i] = share * meanG[i];
            r[rank + batch][i] = share * (from.mean[i] - meanZ[i]);
        }
        double[][] w = new double[batch + 1][];
        for (int s = 0; s <= batch; s++) {
            w[s] = plus(from.own, r, q[s]);
        }
        double[][] gram = new double[batch + 1][batch + 1];
        for (int s = 0; s <= batch; s++) {
            for (int t = 0; t <= s; t++) {
                gram[s][t] = 0.5 * (Ascent.dot(q[s], w[t]) + Ascent.dot(q[t], w[s]));
                gram[t][s] = gram[s][t];
            }
        }
        Optional<SymmetricEigen> eigen = SymmetricEigen.of(gram);
        if (eigen.isEmpty()) {
            return Optional.empty();
        }
        double[][] less = new double[batch + 1][d]; // W T⁻¹ in the eigenvectors' coordinates
        for (int e = 0; e <= batch; e++) {
            double root = 0.5 + Math.sqrt(0.25 + Math.max(0, eigen.get().values()[e]));
            double[] v = eigen.get().vectors()[e];
            for (int s = 0; s <= batch; s++) {
                for (int i = 0; i < d; i++) {
                    less[e][i] += v[s] / root * w[s][i];
                }
            }
        }
        Matched matched = new Matched(from.own, r, less);
        double[] way = matched.times(meanG);
        double[] next = new double[d];
        for (int i = 0; i < d; i++) {
            next[i] = (from.mean[i] + lambda * (meanZ[i] + way[i])) / (1 + lambda);
        }
        return patched(next, matched, from);
    }

    /** Ψ + RRᵀ − LLᵀ. */
    private record Matched(double[] own, double[][] more, double[][] less) {
        double[] times(double[] x) {
            double[] y = plus(own, more, x);
            for (double[] column : less) {
                double along = Ascent.dot(column, x);
                for (int i = 0; i < x.length; i++) {
                    y[i] -= along * column[i];
                }
            }
            return y;
        }

        double variance(int i) {
            double sum = own[i];
            for (double[] column : more) {
                sum += column[i] * column[i];
            }
            for (double[] column : less) {
                sum -= column[i] * column[i];
            }
            return sum;
        }
    }

    private static double[] plus(double[] own, double[][] columns, double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = own[i] * x[i];
        }
        for (double[] column : columns) {
            double along = Ascent.dot(column, x);
            for (int i = 0; i < x.length; i++) {
                y[i] += along * column[i];
            }
        }
        return y;
    }

    private Optional<LowRank> patched(double[] mean, Matched sigma, LowRank from) {
        double[] variance = new double[d];
        for (int i = 0; i < d; i++) {
            variance[i] = sigma.variance(i);
            if (!(variance[i] > 0 && variance[i] < Double.POSITIVE_INFINITY && Double.isFinite(mean[i]))) {
                return Optional.empty();
            }
        }
        double[] own = new double[d];
        double[][] factor = new double[rank][];
        for (int i = 0; i < d; i++) { // the same correlations under the new variances
            own[i] = from.own[i] * variance[i] / from.variance(i);
        }
        for (int k = 0; k < rank; k++) {
            factor[k] = from.factor[k].clone();
            for (int i = 0; i < d; i++) {
                factor[k][i] *= Math.sqrt(variance[i] / from.variance(i));
            }
        }
        for (int patch = 0; patch < PATCHES; patch++) {
            double[][] weighted = new double[rank][d]; // Ψ⁻¹Λ
            for (int k = 0; k < rank; k++) {
                for (int i = 0; i < d; i++) {
                    weighted[k][i] = factor[k][i] / own[i];
                }
            }
            double[][] j = products(factor, weighted);
            for (int k = 0; k < rank; k++) {
                j[k][k] += 1;
            }
            Optional<double[][]> inverse = inverse(j);
            if (inverse.isEmpty()) {
                return Optional.empty();
            }
            double[][] beta = combined(inverse.get(), weighted);
            double[][] ofBeta = new double[rank][];
            for (int k = 0; k < rank; k++) {
                ofBeta[k] = sigma.times(beta[k]);
            }
            double[][] inner = products(beta, ofBeta);
            for (int k = 0; k < rank; k++) {
                for (int l = 0; l < rank; l++) {
                    inner[k][l] += inverse.get()[k][l];
                }
            }
            Optional<double[][]> divisor = inverse(inner);
            if (divisor.isEmpty()) {
                return Optional.empty();
            }
            factor = combined(divisor.get(), ofBeta);
            for (int i = 0; i < d; i++) {
                double left = variance[i];
                for (int k = 0; k < rank; k++) {
                    left -= factor[k][i] * ofBeta[k][i];
                }
                own[i] = Math.max(left, LEAST_SHARE * variance[i]);
            }
        }
        return Optional.of(new LowRank(mean, own, factor));
    }

    private static double[][] products(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b.length];
        for (int k = 0; k < a.length; k++) {
            for (int l = 0; l <= k; l++) {
                c[k][l] = 0.5 * (Ascent.dot(a[k], b[l]) + Ascent.dot(a[l], b[k]));
                c[l][k] = c[k][l];
            }
        }
        return c;
    }

    /** Σ_l m[k][l] columns[l]. */
    private double[][] combined(double[][] m, double[][] columns) {
        double[][] c = new double[m.length][d];
        for (int k = 0; k < m.length; k++) {
            for (int l = 0; l < m.length; l++) {
                for (int i = 0; i < d; i++) {
                    c[k][i] += m[k][l] * columns[l][i];
                }
            }
        }
        return c;
    }

    private static Optional<double[][]> inverse(double[][] a) {
        return SymmetricEigen.of(a).map(eigen -> {
            double[][] inverse = new double[a.length][a.length];
            for (int e = 0; e < a.length; e++) {
                double[] v = eigen.vectors()[e];
                double value = Math.max(eigen.values()[e], Double.MIN_NORMAL);
                for (int i = 0; i < a.length; i++) {
                    for (int k = 0; k < a.length; k++) {
                        inverse[i][k] += v[i] * v[k] / value;
                    }
                }
            }
            return inverse;
        });
    }

    private double[] mean(int batch, double[] x) {
        double[] mean = new double[d];
        for (int s = 0; s < batch; s++) {
            for (int i = 0; i < d; i++) {
                mean[i] += x[s * d + i] / batch;
            }
        }
        return mean;
    }
}
