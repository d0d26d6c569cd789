package dev.jensen.examples;

import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.report.Grid;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.Arrays;
import java.util.List;

/** A change point, a discrete latent with 111 outcomes: by the score function, summed out, and in closed form. */
public final class E18CoalMines implements Lesson {
    // disasters with ten deaths or more in British coal mines, each year from 1851 to 1961: R. G. Jarrett, "A note on
    // the intervals between
    // coal-mining disasters", Biometrika 66, 1979; counts of events are facts
    private static final int FIRST_YEAR = 1851;
    private static final int[] DISASTERS = {
        4, 5, 4, 0, 1, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2, 3, 4, 2,
                1, 3, 2,
        2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1,
                1, 0, 2,
        3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1
    };
    private static final int YEARS = DISASTERS.length;

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E18CoalMines()));
    }

    @Override
    public String about() {
        return "a change point, a discrete latent: by the score function, summed out, and in closed form";
    }

    private static Model model() {
        double[] even = new double[YEARS - 1];
        Arrays.fill(even, 1.0 / (YEARS - 1));
        return Model.of("coal mines", m -> {
            var year = m.plate("year", YEARS);
            double[] number = new double[YEARS];
            Arrays.setAll(number, t -> t);
            var t = m.data("number", number, year);
            var last = m.latent("last", Categorical.of(even)); // the last year before the change, 0 for 1851
            var early = m.latent("early", Gamma.of(2, 1)); // disasters in a year before the change
            var late = m.latent("late", Gamma.of(2, 1)); // and after it
            var isLate = t.greaterThan(last);
            var rate = isLate.times(late).plus(isLate.negate().plus(1).times(early));
            m.observe("disasters", Poisson.of(rate), DISASTERS, year);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("When did the mines become safer?");
        page.say("""
                In British coal mines there were three disasters in a year around 1860, and one around 1930. When did that change? The last
                year before the change is a latent with 110 outcomes, which has no gradient. There are two ways to fit it.

                The *score function* needs no gradient of the model: it asks how much better than the others each draw did. `mixedFitting()`
                takes it for the year, and the path for the two rates.
                """);
        Fit byScore = model().mixedFitting().cancel(page::cancelled).fit(1);
        if (page.cancelled()) {
            return;
        }
        page.say("Or the year is *summed out*, exactly, so that what remains has a gradient:");
        Fit summedOut = model().marginalized().fitting().cancel(page::cancelled).fit();
        Summary exact = summedOut.summary();
        Summary score = byScore.summary();
        page.show(exact.only("early", "late"));

        References known = References.of(this);
        double[] byScoreYear = new double[YEARS - 1];
        double[] exactYear = new double[YEARS - 1];
        double[] calendar = new double[YEARS - 1];
        for (int k = 0; k < YEARS - 1; k++) {
            calendar[k] = FIRST_YEAR + k;
            byScoreYear[k] = score.row("last=" + k).mean();
            exactYear[k] = exact.row("P(last=" + k + ")").mean();
        }
        page.table(Grid.of("", "score function", "summed out", "closed form")
                .row("years before the change", 1 + mean(byScoreYear), 1 + mean(exactYear), known.mean("year"))
                .row(
                        "disasters a year before",
                        score.row("early").mean(),
                        exact.row("early").mean(),
                        known.mean("early"))
                .row(
                        "disasters a year after",
                        score.row("late").mean(),
                        exact.row("late").mean(),
                        known.mean("late"))
                .row(
                        "ELBO, log evidence",
                        byScore.elbo().value(),
                        summedOut.weighted().weights().logEvidence().value(),
                        known.mean("evidence")));
        double[] years = new double[YEARS];
        double[] counts = new double[YEARS];
        Arrays.setAll(years, t -> FIRST_YEAR + t);
        Arrays.setAll(counts, t -> DISASTERS[t]);
        page.picture(
                "E18-coal-mines",
                Picture.of(
                        Plot.titled("Disasters")
                                .axes("year", "in a year")
                                .points("", years, counts)
                                .frame(1850, 1962, -0.3, 6.5),
                        Plot.titled("The last year before the change")
                                .axes("year", "probability")
                                .line("score function", calendar, byScoreYear)
                                .dashes("summed out", calendar, exactYear)
                                .frame(1875, 1905, 0, 0.3)));

        page.say("""
                The rates are conjugate, so that the posterior is known in closed form. The score function's q takes year and rates to
                be independent, and is a little too sure of the year; the sum is right to the last digits:
                """);
        page.check("summed out, years before the change", 1 + mean(exactYear), known.mean("year"), 0.1);
        page.check("summed out, early rate", exact.row("early").mean(), known.mean("early"), 0.02);
        page.check("summed out, late rate", exact.row("late").mean(), known.mean("late"), 0.01);
        page.check(
                "summed out, log evidence",
                summedOut.weighted().weights().logEvidence().value(),
                known.mean("evidence"),
                0.02);
        page.check("score function, years before the change", 1 + mean(byScoreYear), known.mean("year"), 0.5);
        page.check("score function, early rate", score.row("early").mean(), known.mean("early"), 0.1);
        page.check("score function, late rate", score.row("late").mean(), known.mean("late"), 0.05);
    }

    private static double mean(double[] probabilities) {
        double mean = 0;
        for (int k = 0; k < probabilities.length; k++) {
            mean += k * probabilities[k];
        }
        return mean;
    }
}
