package dev.jensen.core.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A small triangular flow for funnels and skewness: every coordinate's scale is log-linear in the few coordinates H that
 * are scales themselves, its location linear in those before it and quadratic in those of H:
 *
 * <pre>
 *   y_i = Σ_{j ∈ C_i} B_ij x_j + Σ_f Q_if (x_f x_f′ − [f = f′]) + exp(Σ_{h∈H, h&lt;i} A_ih x_h) (x_i + c_i)
 *   ℓ   = Σ_i Σ_h A_ih x_h
 * </pre>
 *
 * <p>A learns how far a hierarchical model wants to be non-centred (Papaspiliopoulos, Roberts and Sköld, "A general framework
 * for the parametrization of hierarchical models", Statistical Science 22, 2007). It is a Knothe–Rosenblatt map (Marzouk,
 * Moselhy, Parno and Spantini, "Sampling via measure transport", 2016), so that its inverse is found coordinate by
 * coordinate.
 *
 * <ul>
 *   <li>{@link #of}: the scales come first and the others after them, each in their own order; C_i is all before i, and the
 *       quadratic terms are the squares of H.
 *   <li>{@link #arrow}: globals, the scales among them first, then blocks that are independent given these: C_i of a member of a
 *       block is the globals and the members before it, and the quadratic terms are also products of a scale with another
 *       global. It has O(d·G) parameters for G globals.
 * </ul>
 *
 * <p>φ = (B, Q, A, c), matrices row after row, so that the first rows are a layer of their own.
 */
public final class TriangularScale implements Bijection {

    private static final double MOST = 60;

    private final int d;
    private final int scales; // the size of H
    private final int[] order; // order[i] is y's place of coordinate i
    private final int[][] columns; // C_i
    private final int[] first; // factors of the quadratic terms, in the order of the later one
    private final int[] second;
    private final int[] linear; // where row i of B begins
    private final int[] quadratic; // where row i of Q begins
    private final int[] features; // where row i of A begins
    private final int atQ;
    private final int atA;
    private final int atC;
    private final Workspace ofRow = new Workspace();

    private TriangularScale(int scales, int[] order, int[][] columns, List<int[]> products) {
        this.scales = scales;
        this.order = order;
        this.columns = columns;
        d = order.length;
        first = products.stream().mapToInt(pair -> pair[0]).toArray();
        second = products.stream().mapToInt(pair -> pair[1]).toArray();
        linear = new int[d + 1];
        quadratic = new int[d + 1];
        features = new int[d + 1];
        for (int i = 0; i < d; i++) {
            int row = i;
            int before = (int) IntStream.range(0, second.length)
                    .filter(f -> second[f] < row)
                    .count();
            linear[i + 1] = linear[i] + columns[i].length;
            quadratic[i + 1] = quadratic[i] + before;
            features[i + 1] = features[i] + Math.min(i, scales);
        }
        atQ = linear[d];
        atA = atQ + quadratic[d];
        atC = atA + features[d];
    }

    private static List<int[]> squares(int scales) {
        List<int[]> squares = new ArrayList<>();
        for (int h = 0; h < scales; h++) {
            squares.add(new int[] {h, h});
        }
        return squares;
    }

    /**
     * Makes the layer.
     *
     * @param dimension d, at least 1
     * @param scales H, different coordinates from 0 to d − 1
     * @throws IllegalArgumentException naming the coordinate that is out of range or given twice
     */
    public static TriangularScale of(int dimension, int... scales) {
        Gaussian.requireDimension("TriangularScale", dimension);
        boolean[] taken = new boolean[dimension];
        int[] order = new int[dimension];
        int next = 0;
        for (int h : scales) {
            take("scales", h, taken);
            order[next++] = h;
        }
        for (int i = 0; i < dimension; i++) {
            if (!taken[i]) {
                order[next++] = i;
            }
        }
        int[][] columns = new int[dimension][];
        Arrays.setAll(columns, i -> IntStream.range(0, i).toArray());
        return new TriangularScale(scales.length, order, columns, squares(scales.length));
    }

    /**
     * Makes the layer of globals and blocks that are independent given these.
     *
     * @param scales H, the globals on which scales depend; may be none
     * @param others the other globals; may be none
     * @param blocks coordinates of each block; together with the globals they hold each coordinate once
     * @param mostProducts products x_h x_g, h in H and g another global, are among the quadratic terms only where they are no more
     *     than this
     * @throws IllegalArgumentException naming the coordinate that is out of range or given twice
     */
    public static TriangularScale arrow(int[] scales, int[] others, int[][] blocks, int mostProducts) {
        int globals = scales.length + others.length;
        int d = globals + Arrays.stream(blocks).mapToInt(block -> block.length).sum();
        Gaussian.requireDimension("TriangularScale", d);
        boolean[] taken = new boolean[d];
        int[] order = new int[d];
        int[][] columns = new int[d][];
        int next = 0;
        for (int[] part : new int[][] {scales, others}) {
            for (int i : part) {
                take("globals", i, taken);
                columns[next] = IntStream.range(0, next).toArray();
                order[next++] = i;
            }
        }
        for (int[] block : blocks) {
            int begin = next;
            for (int i : block) {
                take("blocks", i, taken);
                columns[next] = IntStream.concat(IntStream.range(0, globals), IntStream.range(begin, next))
                        .toArray();
                order[next++] = i;
            }
        }
        List<int[]> products = squares(scales.length);
        if (scales.length * (scales.length - 1) / 2 + scales.length * others.length <= mostProducts) {
            for (int h = 0; h < scales.length; h++) {
                for (int g = h + 1; g < globals; g++) {
                    products.add(new int[] {h, g});
                }
            }
            products.sort(Comparator.comparingInt(pair -> pair[1]));
        }
        return new TriangularScale(scales.length, order, columns, products);
    }

    /** Returns what the layer is made of, for {@link #ofNumbers}. */
    Map<String, int[]> inNumbers() {
        return Map.of(
                "scales", Outline.one(scales),
                "order", order.clone(),
                "columns", Outline.joined(List.of(columns)),
                "first", first.clone(),
                "second", second.clone());
    }

    static TriangularScale ofNumbers(Outline outline) {
        int[] order = outline.wholes("order");
        int d = order.length;
        Gaussian.requireDimension("TriangularScale", d);
        boolean[] taken = new boolean[d];
        for (int i : order) {
            take("order", i, taken);
        }
        int[][] columns = outline.apart("columns").toArray(int[][]::new);
        int[] first = outline.wholes("first");
        int[] second = outline.wholes("second");
        int scales = outline.single("scales");
        boolean fits = columns.length == d && first.length == second.length && scales >= 0 && scales <= d;
        for (int i = 0; fits && i < d; i++) {
            int row = i;
            fits = Arrays.stream(columns[i]).allMatch(c -> c >= 0 && c < row);
        }
        List<int[]> products = new ArrayList<>();
        for (int f = 0; fits && f < first.length; f++) {
            fits = first[f] >= 0 && first[f] <= second[f] && second[f] < d && (f == 0 || second[f - 1] <= second[f]);
            products.add(new int[] {first[f], second[f]});
        }
        if (!fits) {
            throw new IllegalArgumentException("TriangularScale's numbers do not fit one another");
        }
        return new TriangularScale(scales, order.clone(), columns, products);
    }

    private static void take(String what, int i, boolean[] taken) {
        if (i < 0 || i >= taken.length || taken[i]) {
            throw new IllegalArgumentException("TriangularScale " + what + " must be different coordinates from 0 to "
                    + (taken.length - 1) + ": " + i);
        }
        taken[i] = true;
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return atC + d;
    }

    /** Returns how many of the parameters, the first, are those of B: with all others 0 the layer is linear. */
    public int linearCount() {
        return atQ;
    }

    /** Returns the coordinates in the order in which the layer makes them; a new array. */
    public int[] order() {
        return order.clone();
    }

    /**
     * Returns on which coordinates' x one of y is linear, by their places in {@link #order}; a new array.
     *
     * @param place of y, from 0 to d − 1
     */
    public int[] predecessors(int place) {
        return columns[place].clone();
    }

    /**
     * Returns the layer that makes the first coordinates, from 0 to count − 1 in their order here: its parameters are the first rows of
     * this one's.
     *
     * @param count from 1 to d
     */
    public TriangularScale leading(int count) {
        List<int[]> products = new ArrayList<>();
        for (int f = 0; f < second.length && second[f] < count; f++) {
            products.add(new int[] {first[f], second[f]});
        }
        return new TriangularScale(
                Math.min(scales, count), IntStream.range(0, count).toArray(), Arrays.copyOf(columns, count), products);
    }

    /**
     * Writes the parameters of {@link #leading}.
     *
     * @param phi this layer's parameters, from {@code at} on
     * @param inner overwritten with the first rows, from 0 on
     */
    public void copyLeading(double[] phi, int at, int count, double[] inner) {
        int to = 0;
        int[] begins = {0, atQ, atA, atC};
        int[] lengths = {linear[count], quadratic[count], features[count], count};
        for (int part = 0; part < begins.length; part++) {
            System.arraycopy(phi, at + begins[part], inner, to, lengths[part]);
            to += lengths[part];
        }
    }

    @Override
    public void initial(double[] phi, int at) {
        Arrays.fill(phi, at, at + parameterCount(), 0);
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

    /** B_i x + Q_i (xx′ − [=]). */
    private double location(double[] phi, int at, int i, double[] x, int from) {
        int b = at + linear[i];
        int[] c = columns[i];
        double sum = 0;
        for (int j = 0; j < c.length; j++) {
            sum += phi[b + j] * x[from + c[j]];
        }
        int q = at + atQ + quadratic[i];
        for (int f = 0; f < quadratic[i + 1] - quadratic[i]; f++) {
            sum += phi[q + f] * feature(f, x, from);
        }
        return sum;
    }

    private double feature(int f, double[] x, int from) {
        return x[from + first[f]] * x[from + second[f]] - (first[f] == second[f] ? 1 : 0);
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
        int b = at + linear[i];
        int[] c = columns[i];
        for (int j = 0; j < c.length; j++) {
            gradient[b + j] += factor * x[from + c[j]];
            v[from + c[j]] += factor * phi[b + j];
        }
        int q = at + atQ + quadratic[i];
        for (int f = 0; f < quadratic[i + 1] - quadratic[i]; f++) {
            gradient[q + f] += factor * feature(f, x, from);
            v[from + first[f]] += factor * phi[q + f] * x[from + second[f]];
            v[from + second[f]] += factor * phi[q + f] * x[from + first[f]];
        }
        int a = at + atA + features[i];
        double scale = Math.exp(log);
        double ofScale = Math.abs(log) < MOST ? factor * scale * (x[from + i] + phi[at + atC + i]) + weight : 0;
        for (int h = 0; h < Math.min(i, scales); h++) {
            gradient[a + h] += ofScale * x[from + h];
            v[from + h] += ofScale * phi[a + h];
        }
        gradient[at + atC + i] += factor * scale;
    }

    @Override
    public String toString() {
        return "TriangularScale[dimension=" + d + ", scales=" + Arrays.toString(Arrays.copyOf(order, scales)) + "]";
    }
}
