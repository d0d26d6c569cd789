package dev.jensen.examples;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.Arrays;
import java.util.List;

/**
 * Discrete latents by the score function, beside their exact enumeration: which of six faults are behind three alarms? Gates of
 * "noisy or" (Pearl, "Probabilistic reasoning in intelligent systems", 1988, section 4.3.2); 64 states, so that the posterior, the
 * evidence and the best independent q can all be had exactly.
 */
public final class E08Diagnosis implements Lesson {
    private static final String[] FAULT = {"pump", "valve", "sensor", "fuse", "cable", "leak"};
    private static final double[] PRIOR = {0.05, 0.10, 0.15, 0.05, 0.08, 0.10};
    private static final double FALSE_ALARM = 0.02;

    // how probable it is that a fault alone raises an alarm: pressure, temperature, voltage, level, flow
    private static final double[][] RAISES = {
        {0.9, 0.3, 0.1, 0.2, 0.8},
        {0.6, 0.0, 0.0, 0.4, 0.7},
        {0.5, 0.5, 0.1, 0.5, 0.1},
        {0.1, 0.2, 0.9, 0.0, 0.3},
        {0.0, 0.3, 0.8, 0.1, 0.0},
        {0.4, 0.0, 0.0, 0.9, 0.3}
    };
    private static final boolean[] ALARM = {true, false, true, true, false};

    private static final int STATES = 1 << FAULT.length;

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E08Diagnosis()));
    }

    /** log p(alarms, z): faults are independent, and an alarm stays silent if neither a fault nor chance raises it. */
    private static double logJoint(double[] z) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += Math.log(z[i] == 1 ? PRIOR[i] : 1 - PRIOR[i]);
        }
        for (int j = 0; j < ALARM.length; j++) {
            double logSilent = Math.log1p(-FALSE_ALARM);
            for (int i = 0; i < z.length; i++) {
                logSilent += z[i] * Math.log1p(-RAISES[i][j]);
            }
            sum += ALARM[j] ? Math.log(-Math.expm1(logSilent)) : logSilent;
        }
        return sum;
    }

    @Override
    public String about() {
        return "discrete latents by the score function, beside their exact enumeration";
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Discrete latents");
        page.say("""
                Six things can be wrong with a machine, each with a small probability, and each raises each of five alarms with a
                probability of its own. Three alarms ring: pressure, voltage and level; temperature and flow are silent. What is wrong?

                A fault is there or it is not, so that nothing can be differentiated by it, and draws have no path. The score function
                needs neither. q: six independent coins, whose log-odds are learned from draws of 0 and 1.
                """);
        int d = FAULT.length;
        var q = MeanFieldBernoulli.of(d);
        Fit fit = StochasticGradientVi.of(LogDensity.ofFunction(d, E08Diagnosis::logJoint), q)
                .estimator(ScoreFunction.leaveOneOut(100))
                .cancel(page::cancelled)
                .fit(1);
        if (page.cancelled()) {
            return;
        }
        double[] found = q.probabilities(fit.parameters());

        double[] log = new double[STATES];
        Arrays.setAll(log, state -> logJoint(bits(state)));
        double evidence = Arrays.stream(log).map(Math::exp).sum();
        double[] exact = new double[d];
        for (int state = 0; state < STATES; state++) {
            for (int i = 0; i < d; i++) {
                exact[i] += bits(state)[i] * Math.exp(log[state]) / evidence;
            }
        }
        double[] best = coordinateAscent(log);
        page.say("fault      prior    posterior, exact    best independent q    score function");
        for (int i = 0; i < d; i++) {
            page.line("%-8s   %5.2f    %16.3f    %18.3f    %14.3f", FAULT[i], PRIOR[i], exact[i], best[i], found[i]);
        }
        page.say("""
                log evidence             %8.4f     by summing 64 states
                ELBO of the best q       %8.4f     by summing 64 states
                ELBO, score function     %s
                """, Math.log(evidence), elbo(best, log), fit.elbo());
        page.say("""
                Independent coins cannot say "this or that", as the posterior does: one explanation makes the others less needed. What
                that costs is the gap, and it is the family's: the noise of the score function adds next to nothing to it.
                """);
        double[] row = new double[d];
        Arrays.setAll(row, i -> i);
        page.picture(
                "E08-diagnosis",
                Picture.of(Plot.titled("Probability of a fault, given what is seen")
                                .rows(List.of(FAULT))
                                .points("exact", exact, row)
                                .points("score function", found, row)
                                .frame(0, 1, -0.6, d - 0.4))
                        .sized(560, 340));
        page.check("ELBO at the fit, summed", elbo(found, log), elbo(best, log), 0.005);
        for (int i = 0; i < d; i++) {
            page.check("probability of " + FAULT[i], found[i], best[i], 0.03);
        }
        double apart = elbo(found, log) - fit.elbo().value();
        page.check("ELBO estimated less ELBO summed", apart, 0, 4 * fit.elbo().standardError());
    }

    private static double[] bits(int state) {
        double[] z = new double[FAULT.length];
        Arrays.setAll(z, i -> state >> i & 1);
        return z;
    }

    private static double probability(double[] theta, int state, int skip) {
        double product = 1;
        for (int i = 0; i < theta.length; i++) {
            if (i != skip) {
                product *= (state >> i & 1) == 1 ? theta[i] : 1 - theta[i];
            }
        }
        return product;
    }

    /** E_q[log p̃] + H(q), summed over all states. */
    private static double elbo(double[] theta, double[] log) {
        double sum = 0;
        for (int state = 0; state < STATES; state++) {
            double probability = probability(theta, state, -1);
            sum += probability * (log[state] - Math.log(probability));
        }
        return sum;
    }

    /** The best independent q: each coin's log-odds are E[log p̃ | 1] − E[log p̃ | 0] under the others, until nothing moves. */
    private static double[] coordinateAscent(double[] log) {
        double[] theta = new double[FAULT.length];
        Arrays.fill(theta, 0.5);
        for (int round = 0; round < 500; round++) {
            for (int i = 0; i < theta.length; i++) {
                double logit = 0;
                for (int state = 0; state < STATES; state++) {
                    logit += ((state >> i & 1) == 1 ? 1 : -1) * probability(theta, state, i) * log[state];
                }
                theta[i] = 1 / (1 + Math.exp(-logit));
            }
        }
        return theta;
    }
}
