package dev.jensen.core.family;

import java.util.Arrays;

/**
 * A small triangular flow for funnels and skewness: every coordinate's scale is log-linear in the few coordinates H that
 * are scales themselves, its location linear in all before it and quadratic in those of H:
 *
 * <pre>
 *   y_i = Σ_{j&lt;i} B_ij x_j + Σ_{h∈H, h&lt;i} Q_ih (x_h² − 1) + exp(Σ_{h∈H, h&lt;i} A_ih x_h) (x_i + c_i)
 *   ℓ   = Σ_i Σ_h A_ih x_h
 * </pre>
 *
 * <p>A learns how far a hierarchical model wants to be non-centred (Papaspiliopoulos, Roberts and Sköld, "A general framework
 * for the parametrization of hierarchical models", Statistical Science 22, 2007). It is a Knothe–Rosenblatt map (Marzouk,
 * Moselhy, Parno and Spantini, "Sampling via measure transport", 2016), so that its inverse is found coordinate by
 * coordinate. The scales come first and the others after them, each in their own order; with few of them the layer has
 * little more than the d(d − 1)/2 numbers of B. φ = (B, Q, A, c), matrices row after row.
 */
public final class TriangularScale implements Bijection {

    private static final double MOST = 60;

    private final int d;
    private final int scales; // the size of H
    private final int[] order; // order[i] is y's place of coordinate i
    private final int[] features; // where row i of Q, and of A, begins
    private final int atQ;
    private final int atA;
    private final int atC;
    private final Workspace ofRow = new Workspace();

    private TriangularScale(int dimension, int[] h) {
        Gaussian.requireDimension("TriangularScale", dimension);
        d = dimension;
        scales = h.length;
        order = new int[d];
        boolean[] taken = new boolean[d];
        for (int i = 0; i < scales; i++) {
            if (h[i] < 0 || h[i] >= d || taken[h[i]]) {
                throw new IllegalArgumentException(
                        "TriangularScale scales must be different coordinates from 0 to " + (d - 1) + ": " + h[i]);
            }
            taken[h[i]] = true;
            order[i] = h[i];
        }
        int next = scales;
        for (int i = 0; i < d; i++) {
            if (!taken[i]) {
                order[next++] = i;
            }
        }
        features = new int[d + 1];
        for (int i = 0; i < d; i++) {
            features[i + 1] = features[i] + Math.min(i, scales);
        }
        atQ = d * (d - 1) / 2;
        atA = atQ + features[d];
        atC = atA + features[d];
    }

    /**
     * Makes the layer.
     *
     * @param dimension d, at least 1
     * @param scales H, different coordinates from 0 to d − 1
     * @throws IllegalArgumentException naming the coordinate that is out of range or given twice
     */
    public static TriangularScale of(int dimension, int... scales) {
        return new TriangularScale(dimension, scales);
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return atC + d;
    }

    @Override
    public void initial(double[] phi, int at) {
        Arrays.fill(phi, at, at + parameterCount(), 0);
    }

    private static int row(int at, int i) {
        return at + i * (i - 1) / 2;
    }

    /** A_i x, cut off beyond ±60, where nothing but overflow lies. */
    private double logScale(double[] phi, int at, int i, double[] x, int from) {
        int a = at + atA + features[i];
        double sum = 0;
        for (int h = 0; h < Math.min(i, scales); h++) {
            sum += phi[a + h] * x[from + h];
        }
        return Math.max(-MOST, Math.min(MOST, sum));
    }

    /** B_i x + Q_i (x² − 1). */
    private double location(double[] phi, int at, int i, double[] x, int from) {
        int b = row(at, i);
        double sum = 0;
        for (int j = 0; j < i; j++) {
            sum += phi[b + j] * x[from + j];
        }
        int q = at + atQ + features[i];
        for (int h = 0; h < Math.min(i, scales); h++) {
            sum += phi[q + h] * (x[from + h] * x[from + h] - 1);
        }
        return sum;
    }

    @Override
    public void forward(double[] phi, int at, int draws, double[] x, double[] y) {
        for (int s = 0; s < draws; s++) {
            int from = s * d;
            for (int i = 0; i < d; i++) {
                y[from + order[i]] = location(phi, at, i, x, from)
                        + Math.exp(logScale(phi, at, i, x, from)) * (x[from + i] + phi[at + atC + i]);
            }
        }
    }

    @Override
    public void inverse(double[] phi, int at, int draws, double[] y, double[] x, double[] logDensity) {
        for (int s = 0; s < draws; s++) {
            int from = s * d;
            for (int i = 0; i < d; i++) {
                double log = logScale(phi, at, i, x, from);
                double moved = (y[from + order[i]] - location(phi, at, i, x, from)) * Math.exp(-log);
                x[from + i] = moved - phi[at + atC + i];
                logDensity[s] -= log;
            }
        }
    }

    @Override
    public void change(double[] phi, int at, int draws, double[] x, double[] y, double[] logDensity) {
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < d; i++) {
                logDensity[s] -= logScale(phi, at, i, x, s * d);
            }
        }
    }

    @Override
    public void pullback(double[] phi, int at, int draws, double[] x, double[] y, double[] v, double[] gradient) {
        double[] u = ofRow.atLeast(d);
        for (int s = 0; s < draws; s++) {
            int from = s * d;
            for (int i = 0; i < d; i++) {
                u[i] = v[from + order[i]];
            }
            Arrays.fill(v, from, from + d, 0);
            for (int i = 0; i < d; i++) {
                double log = logScale(phi, at, i, x, from);
                addRow(phi, at, i, x, from, u[i], log, 0, v, gradient);
                v[from + i] += u[i] * Math.exp(log);
            }
        }
    }

    @Override
    public void inversePullback(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        double[] u = ofRow.atLeast(d);
        for (int s = 0; s < draws; s++) {
            int from = s * d;
            for (int i = d - 1; i >= 0; i--) { // v_i is complete once all rows after it have had their share
                double log = logScale(phi, at, i, x, from);
                u[i] = v[from + i] * Math.exp(-log);
                addRow(phi, at, i, x, from, -u[i], log, -weights[s], v, gradient);
            }
            for (int i = 0; i < d; i++) {
                v[from + order[i]] = u[i];
            }
        }
    }

    /** Adds what factor·y_i + weight·log scale_i depends on: φ, and x before i. */
    private void addRow(
            double[] phi,
            int at,
            int i,
            double[] x,
            int from,
            double factor,
            double log,
            double weight,
            double[] v,
            double[] gradient) {
        int b = row(at, i);
        for (int j = 0; j < i; j++) {
            gradient[b + j] += factor * x[from + j];
            v[from + j] += factor * phi[b + j];
        }
        int q = at + atQ + features[i];
        int a = at + atA + features[i];
        double scale = Math.exp(log);
        double ofScale = Math.abs(log) < MOST ? factor * scale * (x[from + i] + phi[at + atC + i]) + weight : 0;
        for (int h = 0; h < Math.min(i, scales); h++) {
            gradient[q + h] += factor * (x[from + h] * x[from + h] - 1);
            gradient[a + h] += ofScale * x[from + h];
            v[from + h] += factor * phi[q + h] * 2 * x[from + h] + ofScale * phi[a + h];
        }
        gradient[at + atC + i] += factor * scale;
    }

    @Override
    public String toString() {
        return "TriangularScale[dimension=" + d + ", scales=" + Arrays.toString(Arrays.copyOf(order, scales)) + "]";
    }
}
