package dev.jensen.core.noise;

/**
 * Draws of which some coordinates are orthogonal to others: Σ_s ε_si ε_sj = 0, as it is on average. What a covariance between the two would do to a
 * gradient by chance is gone. Each coordinate keeps its length and has a direction that is uniform, so that by itself it is as normal as
 * the base's.
 *
 * @param base of independent normals
 * @param others of each coordinate those, all of them before it, to which it is orthogonal, and which are so among themselves; only the
 *     first S − 1 of them where there are not enough draws
 */
public record Orthogonal(Noise base, int[][] others) implements Noise {

    /** Makes some coordinates of another noise orthogonal. */
    public static Orthogonal of(Noise base, int[][] others) {
        return new Orthogonal(base, others);
    }

    @Override
    public void fill(long step, int draws, int dimension, double[] out) {
        base.fill(step, draws, dimension, out);
        for (int i = 0; i < dimension; i++) {
            int count = Math.min(others[i].length, draws - 1);
            if (count == 0) {
                continue;
            }
            double before = product(i, i, draws, dimension, out);
            for (int k = 0; k < count; k++) {
                int j = others[i][k];
                double share = product(i, j, draws, dimension, out) / product(j, j, draws, dimension, out);
                for (int at = 0; at < draws * dimension; at += dimension) {
                    out[at + i] -= share * out[at + j];
                }
            }
            double scale = Math.sqrt(before / product(i, i, draws, dimension, out));
            for (int at = 0; at < draws * dimension; at += dimension) {
                out[at + i] *= scale;
            }
        }
    }

    private static double product(int i, int j, int draws, int dimension, double[] out) {
        double sum = 0;
        for (int at = 0; at < draws * dimension; at += dimension) {
            sum += out[at + i] * out[at + j];
        }
        return sum;
    }
}
