package dev.jensen.core.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The normal whose covariance has the structure of a model: full within blocks of coordinates, and between a block and its
 * ancestors, so that blocks are independent given their ancestors (Hoffman and Blei, "Structured stochastic variational
 * inference", AISTATS 2015; the sparse factor is that of Tan and Nott, "Gaussian variational approximation with sparse precision
 * matrices", 2018). z = m + Lε with a lower triangular L, blocks in order, that has numbers only where row and column belong to the
 * same block or the column to an ancestor of the row's.
 *
 * <ul>
 *   <li>{@link #blocks}: blocks that are all independent, Σ block diagonal;
 *   <li>{@link #arrow}: globals, and a block for each row of a plate that is conditional on them: O(d·(G + n)) parameters for G
 *       globals and blocks of n;
 *   <li>{@link #of}: blocks with any ancestors.
 * </ul>
 *
 * <p>φ = (m, ρ, λ): ρ = log L_ii by coordinate, λ the rest of L, row after row in the order of the blocks.
 */
public final class StructuredGaussian implements AffineFamily, Blockwise {

    /**
     * A block of coordinates.
     *
     * @param coordinates which; at least one
     * @param ancestors numbers of the blocks before it that its law is conditional on; with each, all of that one's ancestors too
     */
    public record Block(List<Integer> coordinates, List<Integer> ancestors) {

        /** Copies the lists. */
        public Block {
            coordinates = List.copyOf(coordinates);
            ancestors = List.copyOf(ancestors);
        }
    }

    private final List<Block> blocks;
    private final int d;
    private final FactorRows rows;
    private final int[] order;
    private final int[] blockOf;
    private final int[] begins;
    private final int[][] columns;
    private final Workspace ofU = new Workspace();
    private final Workspace ofG = new Workspace();
    private final Workspace ofRow = new Workspace();

    private StructuredGaussian(List<Block> blocks) {
        this.blocks = List.copyOf(blocks);
        rows = new FactorRows(this.blocks);
        d = rows.order().length;
        order = rows.order();
        blockOf = rows.blockOf();
        begins = rows.begins();
        columns = rows.columns();
    }

    /**
     * Makes the family of normals with these blocks.
     *
     * @param blocks in an order in which ancestors come first; together they hold each coordinate once
     * @throws IllegalArgumentException naming the block and the coordinate or ancestor that does not fit
     */
    public static StructuredGaussian of(List<Block> blocks) {
        return new StructuredGaussian(blocks);
    }

    List<Block> list() {
        return blocks;
    }

    /**
     * Makes the family of normals with independent blocks.
     *
     * @param blocks coordinates of each; together they hold each coordinate once
     */
    public static StructuredGaussian blocks(int[]... blocks) {
        List<Block> list = new ArrayList<>();
        for (int[] block : blocks) {
            list.add(new Block(boxed(block), List.of()));
        }
        return new StructuredGaussian(list);
    }

    /**
     * Makes the family of normals with globals and blocks that are conditional on these.
     *
     * @param globals their coordinates; may be none
     * @param locals coordinates of each block, such as the latents of a row of a plate; together with the globals they hold each
     *     coordinate once
     */
    public static StructuredGaussian arrow(int[] globals, int[]... locals) {
        if (globals.length == 0) {
            return blocks(locals);
        }
        List<Block> list = new ArrayList<>();
        list.add(new Block(boxed(globals), List.of()));
        for (int[] local : locals) {
            list.add(new Block(boxed(local), List.of(0)));
        }
        return new StructuredGaussian(list);
    }

    private static List<Integer> boxed(int[] coordinates) {
        return Arrays.stream(coordinates).boxed().toList();
    }

    // ---------------------------------------------------------------- sizes

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return 2 * d + rows.entries();
    }

    @Override
    public int noiseDimension() {
        return d;
    }

    @Override
    public int blocks() {
        return blocks.size();
    }

    @Override
    public int[] coordinates(int block) {
        return blocks.get(block).coordinates().stream()
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    @Override
    public int[] ancestors(int block) {
        return blocks.get(block).ancestors().stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("StructuredGaussian", centre, d);
        Gaussian.requirePositive("StructuredGaussian scale", scale);
        double[] phi = Arrays.copyOf(centre, parameterCount());
        Arrays.fill(phi, d, 2 * d, Math.log(scale));
        return phi;
    }

    /** Returns L, d × d, its rows and columns by coordinate; lower triangular where blocks and coordinates are in order. */
    public double[][] factor(double[] phi) {
        double[][] factor = new double[d][d];
        for (int i = 0; i < d; i++) {
            factor[i][i] = Math.exp(phi[d + i]);
            for (int c = 0; c < columns[i].length; c++) {
                factor[i][columns[i][c]] = phi[2 * d + begins[i] + c];
            }
        }
        return factor;
    }

    // ---------------------------------------------------------------- draws and densities

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        for (int i = 0; i < d; i++) {
            double scale = Math.exp(phi[d + i]);
            for (int s = 0; s < draws; s++) {
                double sum = phi[i] + scale * noise[s * d + i];
                for (int c = 0; c < columns[i].length; c++) {
                    sum += phi[2 * d + begins[i] + c] * noise[s * d + columns[i][c]];
                }
                z[s * d + i] = sum;
            }
        }
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        for (int i = 0; i < d; i++) {
            double scale = Math.exp(phi[d + i]);
            for (int s = 0; s < draws; s++) {
                double v = vectors[s * d + i];
                gradient[i] += v;
                gradient[d + i] += v * scale * noise[s * d + i];
                for (int c = 0; c < columns[i].length; c++) {
                    gradient[2 * d + begins[i] + c] += v * noise[s * d + columns[i][c]];
                }
            }
        }
    }

    /** Writes u = L⁻¹(z − m). */
    private void whiten(double[] phi, double[] z, int at, double[] u) {
        for (int i : order) {
            double sum = z[at + i] - phi[i];
            for (int c = 0; c < columns[i].length; c++) {
                sum -= phi[2 * d + begins[i] + c] * u[columns[i][c]];
            }
            u[i] = sum * Math.exp(-phi[d + i]);
        }
    }

    /** Replaces u by L⁻ᵀu. */
    private void backward(double[] phi, double[] g) {
        for (int k = d - 1; k >= 0; k--) {
            int i = order[k];
            g[i] *= Math.exp(-phi[d + i]);
            for (int c = 0; c < columns[i].length; c++) {
                g[columns[i][c]] -= phi[2 * d + begins[i] + c] * g[i];
            }
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        double[] u = ofU.atLeast(d);
        for (int s = 0; s < draws; s++) {
            whiten(phi, z, s * d, u);
            values[s] = -Gaussian.HALF_LOG_2_PI * d;
            for (int i = 0; i < d; i++) {
                values[s] -= 0.5 * u[i] * u[i] + phi[d + i];
            }
        }
    }

    @Override
    public void blockLogDensity(double[] phi, int draws, double[] z, double[] values) {
        double[] u = ofU.atLeast(d);
        int count = blocks.size();
        Arrays.fill(values, 0, draws * count, 0);
        for (int s = 0; s < draws; s++) {
            whiten(phi, z, s * d, u);
            for (int i : order) {
                values[s * count + blockOf[i]] -= 0.5 * u[i] * u[i] + phi[d + i] + Gaussian.HALF_LOG_2_PI;
            }
        }
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        double[] u = ofU.atLeast(d);
        for (int s = 0; s < draws; s++) {
            whiten(phi, z, s * d, u);
            backward(phi, u);
            for (int i = 0; i < d; i++) {
                gradients[s * d + i] = -u[i];
            }
        }
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        score(phi, draws, z, weights, 1, 0, gradient);
    }

    @Override
    public void blockScore(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        score(phi, draws, z, weights, blocks.size(), 1, gradient);
    }

    /** With u weighted block by block, g = L⁻ᵀ(w∘u): by m it is g, by L it is g uᵀ, and by ρ −w besides. */
    private void score(
            double[] phi, int draws, double[] z, double[] weights, int perDraw, int perBlock, double[] gradient) {
        double[] u = ofU.atLeast(d);
        double[] g = ofG.atLeast(d);
        for (int s = 0; s < draws; s++) {
            whiten(phi, z, s * d, u);
            for (int i = 0; i < d; i++) {
                g[i] = weights[s * perDraw + blockOf[i] * perBlock] * u[i];
            }
            backward(phi, g);
            for (int i = 0; i < d; i++) {
                double weight = weights[s * perDraw + blockOf[i] * perBlock];
                gradient[i] += g[i];
                gradient[d + i] += g[i] * u[i] * Math.exp(phi[d + i]) - weight;
                for (int c = 0; c < columns[i].length; c++) {
                    gradient[2 * d + begins[i] + c] += g[i] * u[columns[i][c]];
                }
            }
        }
    }

    // ---------------------------------------------------------------- entropy and moments

    @Override
    public double entropy(double[] phi) {
        double entropy = d * (0.5 + Gaussian.HALF_LOG_2_PI);
        for (int i = 0; i < d; i++) {
            entropy += phi[d + i];
        }
        return entropy;
    }

    @Override
    public void entropyGradient(double[] phi, double weight, double[] gradient) {
        for (int i = 0; i < d; i++) {
            gradient[d + i] += weight;
        }
    }

    @Override
    public double[] mean(double[] phi) {
        return Arrays.copyOf(phi, d);
    }

    @Override
    public double[] variance(double[] phi) {
        double[] variance = new double[d];
        for (int i = 0; i < d; i++) {
            variance[i] = Math.exp(2 * phi[d + i]);
            for (int c = 0; c < columns[i].length; c++) {
                double entry = phi[2 * d + begins[i] + c];
                variance[i] += entry * entry;
            }
        }
        return variance;
    }

    // ---------------------------------------------------------------- compositions

    /** m = m₀ + L₀m′, L = L₀L′: row i of the product is Σ_k L₀_ik (row k of L′), and stays within its pattern. */
    @Override
    public void compose(double[] outer, double[] inner, double[] phi) {
        double[] row = ofRow.atLeast(d);
        for (int i : order) {
            double diagonal = Math.exp(outer[d + i]);
            phi[i] = outer[i] + diagonal * inner[i];
            phi[d + i] = outer[d + i] + inner[d + i];
            for (int j : columns[i]) {
                row[j] = 0;
            }
            addRow(inner, i, diagonal, row);
            for (int c = 0; c < columns[i].length; c++) {
                int k = columns[i][c];
                double entry = outer[2 * d + begins[i] + c];
                phi[i] += entry * inner[k];
                row[k] += entry * Math.exp(inner[d + k]);
                addRow(inner, k, entry, row);
            }
            for (int c = 0; c < columns[i].length; c++) {
                phi[2 * d + begins[i] + c] = row[columns[i][c]];
            }
        }
    }

    private void addRow(double[] phi, int k, double factor, double[] row) {
        for (int c = 0; c < columns[k].length; c++) {
            row[columns[k][c]] += factor * phi[2 * d + begins[k] + c];
        }
    }

    @Override
    public void pullbackComposition(double[] outer, double[] inner, double[] gradient, double[] innerGradient) {
        double[] row = ofRow.atLeast(d);
        Arrays.fill(innerGradient, 0);
        for (int i : order) {
            double diagonal = Math.exp(outer[d + i]);
            innerGradient[i] += diagonal * gradient[i];
            innerGradient[d + i] += gradient[d + i];
            for (int c = 0; c < columns[i].length; c++) {
                row[columns[i][c]] = gradient[2 * d + begins[i] + c];
            }
            pullRow(row, i, diagonal, innerGradient);
            for (int c = 0; c < columns[i].length; c++) {
                int k = columns[i][c];
                double entry = outer[2 * d + begins[i] + c];
                innerGradient[k] += entry * gradient[i];
                innerGradient[d + k] += row[k] * entry * Math.exp(inner[d + k]);
                pullRow(row, k, entry, innerGradient);
            }
        }
    }

    private void pullRow(double[] row, int k, double factor, double[] innerGradient) {
        for (int c = 0; c < columns[k].length; c++) {
            innerGradient[2 * d + begins[k] + c] += factor * row[columns[k][c]];
        }
    }

    @Override
    public double[] nearest(double[] mean, double[][] factor) {
        double[] phi = initial(mean, 1);
        new NearestFactor(factor).write(rows, phi);
        return phi;
    }

    @Override
    public String toString() {
        return "StructuredGaussian[dimension=" + d + ", blocks=" + blocks.size() + "]";
    }
}
