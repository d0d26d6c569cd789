package dev.jensen.models;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.Variable;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Simulation-based calibration of a model and a way to fit it (Talts, Betancourt, Simpson, Vehtari and Gelman, "Validating Bayesian
 * inference algorithms with simulation-based calibration", 2018): parameters are drawn from the prior, data from the model with these
 * parameters, and the data are fitted. If fits were exact, a parameter's true value would have any rank among its posterior's draws
 * with the same probability. Immutable: each method returns another configuration.
 *
 * <pre>{@code
 * Calibration how = model.calibrating()
 *         .simulations(400)
 *         .by((density, seed) -> DefaultFit.of(density).meanField().seed(seed).fit())
 *         .run();
 * }</pre>
 *
 * <p>Simulations run side by side on all cores; the result is the same bits on any number of them.
 */
public final class Calibrating {
    private static final int SIMULATIONS = 200;
    private static final int DRAWS = 99;

    private final String name;
    private final Simulation simulation;
    private final Method method;
    private final int simulations;
    private final int draws;
    private final long seed;

    private Calibrating(String name, Simulation simulation, Method method, int simulations, int draws, long seed) {
        this.name = name;
        this.simulation = simulation;
        this.method = method;
        this.simulations = simulations;
        this.draws = draws;
        this.seed = seed;
    }

    static Calibrating of(String name, Simulation simulation) {
        return new Calibrating(
                name,
                simulation,
                (density, seed) -> DefaultFit.of(density).seed(seed).fit(),
                SIMULATIONS,
                DRAWS,
                1);
    }

    /** A way to fit: what is calibrated. Called from several threads at once. */
    @FunctionalInterface
    public interface Method {
        /**
         * Fits simulated data.
         *
         * @param density of the model given the data
         * @param seed of this fit
         */
        Fit fit(ExprDensity density, long seed);
    }

    /** Fits by another method than the default. */
    public Calibrating by(Method another) {
        return new Calibrating(name, simulation, another, simulations, draws, seed);
    }

    /**
     * Takes another number of simulated data sets, 200 unless told. The more, the smaller an error shows: with 200 a standard deviation
     * that is a fifth too small mostly does.
     *
     * @param count at least 20
     */
    public Calibrating simulations(int count) {
        if (count < 20) {
            throw new IllegalArgumentException("a calibration needs at least 20 simulations: " + count);
        }
        return new Calibrating(name, simulation, method, count, draws, seed);
    }

    /**
     * Takes another number of draws from each fit, among which the true value is ranked: 99 unless told, so that there are 100 ranks.
     *
     * @param count at least 9
     */
    public Calibrating draws(int count) {
        if (count < 9) {
            throw new IllegalArgumentException("a calibration needs at least 9 draws of each fit: " + count);
        }
        return new Calibrating(name, simulation, method, simulations, count, seed);
    }

    /** Takes another seed: the same seed gives the same bits. */
    public Calibrating seed(long another) {
        return new Calibrating(name, simulation, method, simulations, draws, another);
    }

    /**
     * Simulates and fits.
     *
     * @throws IllegalArgumentException if the prior cannot be drawn from: which latent, and why
     * @throws IllegalStateException if more than half of the fits failed: what the first said
     */
    public Calibration run() {
        SplittableRandom seeds = new SplittableRandom(seed);
        Draws truth = simulation.draw(simulations, seeds.nextLong());
        Map<String, double[][]> outcomes = simulation.outcomes(truth);
        long[] own = seeds.longs(simulations).toArray();
        List<Variable> quantities = simulation.quantities();
        List<Outcome> all = IntStream.range(0, simulations)
                .parallel()
                .mapToObj(i -> fit(quantities, truth, outcomes, i, own[i]))
                .toList();
        List<Outcome> fitted =
                all.stream().filter(each -> each.failure() == null).toList();
        if (2 * fitted.size() < simulations) {
            Outcome first = all.stream()
                    .filter(each -> each.failure() != null)
                    .findFirst()
                    .orElseThrow();
            throw new IllegalStateException("model \"" + name + "\": " + (simulations - fitted.size()) + " of "
                    + simulations + " fits of simulated data failed; the first: " + first.failure());
        }
        List<String> names = new ArrayList<>();
        for (Variable variable : quantities) {
            for (int k = 0; k < variable.size(); k++) {
                names.add(variable.componentName(k));
            }
        }
        List<Calibration.Row> rows = new ArrayList<>();
        double level = Calibration.LEVEL / Math.max(1, names.size());
        for (int c = 0; c < names.size(); c++) {
            int component = c;
            double[] values = truth.of(names.get(c));
            if (Arrays.stream(values).allMatch(value -> value == values[0])) {
                continue; // a constant, as the diagonal of a correlation matrix
            }
            int[] ranks =
                    fitted.stream().mapToInt(each -> each.ranks()[component]).toArray();
            double[] scores = fitted.stream()
                    .mapToDouble(each -> each.scores()[component])
                    .toArray();
            rows.add(Calibration.Row.of(names.get(c), ranks, scores, draws, level));
        }
        int reliable =
                Math.toIntExact(fitted.stream().filter(Outcome::isReliable).count());
        return new Calibration(
                name, fitted.get(0).method(), simulations, draws, simulations - fitted.size(), reliable, rows);
    }

    /** What came of one simulation: the true values' ranks, and how far they are from the mean, in the fit's standard deviations. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not kept
    private record Outcome(
            int[] ranks,
            double[] scores,
            String method,
            boolean isReliable,
            @Nullable String failure) {}

    private Outcome fit(
            List<Variable> quantities, Draws truth, Map<String, double[][]> outcomes, int simulation, long own) {
        try {
            Fit fit = method.fit(this.simulation.density(outcomes, simulation), own);
            return ranked(quantities, truth, simulation, fit, fit.draws(draws, own));
        } catch (ArithmeticException | IllegalArgumentException | IllegalStateException e) {
            return new Outcome(new int[0], new double[0], "", false, String.valueOf(e.getMessage()));
        }
    }

    private Outcome ranked(List<Variable> quantities, Draws truth, int simulation, Fit fit, Draws drawn) {
        int width = quantities.stream().mapToInt(Variable::size).sum();
        int[] ranks = new int[width];
        double[] scores = new double[width];
        int at = 0;
        for (Variable variable : quantities) {
            double[][] posterior = drawn.array(variable.name());
            double[] right = truth.array(variable.name())[simulation];
            for (int k = 0; k < right.length; k++, at++) {
                double mean = 0;
                for (double[] draw : posterior) {
                    ranks[at] += draw[k] < right[k] ? 1 : 0;
                    mean += draw[k] / draws;
                }
                double squares = 0;
                for (double[] draw : posterior) {
                    squares += (draw[k] - mean) * (draw[k] - mean);
                }
                scores[at] = (right[k] - mean) / Math.sqrt(squares / (draws - 1));
            }
        }
        boolean isReliable =
                fit.verdict().filter(Verdict.Reliable.class::isInstance).isPresent();
        return new Outcome(ranks, scores, fit.origin().method(), isReliable, null);
    }
}
