package dev.jensen.core.algorithm.importance;

import dev.jensen.core.algorithm.normal.FittedNormal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.special.Gamma;

/**
 * A mixture of Student's t laws with 7 degrees of freedom, fitted to weighted points: the proposal of adaptive importance sampling
 * (Cappé, Douc, Guillin, Marin and Robert, "Adaptive importance sampling in general mixture classes", Statistics and Computing 18,
 * 2008).
 *
 * @param shares of the components, sum 1
 * @param components their places and scales
 */
public record StudentMixture(double[] shares, List<FittedNormal> components) {
    private static final double FREEDOM = 7;
    private static final int COMPONENTS = 5;
    private static final int ITERATIONS = 6;
    private static final double NARROWER = 0.7;
    private static final double WIDER = 1.5;
    private static final double FITTED = 0.8; // the share of the fitted components
    private static final double LEAST_SHARE = 0.02;
    private static final double NEGLIGIBLE = 1e-3;

    /**
     * Fits a mixture by expectation and maximisation, from one component as wide as all points and four about points drawn by their
     * weights. Two more that are not fitted keep it safe: a standard one and one wider than all points.
     *
     * @param points n × d
     * @param weights sum 1
     */
    public static StudentMixture fit(double[] points, int d, double[] weights, SplittableRandom random) {
        FittedNormal whole =
                FittedNormal.ofMoments(points, d, weights).orElseGet(() -> FittedNormal.about(new double[d], 1));
        List<FittedNormal> components = new ArrayList<>(List.of(whole));
        double[] shares = new double[COMPONENTS];
        shares[0] = 0.5;
        for (int k = 1; k < COMPONENTS; k++) {
            int s = chosen(weights, random.nextDouble());
            double[] at = Arrays.copyOfRange(points, s * d, (s + 1) * d);
            components.add(new FittedNormal(at, whole.scaledBy(NARROWER).factor()));
            shares[k] = 0.5 / (COMPONENTS - 1);
        }
        StudentMixture mixture = new StudentMixture(shares, components);
        for (int k = 0; k < ITERATIONS; k++) {
            mixture = mixture.better(points, weights);
        }
        int n = mixture.shares.length;
        double[] safe = Arrays.copyOf(mixture.shares, n + 2);
        for (int k = 0; k < n; k++) {
            safe[k] *= FITTED;
        }
        safe[n] = (1 - FITTED) / 2;
        safe[n + 1] = (1 - FITTED) / 2;
        List<FittedNormal> all = new ArrayList<>(mixture.components);
        all.add(FittedNormal.about(new double[d], 1));
        all.add(whole.scaledBy(WIDER));
        return new StudentMixture(safe, all);
    }

    private static int chosen(double[] weights, double u) {
        double sum = 0;
        for (int s = 0; s < weights.length; s++) {
            sum += weights[s];
            if (u < sum) {
                return s;
            }
        }
        return weights.length - 1;
    }

    private StudentMixture better(double[] points, double[] weights) {
        int d = components.get(0).dimension();
        int n = weights.length;
        int count = shares.length;
        double[][] responsibility = new double[count][n];
        double[][] square = new double[count][n];
        double[] point = new double[d];
        double[] logs = new double[count];
        for (int s = 0; s < n; s++) {
            System.arraycopy(points, s * d, point, 0, d);
            for (int k = 0; weights[s] > 0 && k < count; k++) {
                square[k][s] = Math.pow(components.get(k).distanceTo(point), 2);
                logs[k] = Math.log(shares[k]) + log(components.get(k), square[k][s]);
            }
            double all = logSum(logs);
            for (int k = 0; weights[s] > 0 && k < count; k++) {
                responsibility[k][s] = weights[s] * Math.exp(logs[k] - all);
            }
        }
        List<FittedNormal> next = new ArrayList<>();
        List<Double> parts = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double part = Arrays.stream(responsibility[k]).sum();
            if (part >= NEGLIGIBLE) {
                next.add(moved(components.get(k), points, responsibility[k], square[k], part));
                parts.add(Math.max(part, LEAST_SHARE));
            }
        }
        if (next.isEmpty()) {
            return this;
        }
        double total = parts.stream().mapToDouble(part -> part).sum();
        return new StudentMixture(
                parts.stream().mapToDouble(part -> part / total).toArray(), next);
    }

    /** A component's next place and scale, shrunk to its last where few points speak for it. */
    private static FittedNormal moved(
            FittedNormal from, double[] points, double[] responsibility, double[] square, double part) {
        int d = from.dimension();
        double squares = 0;
        double total = 0;
        double[] mean = new double[d];
        double[] u = new double[responsibility.length];
        for (int s = 0; s < u.length; s++) {
            squares += responsibility[s] * responsibility[s];
            u[s] = responsibility[s] * (FREEDOM + d) / (FREEDOM + square[s]);
            total += u[s];
            for (int i = 0; u[s] > 0 && i < d; i++) {
                mean[i] += u[s] * points[s * d + i];
            }
        }
        double effective = part * part / squares;
        double shrink = (d + 2) / (d + 2 + effective);
        for (int i = 0; i < d; i++) {
            mean[i] = (1 - shrink) * mean[i] / total + shrink * from.mean()[i];
        }
        double[][] covariance = from.covariance();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                covariance[i][j] *= shrink;
            }
        }
        for (int s = 0; s < u.length; s++) {
            double weight = (1 - shrink) * u[s] / part;
            for (int i = 0; weight > 0 && i < d; i++) {
                for (int j = 0; j < d; j++) {
                    covariance[i][j] += weight * (points[s * d + i] - mean[i]) * (points[s * d + j] - mean[j]);
                }
            }
        }
        return new FittedNormal(mean, FittedNormal.cholesky(covariance).orElse(from.factor()));
    }

    private static double log(FittedNormal component, double square) {
        int d = component.dimension();
        return Gamma.logGamma(0.5 * (FREEDOM + d))
                - Gamma.logGamma(0.5 * FREEDOM)
                - 0.5 * d * Math.log(FREEDOM * Math.PI)
                - component.logDeterminant()
                - 0.5 * (FREEDOM + d) * Math.log1p(square / FREEDOM);
    }

    private static double logSum(double[] logs) {
        double greatest = Arrays.stream(logs).max().orElseThrow();
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - greatest);
        }
        return greatest + Math.log(sum);
    }

    /** Log density at a point. */
    public double logDensity(double[] point) {
        double[] logs = new double[shares.length];
        for (int k = 0; k < logs.length; k++) {
            logs[k] = Math.log(shares[k])
                    + log(components.get(k), Math.pow(components.get(k).distanceTo(point), 2));
        }
        return logSum(logs);
    }

    /** Draws points, each component as often as its share says, up to one. */
    public double[] draw(int draws, SplittableRandom random) {
        int d = components.get(0).dimension();
        double[] points = new double[draws * d];
        double[] epsilon = new double[d];
        double[] z = new double[d];
        double offset = random.nextDouble();
        for (int s = 0; s < draws; s++) {
            int k = chosen(shares, (s + offset) / draws);
            double chiSquare = 0;
            for (int f = 0; f < FREEDOM; f++) {
                chiSquare += Math.pow(random.nextGaussian(), 2);
            }
            for (int i = 0; i < d; i++) {
                epsilon[i] = random.nextGaussian() * Math.sqrt(FREEDOM / chiSquare);
            }
            components.get(k).draw(1, epsilon, z);
            System.arraycopy(z, 0, points, s * d, d);
        }
        return points;
    }
}
