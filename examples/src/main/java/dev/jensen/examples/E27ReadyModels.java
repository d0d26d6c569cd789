package dev.jensen.examples;

import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.io.Table;
import dev.jensen.models.ready.GaussianMixture;
import dev.jensen.models.ready.ReadyModel;
import dev.jensen.models.ready.Regression;
import dev.jensen.models.ready.StateSpace;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.List;

/** Models that are ready, on three data sets: a river's level, a household's food, two kinds of eruptions. */
public final class E27ReadyModels implements Lesson {

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E27ReadyModels()));
    }

    @Override
    public String about() {
        return "models that are ready: a level with a forecast, a regression, kinds of rows, in three lines each";
    }

    private static Data data(String file) {
        return Data.of(Table.resource(E27ReadyModels.class, file));
    }

    private static Fit fit(ReadyModel model, Notebook page) {
        return model.model().fitting().cancel(page::cancelled).fit();
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Models that are ready");
        page.say("""
                Some models everybody has. `dev.jensen.models.ready` states them: name the columns, fit, predict. The water of the Nile once
                more, as a level that walks from year to year, seen with noise; Kalman's filter integrates the level out.
                """);
        StateSpace river = StateSpace.localLevel(data("nile.csv"), "volume");
        Fit level = fit(river, page);
        Summary nile = river.summary(level);
        page.show(nile);
        if (page.cancelled()) {
            return;
        }
        page.picture("E27-ready-models", forecast(river.forecast(level, 20)));
        page.say("""
                Durbin and Koopman (Time Series Analysis by State Space Methods, 2nd edition, section 2.10.3) maximise the likelihood at variances
                of 1469.1 for the level and 15099 for the noise; the means of posteriors that are skewed lie a little beside.
                """);
        Summary.Row walk = nile.row("sd of level");
        Summary.Row noise = nile.row("sd of noise");
        page.check("sd of level, and maximum likelihood", walk.mean(), Math.sqrt(1469.1), walk.sd());
        page.check("sd of noise, and maximum likelihood", noise.mean(), Math.sqrt(15099), noise.sd());

        page.say("What 235 Belgian households had to spend in 1857, and what of it they spent on food:");
        Regression food =
                Regression.linear(data("food-expenditure.csv"), "food").on("income");
        Fit line = fit(food, page);
        Summary households = food.summary(line);
        page.show(households);
        Draws predicted = food.predict(line, Data.of("income", 500, 2000));
        page.show(predicted.summary().only("E(food)", "food"));
        page.say(
                "With priors this weak the slope is that of least squares, 0.48518 (R, `lm(foodexp ~ income, engel)`):");
        Summary.Row slope = households.row("slope[income]");
        page.check("slope", slope.mean(), 0.48518, 0.1 * slope.sd());

        page.say("""
                Eruptions of Old Faithful, by how long they took and how long people waited for the next. Which row is of which kind is
                summed out; new rows get their probabilities.
                """);
        GaussianMixture kinds = GaussianMixture.of(data("old-faithful.csv"), 2, "eruptions", "waiting");
        Fit mixture = fit(kinds, page);
        Summary geyser = kinds.summary(mixture);
        page.show(geyser);
        Draws which = kinds.predict(mixture, Data.of("eruptions", 2.0, 3.0).and("waiting", 50.0, 66.0));
        page.show(which.summary().only("P(component=0)"));
        page.say(
                "The means of a mixture of two normals, fitted by R's `mclust`, are 2.04 and 4.29 minutes, 54.5 and 80.0 of waiting:");
        page.check("short eruptions", geyser.row("mean of eruptions[0]").mean(), 2.04, 0.03);
        page.check("long eruptions", geyser.row("mean of eruptions[1]").mean(), 4.29, 0.03);
        page.check("short waits", geyser.row("mean of waiting[0]").mean(), 54.5, 0.6);
        page.check("long waits", geyser.row("mean of waiting[1]").mean(), 80.0, 0.6);
        page.say("The others are in `docs/ready.md`, each with its lines.");
    }

    private static Picture forecast(Draws draws) {
        Table table = Table.resource(E27ReadyModels.class, "nile.csv");
        int steps = draws.components().size() / 2;
        double[] years = new double[steps];
        double[] low = new double[steps];
        double[] high = new double[steps];
        Summary ahead = draws.summary();
        for (int h = 0; h < steps; h++) {
            Summary.Row row = ahead.row("volume[" + h + "]");
            years[h] = 1971 + h;
            low[h] = row.q5();
            high[h] = row.q95();
        }
        return Picture.of(Plot.titled("Water of the Nile at Aswan, 10⁸ m³")
                        .axes("year", "volume")
                        .points("measured", table.doubles("year"), table.doubles("volume"))
                        .band("forecast, 5 to 95 %", years, low, high))
                .sized(760, 420);
    }
}
