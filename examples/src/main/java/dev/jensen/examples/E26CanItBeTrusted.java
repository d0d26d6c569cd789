package dev.jensen.examples;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.algorithm.McmcCheck;
import dev.jensen.core.diagnostic.ChainAgreement;
import dev.jensen.core.diagnostic.ModelComparison;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.Calibration;
import dev.jensen.models.Model;
import dev.jensen.models.ModelBuilder;
import dev.jensen.models.Pointwise;
import dev.jensen.models.PredictiveCheck;
import dev.jensen.models.Replications;
import dev.jensen.models.TestQuantity;
import dev.jensen.models.io.Table;
import dev.jensen.models.report.CalibrationPlot;
import dev.jensen.models.report.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Can this fit be trusted, and this model? Its own diagnostics, a few short Markov chains, calibration on simulated data, predictive checks
 * and cross-validation, of three models for the water of the Nile (Cobb 1978).
 */
public final class E26CanItBeTrusted implements Lesson {
    private static final int DAM = 1899;
    private static final int SIMULATIONS = 60;

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E26CanItBeTrusted()));
    }

    @Override
    public String about() {
        return "can this fit be trusted? Short chains, calibration, predictive checks, comparison of models";
    }

    /** Volumes about a mean that the years determine. */
    private static Model model(String name, Table nile, BiFunction<ModelBuilder, Expr, Expr> mean) {
        double[] volume =
                Arrays.stream(nile.doubles("volume")).map(v -> (v - 900) / 100).toArray();
        return Model.of(name, m -> {
            var year = m.plate("year", volume.length);
            var years = m.data("years", nile.doubles("year"), year);
            var sigma = m.latent("sigma", HalfNormal.of(3));
            m.observe("volume", Normal.of(mean.apply(m, years), sigma), volume, year);
        });
    }

    private static Model line(Table nile) {
        return model("line", nile, (m, year) -> {
            var a = m.latent("a", Normal.of(0, 3));
            var b = m.latent("b", Normal.of(0, 3));
            return a.plus(b.times(year.minus(1850).dividedBy(50)));
        });
    }

    private static Model level(Table nile) {
        return model("level", nile, (m, year) -> m.latent("a", Normal.of(0, 3)).plus(year.times(0)));
    }

    private static Model step(Table nile) {
        return model("step", nile, (m, year) -> {
            var before = m.latent("before", Normal.of(0, 3));
            var after = m.latent("after", Normal.of(0, 3));
            return Expr.select(year.lessThan(DAM), before, after);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Is the fit right?");
        page.say("""
                A line through a hundred years of the Nile's water, with years counted from 1850. All of them lie on one side of the
                origin, so that a higher slope goes with a lower intercept; a mean-field q knows no such thing.
                """);
        Table nile = Table.resource(E26CanItBeTrusted.class, "nile.csv");
        Model line = line(nile);
        Fit narrow = line.fitting().meanField().cancel(page::cancelled).fit();
        Fit fit = line.fitting().cancel(page::cancelled).fit();
        if (page.cancelled()) {
            return;
        }
        page.show(narrow.verdict().orElseThrow());
        page.say("Its diagnostics say which parameters, by how much, and that the gradient has not been followed:");
        page.show(narrow.diagnostics());
        page.say("""
                Eight short chains begin at draws of q and measure by its covariance. They leave q's law for the posterior's; how far
                the moments move meanwhile is a bound on q's error.
                """);
        ChainAgreement contradiction = McmcCheck.of(narrow).run();
        page.show(contradiction);
        page.say("The default fit stands the same test:");
        ChainAgreement agreement = McmcCheck.of(fit).run();
        page.show(agreement);
        page.check("how far off the default fit is at least, in sds", agreement.atLeast(), 0, 0.1);
        double ratio = Math.exp(contradiction.row("b").logRatio());
        page.check("mean field's sd of b over the right one", ratio, uncorrelated(nile), 0.08);

        page.heading("Is the method right for this model?");
        page.say("""
                One fit may be lucky. Calibration draws parameters from the prior and data from the model, many times, and ranks the
                true values among draws of the fits: were these exact, every rank would come as often as any other.
                """);
        Calibration ofDefault = line.calibrating().simulations(SIMULATIONS).run();
        Calibration ofMeanField = line.calibrating()
                .simulations(SIMULATIONS)
                .by((density, seed) ->
                        DefaultFit.of(density).meanField().seed(seed).fit())
                .run();
        page.show(ofDefault);
        page.show(ofMeanField);
        page.picture(
                "E26-calibration",
                Picture.of(
                                CalibrationPlot.of(ofMeanField, "b"),
                                CalibrationPlot.histogram(ofMeanField, "b"),
                                CalibrationPlot.of(ofDefault, "b"))
                        .sized(330, 280));
        page.check("calibrated components, default fit", calibrated(ofDefault), 3, 0.1);
        page.check("calibrated components, mean field", calibrated(ofMeanField), 1, 0.1);

        page.heading("Is the model right?");
        page.say("""
                A fit may be perfect, and the model wrong. Years with much water follow each other: can a model of independent years
                about one level make that? The autocorrelation of the data beside that of replications tells, as any function of them
                would.
                """);
        TestQuantity memory = new TestQuantity("autocorrelation", E26CanItBeTrusted::autocorrelation);
        Fit level = level(nile).fit();
        Fit step = step(nile).fit();
        PredictiveCheck ofLevel = Replications.of(level).check(TestQuantity.MEAN, TestQuantity.SD, memory);
        page.say("One level:");
        page.show(ofLevel);
        page.say("Another level from 1899 on, when a dam was built at Aswan:");
        PredictiveCheck ofStep = Replications.of(step).check(TestQuantity.MEAN, TestQuantity.SD, memory);
        page.show(ofStep);
        page.check(
                "p-value of the autocorrelation, one level",
                ofLevel.row("volume", memory.name()).tail(),
                0,
                0.01);
        page.say("Leave-one-out cross-validation compares them, with the standard errors of their differences:");
        ModelComparison comparison = ModelComparison.of(Map.of(
                "level", Pointwise.leaveOneOut(level),
                "line", Pointwise.leaveOneOut(fit),
                "step", Pointwise.leaveOneOut(step)));
        page.show(comparison);
        page.check("stacking weight of the step", comparison.row("step").stackingWeight(), 1, 0.15);
    }

    private static int calibrated(Calibration calibration) {
        return (int) calibration.rows().stream()
                .filter(Calibration.Row::isCalibrated)
                .count();
    }

    /** √(1 − ρ²), ρ the correlation of intercept and slope under a flat prior. */
    private static double uncorrelated(Table nile) {
        double[] x =
                Arrays.stream(nile.doubles("year")).map(v -> (v - 1850) / 50).toArray();
        double mean = Arrays.stream(x).average().orElseThrow();
        double square = Arrays.stream(x).map(v -> v * v).average().orElseThrow();
        return Math.sqrt(1 - mean * mean / square);
    }

    private static double autocorrelation(double[] y) {
        double mean = Arrays.stream(y).average().orElseThrow();
        double variance = 0;
        double neighbours = 0;
        for (int t = 0; t < y.length; t++) {
            variance += (y[t] - mean) * (y[t] - mean);
            neighbours += t == 0 ? 0 : (y[t] - mean) * (y[t - 1] - mean);
        }
        return neighbours / variance;
    }
}
