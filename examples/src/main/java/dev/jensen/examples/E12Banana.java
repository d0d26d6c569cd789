package dev.jensen.examples;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.algorithm.Svgd;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.divergence.GaussianKernel;
import dev.jensen.core.divergence.MaximumMeanDiscrepancy;
import dev.jensen.core.divergence.RadialKernel;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.family.Particles;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.report.Contours;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.List;
import java.util.Random;

/**
 * A banana, which no Gaussian fits, by a mean-field Gaussian, by normalizing flows and by particles; how far each is from exact draws,
 * by the maximum mean discrepancy.
 */
public final class E12Banana implements Lesson {
    private static final double LOG_EVIDENCE = Math.log(4 * Math.PI);
    private static final int DRAWS = 500;

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E12Banana()));
    }

    @Override
    public String about() {
        return "flows and particles on a banana, beside mean field: maximum mean discrepancy to exact draws";
    }

    @Override
    public void tell(Notebook page) {
        page.heading("A banana");
        page.say("""
                x ~ N(0, 2²) and y ~ N(¼(x² − 4), 1): a banana of exact draws, and of log evidence log 4π with its constants left out.
                A Gaussian lies across its bend. A flow bends a Gaussian by layers of small networks. Particles have no density at
                all: each moves to where there is mass, and pushes off the others (Stein variational gradient descent).
                """);
        Differentiable banana = E03OwnDensity.banana();
        Fit meanField = fit(page, banana, MeanFieldGaussian.of(2), 500);
        Fit realNvp = fit(page, banana, NormalizingFlow.realNvp(2, 4, 8), 1000);
        Fit autoregressive = fit(page, banana, NormalizingFlow.inverseAutoregressive(2, 2, 8), 1000);
        Fit particles = Svgd.of(banana)
                .particles(200)
                .maximumSteps(300)
                .cancel(page::cancelled)
                .fit(1);
        if (page.cancelled()) {
            return;
        }
        double[][] exact = exact(DRAWS, 1);
        double[][] again = exact(DRAWS, 2);
        RadialKernel kernel = MaximumMeanDiscrepancy.scaled(exact, again, GaussianKernel::of);
        double[][] cloud = points(particles);
        Estimate ofMeanField = MaximumMeanDiscrepancy.squared(exact, draws(meanField), kernel);
        Estimate ofRealNvp = MaximumMeanDiscrepancy.squared(exact, draws(realNvp), kernel);
        Estimate ofAutoregressive = MaximumMeanDiscrepancy.squared(exact, draws(autoregressive), kernel);
        Estimate ofParticles = MaximumMeanDiscrepancy.squared(exact, cloud, kernel);
        page.say("                          MMD² to exact draws     ELBO; log evidence %.3f", LOG_EVIDENCE);
        page.line("mean field              %20s      %s", ofMeanField, meanField.elbo());
        page.line("RealNVP × 4             %20s      %s", ofRealNvp, realNvp.elbo());
        page.line("inverse autoregr. × 2   %20s      %s", ofAutoregressive, autoregressive.elbo());
        page.line("200 particles           %20s      none: particles have no density", ofParticles);
        page.line("exact draws again       %20s", MaximumMeanDiscrepancy.squared(exact, again, kernel));
        page.picture(
                "E12-banana",
                Picture.grid(
                        2,
                        List.of(
                                plot("Mean field", banana, draws(meanField)),
                                plot("RealNVP, 4 layers", banana, draws(realNvp)),
                                plot("Inverse autoregressive, 2 layers", banana, draws(autoregressive)),
                                plot("200 particles", banana, cloud))));
        page.say("""
                The flows are near the evidence, and all three far nearer to exact draws than mean field. Particles may come out a
                little below 0: they push each other off, and so lie more evenly than independent draws.
                """);
        page.check("RealNVP's ELBO", realNvp.elbo().value(), LOG_EVIDENCE, 0.06);
        page.check("the autoregressive flow's ELBO", autoregressive.elbo().value(), LOG_EVIDENCE, 0.06);
        double part = ofMeanField.value() / 4;
        page.check("RealNVP's MMD²", ofRealNvp.value(), 0, part);
        page.check("the autoregressive flow's MMD²", ofAutoregressive.value(), 0, part);
        page.check("the particles' MMD²", ofParticles.value(), 0, part);
    }

    private static Fit fit(Notebook page, Differentiable banana, Reparameterized family, long steps) {
        return StochasticGradientVi.of(banana, family)
                .maximumSteps(steps)
                .cancel(page::cancelled)
                .fit(1);
    }

    private static double[][] exact(int count, long seed) {
        Random random = new Random(seed);
        double[][] draws = new double[count][2];
        for (double[] z : draws) {
            z[0] = 2 * random.nextGaussian();
            z[1] = 0.25 * (z[0] * z[0] - 4) + random.nextGaussian();
        }
        return draws;
    }

    private static double[][] draws(Fit fit) {
        Draws draws = fit.draws(DRAWS);
        return draws.array(draws.variables().get(0).name());
    }

    private static double[][] points(Fit fit) {
        return ((Particles) fit.family()).points(fit.parameters());
    }

    private static Plot plot(String title, Differentiable banana, double[][] draws) {
        double[] x = new double[draws.length];
        double[] y = new double[draws.length];
        for (int i = 0; i < draws.length; i++) {
            x[i] = draws[i][0];
            y[i] = draws[i][1];
        }
        return Plot.titled(title)
                .axes("x", "y")
                .frame(-7, 7, -5, 11)
                .points("draws of q", x, y)
                .contours("target, 50 and 90 %", Contours.of(banana::logDensity, -8, 8, -6, 14, 0.5, 0.9));
    }
}
