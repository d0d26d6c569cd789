package dev.jensen.examples;

import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.StudentT;
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

/** A line through data with outliers: what 235 Belgian households spent on food (Engel 1857), under normal and Student's law. */
public final class E15RobustRegression implements Lesson {

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E15RobustRegression()));
    }

    @Override
    public String about() {
        return "a line that outliers do not bend: Student's t beside the normal law, and their evidence";
    }

    /** In thousands of francs; the level is that of a household with 1,000 francs. */
    private static Model model(double[] income, double[] food, boolean isRobust) {
        return Model.of(isRobust ? "Student t" : "normal", m -> {
            var household = m.plate("household", income.length);
            var x = m.data(
                    "income", Arrays.stream(income).map(v -> v / 1000 - 1).toArray(), household);
            var level = m.latent("level", Normal.of(0, 2));
            var slope = m.latent("slope", Normal.of(0, 2));
            var scale = m.latent("scale", HalfNormal.of(1));
            var mean = level.plus(slope.times(x));
            double[] y = Arrays.stream(food).map(v -> v / 1000).toArray();
            if (isRobust) {
                var nu = m.latent("nu", Gamma.of(2, 0.1)); // degrees of freedom: the fewer, the longer the tails
                m.observe("food", StudentT.of(nu, mean, scale), y, household);
            } else {
                m.observe("food", Normal.of(mean, scale), y, household);
            }
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("A line that outliers do not bend");
        page.say("""
                Ernst Engel found in 1857 that the more a household earns, the smaller is the share it spends on food. A straight line
                with normal errors is drawn towards the few rich households. Student's law with ν degrees of freedom expects that
                some lie far off; ν is a latent too, so that the data say how robust the line has to be.
                """);
        Table table = Table.resource(E15RobustRegression.class, "food-expenditure.csv");
        double[] income = table.doubles("income");
        double[] food = table.doubles("food");
        Fit normal =
                model(income, food, false).fitting().cancel(page::cancelled).fit();
        Fit robust = model(income, food, true).fitting().cancel(page::cancelled).fit();
        Summary summary = robust.summary();
        page.show(summary);
        if (page.cancelled()) {
            return;
        }
        double[] evidence = {
            normal.weighted().weights().logEvidence().value(),
            robust.weighted().weights().logEvidence().value()
        };
        page.table(Grid.of("errors", "log evidence", "slope", "sd")
                .row(
                        "normal",
                        evidence[0],
                        normal.summary().row("slope").mean(),
                        normal.summary().row("slope").sd())
                .row(
                        "Student t",
                        evidence[1],
                        summary.row("slope").mean(),
                        summary.row("slope").sd()));
        page.picture(
                "E15-robust-regression",
                Picture.of(lines(
                                lines(
                                        Plot.titled("Income and food, in francs")
                                                .axes("income", "food")
                                                .points("households", income, food)
                                                .frame(300, 5000, 200, 2200),
                                        "normal",
                                        normal),
                                "Student t",
                                robust))
                        .sized(640, 440));

        page.say(
                """
                Student's line is steeper: of a thousand francs more, %.0f go to food, where the normal law says %.0f. The evidence prefers it by
                %.0f nats. Beside long Markov chains (NumPyro's NUTS):
                """,
                1000 * summary.row("slope").mean(),
                1000 * normal.summary().row("slope").mean(),
                evidence[1] - evidence[0]);
        References chains = References.of(this);
        for (String name : List.of("level", "slope", "scale", "nu")) {
            chains.checkMean(page, summary.row(name), name, 0.1);
            chains.checkSd(page, summary.row(name), name, 0.1);
        }
    }

    /** A line and the band that holds nine tenths of its draws. */
    private static Plot lines(Plot plot, String name, Fit fit) {
        Draws draws = fit.draws(500);
        double[] level = draws.of("level");
        double[] slope = draws.of("slope");
        double[] x = {300, 1000, 2000, 3000, 4000, 5000};
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double at = x[i] / 1000 - 1;
            double[] y = new double[level.length];
            Arrays.setAll(y, s -> 1000 * (level[s] + slope[s] * at));
            Arrays.sort(y);
            low[i] = y[(int) (0.05 * y.length)];
            high[i] = y[(int) (0.95 * y.length)];
        }
        return plot.band(name, x, low, high);
    }
}
