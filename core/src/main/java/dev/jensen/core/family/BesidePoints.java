package dev.jensen.core.family;

import java.util.Arrays;

/**
 * A family of some coordinates beside point masses at the others: latents beside parameters that are estimated by a number, so that the
 * maximal ELBO maximises a bound of their likelihood (Neal and Hinton, "A view of the EM algorithm that justifies incremental, sparse, and
 * other variants", 1998).
 *
 * <p>φ = (φ of the family, the points), and the family sees its part as the beginning of the whole. A point mass counts as density 1 at its point, as in {@link Delta}: the ELBO bounds the evidence
 * given the parameters, and importance weights are those of the other coordinates.
 *
 * @param <F> the family of the other coordinates
 */
public final class BesidePoints<F extends Reparameterized> implements Reparameterized {
    private final F family;
    private final int[] points;
    private final int[] others;
    private final Workspace ofDraws = new Workspace();
    private final Workspace ofVectors = new Workspace();

    private BesidePoints(F family, int[] points) {
        this.family = family;
        this.points = points;
        this.others = new int[family.dimension()];
        int next = 0;
        for (int i = 0; i < family.dimension() + points.length; i++) {
            if (Arrays.binarySearch(points, i) < 0) {
                others[next++] = i;
            }
        }
    }

    /**
     * Joins a family with point masses.
     *
     * @param family of the coordinates that are none of the points, in their order
     * @param points coordinates from 0 on, at least one, ascending; copied
     * @throws IllegalArgumentException naming the coordinate that is out of order or of range
     */
    public static <F extends Reparameterized> BesidePoints<F> of(F family, int... points) {
        int d = family.dimension() + points.length;
        if (points.length == 0) {
            throw new IllegalArgumentException("BesidePoints needs at least one point: take " + family + " itself");
        }
        for (int i = 0; i < points.length; i++) {
            if (points[i] < 0 || points[i] >= d || (i > 0 && points[i] <= points[i - 1])) {
                throw new IllegalArgumentException("BesidePoints points[" + i + "] must be ascending and between 0 and "
                        + (d - 1) + ": " + points[i]);
            }
        }
        return new BesidePoints<>(family, points.clone());
    }

    /** Returns the family of the coordinates that are no points. */
    public F family() {
        return family;
    }

    /** Returns which coordinates are points, a new array. */
    public int[] points() {
        return points.clone();
    }

    @Override
    public int dimension() {
        return others.length + points.length;
    }

    @Override
    public int parameterCount() {
        return family.parameterCount() + points.length;
    }

    @Override
    public int noiseDimension() {
        return family.noiseDimension();
    }

    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("BesidePoints", centre, dimension());
        double[] rest = new double[others.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = centre[others[i]];
        }
        double[] phi = Arrays.copyOf(family.initial(rest, scale), parameterCount());
        for (int i = 0; i < points.length; i++) {
            phi[family.parameterCount() + i] = centre[points[i]];
        }
        return phi;
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        double[] rest = ofDraws.atLeast(draws * others.length);
        family.draw(phi, draws, noise, rest);
        scatter(draws, rest, z);
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < points.length; i++) {
                z[s * dimension() + points[i]] = phi[family.parameterCount() + i];
            }
        }
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        double[] rest = gathered(draws, z, ofDraws);
        family.pullback(phi, draws, noise, rest, gathered(draws, vectors, ofVectors), gradient);
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < points.length; i++) {
                gradient[family.parameterCount() + i] += vectors[s * dimension() + points[i]];
            }
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        family.logDensity(phi, draws, gathered(draws, z, ofDraws), values);
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        double[] rest = ofVectors.atLeast(draws * others.length);
        family.gradient(phi, draws, gathered(draws, z, ofDraws), rest);
        Arrays.fill(gradients, 0, draws * dimension(), 0);
        scatter(draws, rest, gradients);
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        family.score(phi, draws, gathered(draws, z, ofDraws), weights, gradient);
    }

    private double[] gathered(int draws, double[] z, Workspace in) {
        double[] rest = in.atLeast(draws * others.length);
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < others.length; i++) {
                rest[s * others.length + i] = z[s * dimension() + others[i]];
            }
        }
        return rest;
    }

    private void scatter(int draws, double[] rest, double[] z) {
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < others.length; i++) {
                z[s * dimension() + others[i]] = rest[s * others.length + i];
            }
        }
    }

    @Override
    public String toString() {
        return family + " beside " + points.length + (points.length == 1 ? " point" : " points");
    }
}
