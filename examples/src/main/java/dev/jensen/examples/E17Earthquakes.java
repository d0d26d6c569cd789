package dev.jensen.examples;

import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.Arrays;
import java.util.List;

/** A hidden Markov model: calm and busy years of the earth's crust. */
public final class E17Earthquakes implements Lesson {
    // earthquakes of magnitude 7 or more in the world, each year from 1900 to 2006: W. Zucchini and I. MacDonald,
    // "Hidden Markov
    // models for time series", 2009, table 1.1; counts of events are facts
    private static final int FIRST_YEAR = 1900;
    private static final int[] EARTHQUAKES = {
        13, 14, 8, 10, 16, 26, 32, 27, 18, 32, 36, 24, 22, 23, 22, 18, 25, 21, 21, 14, 8, 11, 14, 23, 18, 17, 19, 20,
        22, 19, 13, 26, 13, 14, 22, 24, 21, 22, 26, 21, 23, 24, 27, 41, 31, 27, 35, 26, 28, 36, 39, 21, 17, 22, 17, 19,
        15, 34, 10, 15, 22, 18, 15, 20, 15, 22, 19, 16, 30, 27, 29, 23, 20, 16, 21, 21, 25, 16, 18, 15, 18, 14, 10, 15,
        8, 15, 6, 11, 8, 7, 18, 16, 13, 12, 13, 20, 15, 16, 12, 18, 15, 16, 13, 15, 16, 11, 11
    };

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E17Earthquakes()));
    }

    @Override
    public String about() {
        return "a hidden Markov model, summed out by the forward algorithm: calm and busy years of earthquakes";
    }

    private static Model model() {
        return Model.of("earthquakes", m -> {
            var year = m.plate("year", EARTHQUAKES.length);
            var calm = m.latent("calm", Gamma.of(15, 1)); // earthquakes in a calm year
            var extra = m.latent("extra", Gamma.of(10, 1)); // and how many more in a busy one
            var stayCalm = m.latent("stay_calm", Beta.of(8, 2));
            var stayBusy = m.latent("stay_busy", Beta.of(8, 2));
            var transition = Expr.stack(List.of(
                    Expr.stack(List.of(stayCalm, stayCalm.negate().plus(1))),
                    Expr.stack(List.of(stayBusy.negate().plus(1), stayBusy))));
            var state = m.markovChain("state", Expr.constant(new double[] {0.5, 0.5}), transition, year);
            var rate = Categorical.pick(Expr.stack(List.of(calm, calm.plus(extra))), state);
            m.observe("earthquakes", Poisson.of(rate), EARTHQUAKES, year);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Calm years and busy years");
        page.say("""
                How many great earthquakes are there in a year? Between 6 and 41, and one busy year follows another. A hidden Markov
                model says that the crust is in one of two states, stays there for a while, and that each state has its rate.

                `marginalized()` sees that the states are a chain, and sums over all 2¹⁰⁷ histories by the forward algorithm.
                """);
        Model model = model().marginalized();
        Fit fit = model.fitting().cancel(page::cancelled).fit();
        Summary summary = fit.summary();
        page.show(summary.only("calm", "extra", "stay_calm", "stay_busy"));
        if (page.cancelled()) {
            return;
        }
        double[] year = new double[EARTHQUAKES.length];
        double[] count = new double[EARTHQUAKES.length];
        double[] expected = new double[EARTHQUAKES.length];
        List<Summary.Row> busy = summary.rows("P(state=1)");
        for (int t = 0; t < year.length; t++) {
            year[t] = FIRST_YEAR + t;
            count[t] = EARTHQUAKES[t];
            expected[t] = summary.row("calm").mean()
                    + busy.get(t).mean() * summary.row("extra").mean();
        }
        page.picture(
                "E17-earthquakes",
                Picture.of(Plot.titled("Earthquakes of magnitude 7 or more")
                                .axes("year", "in a year")
                                .points("counted", year, count)
                                .line("rate, by the probability of the state", year, expected))
                        .sized(760, 380));
        page.say("""
                The forties were busy, with a probability of %.2f in 1943; since 1980 it has been calm. Beside long Markov chains (NumPyro's
                NUTS) on the summed density:
                """, busy.get(1943 - FIRST_YEAR).mean());
        References chains = References.of(this);
        for (String name : List.of("calm", "extra", "stay_calm", "stay_busy")) {
            chains.checkMean(page, summary.row(name), name, 0.1);
            chains.checkSd(page, summary.row(name), name, 0.1);
        }
        page.check("earthquakes in all", Arrays.stream(EARTHQUAKES).sum(), 2072, 0.5);
    }
}
