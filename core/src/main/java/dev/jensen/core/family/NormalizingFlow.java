package dev.jensen.core.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Standard normals through layers: z = m + exp(ρ)∘T_L(… T_1(ε)), each T_l a {@link Bijection} (Rezende and Mohamed,
 * "Variational inference with normalizing flows", ICML 2015; Papamakarios, Nalisnick, Rezende, Mohamed and Lakshminarayanan,
 * JMLR 22, 2021).
 *
 * <pre>
 *   log q(z) = log N(x_0; 0, I) − Σ_l ℓ_l(x_{l−1}) − Σ ρ,   x_{l−1} = T_l⁻¹(x_l)
 * </pre>
 *
 * <p>φ = (φ_1, …, φ_L, m, ρ). The layers act on coordinates without location and scale, so that one start suits all targets;
 * what correlations are known go into {@link Whitened}. A draw goes up through the layers, a density down through their
 * inverses; score and gradient come up again with the inverses' derivatives. So every layer must have an inverse, if need be
 * found by a root search.
 */
public final class NormalizingFlow implements Reparameterized {

    private final String name;
    private final boolean kinked;
    private final int d;
    private final Bijection[] layers;
    private final int[] at;
    private final int size;
    private final Workspace[] levels;
    private final Workspace ofVectors = new Workspace();
    private final Workspace ofWeights = new Workspace();
    private final Workspace ofGradient = new Workspace();

    private NormalizingFlow(String name, int dimension, List<? extends Bijection> inner) {
        Gaussian.requireDimension("NormalizingFlow", dimension);
        this.name = name;
        kinked = inner.stream().anyMatch(Bijection::kinked);
        d = dimension;
        List<Bijection> all = new ArrayList<>(inner);
        all.add(LocationScale.of(d));
        layers = all.toArray(Bijection[]::new);
        at = new int[layers.length];
        levels = new Workspace[layers.length];
        int next = 0;
        for (int l = 0; l < layers.length; l++) {
            if (layers[l].dimension() != d) {
                throw new IllegalArgumentException("NormalizingFlow layer " + l + ", " + layers[l] + ", has "
                        + layers[l].dimension() + " dimensions, not " + d);
            }
            at[l] = next;
            next = Math.addExact(next, layers[l].parameterCount());
            levels[l] = new Workspace();
        }
        size = next;
    }

    /**
     * Makes a flow of layers.
     *
     * @param dimension d, at least 1
     * @param layers T_1, …, T_L, each of d dimensions
     * @throws IllegalArgumentException if a dimension does not fit
     */
    public static NormalizingFlow of(int dimension, List<? extends Bijection> layers) {
        return new NormalizingFlow("of " + layers.size() + " layers", dimension, layers);
    }

    /** Returns the layers but for the location and scale at the end; their parameters are one after the other. */
    public List<Bijection> layers() {
        return List.of(layers).subList(0, layers.length - 1);
    }

    /** Correlated normals, each coordinate with skewness and tails of its own: {@link SinhArcsinh} after a triangle. */
    public static NormalizingFlow sinhArcsinh(int dimension) {
        return new NormalizingFlow(
                "sinh-arcsinh", dimension, List.of(UnitTriangular.of(dimension), SinhArcsinh.of(dimension)));
    }

    /**
     * The small flow that follows funnels: {@link TriangularScale}.
     *
     * @param dimension d
     * @param scales which coordinates the scales of others depend on: those of scale parameters
     */
    public static NormalizingFlow triangular(int dimension, int... scales) {
        return new NormalizingFlow("triangular", dimension, List.of(TriangularScale.of(dimension, scales)));
    }

    /** Some {@link Planar} layers. */
    public static NormalizingFlow planar(int dimension, int layers) {
        return new NormalizingFlow("planar × " + layers, dimension, repeat(layers, l -> Planar.of(dimension)));
    }

    /** RealNVP: some {@link AffineCoupling} layers that move the coordinates of even and odd place by turns. */
    public static NormalizingFlow realNvp(int dimension, int layers, int hidden) {
        return new NormalizingFlow(
                "RealNVP × " + layers, dimension, repeat(layers, l -> AffineCoupling.of(dimension, l % 2, hidden)));
    }

    /** Some {@link InverseAutoregressive} layers, from the first coordinate to the last and back by turns. */
    public static NormalizingFlow inverseAutoregressive(int dimension, int layers, int hidden) {
        return new NormalizingFlow(
                "inverse autoregressive × " + layers,
                dimension,
                repeat(layers, l -> InverseAutoregressive.of(dimension, l % 2 == 1, hidden)));
    }

    /** Some {@link SplineCoupling} layers that move the coordinates of even and odd place by turns; it is {@link #kinked}. */
    public static NormalizingFlow neuralSpline(int dimension, int layers, int hidden, int bins) {
        return new NormalizingFlow(
                "neural spline × " + layers,
                dimension,
                repeat(layers, l -> SplineCoupling.of(dimension, l % 2, hidden, bins)));
    }

    private static List<Bijection> repeat(int count, IntFunction<Bijection> layer) {
        if (count < 1) {
            throw new IllegalArgumentException("NormalizingFlow needs at least 1 layer: " + count);
        }
        List<Bijection> layers = new ArrayList<>();
        for (int l = 0; l < count; l++) {
            layers.add(layer.apply(l));
        }
        return layers;
    }

    /** Whether one of the layers is {@linkplain Bijection#kinked kinked}, so that ∇_z log q jumps. */
    public boolean kinked() {
        return kinked;
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return size;
    }

    @Override
    public int noiseDimension() {
        return d;
    }

    /** Returns parameters with all layers the identity, or nearly, so that q is normal. */
    @Override
    public double[] initial(double[] centre, double scale) {
        Gaussian.requireMean("NormalizingFlow", centre, d);
        Gaussian.requirePositive("NormalizingFlow scale", scale);
        double[] phi = new double[size];
        for (int l = 0; l < layers.length; l++) {
            layers[l].initial(phi, at[l]);
        }
        System.arraycopy(centre, 0, phi, size - 2 * d, d);
        Arrays.fill(phi, size - d, size, Math.log(scale));
        return phi;
    }

    @Override
    public void draw(double[] phi, int draws, double[] noise, double[] z) {
        int top = layers.length - 1;
        layers[top].forward(phi, at[top], draws, up(phi, draws, noise), z);
    }

    /**
     * Draws, and evaluates log q at the draws on the way: cheaper than {@link #logDensity}, and exact where inverses lose digits.
     *
     * @param phi length P
     * @param draws number of draws S
     * @param noise length at least S·d; any points, from whatever law
     * @param z length at least S·d, overwritten
     * @param logDensity length at least S, overwritten with log q(z_s), nats
     */
    public void drawWithDensity(double[] phi, int draws, double[] noise, double[] z, double[] logDensity) {
        Gaussian.standardLogDensity(d, draws, noise, logDensity);
        for (int l = 0; l < layers.length; l++) {
            double[] x = l == 0 ? noise : level(l, draws);
            double[] y = l == layers.length - 1 ? z : level(l + 1, draws);
            layers[l].forwardWithChange(phi, at[l], draws, x, y, logDensity);
        }
    }

    /** {@inheritDoc} It is where a layer is written as expressions: such an inverse costs more than the map. */
    @Override
    public Optional<DensityAlongPaths> densityAlongPaths(int draws) {
        boolean expressed =
                Arrays.stream(layers).anyMatch(layer -> layer instanceof ExprBijection || layer instanceof Coupling);
        return expressed ? Optional.of(new FlowAlongPaths(layers, at, draws)) : Optional.empty();
    }

    /**
     * The noise that a flow maps to given points: T⁻¹.
     *
     * @param phi length P
     * @param draws number of points S
     * @param z length at least S·d; read only
     * @param noise length at least S·d, overwritten
     */
    public void noise(double[] phi, int draws, double[] z, double[] noise) {
        double[] x = down(phi, draws, z, ofWeights.atLeast(draws));
        System.arraycopy(x, 0, noise, 0, draws * d);
    }

    /**
     * Takes gradients at draws to gradients in the noise that made them, (∂z_s/∂ε)ᵀ v_s: what a method needs that moves in the
     * coordinates of the noise.
     *
     * @param phi length P
     * @param draws number of draws S
     * @param noise length at least S·d; read only
     * @param z the draws of {@link #draw}; read only
     * @param vectors v_s on entry, (∂z_s/∂ε)ᵀ v_s on return
     */
    public void pullbackToNoise(double[] phi, int draws, double[] noise, double[] z, double[] vectors) {
        comeDown(phi, draws, noise, z, vectors, ofGradient.atLeast(size));
    }

    @Override
    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] vectors, double[] gradient) {
        double[] v = ofVectors.atLeast(draws * d);
        System.arraycopy(vectors, 0, v, 0, draws * d);
        comeDown(phi, draws, noise, z, v, gradient);
    }

    /** Takes v at the draws down to the noise, with the derivatives by φ. */
    private void comeDown(double[] phi, int draws, double[] noise, double[] z, double[] v, double[] gradient) {
        int top = layers.length - 1;
        up(phi, draws, noise);
        for (int l = top; l >= 0; l--) {
            double[] x = l == 0 ? noise : level(l, draws);
            double[] y = l == top ? z : level(l + 1, draws);
            layers[l].pullback(phi, at[l], draws, x, y, v, gradient);
        }
    }

    @Override
    public void logDensity(double[] phi, int draws, double[] z, double[] values) {
        double[] x = down(phi, draws, z, values);
        for (int s = 0; s < draws; s++) {
            double squares = 0;
            for (int i = s * d; i < (s + 1) * d; i++) {
                squares += x[i] * x[i];
            }
            values[s] -= 0.5 * squares + d * Gaussian.HALF_LOG_2_PI;
        }
    }

    @Override
    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
        double[] ones = ofWeights.atLeast(draws);
        double[] x = down(phi, draws, z, ones);
        Arrays.fill(ones, 0, draws, 1);
        for (int i = 0; i < draws * d; i++) {
            gradients[i] = -x[i];
        }
        climb(phi, draws, z, ones, gradients, ofGradient.atLeast(size));
    }

    @Override
    public void score(double[] phi, int draws, double[] z, double[] weights, double[] gradient) {
        double[] x = down(phi, draws, z, ofWeights.atLeast(draws));
        double[] v = ofVectors.atLeast(draws * d);
        for (int i = 0; i < draws * d; i++) {
            v[i] = -weights[i / d] * x[i];
        }
        climb(phi, draws, z, weights, v, gradient);
    }

    /** From ε to what goes into the last layer, which it returns; leaves what goes into layer l at level l. */
    private double[] up(double[] phi, int draws, double[] noise) {
        double[] x = noise;
        for (int l = 0; l < layers.length - 1; l++) {
            double[] y = level(l + 1, draws);
            layers[l].forward(phi, at[l], draws, x, y);
            x = y;
        }
        return x;
    }

    /** From z to ε, which it returns; leaves what goes into layer l at level l, and −Σℓ in the values. */
    private double[] down(double[] phi, int draws, double[] z, double[] values) {
        Arrays.fill(values, 0, draws, 0);
        double[] y = z;
        for (int l = layers.length - 1; l >= 0; l--) {
            double[] x = level(l, draws);
            layers[l].inverse(phi, at[l], draws, y, x, values);
            y = x;
        }
        return y;
    }

    /** Takes ∂/∂ε at level 0 to ∂/∂z, with the derivatives by φ. */
    private void climb(double[] phi, int draws, double[] z, double[] weights, double[] v, double[] gradient) {
        for (int l = 0; l < layers.length; l++) {
            double[] y = l == layers.length - 1 ? z : level(l + 1, draws);
            layers[l].inversePullback(phi, at[l], draws, level(l, draws), y, weights, v, gradient);
        }
    }

    private double[] level(int l, int draws) {
        return levels[l].atLeast(draws * d);
    }

    @Override
    public String toString() {
        return "NormalizingFlow[" + name + ", dimension=" + d + "]";
    }
}
