package dev.jensen.examples;

import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.NegativeBinomial;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.ModelBuilder;
import dev.jensen.models.io.Table;
import dev.jensen.models.report.Grid;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import dev.jensen.models.report.PredictivePlot;
import java.util.Arrays;
import java.util.List;

/** Counts that scatter more than Poisson's law allows: visits to a doctor (RAND health insurance experiment, 1974 to 1982). */
public final class E14DoctorVisits implements Lesson {
    private static final List<String> CAUSES =
            List.of("log_coinsurance", "limitation", "diseases", "good", "fair", "poor");
    private static final int REPLICATIONS = 100;
    private static final int MOST_SHOWN = 20; // and more

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E14DoctorVisits()));
    }

    @Override
    public String about() {
        return "visits to a doctor, counts that scatter more than Poisson's: which law is it?";
    }

    /** Columns of causes less their means, as rows. */
    private static double[][] causes(Table table) {
        double[][] rows = new double[table.rows()][CAUSES.size()];
        for (int j = 0; j < CAUSES.size(); j++) {
            double[] column = table.doubles(CAUSES.get(j));
            double mean = Arrays.stream(column).average().orElseThrow();
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] = column[i] - mean;
            }
        }
        return rows;
    }

    private static Model model(Table table, boolean isDispersed) {
        return Model.of(isDispersed ? "negative binomial" : "Poisson", m -> {
            var person = m.plate("person", table.rows());
            var x = m.data("x", causes(table), person);
            var intercept = m.latent("intercept", Normal.of(0, 2));
            var beta = m.latent("beta", Normal.of(0, 1), CAUSES.size());
            var mean = intercept.plus(x.dot(beta)).exp();
            observe(m, isDispersed, mean, table.ints("visits"), person);
        });
    }

    private static void observe(ModelBuilder m, boolean isDispersed, Expr mean, int[] visits, Plate person) {
        if (isDispersed) {
            m.observe("visits", NegativeBinomial.of(mean, m.latent("dispersion", Gamma.of(2, 1))), visits, person);
        } else {
            m.observe("visits", Poisson.of(mean), visits, person);
        }
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Counts that scatter");
        page.say("""
                How often did 4,038 Americans see a doctor in a year, and does it matter what they pay for it? The mean is 2.8
                visits, the variance 19: under Poisson's law they would be equal, given what is known of a person. The negative
                binomial law has a variance of mean + mean²/dispersion.
                """);
        Table table = Table.resource(E14DoctorVisits.class, "doctor-visits.csv");
        Fit poisson = model(table, false).fitting().cancel(page::cancelled).fit();
        Fit dispersed = model(table, true).fitting().cancel(page::cancelled).fit();
        Summary summary = dispersed.summary();
        page.show(summary);
        if (page.cancelled()) {
            return;
        }
        double[] evidence = {
            poisson.weighted().weights().logEvidence().value(),
            dispersed.weighted().weights().logEvidence().value()
        };
        page.table(Grid.of("law", "log evidence", "sd of log_coinsurance's effect")
                .row("Poisson", evidence[0], poisson.summary().row("beta[0]").sd())
                .row("negative binomial", evidence[1], summary.row("beta[0]").sd()));
        page.say("""
                Thousands of nats: no prior opinion of Poisson's law survives that. And its standard deviations, half as large, were
                confidence in nothing. Data that each model would have made tell why: with Poisson's law nearly everybody sees a
                doctor now and then, and nobody often.
                """);
        page.picture("E14-doctor-visits", Picture.of(check(table, poisson, false), check(table, dispersed, true)));

        References chains = References.of(this);
        page.say("Beside long Markov chains (NumPyro's NUTS):");
        chains.checkMean(page, summary.row("intercept"), "intercept", 0.15);
        chains.checkMean(page, summary.row("dispersion"), "dispersion", 0.15);
        chains.checkSd(page, summary.row("dispersion"), "dispersion", 0.1);
        for (Summary.Row row : summary.rows("beta")) {
            chains.checkMean(page, row, row.name(), 0.15);
        }
    }

    /** What the fitted model would have seen instead, the few above 20 counted as 20. */
    private static Plot check(Table table, Fit fit, boolean isDispersed) {
        Model model = model(table, isDispersed);
        double[][] replicated = model.posteriorPredictive(fit, REPLICATIONS, 1).array("visits");
        return PredictivePlot.of(
                "visits, " + model.name(),
                shown(table.doubles("visits")),
                Arrays.stream(replicated).map(E14DoctorVisits::shown).toArray(double[][]::new));
    }

    private static double[] shown(double[] visits) {
        return Arrays.stream(visits).map(v -> Math.min(MOST_SHOWN, v)).toArray();
    }
}
