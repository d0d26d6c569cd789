package dev.jensen.examples;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.estimator.MaximumLikelihood;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.report.Contours;
import dev.jensen.models.report.HeatMap;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.List;

/**
 * The two directions of KL, to be seen: one Gaussian on a target with two modes. KL(q‖p) seeks a mode, and which one depends on where
 * it starts; KL(p‖q) covers the support.
 */
public final class E05BothDirections implements Lesson {
    private static final int SAMPLES = 4000;

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E05BothDirections()));
    }

    @Override
    public String about() {
        return "forward and reverse KL on two modes: mode-seeking beside support-covering";
    }

    @Override
    public void tell(Notebook page) {
        page.heading("The two directions of KL");
        page.say("""
                A law p has two modes, and q is one Gaussian. What is the best q? It depends on the direction.

                Reverse, KL(q‖p) = mean under q of log q/p, punishes q for being where p is not: q seeks a mode and leaves the other
                out. It asks for p's density only, up to a constant, which is why most of variational inference goes this way.

                Forward, KL(p‖q) = mean under p of log p/q, punishes q for not being where p is: q covers both modes, and what is
                between. Of a Gaussian q it asks for p's mean and covariance. Here it is fitted from draws of p.
                """);
        Differentiable p = TwoModes.density();
        var q = FullRankGaussian.of(2);
        Fit left = reverse(page, p, q, -2);
        Fit right = reverse(page, p, q, 2);
        double[][] samples = TwoModes.draws(SAMPLES, 1);
        Fit forward = StochasticGradientVi.of(p, q)
                .estimator(MaximumLikelihood.of(samples).batch(64))
                .start(q.initial(new double[2], 1))
                .cancel(page::cancelled)
                .fit(1);
        if (page.cancelled()) {
            return;
        }

        page.say("                     mean of z₁, z₂       sd of z₁, z₂       ELBO");
        line(page, "reverse, from left", q, left);
        line(page, "reverse, from right", q, right);
        line(page, "forward", q, forward);
        page.picture(
                "E05-both-directions",
                Picture.of(
                        plot("Reverse, KL(q‖p): seeks a mode", p)
                                .dashedContours("q, from the left", contours(q, left))
                                .dashedContours("q, from the right", contours(q, right)),
                        plot("Forward, KL(p‖q): covers the support", p)
                                .points("draws of p", column(samples, 0), column(samples, 1))
                                .dashedContours("q", contours(q, forward))));

        page.say("""
                The same on a line, where all of it can be seen: the two KLs of every normal law q, by its mean and sd, to a law with two modes at
                −2 and 2. Reverse KL has a valley at each mode, forward KL one between them, at p's own mean and sd.
                """);
        page.picture(
                "E05-two-kls",
                Picture.of(
                        Plot.titled("KL(q‖p)")
                                .axes("mean of q", "sd of q")
                                .heat(HeatMap.of(TwoKls::reverse, -4, 4, 0.2, 4).upTo(3)),
                        Plot.titled("KL(p‖q)")
                                .axes("mean of q", "sd of q")
                                .heat(HeatMap.of(TwoKls::forward, -4, 4, 0.2, 4).upTo(3))));

        page.say("""
                A mode that q has to itself costs it −log of the mode's weight: log ℵ = 0, and the ELBO on the left is log 0.4, on
                the right log 0.6. The forward q has p's own mean and covariance; its ELBO is far lower, for much of it lies where p
                is all but zero.
                """);
        page.check("ELBO on the left", left.elbo().value(), Math.log(TwoModes.WEIGHT[0]), 0.02);
        page.check("ELBO on the right", right.elbo().value(), Math.log(TwoModes.WEIGHT[1]), 0.02);
        for (int i = 0; i < 2; i++) {
            String z = "z" + (char) ('₁' + i);
            page.check("left, mean of " + z, q.mean(left.parameters())[i], TwoModes.MEAN[0][i], 0.05);
            page.check("right, mean of " + z, q.mean(right.parameters())[i], TwoModes.MEAN[1][i], 0.05);
            // of 4,000 draws, 4 standard errors are 0.13 and 0.08, and the fit's own noise is small beside them
            double sd = Math.sqrt(TwoModes.covariance(i, i));
            page.check("forward, mean of " + z, q.mean(forward.parameters())[i], TwoModes.mean()[i], 0.2);
            page.check("forward, sd of " + z, Math.sqrt(q.variance(forward.parameters())[i]), sd, 0.1);
        }
    }

    private static Fit reverse(Notebook page, Differentiable p, FullRankGaussian q, double from) {
        return StochasticGradientVi.of(p, q)
                .start(q.initial(new double[] {from, 0}, 0.5))
                .cancel(page::cancelled)
                .fit(1);
    }

    private static void line(Notebook page, String name, FullRankGaussian q, Fit fit) {
        double[] mean = q.mean(fit.parameters());
        double[] variance = q.variance(fit.parameters());
        page.line(
                "%-20s  (%5.2f, %5.2f)    (%4.2f, %4.2f)     %s",
                name, mean[0], mean[1], Math.sqrt(variance[0]), Math.sqrt(variance[1]), fit.elbo());
    }

    private static Plot plot(String title, Differentiable p) {
        return Plot.titled(title)
                .axes("z₁", "z₂")
                .frame(-5, 5, -4, 4)
                .contours("p, 50 and 90 %", Contours.of(p::logDensity, -5, 5, -4, 4, 0.5, 0.9));
    }

    private static Contours contours(FullRankGaussian q, Fit fit) {
        double[] phi = fit.parameters();
        return Contours.of((n, z, out) -> q.logDensity(phi, n, z, out), -8, 8, -6, 6, 0.5, 0.9);
    }

    private static double[] column(double[][] rows, int column) {
        double[] values = new double[500]; // as many as an eye can tell apart
        for (int i = 0; i < values.length; i++) {
            values[i] = rows[i][column];
        }
        return values;
    }
}
