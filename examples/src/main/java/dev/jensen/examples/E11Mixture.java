package dev.jensen.examples;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.report.Contours;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.List;

/** A mixture as family: two Gaussians, fitted together, find both modes of a target with their weights and shapes. */
public final class E11Mixture implements Lesson {

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E11Mixture()));
    }

    @Override
    public String about() {
        return "a mixture of two Gaussians recovers both modes of a target, with weights and shapes";
    }

    @Override
    public void tell(Notebook page) {
        page.heading("A mixture as family");
        page.say("""
                One Gaussian can only choose between two modes, or cover both and what is between. Two Gaussians, as one family with
                their weights, have no need to choose. Draws of a mixture jump as its weights move, so that they have no path;
                the estimators go along the paths of each component, and sum over the components with their weights.
                """);
        Differentiable target = TwoModes.density();
        var family = MixtureFamily.of(FullRankGaussian.of(2), 2);
        Fit fit = StochasticGradientVi.of(target, family)
                .start(family.initial(new double[2], 2))
                .cancel(page::cancelled)
                .fit(1);
        page.show(fit);
        if (page.cancelled()) {
            return;
        }
        double[] phi = fit.parameters();
        double[] weights = family.weights(phi);
        int left = family.component().mean(family.component(phi, 0))[0] < 0 ? 0 : 1;
        page.say("weight             mean          expected");
        for (int k = 0; k < 2; k++) {
            int which = k == 0 ? left : 1 - left;
            double[] mean = family.component().mean(family.component(phi, which));
            page.line(
                    "%6.3f   (%6.3f, %6.3f)     %.1f at (%.0f, %.0f)",
                    weights[which], mean[0], mean[1], TwoModes.WEIGHT[k], TwoModes.MEAN[k][0], TwoModes.MEAN[k][1]);
        }
        Contours.Surface q = (n, z, out) -> family.logDensity(phi, n, z, out);
        page.picture(
                "E11-mixture",
                Picture.of(Plot.titled("Two modes, two Gaussians")
                                .axes("z₁", "z₂")
                                .frame(-4.5, 5, -3.5, 4)
                                .contours("target, 50 and 90 %", contours(target::logDensity))
                                .dashedContours("mixture", contours(q)))
                        .sized(600, 480));

        page.say("Both modes are there, and the ELBO has reached the log evidence, which is 0:");
        for (int k = 0; k < 2; k++) {
            int which = k == 0 ? left : 1 - left;
            double[] mean = family.component().mean(family.component(phi, which));
            double[] variance = family.component().variance(family.component(phi, which));
            double[][] l = TwoModes.FACTOR[k];
            String mode = k == 0 ? "left mode, " : "right mode, ";
            page.check(mode + "weight", weights[which], TwoModes.WEIGHT[k], 0.02);
            page.check(mode + "mean of z₁", mean[0], TwoModes.MEAN[k][0], 0.05);
            page.check(mode + "mean of z₂", mean[1], TwoModes.MEAN[k][1], 0.05);
            page.check(mode + "sd of z₁", Math.sqrt(variance[0]), l[0][0], 0.05);
            page.check(mode + "sd of z₂", Math.sqrt(variance[1]), Math.hypot(l[1][0], l[1][1]), 0.05);
        }
        page.check("ELBO", fit.elbo().value(), 0, 0.02);
    }

    private static Contours contours(Contours.Surface density) {
        return Contours.of(density, -4.5, 5, -3.5, 4, 0.5, 0.9);
    }
}
