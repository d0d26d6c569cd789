package dev.jensen.examples;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.io.Table;
import dev.jensen.models.report.ForestPlot;
import dev.jensen.models.report.Grid;
import dev.jensen.models.report.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Logistic regression with thirty correlated columns: benign or malignant (Wolberg, Street and Mangasarian 1995). */
public final class E13Logistic implements Lesson {

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E13Logistic()));
    }

    @Override
    public String about() {
        return "logistic regression with thirty correlated columns: tumours, benign or malignant";
    }

    /** The columns but the last, each with mean 0 and standard deviation 1, as rows. */
    private static double[][] standardised(Table table) {
        List<String> names = table.columns().subList(0, 30);
        double[][] rows = new double[table.rows()][names.size()];
        for (int j = 0; j < names.size(); j++) {
            double[] column = table.doubles(names.get(j));
            double mean = Arrays.stream(column).average().orElseThrow();
            double sd = Math.sqrt(Arrays.stream(column)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow());
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] = (column[i] - mean) / sd;
            }
        }
        return rows;
    }

    private static Model model(Table table) {
        return Model.of("tumours", m -> {
            var tumour = m.plate("tumour", table.rows());
            var feature = m.plate("feature", table.columns().subList(0, 30));
            var x = m.data("x", standardised(table), tumour);
            var intercept = m.latent("intercept", Normal.of(0, 2));
            var beta = m.latent("beta", Normal.of(0, 1), feature);
            var logOdds = intercept.plus(x.dot(beta.toAxis()));
            m.observe("benign", Bernoulli.ofLogit(logOdds), table.ints("benign"), tumour);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Thirty columns, benign or malignant");
        page.say("""
                Of 569 tumours a microscope gave ten features, each as a mean, a standard error and a worst value. Are they enough
                to tell benign from malignant? The columns know much of each other: radius, perimeter and area are nearly one. With so
                much correlation, maximum likelihood would send coefficients to infinity; a prior `Normal(0, 1)` keeps them. Columns are a
                plate, so that coefficients go by the columns' names.
                """);
        Table table = Table.resource(E13Logistic.class, "breast-cancer.csv");
        Model model = model(table);
        Fit fit = model.fitting().cancel(page::cancelled).fit();
        Summary summary = fit.summary();
        page.show(summary.only("intercept", "beta"));
        if (page.cancelled()) {
            return;
        }
        page.picture(
                "E13-logistic",
                Picture.of(ForestPlot.of("Log-odds of benign, for a standard deviation more", summary.rows("beta")))
                        .sized(620, 640));

        page.say("""
                Each coefficient is uncertain, for its neighbours could take its place. Do they tell tumours apart together? `E(benign)` of the
                posterior predictive draws is the probability that a tumour is benign; its mean has all uncertainty in it.
                """);
        List<Summary.Row> expected =
                model.posteriorPredictive(fit, 1000, 1).summary().rows("E(benign)");
        int[] benign = table.ints("benign");
        Grid grid = Grid.of("probability of benign", "tumours", "of these benign");
        for (double[] bin : new double[][] {{0, 0.1}, {0.1, 0.5}, {0.5, 0.9}, {0.9, 1}}) {
            int[] inside = IntStream.range(0, benign.length)
                    .filter(i ->
                            expected.get(i).mean() >= bin[0] && expected.get(i).mean() < bin[1])
                    .toArray();
            String range = String.format(Locale.ROOT, "%.0f to %.0f %%", 100 * bin[0], 100 * bin[1]);
            grid = grid.row(
                    range,
                    inside.length,
                    Arrays.stream(inside).map(i -> benign[i]).sum());
        }
        page.table(grid);
        long wrong = IntStream.range(0, benign.length)
                .filter(i -> expected.get(i).mean() >= 0.5 != (benign[i] == 1))
                .count();
        page.say("""
                %d of 569 are on the wrong side of a half, and hardly one of those that it is sure of. They are the tumours that it was fitted to; of new
                ones it would be wrong more often.
                """, wrong);
        page.check("tumours on the wrong side", (double) wrong, 7, 4); // scikit-learn 1.9.1, LogisticRegression(C=1)
        page.say("Coefficients beside long Markov chains (NumPyro's NUTS), within a tenth of a standard deviation:");
        References chains = References.of(this);
        chains.checkMean(page, summary.row("intercept"), "intercept", 0.1);
        List<Summary.Row> slopes = summary.rows("beta");
        for (int j = 0; j < slopes.size(); j++) {
            chains.checkMean(page, slopes.get(j), "beta[" + j + "]", 0.1);
        }
        chains.checkSd(page, slopes.get(0), "beta[0]", 0.1);
        chains.checkSd(page, slopes.get(20), "beta[20]", 0.1);
    }
}
