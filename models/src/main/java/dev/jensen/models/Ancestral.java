package dev.jensen.models;

import dev.jensen.core.density.HiddenMarkovChain;
import dev.jensen.core.density.Variable;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.fit.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a model's statements in order, for many draws at once: what is known of a latent stays, the rest is drawn from its
 * law given the draw's values of what came before; then outcomes are drawn, and derived quantities computed.
 */
final class Ancestral {
    private final List<Site> sites;
    private final Known known;
    private final int draws;
    private final SplittableRandom random;
    private final NaturalScale scale;
    private final AtDraws values;
    private final List<Variable> names = new ArrayList<>();
    private final List<double[]> columns = new ArrayList<>();
    private final @Nullable OutcomeTaker outcomes; // takes outcomes, in place of keeping them

    private Ancestral(List<Site> sites, Known known, int draws, long seed, @Nullable OutcomeTaker outcomes) {
        this.outcomes = outcomes;
        this.sites = sites;
        this.known = known;
        this.draws = draws;
        this.random = new SplittableRandom(seed);
        this.scale = NaturalScale.of(sites);
        this.values = new AtDraws(scale, draws);
    }

    /** What is known of latents before they are drawn. */
    @FunctionalInterface
    interface Known {
        /** Nothing: the prior. */
        Known NOTHING = (site, values, random) -> new boolean[site.variable().size()];

        /**
         * Fills in what is known.
         *
         * @param values [draw][component], overwritten where known
         * @return for each component whether it is known
         */
        boolean[] fill(Site.Named site, double[] values, RandomGenerator random);

        /** Whether amortised latents have the law that their encoder gives, in place of their prior. */
        default boolean encodes() {
            return false;
        }
    }

    /** Takes in an outcome at its place among the statements, where all that its law needs is drawn. */
    @FunctionalInterface
    interface OutcomeTaker {
        /** Takes it in; it may be drawn from the source, or not. */
        void take(Site.Outcome outcome, LawSampler sampler, AtDraws values, RandomGenerator source);
    }

    /** Draws latents from the prior and hands outcomes on, so that they, who may be many, are not kept; the same seed gives the same. */
    static void prior(List<Site> sites, int draws, long seed, OutcomeTaker outcomes) {
        new Ancestral(sites, Known.NOTHING, draws, seed, outcomes).visit();
    }

    static Draws of(List<Site> sites, Known known, int draws, long seed) {
        if (draws < 1) {
            throw new IllegalArgumentException("draws must be at least 1: " + draws);
        }
        Ancestral work = new Ancestral(sites, known, draws, seed, null);
        work.visit();
        return work.join();
    }

    private void visit() {
        List<Expr> drawn = new ArrayList<>(); // latents that are not known, or not in full
        for (Site site : sites) {
            if (site instanceof Site.Latent latent) {
                Site.Imputed imputed = latent.imputed();
                double[] own = imputed == null ? draw(latent, drawn) : impute(latent, imputed);
                values.put(scale.unknown(latent), own);
                put(latent.variable(), own);
            } else if (site instanceof Site.Point point) {
                put(point, estimated(point));
            } else if (site instanceof Site.Amortised latent) {
                put(latent, known.encodes() ? encoded(latent) : drawn(latent, drawn));
            } else if (site instanceof Site.Choice choice) {
                double[] own = choose(choice, drawn);
                values.put(choice.latent().unknown(), own);
                put(choice.variable(), own);
            } else if (site instanceof Site.Derived derived && outcomes == null) {
                double[] own = new double[draws * derived.variable().size()];
                values.evaluate(List.of(derived.value()), (draw, numbers, from, width) -> {
                    System.arraycopy(numbers, from, own, draw * width, width);
                });
                put(derived.variable(), own);
            } else if (site instanceof Site.Outcome outcome) {
                LawSampler sampler = new LawSampler("observation", outcome.variable(), outcome.law(), outcome.shape());
                if (outcomes != null) {
                    outcomes.take(outcome, sampler, values, random.split());
                    continue;
                }
                put(outcome.variable(), sample(sampler, new boolean[sampler.size()], null));
                putMean(outcome);
            } else if (site instanceof Site.Term term) {
                requireFree(term, drawn);
            }
        }
    }

    private double[] draw(Site.Latent latent, List<Expr> drawn) {
        LawSampler sampler = new LawSampler(
                "latent", latent.variable(), latent.law(), latent.value().shape());
        double[] own = new double[Math.multiplyExact(draws, sampler.size())];
        boolean[] stays = known.fill(latent, own, random.split());
        for (boolean each : stays) {
            if (!each) {
                drawn.add(latent.unknown());
                return sample(sampler, stays, own);
            }
        }
        return own;
    }

    private double[] estimated(Site.Point point) {
        double[] own = new double[Math.multiplyExact(draws, point.variable().size())];
        if (known.fill(point, own, random.split())[0]) {
            return own;
        }
        throw new IllegalArgumentException("parameter \"" + point.name()
                + "\" has no law to draw it from: fit the model first, and draw with Model.generate(fit, draws, seed), or state it as"
                + " a latent with a prior");
    }

    /** From the law that the encoder gives for each row. */
    private double[] encoded(Site.Amortised latent) {
        double[] keys = new double[draws];
        Arrays.setAll(keys, s -> random.nextLong() >>> 11);
        values.put(latent.key(), keys);
        double[] own = new double[Math.multiplyExact(draws, latent.variable().size())];
        values.evaluate(List.of(latent.encoded()), (draw, numbers, from, width) -> {
            System.arraycopy(numbers, from, own, draw * width, width);
        });
        return own;
    }

    private double[] drawn(Site.Amortised latent, List<Expr> drawn) {
        drawn.add(latent.unknown());
        LawSampler sampler = new LawSampler(
                "latent", latent.variable(), latent.law(), latent.value().shape());
        return sample(sampler, new boolean[sampler.size()], null);
    }

    private void put(Site.Coordinates site, double[] own) {
        values.put(scale.unknown(site), own);
        put(site.variable(), own);
    }

    /** The missing rows of an observation: those that are not known from the law of all its rows. */
    private double[] impute(Site.Latent latent, Site.Imputed imputed) {
        int size = latent.variable().size();
        double[] own = new double[Math.multiplyExact(draws, size)];
        boolean[] stays = known.fill(latent, own, random.split());
        Variable all = new Variable(latent.name(), List.of(), Optional.empty());
        LawSampler sampler = new LawSampler("latent", all, latent.law(), imputed.shape());
        double[] rows = new double[sampler.size()]; // of one draw
        boolean[] none = new boolean[sampler.size()];
        RandomGenerator source = random.split();
        values.evaluate(sampler.parameters(), (draw, numbers, from, width) -> {
            sampler.sample(source, numbers, from, rows, 0, none);
            for (int i = 0; i < size; i++) {
                if (!stays[i]) {
                    own[draw * size + i] = rows[imputed.rows().get(i)];
                }
            }
        });
        return own;
    }

    private double[] sample(LawSampler sampler, boolean[] stays, double @Nullable [] given) {
        int size = sampler.size();
        double[] own = given == null ? new double[Math.multiplyExact(draws, size)] : given;
        RandomGenerator source = random.split();
        values.evaluate(sampler.parameters(), (draw, numbers, from, width) -> {
            sampler.sample(source, numbers, from, own, draw * size, stays);
        });
        return own;
    }

    private double[] choose(Site.Choice choice, List<Expr> drawn) {
        int size = choice.variable().size();
        double[] own = new double[Math.multiplyExact(draws, size)];
        boolean[] stays = known.fill(choice, own, random.split());
        int count = (int) IntStream.range(0, size).filter(i -> stays[i]).count();
        if (count == size) {
            return own;
        }
        drawn.add(choice.latent().unknown());
        HiddenMarkovChain chain = choice.latent().chain();
        if (chain == null && choice.law() != null) {
            Shape shape = choice.latent().value().shape();
            return sample(new LawSampler("latent", choice.variable(), choice.law(), shape), stays, own);
        }
        if (chain == null || !isPrefix(stays, count)) {
            throw new IllegalArgumentException("latent \"" + choice.name() + "\": " + count + " of " + size
                    + " times of the Markov chain were fitted, and times before or between them cannot be drawn beside them: predict"
                    + " for the times fitted and those that follow, or for times that are all new");
        }
        RandomGenerator source = random.split();
        int states = chain.states();
        boolean stepwise = chain.transition().shape().rank() == 3;
        values.evaluate(List.of(chain.initial(), chain.transition()), (draw, numbers, from, width) -> {
            for (int time = count; time < size; time++) {
                int before = time == 0 ? 0 : (int) own[draw * size + time - 1];
                int step = stepwise ? (time - 1) * states * states : 0;
                int at = time == 0 ? from : from + states + step + before * states;
                own[draw * size + time] = HiddenStates.draw(source, numbers, at, states);
            }
        });
        return own;
    }

    private static boolean isPrefix(boolean[] stays, int count) {
        for (int i = 0; i < count; i++) {
            if (!stays[i]) {
                return false;
            }
        }
        return true;
    }

    private void requireFree(Site.Term term, List<Expr> drawn) {
        for (Expr unknown : Unknowns.of(term.value())) {
            if (drawn.contains(unknown)) {
                throw new IllegalArgumentException("latent \"" + unknown.operation()
                        + "\" cannot be drawn from its law, because factor \"" + term.name()
                        + "\" says more about it: state the factor as the latent's law, or, for a prediction, use only levels that"
                        + " were fitted");
            }
        }
    }

    /** The mean of an outcome's law, where there is one. */
    private void putMean(Site.Outcome outcome) {
        Expr mean;
        try {
            mean = outcome.law().mean();
        } catch (UnsupportedOperationException e) {
            return;
        }
        KnownValues constant = KnownValues.of(mean);
        if (constant != null && Double.isNaN(constant.at(0, 0))) {
            return;
        }
        Plate plate = outcome.shape().plate();
        Expr inner = mean.broadcastInner(outcome.shape().inner());
        Expr all = plate == null ? inner : inner.onRows(plate);
        double[] own = new double[draws * outcome.variable().size()];
        values.evaluate(List.of(all), (draw, numbers, from, width) -> {
            System.arraycopy(numbers, from, own, draw * width, width);
        });
        Variable like = outcome.variable();
        put(new Variable("E(" + like.name() + ")", like.inner(), like.rows()), own);
    }

    private void put(Variable name, double[] own) {
        names.add(name);
        columns.add(own);
    }

    private Draws join() {
        int width = names.stream().mapToInt(Variable::size).sum();
        double[] all = new double[Math.multiplyExact(draws, width)];
        int at = 0;
        for (int i = 0; i < columns.size(); i++) {
            int size = names.get(i).size();
            for (int draw = 0; draw < draws; draw++) {
                System.arraycopy(columns.get(i), draw * size, all, draw * width + at, size);
            }
            at += size;
        }
        return Draws.of(names, draws, all);
    }
}
