package dev.jensen.core.density;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.RowNoise;
import dev.jensen.core.noise.RowNormals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A log density whose latents of rows are amortised: each is drawn from a law that is a network of its row, so that what remains are the
 * unknowns without rows (Kingma and Welling, "Auto-encoding variational Bayes", 2014; Rezende, Mohamed and Wierstra 2014).
 *
 * <p>With θ the other unknowns, among them the network's weights, its value is an estimate from one draw of every row's z,
 *
 * <pre>
 *   log p̃(θ, z) − log q(z | rows),   z = m(row) + s(row) ε
 * </pre>
 *
 * whose mean is a lower bound of log p̃(θ) and whose exponential has p̃(θ) itself as its mean. The gradient is along the path, that of this
 * estimate. Draws are a pure function of seed, step, draw and row: at one step the same point has the same value. An algorithm that steps sees new
 * draws, and the next minibatch where there are any, at each step, in time that the batch takes.
 *
 * <p>Immutable and thread-safe.
 */
public final class AmortisedDensity implements Differentiable, Factored, Named, Minibatched {
    private static final long SEED = 0x5eed;

    private final Once<ExprDensity> inner; // the keys of the noise are its last unknowns
    private final Variables names;
    private final List<Plate> plates;
    private final RowwiseWeights rowwise;
    private final int k;
    private final @Nullable Epochs epochs;

    private AmortisedDensity(
            Once<ExprDensity> inner,
            Variables names,
            List<Plate> plates,
            RowwiseWeights rowwise,
            int k,
            @Nullable Epochs epochs) {
        this.inner = inner;
        this.names = names;
        this.plates = plates;
        this.rowwise = rowwise;
        this.k = k;
        this.epochs = epochs;
    }

    /**
     * Makes a density.
     *
     * @param variables the unknowns without rows, among them weights of networks; together they are the point
     * @param key of the {@link RowNoise} in the factors, a variable of one number
     * @param factors the terms of log p̃(θ, z) − log q(z | rows)
     * @param names what the coordinates stand for
     * @throws IllegalArgumentException if no factor holds noise
     */
    public static AmortisedDensity of(List<Expr> variables, Expr key, List<Factor> factors, Variables names) {
        Set<Plate> plates = Graph.topological(
                        factors.stream().map(Factor::logDensity).toList())
                .stream()
                .filter(node -> node.operation() instanceof RowNoise)
                .map(node -> node.shape().plate())
                .collect(Collectors.toSet());
        if (plates.isEmpty()) {
            throw new IllegalArgumentException("nothing is amortised: no factor holds noise of rows");
        }
        List<Expr> all = new ArrayList<>(variables);
        all.add(key);
        int size = variables.stream().mapToInt(each -> each.shape().size()).sum();
        ExprDensity inner = ExprDensity.of(all, factors, Variables.unnamed(size + 1));
        return new AmortisedDensity(
                new Once<>(() -> inner), names, List.copyOf(plates), new RowwiseWeights(all, factors), 1, null);
    }

    /**
     * Returns the density with a tighter estimate, to fit by and for bounds: of each row the mean weight of K draws,
     * log 1/K Σ_k p̃(θ, z_k)/q(z_k | row) (Burda, Grosse and Salakhutdinov, "Importance weighted autoencoders", 2016). Its mean grows with K, to
     * log p̃(θ).
     *
     * <p>A gradient takes K times the work of one draw, but for what the encoder does before its noise. The more draws, the less of the encoder's
     * gradient rises above its noise (Rainforth et al., "Tighter variational bounds are not necessarily better", 2018): 5 to 10 are for fitting, and
     * hundreds for values, which are made of few draws at a time.
     *
     * @param k K, at least 1
     * @throws IllegalArgumentException if rows are not independent of each other given θ: which factor
     */
    public AmortisedDensity importanceWeighted(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("an importance-weighted bound needs at least 1 draw a row: " + k);
        }
        rowwise.requireIndependent();
        AmortisedDensity allRows =
                new AmortisedDensity(new Once<>(() -> rowwise.bound(k)), names, plates, rowwise, k, null);
        Epochs now = epochs;
        return now == null ? allRows : allRows.through(all -> all.through(now), now);
    }

    /**
     * The same density on several threads where the plates are large.
     *
     * @param count at least 1
     */
    public AmortisedDensity threads(int count) {
        return new AmortisedDensity(new Once<>(() -> inner.get().threads(count)), names, plates, rowwise, k, epochs);
    }

    @Override
    public int dimension() {
        return rowwise.dimension();
    }

    @Override
    public void logDensity(int draws, double[] points, double[] values) {
        if (k > 1 && epochs == null) {
            rowwise.logDensity(k, draws, points, SEED, values);
        } else {
            inner.get().logDensity(draws, withKeys(draws, points), values);
        }
    }

    @Override
    public void gradient(int draws, double[] points, double[] values, double[] gradients) {
        int d = dimension();
        double[] all = new double[draws * (d + k)];
        inner.get().gradient(draws, withKeys(draws, points), values, all);
        for (int s = 0; s < draws; s++) {
            System.arraycopy(all, s * (d + k), gradients, s * d, d);
        }
    }

    private double[] withKeys(int draws, double[] points) {
        long seed = epochs == null ? SEED : epochs.seed();
        long step = epochs == null ? 0 : epochs.step();
        int d = dimension();
        double[] all = new double[draws * (d + k)];
        for (int s = 0; s < draws; s++) {
            System.arraycopy(points, s * d, all, s * (d + k), d);
            for (int i = 0; i < k; i++) {
                all[s * (d + k) + d + i] = RowNormals.key(seed, step, s * k + i);
            }
        }
        return all;
    }

    /** Returns the plates whose latents are amortised; a step sees a minibatch of theirs, or new draws on all their rows. */
    @Override
    public List<Plate> minibatches() {
        return plates;
    }

    @Override
    public AmortisedDensity batch(long seed, long step) {
        return through(all -> all.batch(seed, step), new Epochs(seed, step));
    }

    @Override
    public AmortisedDensity allRows() {
        return through(ExprDensity::allRows, null);
    }

    @Override
    public Batches batches(long seed) {
        Epochs moving = new Epochs(seed, 0);
        return new Batches(through(all -> all.through(moving), moving), moving);
    }

    private AmortisedDensity through(UnaryOperator<ExprDensity> rows, @Nullable Epochs steps) {
        return new AmortisedDensity(new Once<>(() -> rows.apply(inner.get())), names, plates, rowwise, k, steps);
    }

    @Override
    public Variables variables() {
        return names;
    }

    @Override
    public List<String> factors() {
        return inner.get().factors();
    }

    @Override
    public Optional<NonFinite> firstNonFinite(double[] point) {
        double[] all = new double[dimension()];
        batch(SEED, 0).gradient(1, point, new double[1], all);
        if (Arrays.stream(all).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        return inner.get().firstNonFinite(withKeys(1, point));
    }

    @Override
    public String toString() {
        int count = inner.get().factors().size();
        return "amortised " + count + (count == 1 ? " factor" : " factors") + (k == 1 ? "" : ", " + k + " draws a row")
                + ", d = " + dimension();
    }
}
