package dev.jensen.core.fit;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.ImportanceWeights;
import dev.jensen.core.divergence.EvidenceInterval;
import dev.jensen.core.family.Family;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.optim.Ending;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run: the member of the family that was found, how good it is, and how it came about. Immutable and
 * thread-safe.
 */
public final class Fit {

    private static final int BLOCK = 256;
    private static final int WEIGHTED_DRAWS = 8192;
    private static final int BOUND_DRAWS = 64;
    private static final int PREDICTED_DRAWS = 1000;
    private static final long DRAW_STREAM = 0xd4a3;
    private static final long EVIDENCE_STREAM = 0xe71d;

    private final LogDensity target;
    private final Family family;
    private final double[] parameters;
    private final Estimate elbo;
    private final Origin origin;
    private final @Nullable WeightedPoints points; // what draws and summaries show in place of q
    private final @Nullable Verdict verdict;

    /**
     * Puts a result together; an algorithm's last act.
     *
     * @param target what was fitted
     * @param family what it was fitted with
     * @param parameters φ, length P; copied
     * @param elbo the ELBO at φ
     * @param origin how it was found
     */
    public Fit(LogDensity target, Family family, double[] parameters, Estimate elbo, Origin origin) {
        this(target, family, parameters, elbo, origin, null, null);
    }

    private Fit(
            LogDensity target,
            Family family,
            double[] parameters,
            Estimate elbo,
            Origin origin,
            @Nullable WeightedPoints points,
            @Nullable Verdict verdict) {
        if (parameters.length != family.parameterCount()) {
            throw new IllegalArgumentException(
                    family + " has " + family.parameterCount() + " parameters, not " + parameters.length);
        }
        this.target = target;
        this.family = family;
        this.parameters = parameters.clone();
        this.elbo = elbo;
        this.origin = origin;
        this.points = points;
        this.verdict = verdict;
    }

    /** Returns what was fitted. */
    public LogDensity target() {
        return target;
    }

    /** Returns the family q. */
    public Family family() {
        return family;
    }

    /** Returns φ, a new array. */
    public double[] parameters() {
        return parameters.clone();
    }

    /** Returns the ELBO at φ in nats, with its standard error. */
    public Estimate elbo() {
        return elbo;
    }

    /**
     * Bounds the log evidence from both sides with 8,192 draws from the fit, the same at every call; one value of log p̃ a draw.
     *
     * @throws IllegalArgumentException if log p̃ is NaN or +∞ at a draw, or zero at all of them
     */
    public EvidenceInterval evidenceInterval() {
        return EvidenceInterval.estimate(
                target,
                family,
                parameters,
                BOUND_DRAWS,
                WEIGHTED_DRAWS / BOUND_DRAWS,
                new MonteCarlo(origin.seed(), EVIDENCE_STREAM));
    }

    /** Returns what the run minimised, and how low it came: −ELBO, unless another objective was asked for. */
    public Minimised minimised() {
        return origin.other()
                .orElseGet(
                        () -> new Minimised("−ELBO", new Estimate(-elbo.value(), elbo.standardError(), elbo.draws())));
    }

    /** Returns how the fit came about: method, seed, ending, trace. */
    public Origin origin() {
        return origin;
    }

    /** Returns the same fit with another ending: the word of someone who has looked closer than the run itself. */
    public Fit marked(Ending another) {
        return new Fit(target, family, parameters, elbo, origin.marked(another), points, verdict);
    }

    /**
     * Returns the same fit with points that stand for the posterior in the place of q: {@link #draws(int)} then resamples them, and
     * {@link #weighted()} and {@link #summary()} are made of them. {@link #elbo()} stays that of q.
     */
    public Fit weightedBy(WeightedPoints corrected) {
        return new Fit(target, family, parameters, elbo, origin, corrected, verdict);
    }

    /** Returns the same fit with a verdict, which its summary shows. */
    public Fit judged(Verdict word) {
        return new Fit(target, family, parameters, elbo, origin, points, word);
    }

    /** Returns how far the fit can be trusted; empty where the algorithm does not judge its own work. */
    public Optional<Verdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** Returns whether draws and summaries are those of importance-weighted points rather than of q. */
    public boolean isWeighted() {
        return points != null;
    }

    /** Returns the weighted points that stand in the place of q; empty where the fit is not {@linkplain #isWeighted weighted}. */
    public Optional<WeightedPoints> points() {
        return Optional.ofNullable(points);
    }

    /** Draws from the fit; the same draws at every call. */
    public Draws draws(int count) {
        return draws(count, origin.seed());
    }

    /**
     * Draws from the fit, on the scale of the variables: from q, or, where the fit {@linkplain #isWeighted is weighted}, from its
     * weighted points, some of them more than once.
     *
     * @param count how many draws, at least 1
     * @param seed the same seed gives the same draws
     */
    public Draws draws(int count, long seed) {
        Variables variables = Variables.of(target);
        int width = variables.constrainedDimension();
        double[] all = new double[Math.multiplyExact(requireDraws(count), width)];
        if (points != null) {
            variables.constrain(count, points.resampled(count, seed), all);
            return new Draws(variables.list(), count, all);
        }
        return drawsOfFamily(variables, count, seed, all);
    }

    private Draws drawsOfFamily(Variables variables, int count, long seed, double[] all) {
        int width = variables.constrainedDimension();
        double[] constrained = new double[BLOCK * width];
        forEachBlock(count, seed, (done, now, z) -> {
            variables.constrain(now, z, constrained);
            System.arraycopy(constrained, 0, all, done * width, now * width);
        });
        return new Draws(variables.list(), count, all);
    }

    /**
     * Draws as {@link #draws(int)} does, with what target and family say of each: for programs that read draws. Of a {@linkplain
     * #isWeighted weighted} fit the draws are its resampled points, and log q is that of the family all the same.
     *
     * @param count how many draws, at least 1
     */
    public ScoredDraws scoredDraws(int count) {
        double[] z = unconstrained(count, origin.seed());
        double[] logTarget = new double[count];
        double[] logFamily = new double[count];
        target.logDensity(count, z, logTarget);
        family.logDensity(parameters, count, z, logFamily);
        return new ScoredDraws(draws(count), logTarget, logFamily);
    }

    /**
     * Draws as {@link #draws(int, long)} does, in ℝᵈ where the target lives and not on the scale of the variables.
     *
     * @param count how many draws, at least 1
     * @param seed the same seed gives the same draws
     * @return count × d, a new array
     */
    public double[] unconstrained(int count, long seed) {
        if (points != null) {
            return points.resampled(requireDraws(count), seed);
        }
        return pointsOfQ(requireDraws(count), seed);
    }

    private double[] pointsOfQ(int count, long seed) {
        int d = family.dimension();
        double[] z = new double[Math.multiplyExact(count, d)];
        forEachBlock(count, seed, (done, now, block) -> System.arraycopy(block, 0, z, done * d, now * d));
        return z;
    }

    /** Draws from q itself, whether the fit is weighted or not. */
    double[] pointsOfQ(int count) {
        return pointsOfQ(count, origin.seed());
    }

    /** Draws from q itself, on the scale of the variables. */
    Draws drawsOfQ(int count) {
        Variables variables = Variables.of(target);
        double[] all = new double[Math.multiplyExact(count, variables.constrainedDimension())];
        return drawsOfFamily(variables, count, origin.seed(), all);
    }

    /**
     * Measures what can be measured of the fit: the ELBO, bounds of the log evidence, k-hat of the weights and of each component, how far
     * importance weights move each mean and standard deviation, how far q's gradient is from the target's. Some 16,000 values of log p̃,
     * and 512 gradients; prints as a table.
     *
     * @throws IllegalArgumentException if log p̃ is NaN or +∞ at a draw, or zero at all of them
     */
    public Diagnostics diagnostics() {
        return Diagnostics.of(this);
    }

    /** Weights 8,192 draws, as {@link #weighted(int, long)} does; a fit that is weighted already returns its own points. */
    public WeightedDraws weighted() {
        if (points != null) {
            Variables variables = Variables.of(target);
            int count = points.weights().count();
            double[] values = new double[count * variables.constrainedDimension()];
            variables.constrain(count, points.points(), values);
            return new WeightedDraws(this, new Draws(variables.list(), count, values), points.weights());
        }
        return weighted(WEIGHTED_DRAWS, origin.seed());
    }

    /**
     * Weights draws from the fit by p̃/q, so that they stand for the posterior itself and not for q: means, standard deviations and
     * quantiles become right where q was only near, and k-hat says whether q was near enough. One value of log p̃ a draw.
     *
     * @param count how many draws; k-hat is steady from a few thousand on
     * @param seed the same seed gives the same draws of q
     * @throws IllegalArgumentException if log p̃ is NaN or +∞ at a draw, or zero at all of them
     */
    public WeightedDraws weighted(int count, long seed) {
        double[] logRatios = new double[requireDraws(count)];
        double[] logTarget = new double[BLOCK];
        double[] logFamily = new double[BLOCK];
        forEachBlock(count, seed, (done, now, z) -> {
            target.logDensity(now, z, logTarget);
            family.logDensity(parameters, now, z, logFamily);
            for (int s = 0; s < now; s++) {
                logRatios[done + s] = logTarget[s] - logFamily[s];
            }
        });
        Variables variables = Variables.of(target);
        double[] all = new double[Math.multiplyExact(count, variables.constrainedDimension())];
        Draws draws = drawsOfFamily(variables, count, seed, all);
        return new WeightedDraws(this, draws, ImportanceWeights.paretoSmoothed(logRatios));
    }

    /** Predicts with 1,000 draws and the seed of the fit, as {@link #predict(NewData, int, long)} does. */
    public Draws predict(NewData data) {
        return predict(data, PREDICTED_DRAWS, origin.seed());
    }

    /**
     * Predicts for new data: draws from the posterior predictive law. Of a model, levels that it was fitted on keep their posterior,
     * and levels not seen before are drawn from their population.
     *
     * @param data such as {@code Data} of the module {@code models}, with the columns that the model asks for
     * @param draws how many, at least 1
     * @param seed the same seed gives the same draws
     * @return draws by name; {@link Draws#summary} makes a table of them
     * @throws IllegalArgumentException if the fit's target cannot be stated on these data: which name, and why
     */
    public Draws predict(NewData data, int draws, long seed) {
        return data.predictedBy(this, requireDraws(draws), seed);
    }

    private static int requireDraws(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("draws must be at least 1: " + count);
        }
        return count;
    }

    /** Takes in draws number {@code done}, …, {@code done + now − 1}. */
    @FunctionalInterface
    private interface BlockOfDraws {
        void take(int done, int now, double[] z);
    }

    private void forEachBlock(int count, long seed, BlockOfDraws block) {
        MonteCarlo noise = new MonteCarlo(seed, DRAW_STREAM);
        double[] epsilon = new double[BLOCK * family.noiseDimension()];
        double[] z = new double[BLOCK * family.dimension()];
        for (int done = 0; done < count; done += BLOCK) {
            int now = Math.min(BLOCK, count - done);
            noise.fill(done / BLOCK, now, family.noiseDimension(), epsilon);
            family.draw(parameters, now, epsilon, z);
            block.take(done, now, z);
        }
    }

    /**
     * Writes a report: one HTML page that needs nothing beside it, with the verdict, the summary and plots. The module {@code
     * jensen-models} makes it, and its {@code Report} has options.
     *
     * @param file replaced; its folder is made where there is none
     * @throws IllegalStateException if that module is not there
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void report(Path file) {
        ServiceLoader.load(Reporter.class, Reporter.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "a report needs jensen-models on the class path or module path, which draws it;"
                                + " summary() prints without"))
                .report(this, file);
    }

    /** Summarises the variables by name, from draws; prints as a table. */
    public Summary summary() {
        return points != null ? Summary.of(weighted()) : Summary.of(this);
    }

    @Override
    public String toString() {
        return "Fit[" + origin.method() + ", " + family + ", ELBO " + elbo
                + origin.other().map(loss -> ", minimised " + loss).orElse("") + ", " + origin.describeEnding()
                + ", seed "
                + origin.seed() + "]";
    }
}
