package dev.jensen.examples;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.estimator.Estimation;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.models.report.Contours;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import dev.jensen.optim.rule.Adam;
import dev.jensen.optim.schedule.Schedule;
import java.util.List;

/**
 * A density of one's own: a banana, x ~ N(0, 2²) and y ~ N(¼(x² − 4), 1) without their constants, so that log ∫p̃ = log 4π. Two
 * families, two gradient estimators, and the same density once more as plain Java.
 */
public final class E03OwnDensity implements Lesson {
    private static final double LOG_EVIDENCE = Math.log(4 * Math.PI);

    // The optimal mean-field Gaussian by hand. With sds s and t, and m the mean of y, the ELBO is
    //   −s²/8 − ½(t² + (m − ¼(s² − 4))² + s⁴/8) + log s + log t + log 2π + 1,
    // largest at t = 1, m = ¼(s² − 4) and s⁴ + s² = 4.
    private static final double S = Math.sqrt((Math.sqrt(17) - 1) / 2);
    private static final double M = (S * S - 4) / 4;
    private static final double ELBO =
            -S * S / 8 - 0.5 * (1 + S * S * S * S / 8) + Math.log(S) + Math.log(2 * Math.PI) + 1;

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E03OwnDensity()));
    }

    static Differentiable banana() {
        return LogDensity.of(2, z -> {
            var x = z.at(0);
            var y = z.at(1);
            var ridge = x.square().minus(4).times(0.25);
            return x.square().dividedBy(-8).minus(y.minus(ridge).square().times(0.5));
        });
    }

    static LogDensity plainBanana() {
        return LogDensity.ofFunction(2, z -> {
            double ridge = 0.25 * (z[0] * z[0] - 4);
            return -z[0] * z[0] / 8 - 0.5 * (z[1] - ridge) * (z[1] - ridge);
        });
    }

    @Override
    public String about() {
        return "a density of one's own, as expressions or as a plain function; both gradient estimators";
    }

    @Override
    public void tell(Notebook page) {
        page.heading("A density of one's own");
        page.say("""
                A banana in two dimensions, written once with expressions, which gives it a gradient, and once as a plain
                function of a double[], which has none. The reparameterisation estimator needs the gradient; the score
                function does not. A plain function with the former does not compile.
                """);
        var meanField = MeanFieldGaussian.of(2);
        var path = Reparameterization.<MeanFieldGaussian>closedFormEntropy(10);
        var score = ScoreFunction.leaveOneOut(100);
        var steps = Adam.at(Schedule.exponential(0.05, 0.5, 800));

        Fit byPath = StochasticGradientVi.of(banana(), meanField)
                .estimator(path)
                .rule(steps)
                .cancel(page::cancelled)
                .fit(1);
        Fit byScore = StochasticGradientVi.of(banana(), meanField)
                .estimator(score)
                .rule(steps)
                .cancel(page::cancelled)
                .fit(1);
        Fit plain = StochasticGradientVi.of(plainBanana(), meanField)
                .estimator(score)
                .rule(steps)
                .cancel(page::cancelled)
                .fit(1);
        page.show(byPath.summary());
        if (page.cancelled()) {
            return;
        }

        page.say("                              draws  steps     ELBO; log evidence %.3f", LOG_EVIDENCE);
        line(page, "reparameterisation", path, byPath);
        line(page, "score function", score, byScore);
        line(page, "score function, double[]", score, plain);

        page.say("""
                The best mean-field Gaussian can be found by hand: its ELBO is %.3f, x has sd %.3f and y has mean %.3f.
                """, ELBO, S, M);
        check(page, "reparameterisation", byPath, 0.02);
        check(page, "score function", byScore, 0.03);
        check(page, "score function, double[]", plain, 0.03);

        page.say("""
                Both estimate the same gradient, with noise of their own: the sd of one step's estimate in the mean of y, of
                100 draws.
                """);
        double[] start = meanField.initial(new double[2], 0.1);
        double[] best = byPath.parameters();
        var hundred = Reparameterization.<MeanFieldGaussian>closedFormEntropy(100);
        page.say("                       at the start    at the optimum");
        page.line("reparameterisation     %12.3f    %14.3f", noise(hundred, start), noise(hundred, best));
        page.line("score function         %12.3f    %14.3f", noise(score, start), noise(score, best));

        page.say("""
                Another family is one word. The full-rank Gaussian may tilt, which gains nothing on a banana that is
                symmetric: x with sd 2 and y with sd %.3f are out of reach of any Gaussian that fits under this density.
                """, Math.sqrt(3));
        Fit fullRank = StochasticGradientVi.of(banana(), FullRankGaussian.of(2))
                .rule(steps)
                .cancel(page::cancelled)
                .fit(1);
        page.show(fullRank);
        page.picture(
                "E03-own-density",
                Picture.of(Plot.titled("A banana and two Gaussians")
                                .axes("x", "y")
                                .frame(-5, 5, -7, 4)
                                .contours("target, 50 and 90 %", contours(banana()::logDensity))
                                .dashedContours("mean field", contours(density(byPath)))
                                .dashedContours("full rank", contours(density(fullRank))))
                        .sized(560, 460));
        page.check("full-rank ELBO", fullRank.elbo().value(), ELBO, 0.05);
    }

    private static Contours.Surface density(Fit fit) {
        double[] phi = fit.parameters();
        return (n, z, out) -> fit.family().logDensity(phi, n, z, out);
    }

    private static Contours contours(Contours.Surface surface) {
        return Contours.of(surface, -7, 7, -14, 6, 0.5, 0.9);
    }

    private static void line(Notebook page, String name, Estimator<?, ?> estimator, Fit fit) {
        page.line(
                "%-24s  %9d  %5d     %s", name, estimator.draws(), fit.origin().steps(), fit.elbo());
    }

    private static void check(Notebook page, String name, Fit fit, double tolerance) {
        var q = MeanFieldGaussian.of(2);
        double[] mean = q.mean(fit.parameters());
        double[] variance = q.variance(fit.parameters());
        page.check(name + ": ELBO", fit.elbo().value(), ELBO, 0.05);
        page.check(name + ": sd of x", Math.sqrt(variance[0]), S, tolerance);
        page.check(name + ": mean of y", mean[1], M, tolerance);
    }

    /** The sd of the gradient's coordinate that belongs to the mean of y. */
    private static double noise(Estimator<? super Differentiable, ? super MeanFieldGaussian> estimator, double[] phi) {
        Estimation estimation = estimator.start(banana(), MeanFieldGaussian.of(2), MonteCarlo.seed(2));
        double[] gradient = new double[phi.length];
        RunningMoments moments = new RunningMoments();
        for (int step = 0; step < 1000; step++) {
            estimation.valueAndGradient(step, phi, gradient);
            moments.add(gradient[1]);
        }
        return moments.standardDeviation();
    }
}
