package dev.jensen.examples;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.io.Table;
import dev.jensen.models.report.ForestPlot;
import dev.jensen.models.report.Picture;
import java.util.Arrays;
import java.util.List;

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
            var x = m.data("x", standardised(table), tumour);
            var intercept = m.latent("intercept", Normal.of(0, 2));
            var beta = m.latent("beta", Normal.of(0, 1), 30);
            m.observe("benign", Bernoulli.ofLogit(intercept.plus(x.dot(beta))), table.ints("benign"), tumour);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Thirty columns, benign or malignant");
        page.say("""
                Of 569 tumours a microscope gave ten features, each as a mean, a standard error and a worst value. Are they enough
                to tell benign from malignant? The columns know much of each other: radius, perimeter and area are nearly one. With so
                much correlation, maximum likelihood would send coefficients to infinity; a prior `Normal(0, 1)` keeps them.
                """);
        Table table = Table.resource(E13Logistic.class, "breast-cancer.csv");
        Fit fit = model(table).fitting().cancel(page::cancelled).fit();
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
                Each coefficient is uncertain, for its neighbours could take its place; together they tell nearly all tumours apart.
                Beside long Markov chains (NumPyro's NUTS), within a tenth of a standard deviation:
                """);
        References chains = References.of(this);
        chains.checkMean(page, summary.row("intercept"), "intercept", 0.1);
        for (Summary.Row row : summary.rows("beta")) {
            chains.checkMean(page, row, row.name(), 0.1);
        }
        chains.checkSd(page, summary.row("beta[0]"), "beta[0]", 0.1);
        chains.checkSd(page, summary.row("beta[20]"), "beta[20]", 0.1);
    }
}
