package dev.jensen.core.family;

import java.util.Arrays;

/**
 * A product q(z) = q₁(k) q₂(x) of a law of whole numbers k and a continuous law of x, independent of each other: the first
 * coordinates of a draw are discrete, the others continuous.
 *
 * <p>φ = (φ₁, φ₂), and the noise of a draw is that of its parts one after the other. {@link #discretePart} and {@link
 * #continuousPart} cut a batch in two.
 *
 * @param <D> the discrete family
 * @param <C> the continuous family
 */
public final class MixedFamily<D extends DiscreteFamily, C extends Family> implements Family {

    private final D discrete;
    private final C continuous;
    private final Workspace ofPart = new Workspace();
    private final Workspace ofNoise = new Workspace();
    private final Workspace ofValues = new Workspace();
    private final Workspace ofPhi = new Workspace();
    private final Workspace ofGradient = new Workspace();

    private MixedFamily(D discrete, C continuous) {
        if (continuous instanceof DiscreteFamily) {
            throw new IllegalArgumentException("MixedFamily's second part must be continuous: " + continuous
                    + "; for discrete coordinates only, take one discrete family of them all");
        }
        this.discrete = discrete;
        this.continuous = continuous;
    }

    /**
     * Joins a discrete and a continuous family.
     *
     * @throws IllegalArgumentException if the second is discrete too
     */
    public static <D extends DiscreteFamily, C extends Family> MixedFamily<D, C> of(D discrete, C continuous) {
        return new MixedFamily<>(discrete, continuous);
    }

    /** Returns q₁. */
    public D discrete() {
        return discrete;
    }

    /** Returns q₂. */
    public C continuous() {
        return continuous;
    }

    @Override
    public int dimension() {
        return discrete.dimension() + continuous.dimension();
    }

    @Override
    public int parameterCount() {
        return discrete.parameterCount() + continuous.parameterCount();
    }

    @Override
    public int noiseDimension() {
        return discrete.noiseDimension() + continuous.noiseDimension();
    }

    /** Returns the product of what the parts begin with. */
    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("MixedFamily", centre, dimension());
        return parameters(
                discrete.initial(discretePart(1, centre, new double[discrete.dimension()]), scale),
                continuous.initial(continuousPart(1, centre, new double[continuous.dimension()]), scale));
    }

    /** Returns φ of the parts' parameters, a new array. */
    public double[] parameters(double[] ofDiscrete, double[] ofContinuous) {
        Gaussian.requireLength("MixedFamily parameters of the discrete part", ofDiscrete, discrete.parameterCount());
        Gaussian.requireLength(
                "MixedFamily parameters of the continuous part", ofContinuous, continuous.parameterCount());
        double[] phi = new double[parameterCount()];
        System.arraycopy(ofDiscrete, 0, phi, 0, ofDiscrete.length);
        System.arraycopy(ofContinuous, 0, phi, ofDiscrete.length, ofContinuous.length);
        return phi;
    }

    /**
     * Copies out the discrete coordinates of a batch.
     *
     * @param draws number of points S
     * @param z length at least S·d
     * @param part length at least S·d₁, overwritten
     * @return the part
     */
    public double[] discretePart(int draws, double[] z, double[] part) {
        return cut(draws, z, dimension(), 0, part, discrete.dimension());
    }

    /**
     * Copies out the continuous coordinates of a batch.
     *
     * @param draws number of points S
     * @param z length at least S·d
     * @param part length at least S·d₂, overwritten
     * @return the part
     */
    public double[] continuousPart(int draws, double[] z, double[] part) {
        return cut(draws, z, dimension(), discrete.dimension(), part, continuous.dimension());
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        int n = noiseDimension();
        int first = discrete.noiseDimension();
        int k = discrete.dimension();
        int x = continuous.dimension();
        double[] part = ofPart.atLeast(draws * Math.max(k, x));
        double[] own = ofNoise.atLeast(draws * Math.max(first, n - first));
        discrete.draw(phi, draws, cut(draws, noise, n, 0, own, first), part);
        paste(draws, part, k, z, 0);
        continuous.draw(ofContinuous(phi), draws, cut(draws, noise, n, first, own, n - first), part);
        paste(draws, part, x, z, k);
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        double[] part = ofPart.atLeast(draws * dimension());
        double[] more = ofValues.atLeast(draws);
        discrete.logDensity(phi, draws, discretePart(draws, z, part), values);
        continuous.logDensity(ofContinuous(phi), draws, continuousPart(draws, z, part), more);
        for (int s = 0; s < draws; s++) {
            values[s] += more[s];
        }
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        double[] part = ofPart.atLeast(draws * dimension());
        discrete.score(phi, draws, discretePart(draws, z, part), weights, gradient);
        double[] own = ofGradient.atLeast(continuous.parameterCount());
        Arrays.fill(own, 0, continuous.parameterCount(), 0);
        continuous.score(ofContinuous(phi), draws, continuousPart(draws, z, part), weights, own);
        for (int i = 0; i < continuous.parameterCount(); i++) {
            gradient[discrete.parameterCount() + i] += own[i];
        }
    }

    /** Copies out φ₂, into this thread's array. */
    private double[] ofContinuous(double[] phi) {
        double[] own = ofPhi.atLeast(continuous.parameterCount());
        System.arraycopy(phi, discrete.parameterCount(), own, 0, continuous.parameterCount());
        return own;
    }

    private static double[] cut(int draws, double[] whole, int width, int from, double[] part, int length) {
        for (int s = 0; s < draws; s++) {
            System.arraycopy(whole, s * width + from, part, s * length, length);
        }
        return part;
    }

    private void paste(int draws, double[] part, int length, double[] z, int to) {
        for (int s = 0; s < draws; s++) {
            System.arraycopy(part, s * length, z, s * dimension() + to, length);
        }
    }

    @Override
    public String toString() {
        return "MixedFamily[" + discrete + ", " + continuous + "]";
    }
}
