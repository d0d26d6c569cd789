package dev.jensen.core.family;

import dev.jensen.core.engine.function.GammaPath;
import java.util.Arrays;
import java.util.List;

/**
 * Independent variables, each with the law that is natural for its support: gamma for a positive number, beta for a share,
 * Dirichlet for shares that sum to 1. The laws are stated over the supports, and drawn and evaluated in the unconstrained
 * coordinates in which targets live: {@link #logDensity} includes the log Jacobian. Where a prior is conjugate to its likelihood,
 * the posterior's marginals are of this family, which no normal law in unconstrained coordinates is.
 *
 * <p>Each coordinate is made of one standard normal through its quantile function, so that draws are paths, and fixed or
 * quasi-random noise does; derivatives in shapes are implicit ({@link GammaPath}). A draw of a gamma or beta coordinate costs some
 * hundred exponentials.
 */
public final class NaturalMeanField implements Reparameterized, EntropyKnown, MomentsKnown, Blockwise {

    /**
     * A law and where its coordinates are.
     *
     * @param law of one variable
     * @param at its first coordinate
     * @param stride how far its coordinates are from each other; 1 for next to each other
     */
    public record Placed(NaturalLaw law, int at, int stride) {}

    private final Placed[] laws;
    private final int[] from; // where each law's parameters begin, and their number at the end
    private final int dimension;

    private NaturalMeanField(List<Placed> placed) {
        laws = placed.toArray(Placed[]::new);
        from = new int[laws.length + 1];
        int size = 0;
        for (int b = 0; b < laws.length; b++) {
            size += laws[b].law().coordinates();
            from[b + 1] = from[b] + laws[b].law().parameterCount();
        }
        Gaussian.requireDimension("NaturalMeanField", size);
        dimension = size;
        boolean[] taken = new boolean[size];
        for (int b = 0; b < laws.length; b++) {
            for (int i : coordinates(b)) {
                if (i < 0 || i >= size || taken[i]) {
                    throw new IllegalArgumentException(
                            "NaturalMeanField law " + b + ", " + laws[b].law() + ", takes coordinate " + i
                                    + ": each of the coordinates 0 to " + (size - 1) + " must be taken by one law");
                }
                taken[i] = true;
            }
        }
    }

    /**
     * Makes the family of these laws, their coordinates one after the other.
     *
     * @param laws at least one
     */
    public static NaturalMeanField of(NaturalLaw... laws) {
        Placed[] placed = new Placed[laws.length];
        int at = 0;
        for (int b = 0; b < laws.length; b++) {
            placed[b] = new Placed(laws[b], at, 1);
            at += laws[b].coordinates();
        }
        return new NaturalMeanField(List.of(placed));
    }

    /**
     * Makes the family of these laws.
     *
     * @param laws at least one; together they take each coordinate once
     * @throws IllegalArgumentException naming a coordinate that is taken twice or does not exist
     */
    public static NaturalMeanField of(List<Placed> laws) {
        return new NaturalMeanField(laws);
    }

    /** Returns the laws, whose parameters are one after the other in this order; a new list. */
    public List<Placed> laws() {
        return List.of(laws);
    }

    /**
     * Returns φ of the laws' own parameters.
     *
     * @param ofLaws one array for each law
     */
    public double[] parameters(double[]... ofLaws) {
        if (ofLaws.length != laws.length) {
            throw new IllegalArgumentException(
                    "NaturalMeanField needs the parameters of " + laws.length + " laws: " + ofLaws.length);
        }
        double[] phi = new double[parameterCount()];
        for (int b = 0; b < laws.length; b++) {
            int count = from[b + 1] - from[b];
            Gaussian.requireLength(
                    "NaturalMeanField parameters of law " + b + ", " + laws[b].law() + ",", ofLaws[b], count);
            System.arraycopy(ofLaws[b], 0, phi, from[b], count);
        }
        return phi;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int parameterCount() {
        return from[laws.length];
    }

    @Override
    public int noiseDimension() {
        return dimension;
    }

    @Override
    public int blocks() {
        return laws.length;
    }

    @Override
    public int[] coordinates(int block) {
        Placed placed = laws[block];
        int[] coordinates = new int[placed.law().coordinates()];
        Arrays.setAll(coordinates, k -> placed.at() + k * placed.stride());
        return coordinates;
    }

    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("NaturalMeanField", centre, dimension);
        Gaussian.requirePositive("NaturalMeanField scale", scale);
        double[] phi = new double[parameterCount()];
        for (int b = 0; b < laws.length; b++) {
            laws[b].law().initial(centre, laws[b].at(), laws[b].stride(), scale, phi, from[b]);
        }
        return phi;
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        for (int b = 0; b < laws.length; b++) {
            Placed p = laws[b];
            for (int s = 0; s < draws; s++) {
                p.law().draw(phi, from[b], noise, z, s * dimension + p.at(), p.stride());
            }
        }
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        for (int b = 0; b < laws.length; b++) {
            Placed p = laws[b];
            for (int s = 0; s < draws; s++) {
                p.law().pullback(phi, from[b], z, s * dimension + p.at(), p.stride(), vectors, gradient);
            }
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        Arrays.fill(values, 0, draws, 0);
        for (int b = 0; b < laws.length; b++) {
            Placed p = laws[b];
            for (int s = 0; s < draws; s++) {
                values[s] += p.law().logDensity(phi, from[b], z, s * dimension + p.at(), p.stride());
            }
        }
    }

    @Override
    public void blockLogDensity(double[] phi, int draws, double[] z, double[] values) {
        for (int b = 0; b < laws.length; b++) {
            Placed p = laws[b];
            for (int s = 0; s < draws; s++) {
                values[s * laws.length + b] = p.law().logDensity(phi, from[b], z, s * dimension + p.at(), p.stride());
            }
        }
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        for (int b = 0; b < laws.length; b++) {
            Placed p = laws[b];
            for (int s = 0; s < draws; s++) {
                p.law().gradient(phi, from[b], z, s * dimension + p.at(), p.stride(), gradients);
            }
        }
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        score(phi, draws, z, weights, 1, 0, gradient);
    }

    @Override
    public void blockScore(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        score(phi, draws, z, weights, laws.length, 1, gradient);
    }

    private void score(
            double[] phi, int draws, double[] z, double[] weights, int perDraw, int perBlock, double[] gradient) {
        for (int b = 0; b < laws.length; b++) {
            Placed p = laws[b];
            for (int s = 0; s < draws; s++) {
                double weight = weights[s * perDraw + b * perBlock];
                p.law().score(phi, from[b], z, s * dimension + p.at(), p.stride(), weight, gradient);
            }
        }
    }

    @Override
    public double entropy(double[] phi) {
        double sum = 0;
        for (int b = 0; b < laws.length; b++) {
            sum += laws[b].law().entropy(phi, from[b]);
        }
        return sum;
    }

    @Override
    public void entropyGradient(double[] phi, double weight, double[] gradient) {
        for (int b = 0; b < laws.length; b++) {
            laws[b].law().entropyGradient(phi, from[b], weight, gradient);
        }
    }

    @Override
    public double[] mean(double[] phi) {
        return moments(phi, new double[dimension], new double[dimension], true);
    }

    @Override
    public double[] variance(double[] phi) {
        return moments(phi, new double[dimension], new double[dimension], false);
    }

    private double[] moments(double[] phi, double[] mean, double[] variance, boolean first) {
        for (int b = 0; b < laws.length; b++) {
            laws[b].law().moments(phi, from[b], mean, variance, laws[b].at(), laws[b].stride());
        }
        return first ? mean : variance;
    }

    /** Returns the laws' means over their supports, law after law; a Dirichlet law of K shares has K numbers. */
    public double[] naturalMean(double[] phi) {
        return naturalMoments(phi, true);
    }

    /** Returns the laws' variances over their supports, laid out as {@link #naturalMean}. */
    public double[] naturalVariance(double[] phi) {
        return naturalMoments(phi, false);
    }

    private double[] naturalMoments(double[] phi, boolean first) {
        int size = Arrays.stream(laws).mapToInt(p -> p.law().naturalSize()).sum();
        double[] mean = new double[size];
        double[] variance = new double[size];
        int at = 0;
        for (int b = 0; b < laws.length; b++) {
            laws[b].law().naturalMoments(phi, from[b], mean, variance, at);
            at += laws[b].law().naturalSize();
        }
        return first ? mean : variance;
    }

    @Override
    public String toString() {
        return "NaturalMeanField"
                + Arrays.stream(laws).map(p -> p.law().toString()).toList();
    }
}
