package dev.jensen.models;

import dev.jensen.core.density.HiddenMarkovChain;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Draws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Draws the latents that were summed out of a model, all together, from their law given the data and the other latents of each draw of
 * a fit: in the opposite order, each from the terms that it was summed out of, in which those drawn before it have their values. The
 * states of a chain are filtered forwards and drawn backwards (Frühwirth-Schnatter, "Data augmentation and dynamic linear models",
 * Journal of Time Series Analysis 1994; of finite chains Chib, "Calculating posterior distributions and modal estimates in Markov
 * mixture models", Journal of Econometrics 1996).
 */
final class HiddenStates {
    private final Recipe fitted;
    private final Draws draws;
    private final Map<String, double[][]> drawn = new HashMap<>();

    /**
     * Prepares.
     *
     * @param fitted the model on the data that it was fitted to
     * @param draws of the fit
     */
    HiddenStates(Recipe fitted, Draws draws) {
        this.fitted = fitted;
        this.draws = draws;
    }

    /**
     * Draws all of them at the first call.
     *
     * @return the latent's values, [draw][row]
     */
    double[][] of(String latent, RandomGenerator random) {
        if (drawn.isEmpty()) {
            draw(random);
        }
        return Objects.requireNonNull(drawn.get(latent));
    }

    private void draw(RandomGenerator random) {
        NaturalScale scale = NaturalScale.of(fitted.sites());
        AtDraws values = new AtDraws(scale, draws.count());
        for (Site site : fitted.sites()) {
            if (site instanceof Site.Latent latent) {
                values.put(scale.unknown(latent), flat(draws.array(latent.name())));
            }
        }
        List<SummingOut.Step> steps = SummingOut.steps(fitted.statement());
        for (int i = steps.size() - 1; i >= 0; i--) {
            DiscreteLatent latent = steps.get(i).latent();
            double[][] own = draw(steps.get(i), values, random);
            drawn.put(latent.name(), own);
            values.put(latent.unknown(), flat(own));
        }
    }

    private double[][] draw(SummingOut.Step step, AtDraws values, RandomGenerator random) {
        DiscreteLatent latent = step.latent();
        int size = latent.size();
        double[][] own = new double[draws.count()][size];
        Expr terms = latent.plate() == null ? step.terms() : step.terms().toAxis();
        HiddenMarkovChain chain = latent.chain();
        if (chain != null) {
            values.evaluate(List.of(terms, chain.initial(), chain.transition()), (draw, numbers, from, width) -> {
                states(chain, numbers, from, size, random, own[draw]);
            });
            return own;
        }
        int outcomes = latent.outcomes();
        double[] logs = new double[outcomes];
        values.evaluate(List.of(terms), (draw, numbers, from, width) -> {
            for (int row = 0; row < size; row++) {
                for (int k = 0; k < outcomes; k++) {
                    logs[k] = numbers[from + k * size + row];
                }
                own[draw][row] = draw(random, logs, 0, outcomes);
            }
        });
        return own;
    }

    /**
     * Forwards log P(state now, what was observed until now), backwards the states.
     *
     * @param numbers the terms [state][time], log initial, log transition
     */
    private static void states(
            HiddenMarkovChain chain, double[] numbers, int from, int times, RandomGenerator random, double[] out) {
        int k = chain.states();
        int initial = from + k * times;
        int transition = initial + k;
        int ofStep = chain.transition().shape().rank() == 3 ? k * k : 0;
        double[][] filtered = new double[times][k];
        double[] logs = new double[k];
        for (int t = 0; t < times; t++) {
            for (int to = 0; to < k; to++) {
                for (int before = 0; before < k && t > 0; before++) {
                    logs[before] = filtered[t - 1][before] + numbers[transition + (t - 1) * ofStep + before * k + to];
                }
                double reached = t == 0 ? numbers[initial + to] : logSum(logs, 0, k);
                filtered[t][to] = reached + numbers[from + to * times + t];
            }
        }
        for (int t = times - 1; t >= 0; t--) {
            for (int state = 0; state < k; state++) {
                double onwards = t == times - 1 ? 0 : numbers[transition + t * ofStep + state * k + (int) out[t + 1]];
                logs[state] = filtered[t][state] + onwards;
            }
            out[t] = draw(random, logs, 0, k);
        }
    }

    /** Draws one of some outcomes, by the logarithms of their weights, which need not sum to 1. */
    static int draw(RandomGenerator random, double[] logs, int from, int count) {
        double total = logSum(logs, from, count);
        double left = random.nextDouble();
        int last = from;
        for (int k = from; k < from + count; k++) {
            double weight = Math.exp(logs[k] - total);
            if (weight > 0) {
                last = k;
                left -= weight;
                if (left < 0) {
                    break;
                }
            }
        }
        return last - from;
    }

    private static double logSum(double[] logs, int from, int count) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = from; k < from + count; k++) {
            greatest = Math.max(greatest, logs[k]);
        }
        double sum = 0;
        for (int k = from; k < from + count && greatest > Double.NEGATIVE_INFINITY; k++) {
            sum += Math.exp(logs[k] - greatest);
        }
        return greatest == Double.NEGATIVE_INFINITY ? greatest : greatest + Math.log(sum);
    }

    private static double[] flat(double[][] rows) {
        int width = rows[0].length;
        double[] all = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * width, width);
        }
        return all;
    }
}
