package dev.jensen.models.spatial;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.SumToZero;
import dev.jensen.models.ModelBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The intrinsic conditional autoregressive law: differences of neighbours are normal, p(φ) ∝ exp(−½ Σ (φᵢ − φⱼ)²) over borders, and
 * the level, which that leaves open, is fixed by Σ φ = 0. Multiply by a standard deviation and add an intercept.
 *
 * <p>With Q = D − W, the law on the hyperplane is N(0, Q⁺). Small maps are declared by independent standard normals that a matrix
 * with T Tᵀ = Q⁺ turns into φ; large ones by contrasts of φ, and the density itself, which costs as much as there are borders.
 * Besag, York and Mollié (1991), "Bayesian image restoration, with two applications in spatial statistics"; Morris and others
 * (2019), "Bayesian hierarchical spatial models: implementing the Besag York Mollié model in Stan".
 */
public final class Icar {
    /** Regions from which on dense matrices are too dear. */
    static final int LARGE = 512;

    private final Neighbours neighbours;
    private final boolean byIsland;
    private final boolean scaled;
    private final boolean large;

    private Icar(Neighbours neighbours, boolean byIsland, boolean scaled, boolean large) {
        this.neighbours = neighbours;
        this.byIsland = byIsland;
        this.scaled = scaled;
        this.large = large;
    }

    /** {@return the law of a map} */
    public static Icar of(Neighbours neighbours) {
        return new Icar(neighbours, false, false, neighbours.size() > LARGE);
    }

    /**
     * Returns the law where each island sums to 0 by itself, and a region without neighbours is standard normal. Freni-Sterrantino,
     * Ventrucci and Rue (2018), "A note on intrinsic conditional autoregressive models for disconnected graphs".
     */
    public Icar byIsland() {
        return new Icar(neighbours, true, scaled, large);
    }

    /**
     * Returns the law divided by its typical standard deviation, on each island √ of the {@link #scalingFactor}, so that a standard
     * deviation that multiplies it means the same on every map. Sørbye and Rue (2014), "Scaling intrinsic Gaussian Markov random
     * field priors in spatial modelling".
     */
    public Icar scaled() {
        return new Icar(neighbours, byIsland, true, large);
    }

    /** {@return the same law, declared by its contrasts and density, whatever the size of the map} */
    Icar byContrasts() {
        return new Icar(neighbours, byIsland, scaled, true);
    }

    /**
     * Declares φ as a latent.
     *
     * @param m takes the statements
     * @param name of φ; {@code name_z} are the unknowns behind it
     * @return φ, shape [n], the sum of each island's being 0
     * @throws IllegalArgumentException if the map has several islands, and nothing is said of them
     */
    public Expr latent(ModelBuilder m, String name) {
        if (!byIsland) {
            neighbours.requireNeighbours("Icar \"" + name + "\"", "leave it out, or say byIsland()");
            if (neighbours.islands() > 1) {
                int other = neighbours.regions(1)[0];
                throw new IllegalArgumentException("Icar \"" + name + "\": the map falls into " + neighbours.islands()
                        + " islands (from region 0 there is no way to region " + other
                        + "), whose levels would be free: add the missing borders, or say byIsland()");
            }
        }
        if (neighbours.size() < 2) {
            throw new IllegalArgumentException("Icar \"" + name + "\": a map of one region has no differences");
        }
        return large ? byDensity(m, name) : byMatrix(m, name);
    }

    // ---------------------------------------------------------------- small maps

    private Expr byMatrix(ModelBuilder m, String name) {
        double[][] matrix = matrix();
        Expr z = m.latent(name + "_z", Normal.of(0, 1), matrix[0].length);
        return m.derive(name, Expr.constant(matrix).matVec(z));
    }

    /** T, scaled, a column for each mode in which the law is proper. */
    private double[][] matrix() {
        Modes modes = Modes.of(neighbours, factors());
        int proper = (int) Arrays.stream(modes.variances()).filter(v -> v > 0).count();
        double[][] matrix = new double[neighbours.size()][proper];
        for (int i = 0; i < matrix.length; i++) {
            for (int k = 0; k < proper; k++) {
                matrix[i][k] = modes.directions()[i][k] * Math.sqrt(modes.variances()[k]);
            }
        }
        return matrix;
    }

    private int[] alone() {
        List<Integer> alone = new ArrayList<>();
        for (int i = 0; i < neighbours.size(); i++) {
            if (neighbours.degree(i) == 0) {
                alone.add(i);
            }
        }
        return alone.stream().mapToInt(Integer::intValue).toArray();
    }

    // ---------------------------------------------------------------- large maps

    private Expr byDensity(ModelBuilder m, String name) {
        int n = neighbours.size();
        int[] alone = alone();
        int unknowns = n - neighbours.islands() + alone.length;
        Expr z = m.latent(name + "_z", Flat.real(), unknowns);
        int[] place = new int[n];
        List<Expr> parts = new ArrayList<>();
        Expr ofAlone = Expr.constant(0);
        int used = 0;
        int done = 0;
        for (int island = 0; island < neighbours.islands(); island++) {
            int[] regions = neighbours.regions(island);
            for (int region : regions) {
                place[region] = done++;
            }
            int length = Math.max(1, regions.length - 1);
            Expr part = z.slice(used, used + length);
            used += length;
            parts.add(regions.length == 1 ? part : new SumToZero().constrain(part));
            if (regions.length == 1) {
                ofAlone = ofAlone.plus(part.square().sum());
            }
        }
        Expr unscaled = Expr.concat(parts).take(place, n);
        double constant = logPseudoDeterminant() - unknowns * Math.log(2 * Math.PI);
        Expr quadratic = neighbours.laplacian().quadraticForm(unscaled).plus(ofAlone);
        m.factor(name + "_law", quadratic.minus(constant).times(-0.5));
        double[] factors = factors();
        Arrays.setAll(factors, i -> 1 / Math.sqrt(factors[i]));
        return m.derive(name, unscaled.times(Expr.constant(factors)));
    }

    // ---------------------------------------------------------------- numbers of the map

    /**
     * The geometric mean of the diagonal of Q⁺, the typical variance of φ on the whole map, or on each island.
     *
     * @param region any of the island
     * @return 1 for a region without neighbours
     */
    public double scalingFactor(int region) {
        return islandFactors()[neighbours.island(region)];
    }

    /** What each region's variance is divided by. */
    double[] factors() {
        double[] byIslands = scaled ? islandFactors() : new double[neighbours.islands()];
        double[] factors = new double[neighbours.size()];
        Arrays.setAll(factors, i -> scaled ? byIslands[neighbours.island(i)] : 1);
        return factors;
    }

    private double[] islandFactors() {
        int n = neighbours.size();
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        double[] inverse = evaluate(completed()
                .choleskyFactor()
                .solveLower(Expr.constant(identity))
                .square()
                .sum(0));
        double[] factors = new double[neighbours.islands()];
        for (int island = 0; island < factors.length; island++) {
            int[] regions = neighbours.regions(island);
            double sum = 0;
            for (int region : regions) {
                sum += Math.log(inverse[region] - 1.0 / regions.length);
            }
            factors[island] = regions.length == 1 ? 1 : Math.exp(sum / regions.length);
        }
        return factors;
    }

    private double logPseudoDeterminant() {
        return evaluate(completed().choleskyFactor().logDeterminantFromFactor())[0];
    }

    /** Q with the eigenvalue 1 in place of 0 for the level of each island: Q + Σ 1 1ᵀ/n. */
    private Expr completed() {
        double[][] dense = neighbours.dense(-1, 1);
        for (int island = 0; island < neighbours.islands(); island++) {
            int[] regions = neighbours.regions(island);
            for (int i : regions) {
                for (int j : regions) {
                    dense[i][j] += 1.0 / regions.length;
                }
            }
        }
        return Expr.constant(dense);
    }

    private static double[] evaluate(Expr known) {
        ExprFunction function = ExprFunction.of(List.of(), List.of(known));
        double[] values = new double[function.size()];
        function.evaluate(1, new double[0], values);
        return values;
    }
}
