package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;
import java.util.Arrays;
import java.util.Objects;

/**
 * A stationary process in 1 to 3 dimensions by the eigenfunctions of the Laplacian on a box:
 *
 * <pre>
 *   φⱼ(x) = Π_d L_d^{−½} sin(√λ_{jd} (x_d − c_d + L_d)),   √λ_{jd} = π j_d/(2 L_d),   sⱼ = √S(√λⱼ)
 * </pre>
 *
 * <p>The box is centred on the data and longer by the boundary factor, for the function is 0 on its walls; it is good where
 * walls are a length scale or more away. The shorter the length scale, the more functions it takes: with boundary factor b and half
 * range h, about 1.75 b h/ℓ for the squared exponential kernel. Solin and Särkkä (2020), "Hilbert space methods for
 * reduced-rank Gaussian process regression"; Riutort-Mayol and others (2023), "Practical Hilbert space approximate Bayesian
 * Gaussian processes for probabilistic programming".
 */
public final class HilbertExpansion implements Expansion {
    private static final int MOST_DIMENSIONS = 3;
    private static final int MOST_TERMS = 100_000;

    private final Stationary kernel;
    private final int[] functions;
    private final double[] center;
    private final double[] half;
    private final int terms;

    private HilbertExpansion(Stationary kernel, int[] functions, double[] center, double[] half, int terms) {
        this.kernel = kernel;
        this.functions = functions;
        this.center = center;
        this.half = half;
        this.terms = terms;
    }

    /**
     * Lays a box around points.
     *
     * @param kernel whose spectral density the scales are
     * @param x points in 1 to 3 dimensions, whose range the box is made for; include those to predict at
     * @param boundary the box's half length, in half ranges of the points; &gt; 1, from 1.2 for short length scales to 4
     * @param functions how many functions along each dimension
     */
    public static HilbertExpansion of(Stationary kernel, double[][] x, double boundary, int... functions) {
        Objects.requireNonNull(kernel, "kernel must not be null");
        int dimension = Points.dimension(x);
        if (dimension > MOST_DIMENSIONS) {
            throw new IllegalArgumentException("a Hilbert-space expansion takes points of 1 to " + MOST_DIMENSIONS
                    + " coordinates, not " + dimension
                    + ": the number of functions grows with their power; use inducing points");
        }
        if (functions.length != dimension || Arrays.stream(functions).anyMatch(m -> m < 1)) {
            throw new IllegalArgumentException("give a number of functions, at least 1, for each of the " + dimension
                    + " coordinates, not " + Arrays.toString(functions));
        }
        if (!(boundary > 1 && boundary < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("boundary factor must be a finite number > 1: " + boundary);
        }
        long terms = 1;
        double[] center = new double[dimension];
        double[] half = new double[dimension];
        for (int d = 0; d < dimension; d++) {
            int axis = d;
            double low = Arrays.stream(x).mapToDouble(p -> p[axis]).min().orElse(0);
            double high = Arrays.stream(x).mapToDouble(p -> p[axis]).max().orElse(0);
            if (!(high > low)) {
                throw new IllegalArgumentException("coordinate " + d + " is " + low
                        + " at every point, so that its box has no length: leave it out, as kernel.on(…) does");
            }
            center[d] = 0.5 * (low + high);
            half[d] = boundary * 0.5 * (high - low);
            terms *= functions[d];
        }
        if (terms > MOST_TERMS) {
            throw new IllegalArgumentException("a Hilbert-space expansion of " + Arrays.toString(functions) + " has "
                    + terms + " functions, more than " + MOST_TERMS + ": use fewer, or inducing points");
        }
        return new HilbertExpansion(kernel, functions.clone(), center, half, (int) terms);
    }

    /**
     * Lays an interval around numbers.
     *
     * @param kernel whose spectral density the scales are
     * @param x numbers whose range the interval is made for; include those to predict at
     * @param boundary the interval's half length, in half ranges of the numbers; &gt; 1
     * @param functions how many
     */
    public static HilbertExpansion of(Stationary kernel, double[] x, double boundary, int functions) {
        return of(kernel, Points.onLine(x), boundary, functions);
    }

    @Override
    public int terms() {
        return terms;
    }

    /** The index of a function along each dimension, from 1. */
    private int[] index(int term) {
        int[] index = new int[functions.length];
        int rest = term;
        for (int d = functions.length - 1; d >= 0; d--) {
            index[d] = rest % functions[d] + 1;
            rest /= functions[d];
        }
        return index;
    }

    @Override
    public Expr features(double[][] x) {
        int dimension = Points.dimension(x);
        if (dimension != functions.length) {
            throw new IllegalArgumentException(
                    "points have " + dimension + " coordinates, but the expansion's box has " + functions.length);
        }
        double[][] features = new double[x.length][terms];
        for (int i = 0; i < x.length; i++) {
            for (int d = 0; d < dimension; d++) {
                if (!(Math.abs(x[i][d] - center[d]) <= half[d])) {
                    throw new IllegalArgumentException("point " + i + ", coordinate " + d + " is " + x[i][d]
                            + ", outside the expansion's box from " + (center[d] - half[d]) + " to "
                            + (center[d] + half[d]) + ": make the expansion with points that reach so far");
                }
            }
            for (int t = 0; t < terms; t++) {
                int[] index = index(t);
                double product = 1;
                for (int d = 0; d < dimension; d++) {
                    double root = Math.PI * index[d] / (2 * half[d]);
                    product *= Math.sin(root * (x[i][d] - center[d] + half[d])) / Math.sqrt(half[d]);
                }
                features[i][t] = product;
            }
        }
        return Expr.constant(features);
    }

    @Override
    public Expr scales() {
        double[][] frequencies = new double[terms][functions.length];
        for (int t = 0; t < terms; t++) {
            int[] index = index(t);
            for (int d = 0; d < functions.length; d++) {
                frequencies[t][d] = Math.PI * index[d] / (2 * half[d]);
            }
        }
        return kernel.spectralDensity(frequencies).sqrt();
    }
}
