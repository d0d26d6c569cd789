package dev.jensen.models;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.conjugate.Conjugacy;
import dev.jensen.core.density.AmortisedDensity;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.MixedDensity;
import dev.jensen.core.density.Variable;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.DiscreteFamily;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.family.MeanFieldCategorical;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.MixedFamily;
import dev.jensen.core.family.NaturalMeanField;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.family.StructuredGaussian;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Bayesian model: latent variables with their priors, data with their likelihood. Immutable and thread-safe.
 *
 * <pre>{@code
 * Model schools = Model.of("eight schools", m -> {
 *     var school = m.plate("school", 8);
 *     var sigma = m.data("sigma", standardErrors, school);
 *     var mu = m.latent("mu", Normal.of(0, 5));
 *     var tau = m.latent("tau", HalfCauchy.of(5));
 *     var z = m.latent("z", Normal.of(0, 1), school);
 *     var theta = m.derive("theta", mu.plus(tau.times(z)));
 *     m.observe("y", Normal.of(theta, sigma), effects, school);
 * });
 * System.out.println(schools.fit().summary());
 * }</pre>
 */
public final class Model {
    private static final int MOST_FULL_RANK = 50;
    private static final double START_SCALE = 0.1;

    private final String name;
    private final Statement statement;
    private final Optional<ExprDensity> density; // absent where a latent is discrete or amortised
    private final Points points;
    private final Layout layout;
    private final Recipe recipe;

    private Model(String name, Statement statement, Layout layout, Recipe recipe) {
        this.name = name;
        this.statement = statement;
        this.layout = layout;
        this.recipe = recipe;
        points = Points.of(statement.continuous(), recipe.sites());
        density = statement.discrete().isEmpty() && key().isEmpty()
                ? Optional.of(statement.density(recipe))
                : Optional.empty();
    }

    /** What the noise of amortised latents is a function of, where there are any. */
    private Optional<Expr> key() {
        return recipe.sites().stream()
                .filter(Site.Amortised.class::isInstance)
                .map(site -> ((Site.Amortised) site).key())
                .findFirst();
    }

    /**
     * States a model.
     *
     * @param name what messages call it
     * @param statement called with the builder that takes the model's statements; more than once where a latent's coordinate is left to
     *     {@code auto()}
     * @throws IllegalArgumentException where a statement makes no sense: the message names the variable, the value and the row
     */
    public static Model of(String name, Consumer<ModelBuilder> statement) {
        return of(stated(name, statement), null, null);
    }

    /**
     * States a model on data, so that it can be stated again on others: {@code fit.predict(newData)}. There, rows of plates with
     * labels are those of the same label, and keep their posterior; levels not seen before are drawn from their law given the rest.
     * Rows of a plate without labels are new ones where something is observed of each; else they are the same, one after the other.
     *
     * @param name what messages call it
     * @param data what it is fitted to
     * @param statement called with the builder that takes the model's statements, and with data: these, and again new ones at each
     *     prediction, so that it must state the same variables whatever the data, and take what it needs from them
     * @throws IllegalArgumentException where a statement makes no sense: the message names the variable, the value and the row
     */
    public static Model of(String name, Data data, BiConsumer<ModelBuilder, Data> statement) {
        ModelBuilder builder = stated(name, m -> statement.accept(m, data));
        builder.stated().requireObserved();
        return of(builder, data, statement);
    }

    private static ModelBuilder stated(String name, Consumer<ModelBuilder> statement) {
        ModelBuilder builder = stated(name, statement, Set.of());
        List<String> open = builder.stated().open();
        if (open.isEmpty() || builder.stated().isAmortised()) {
            return builder;
        }
        Set<String> better = new AutoCentering(name, some -> pilot(stated(name, statement, some))).choose(open);
        return stated(name, statement, better);
    }

    private static ModelBuilder stated(String name, Consumer<ModelBuilder> statement, Set<String> nonCentered) {
        ModelBuilder builder = new ModelBuilder(name, nonCentered);
        statement.accept(builder);
        return builder;
    }

    private static ExprDensity pilot(ModelBuilder builder) {
        Statement all = builder.stated().together();
        Statement summed = all.discrete().isEmpty() ? all : SummingOut.of(all);
        return summed.density(
                new Recipe(builder.stated().model(), builder.stated().sites(), all, null, null));
    }

    private static Model of(ModelBuilder builder, @Nullable Data data, @Nullable BiConsumer<ModelBuilder, Data> again) {
        Statement statement = builder.stated().together();
        Recipe recipe = new Recipe(builder.stated().model(), builder.stated().sites(), statement, data, again);
        return new Model(
                builder.stated().model(), statement, new Layout(builder.stated().latents()), recipe);
    }

    /** Returns what messages call the model. */
    public String name() {
        return name;
    }

    /** Returns the variables that draws and summaries name, latent and derived, in the order of their statements. */
    public List<Variable> variables() {
        return statement.variables();
    }

    /**
     * Returns the model's log density over the unconstrained latents, which every algorithm takes: one factor for each latent
     * (its prior with the log Jacobian of its transform), for each observation and for each free term.
     *
     * @throws IllegalStateException if a latent is discrete or amortised: it says what to do then
     */
    public ExprDensity density() {
        requireNoneAmortised();
        return density.orElseThrow(() -> new IllegalStateException("model \"" + name + "\" has the discrete latent \""
                + statement.discrete().get(0).name()
                + "\", which has no gradient: sum it out with marginalized(), which is exact,"
                + " or fit it by the score function with mixedFitting()"));
    }

    private void requireNoneAmortised() {
        if (key().isPresent()) {
            throw new IllegalStateException("model \"" + name
                    + "\" has amortised latents, so that its density is an estimate, with new draws at each step: take"
                    + " amortisedDensity(), or fit it with stochasticFitting()");
        }
    }

    /**
     * Returns the model's log density over all that has no rows, with amortised latents drawn from what their encoders give: an estimate,
     * which is a bound in the mean.
     *
     * @throws IllegalStateException if no latent is amortised, or one is discrete
     */
    public AmortisedDensity amortisedDensity() {
        if (!statement.discrete().isEmpty()) {
            throw new IllegalStateException(
                    "model \"" + name + "\" has amortised and discrete latents, which do not go together:"
                            + " write the discrete ones as a mixture law, which sums them out");
        }
        Expr key = key().orElseThrow(() ->
                new IllegalStateException("model \"" + name + "\" has no amortised latent: take density()"));
        return statement.amortised(key, recipe);
    }

    /**
     * Returns the model with its discrete latents summed out, exactly: row by row, or along a chain by the forward algorithm. It is
     * a model of the continuous latents alone, and is fitted like any other. In the place of a discrete latent its draws name the
     * probabilities of its outcomes given the data and the other latents of the draw: {@code P(z=1)[3]}, whose mean is the
     * posterior probability; derived quantities that depend on it are left out.
     *
     * @throws IllegalStateException if no latent would remain
     * @throws IllegalArgumentException if the rows of a latent cannot be told apart: the message names the factor
     */
    public Model marginalized() {
        if (statement.continuous().isEmpty()) {
            throw new IllegalStateException(
                    "model \"" + name + "\" has discrete latents only, so that nothing would remain to fit: fit it with"
                            + " mixedFitting()");
        }
        return statement.discrete().isEmpty() ? this : new Model(name, SummingOut.of(statement), layout, recipe);
    }

    /**
     * Returns the model's log density over the discrete latents, which come first, and the unconstrained continuous ones. Of a
     * latent with more than two outcomes draws name each outcome too, {@code z=2[3]}, whose mean is its probability.
     *
     * @throws IllegalStateException if no latent is discrete
     */
    public MixedDensity mixedDensity() {
        if (statement.discrete().isEmpty()) {
            throw new IllegalStateException("model \"" + name + "\" has no discrete latent: take density()");
        }
        return statement.mixedDensity(recipe);
    }

    /**
     * Returns the family of independent discrete latents, beside a Gaussian of the continuous ones where there are any: of full
     * rank up to 50 of them.
     */
    public Family mixedFamily() {
        int[] outcomes = statement.outcomes();
        DiscreteFamily choices = Arrays.stream(outcomes).allMatch(k -> k == 2)
                ? MeanFieldBernoulli.of(outcomes.length)
                : MeanFieldCategorical.of(outcomes);
        int d = statement.continuous().stream()
                .mapToInt(each -> each.shape().size())
                .sum();
        if (d == 0) {
            return choices;
        }
        return d <= MOST_FULL_RANK
                ? MixedFamily.of(choices, FullRankGaussian.of(d))
                : MixedFamily.of(choices, MeanFieldGaussian.of(d));
    }

    /**
     * Begins a fit of discrete and continuous latents together, along the score function for the discrete ones. Where {@link
     * #marginalized} is possible it is the better way: it has less noise, and keeps what the latents know of each other.
     */
    public StochasticGradientVi<MixedDensity, Family> mixedFitting() {
        return StochasticGradientVi.of(mixedDensity(), mixedFamily());
    }

    /**
     * Reads whether each latent's law given all others is known, discrete latents summed out; what {@link
     * dev.jensen.core.algorithm.CoordinateAscent} and {@link dev.jensen.core.algorithm.ConjugateNaturalGradient} need.
     *
     * <pre>{@code
     * Fit fit = CoordinateAscent.of(model.conjugacy()).fit(1);
     * }</pre>
     *
     * @throws dev.jensen.core.conjugate.NotConjugateException naming the latent and the factor that prevents it
     */
    public Conjugacy conjugacy() {
        return NaturalFactors.read(statement, recipe.sites(), marginalized().density());
    }

    /**
     * Looks the model over before a fit: latents and data that nothing uses, parts that have nothing to do with each other, priors
     * under which the data are all but impossible. Prints as a table; its diagram is a plate diagram.
     *
     * <pre>{@code
     * System.out.println(radon.check());
     * radon.check().write(Path.of("target/radon.svg"));
     * }</pre>
     */
    public ModelCheck check() {
        return recipe.check();
    }

    /**
     * Looks the model over as it would be stated on other data.
     *
     * @param data with the columns that the model asks for
     * @throws IllegalArgumentException if the model closes over its data, or cannot be stated on these
     */
    public ModelCheck check(Data data) {
        return recipe.check(data);
    }

    /**
     * Draws from the prior, and outcomes that it predicts: every latent and derived quantity by name, {@code y} for each observation,
     * and {@code E(y)}, the mean of its law at the draw.
     *
     * @param draws how many, at least 1
     * @param seed the same seed gives the same draws
     * @throws IllegalArgumentException if a latent's law is improper, or a factor says more about a latent than its law: which one
     */
    public Draws priorPredictive(int draws, long seed) {
        return Ancestral.of(recipe.sites(), Ancestral.Known.NOTHING, draws, seed);
    }

    /**
     * Draws what the fit predicts for the rows that it was fitted to, had they been observed anew: every latent and derived quantity
     * by name, {@code y} for each observation, and {@code E(y)}, the mean of its law at the draw. Latents that were summed out are
     * drawn from their joint law given the data and the draw.
     *
     * @param fit of this model
     * @param draws how many, at least 1
     * @param seed the same seed gives the same draws
     * @throws IllegalArgumentException if the fit is of another model or of other data
     */
    public Draws posteriorPredictive(Fit fit, int draws, long seed) {
        Posterior posterior = new Posterior(own(fit).draws(draws, seed), Matching.SAME, recipe);
        return Ancestral.of(recipe.sites(), posterior, draws, seed);
    }

    /**
     * Returns a fit that is of this model, stated here or elsewhere alike and on the same data, and refuses any other: whoever takes fits for
     * those of a certain model asks this first.
     *
     * @throws IllegalArgumentException if the fit is of another model or of other data: it names both, and their unknowns
     */
    public Fit own(Fit fit) {
        SameModel.require(recipe, fit);
        return fit;
    }

    /**
     * Draws new rows from the model as it was fitted: what is known without rows comes from the fit, amortised latents from their prior,
     * outcomes from their laws. Of a variational auto-encoder: samples.
     *
     * @param fit of this model
     * @param draws how many of each row, at least 1
     * @param seed the same seed gives the same draws
     * @throws IllegalArgumentException if the fit is of another model: it names both, and their unknowns
     */
    public Draws generate(Fit fit, int draws, long seed) {
        SameModel.requireUnknowns(recipe, fit);
        List<Site> sites = recipe.sites();
        Posterior posterior = new Posterior(fit.draws(draws, seed), Matching.SAME, recipe);
        return Ancestral.of(sites, (site, values, random) -> posterior.fill(site, values, random), draws, seed);
    }

    /**
     * Draws the amortised latents of other rows from what their encoders give, without a fit of theirs.
     *
     * @param fit of this model
     * @param rows data with the columns that the encoders take
     * @param draws how many, at least 1
     * @param seed the same seed gives the same draws
     * @throws IllegalStateException if no latent is amortised
     * @throws IllegalArgumentException if the model closes over its data, or cannot be stated on these
     */
    public Draws encode(Fit fit, Data rows, int draws, long seed) {
        amortisedDensity();
        SameModel.requireUnknowns(recipe, fit);
        List<Site> sites = recipe.on(rows).stream()
                .filter(Site.Coordinates.class::isInstance)
                .toList();
        Posterior posterior = new Posterior(fit.draws(draws, seed), new Matching.ByLabel(sites), recipe);
        return Ancestral.of(sites, posterior, draws, seed);
    }

    /**
     * Fits the model with every default and seed 1. A model with parameters has its bound maximised by them and by normals of the latents,
     * with {@link FixedDrawVi}, and one with amortised latents, or with parameters and minibatches, with {@link #stochasticFitting}.
     */
    public Fit fit() {
        return fit(1);
    }

    /** Fits the model with every default: the same seed gives the same bits. */
    public Fit fit(long seed) {
        if (key().isPresent() || (!points.isEmpty() && !density().minibatches().isEmpty())) {
            return stochasticFitting().fit(seed);
        }
        if (!points.isEmpty()) {
            Reparameterized family = points.family(MOST_FULL_RANK);
            return FixedDrawVi.of(density(), family).start(start(family)).fit(seed);
        }
        return fitting().seed(seed).fit();
    }

    /**
     * Begins a fit whose defaults can be changed.
     *
     * @throws IllegalStateException if the model has parameters, or a latent is discrete or amortised: it says what to do then
     */
    public DefaultFit fitting() {
        ExprDensity all = density();
        if (!points.isEmpty()) {
            throw new IllegalStateException("model \"" + name
                    + "\" has parameters, which have no posterior: fit it with fit(seed) or stochasticFitting()");
        }
        return DefaultFit.of(all);
    }

    /** Begins a stochastic fit of normals of the latents, of full rank up to 50 of them, beside parameters as points that start where they say. */
    public StochasticGradientVi<Differentiable, Reparameterized> stochasticFitting() {
        Differentiable target = key().isPresent() ? amortisedDensity() : density();
        Reparameterized family = points.family(MOST_FULL_RANK);
        return StochasticGradientVi.of(target, family).start(start(family));
    }

    /**
     * Begins a stochastic fit of amortised latents by the importance-weighted bound, as {@link #stochasticFitting} is by the ELBO: the parameters
     * that it finds have more evidence where encoders cannot be exact. See {@link AmortisedDensity#importanceWeighted}.
     *
     * @param draws of each row, at least 1; 5 to 10 are usual
     * @throws IllegalStateException if no latent is amortised, or one is discrete
     * @throws IllegalArgumentException if rows are not independent of each other given the rest: which factor
     */
    public StochasticGradientVi<Differentiable, Reparameterized> importanceWeightedFitting(int draws) {
        Reparameterized family = points.family(MOST_FULL_RANK);
        return StochasticGradientVi.<Differentiable, Reparameterized>of(
                        amortisedDensity().importanceWeighted(draws), family)
                .start(start(family));
    }

    private double[] start(Reparameterized family) {
        return family.initial(points.start(), START_SCALE);
    }

    /**
     * Calibrates the model with its default fit: 200 data sets are simulated from its prior and fitted. Prints as a table that says of
     * each parameter whether its posteriors are right on average, too narrow, too wide, too low or too high.
     *
     * @throws IllegalArgumentException if data cannot be simulated: why
     */
    public Calibration calibrate() {
        return calibrating().run();
    }

    /**
     * Begins a calibration whose defaults can be changed.
     *
     * @throws IllegalArgumentException if data cannot be simulated: why
     */
    public Calibrating calibrating() {
        density();
        return Calibrating.of(name, new Simulation(recipe));
    }

    /**
     * Returns the family of independent continuous latents, each with the law that is natural for its support: gamma for a positive number
     * (inverse gamma where that is its prior), beta for one between two bounds, Dirichlet for shares, normal for a real number and
     * for ordered ones. Laws are in the order of the latents, elements and rows of each one after the other.
     */
    public NaturalMeanField naturalMeanField() {
        requireLatentsOnly();
        return layout.naturalMeanField();
    }

    /**
     * Returns the family of normals with the structure of the plates: the continuous latents of each row of a plate are a block, full within,
     * and conditional on the latents without a plate, which are a full block too. Rows are independent given these.
     */
    public StructuredGaussian structuredGaussian() {
        requireLatentsOnly();
        return layout.structuredGaussian();
    }

    private void requireLatentsOnly() {
        requireNoneAmortised();
        if (!points.isEmpty()) {
            throw new IllegalStateException(
                    "model \"" + name
                            + "\" has parameters, which are points beside its latents: join a family of these with BesidePoints");
        }
    }

    @Override
    public String toString() {
        return "model \"" + name + "\": "
                + density.<Object>map(d -> d)
                        .orElse(key().isPresent() ? "with amortised latents" : "with discrete latents");
    }
}
