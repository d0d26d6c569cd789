package dev.jensen.examples;

import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Uniform;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.io.Table;
import dev.jensen.models.report.MarginalPlot;
import dev.jensen.models.report.Picture;
import java.util.Arrays;
import java.util.List;

/** A time series: ARMA(1, 1) for the water that came down the Nile from 1871 to 1970 (Cobb 1978), written as a recursion. */
public final class E21Nile implements Lesson {

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E21Nile()));
    }

    @Override
    public String about() {
        return "a time series as a recursion over its years: ARMA(1, 1) for the water of the Nile";
    }

    private static Model model(double[] volume) {
        return Model.of("Nile", m -> {
            var year = m.plate("year", volume.length);
            double[] y = Arrays.stream(volume).map(v -> (v - 900) / 100).toArray();
            var mu = m.latent("mu", Normal.of(0, 3));
            var phi = m.latent("phi", Uniform.of(-1, 1));
            var theta = m.latent("theta", Uniform.of(-1, 1));
            var sigma = m.latent("sigma", HalfNormal.of(3));
            var deviation = m.data("y", y, year).minus(mu);
            Expr zero = Expr.constant(0);
            var past = m.scan(year, List.of(zero, zero), before -> {
                Expr shock = before.get(0);
                Expr last = before.get(1);
                return List.of(deviation.minus(phi.times(last)).minus(theta.times(shock)), deviation);
            });
            var mean = mu.plus(phi.times(past.before(1))).plus(theta.times(past.before(0)));
            m.observe("y", Normal.of(mean, sigma), y, year);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("The water of the Nile");
        page.say("""
                A year with much water is followed by another, but less so than it seems. An ARMA(1, 1) series carries two things from year
                to year: how far the last year was from the mean, which weighs φ, and the shock that it was, which weighs θ.
                `m.scan` states one step; the graph, its derivative and its memory are those of one step, whatever the number of years.
                Water is in 10¹⁰ m³ a year, from 9 · 10¹⁰ m³ on, so that its numbers are near 1.
                """);
        double[] volume = Table.resource(E21Nile.class, "nile.csv").doubles("volume");
        Fit fit = model(volume).fitting().cancel(page::cancelled).fit();
        Summary summary = fit.summary();
        page.show(summary);
        if (page.cancelled()) {
            return;
        }
        References chains = References.of(this);
        page.picture(
                "E21-nile",
                Picture.of(
                        MarginalPlot.of("phi", fit.draws(4000))
                                .prior(Uniform.of(-1, 1))
                                .plot(),
                        MarginalPlot.of("theta", fit.draws(4000))
                                .prior(Uniform.of(-1, 1))
                                .plot()));
        page.say("A shock is taken back in part, for θ is negative. Beside long Markov chains (NumPyro's NUTS):");
        for (String name : List.of("mu", "phi", "theta", "sigma")) {
            chains.checkMean(page, summary.row(name), name, 0.1);
            chains.checkSd(page, summary.row(name), name, 0.15);
        }
    }
}
