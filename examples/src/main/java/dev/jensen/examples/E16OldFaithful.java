package dev.jensen.examples;

import dev.jensen.core.algorithm.CoordinateAscent;
import dev.jensen.core.algorithm.Optima;
import dev.jensen.core.algorithm.Restarts;
import dev.jensen.core.conjugate.Conjugacy;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.io.Table;
import dev.jensen.models.report.Grid;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.Arrays;
import java.util.List;

/** A mixture, its choices summed out: waiting for Old Faithful to erupt (Azzalini and Bowman 1990). */
public final class E16OldFaithful implements Lesson {

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E16OldFaithful()));
    }

    @Override
    public String about() {
        return "a mixture whose discrete choices are summed out: waiting for a geyser";
    }

    private static Model model(double[] waiting) {
        return Model.of("Old Faithful", m -> {
            var eruption = m.plate("eruption", waiting.length);
            var share = m.latent("share", Beta.of(2, 2)); // of short waits
            var shortWait = m.latent("short", Normal.of(55, 10));
            var gap = m.latent("gap", HalfNormal.of(30)); // positive, so that short is short
            var longWait = m.derive("long", shortWait.plus(gap));
            var sdShort = m.latent("sd_short", HalfNormal.of(10));
            var sdLong = m.latent("sd_long", HalfNormal.of(10));
            var isShort = m.latent("is short", Bernoulli.of(share), eruption);
            var isLong = isShort.negate().plus(1);
            var mean = isShort.times(shortWait).plus(isLong.times(longWait));
            var sd = isShort.times(sdShort).plus(isLong.times(sdLong));
            m.observe("waiting", Normal.of(mean, sd), waiting, eruption);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Two kinds of waiting");
        page.say("""
                The geyser Old Faithful lets people wait for 43 to 96 minutes, and it seems that there are two kinds of waits. Of each
                wait we do not know its kind, a coin that was thrown: a discrete latent. `marginalized()` finds from the model
                which latents can be summed out row by row, exactly, so that what remains has a gradient.
                """);
        double[] waiting =
                Table.resource(E16OldFaithful.class, "old-faithful.csv").doubles("waiting");
        Model model = model(waiting).marginalized();
        Fit fit = model.fitting().cancel(page::cancelled).fit();
        Summary summary = fit.summary();
        page.show(summary.only("share", "short", "long", "gap", "sd_short", "sd_long"));
        if (page.cancelled()) {
            return;
        }
        page.picture(
                "E16-old-faithful",
                Picture.of(densities(
                                Plot.titled("Minutes of waiting")
                                        .axes("minutes", "density")
                                        .histogram("272 waits", waiting, 27),
                                fit.draws(60)))
                        .sized(640, 400));

        int unclear = 0;
        for (Summary.Row row : summary.rows("P(is short=1)")) {
            unclear += row.mean() > 0.05 && row.mean() < 0.95 ? 1 : 0;
        }
        page.say("""
                The probability that a wait was a short one comes with the fit, in the place of the latent: only %d of the 272 are between 5 and 95 %%.
                Beside long Markov chains (NumPyro's NUTS) on the summed density:
                """, unclear);
        References chains = References.of(this);
        for (String name : List.of("share", "short", "gap", "sd_short", "sd_long")) {
            chains.checkMean(page, summary.row(name), name, 0.1);
            chains.checkSd(page, summary.row(name), name, 0.1);
        }
        coordinateAscent(page, waiting, summary);
    }

    /** The same with laws that are conjugate, in minutes less 70. */
    private static void coordinateAscent(Notebook page, double[] waiting, Summary summary) {
        page.say("""
                Had the two kinds been given conjugate laws, normal for their means and gamma for their precisions, there would be no need of gradients:
                *coordinate ascent* gives each latent in turn the law that is best given the others. Jensen finds from the model that it may, and says
                what each latent's law is. Nothing tells the kinds apart now but where a run began, so that several runs end in two optima.
                """);
        Model conjugate = Model.of("Old Faithful, conjugate", m -> {
            var eruption = m.plate("eruption", waiting.length);
            var share = m.latent("share", Dirichlet.of(2, 2));
            var mean = m.latent("mean", Normal.of(0, 15), 2);
            var precision = m.latent("precision", Gamma.of(2, 70), 2);
            var kind = m.latent("kind", Categorical.of(share), eruption);
            var sd = Categorical.pick(precision, kind).pow(-0.5);
            double[] centred = Arrays.stream(waiting).map(w -> w - 70).toArray();
            m.observe("waiting", Normal.of(Categorical.pick(mean, kind), sd), centred, eruption);
        });
        Conjugacy found = conjugate.conjugacy();
        page.say(found.toString().replace("\n", "; ") + ".");
        Optima optima = Restarts.of(CoordinateAscent.of(found)::fit, 4).fit(1);
        page.say(optima + ".");
        Summary means = optima.best().summary();
        double one = 70 + means.row("mean[0]").mean();
        double other = 70 + means.row("mean[1]").mean();
        page.table(Grid.of("", "coordinate ascent", "above")
                .row("short waits", Math.min(one, other), summary.row("short").mean())
                .row("long waits", Math.max(one, other), summary.row("long").mean()));
        page.check(
                "coordinate ascent, minutes of short waits",
                Math.min(one, other),
                summary.row("short").mean(),
                1);
    }

    /** The density of waits under some draws. */
    private static Plot densities(Plot plot, Draws draws) {
        double[] share = draws.of("share");
        double[][] mean = {draws.of("short"), draws.of("long")};
        double[][] sd = {draws.of("sd_short"), draws.of("sd_long")};
        double[] x = new double[100];
        Arrays.setAll(x, i -> 40 + 0.6 * i);
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double at = x[i];
            double[] y = new double[draws.count()];
            Arrays.setAll(
                    y,
                    s -> share[s] * normal(at, mean[0][s], sd[0][s])
                            + (1 - share[s]) * normal(at, mean[1][s], sd[1][s]));
            low[i] = Arrays.stream(y).min().orElseThrow();
            high[i] = Arrays.stream(y).max().orElseThrow();
        }
        return plot.band("density, 60 draws", x, low, high);
    }

    private static double normal(double x, double mean, double sd) {
        double u = (x - mean) / sd;
        return Math.exp(-0.5 * u * u) / (sd * Math.sqrt(2 * Math.PI));
    }
}
