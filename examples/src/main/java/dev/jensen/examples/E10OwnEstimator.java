package dev.jensen.examples;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.estimator.Estimation;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.estimator.ScoreGradient;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.noise.Noise;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.TracePlot;
import java.util.Arrays;
import java.util.List;

/**
 * A gradient estimator of one's own in one file: the score function with a baseline that outliers don't move, the median of the
 * other draws in place of their mean; its row, that it is unbiased, and whether it pays.
 */
public final class E10OwnEstimator implements Lesson {
    private static final int DRAWS = 16;

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E10OwnEstimator()));
    }

    /**
     * The score function with w_s = −(ℓ_s − median of the other ℓ)/S, ℓ = log p̃ − log q. The other draws are independent of draw
     * s and a score has mean zero, so that it is unbiased whatever is made of them.
     *
     * @param draws S, at least 2
     */
    record MedianBaseline(int draws) implements Estimator<LogDensity, Family> {
        MedianBaseline {
            if (draws < 2) {
                throw new IllegalArgumentException(
                        "MedianBaseline needs at least 2 draws, for a median of the others: " + draws);
            }
        }

        @Override
        public Estimation start(LogDensity target, Family family, Noise noise) {
            double[] l = new double[draws];
            double[] sorted = new double[draws];
            return new ScoreGradient(target, family, noise, draws, (at, w) -> {
                double[] logTarget = at.logTarget();
                double[] logFamily = at.logFamily();
                for (int s = 0; s < draws; s++) {
                    l[s] = logTarget[s] - logFamily[s];
                    sorted[s] = l[s];
                }
                Arrays.sort(sorted);
                double mean = 0;
                for (int s = 0; s < draws; s++) {
                    w[s] = -(l[s] - medianOfOthers(l[s], sorted)) / draws;
                    mean += l[s] / draws;
                }
                return -mean;
            });
        }

        /** Of sorted numbers without one of them. */
        private static double medianOfOthers(double out, double[] sorted) {
            int at = Arrays.binarySearch(sorted, out);
            int others = sorted.length - 1;
            return 0.5 * (without(at, (others - 1) / 2, sorted) + without(at, others / 2, sorted));
        }

        private static double without(int at, int rank, double[] sorted) {
            return sorted[rank < at ? rank : rank + 1];
        }
    }

    /** Two Student laws of 3 degrees of freedom as a plain function: far out, log p̃ − log q of a Gaussian q is large. */
    private static LogDensity heavyTails() {
        return LogDensity.ofFunction(
                2, z -> -2 * Math.log1p(z[0] * z[0] / 3) - 2 * Math.log1p((z[1] - 1) * (z[1] - 1) / 3));
    }

    /** A normal law about (1, −2) with sds 1 and 2, whose gradient is known. */
    private static LogDensity normal() {
        return LogDensity.ofFunction(2, z -> -(z[0] - 1) * (z[0] - 1) / 2 - (z[1] + 2) * (z[1] + 2) / 8);
    }

    @Override
    public String about() {
        return "a gradient estimator of one's own in one file: its row, unbiased, and whether it pays";
    }

    @Override
    public void tell(Notebook page) {
        page.heading("A gradient estimator of one's own");
        page.say("""
                The score-function gradient of −ELBO is Σ w_s ∇log q(z_s) with w_s = −ℓ_s/S, ℓ = log p̃ − log q. Any number that
                does not depend on draw s may be subtracted from ℓ_s. The usual one is the mean of the other draws; where
                some draw's ℓ is far from the rest, their median might be the better. The estimator states w in one method, and
                nothing else: draws, families, targets and the loop are there.

                First, is it right? The gradient of −ELBO at N(0, 1) × N(0, 1) for a normal target, whose gradient is known, from
                20,000 steps:
                """);
        var q = MeanFieldGaussian.of(2);
        var own = new MedianBaseline(DRAWS);
        double[] phi = q.initial(new double[2], 1);
        // −ELBO = Σ (m − μ)²/(2σ²) + s²/(2σ²) − log s, so that ∂m = (m − μ)/σ² and ∂log s = s²/σ² − 1
        double[] exact = {-1, 0.5, 0, 0.25 - 1};
        RunningMoments[] moments = gradients(own, normal(), phi, 20_000);
        String[] names = {"by m₁", "by m₂", "by log s₁", "by log s₂"};
        for (int i = 0; i < exact.length; i++) {
            // 4 standard errors × 4 comparisons: 2.5e-4 for a fresh seed
            double error = moments[i].estimate().standardError();
            page.check("gradient " + names[i], moments[i].mean(), exact[i], 4 * error);
        }

        page.say("""
                Second, does it pay? The variance of one step's gradient, summed over the parameters, %d draws a step, beside that
                of the leave-one-out mean:
                """, DRAWS);
        page.say("target            median          mean      median/mean");
        double light = compare(page, "normal", normal(), phi);
        double heavy = compare(page, "heavy tails", heavyTails(), q.initial(new double[] {0, 1}, 4));
        page.say("""
                It does not: the mean is near the best constant for both. An idea tried in twenty lines, and answered.
                """);
        page.check("median over mean, normal target", light, 1, 0.25);
        page.check("median over mean, heavy tails", heavy, 1, 0.25);

        page.say("It fits all the same, through the loop that every estimator shares:");
        Fit fit = StochasticGradientVi.of(normal(), q)
                .estimator(new MedianBaseline(64))
                .cancel(page::cancelled)
                .fit(1);
        page.show(fit);
        page.picture("E10-own-estimator", Picture.of(TracePlot.of(fit)).sized(560, 360));
        page.check("mean of the second", q.mean(fit.parameters())[1], -2, 0.1);
        page.check("sd of the second", Math.sqrt(q.variance(fit.parameters())[1]), 2, 0.1);
    }

    private static double compare(Notebook page, String name, LogDensity target, double[] phi) {
        double median = variance(gradients(new MedianBaseline(DRAWS), target, phi, 5000));
        double mean = variance(gradients(ScoreFunction.leaveOneOut(DRAWS), target, phi, 5000));
        page.line("%-14s  %8.4f      %8.4f          %.3f", name, median, mean, median / mean);
        return median / mean;
    }

    private static double variance(RunningMoments[] moments) {
        return Arrays.stream(moments).mapToDouble(RunningMoments::variance).sum();
    }

    private static RunningMoments[] gradients(
            Estimator<LogDensity, Family> estimator, LogDensity target, double[] phi, int steps) {
        Estimation estimation = estimator.start(target, MeanFieldGaussian.of(2), MonteCarlo.seed(3));
        RunningMoments[] moments = new RunningMoments[phi.length];
        Arrays.setAll(moments, i -> new RunningMoments());
        double[] gradient = new double[phi.length];
        for (int step = 0; step < steps; step++) {
            estimation.valueAndGradient(step, phi, gradient);
            for (int i = 0; i < phi.length; i++) {
                moments[i].add(gradient[i]);
            }
        }
        return moments;
    }
}
