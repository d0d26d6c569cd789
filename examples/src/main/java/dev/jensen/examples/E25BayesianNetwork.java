package dev.jensen.examples;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import dev.jensen.models.io.Table;
import dev.jensen.models.neural.Activation;
import dev.jensen.models.neural.Dense;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import dev.jensen.optim.rule.Adam;
import dev.jensen.optim.schedule.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Bayesian neural network for regression, and whether its intervals keep what they promise (Neal 1996; Efron et al. 2004). */
public final class E25BayesianNetwork implements Lesson {
    private static final List<String> COLUMNS = List.of("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6");
    private static final int HIDDEN = 10;
    private static final int PARTS = 4;

    private final int steps;
    private final boolean whole;

    /** The whole lesson. */
    public E25BayesianNetwork() {
        this(6000, true);
    }

    private E25BayesianNetwork(int steps, boolean whole) {
        this.steps = steps;
        this.whole = whole;
    }

    /** With fewer steps, for a test: the answers are rougher. */
    static E25BayesianNetwork inShort() {
        return new E25BayesianNetwork(400, false);
    }

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E25BayesianNetwork()));
    }

    @Override
    public String about() {
        return "a Bayesian neural network for regression: do its intervals hold what they promise on new patients?";
    }

    private static Model model(Data patients) {
        return Model.of("network", patients, (m, data) -> {
            var patient = m.plate("patient", data.rows("x"));
            var x = m.data("x", data.vectors("x"), patient);
            var scale = m.latent("weight scale", HalfNormal.of(1), 2);
            var hidden = Dense.latents(m, "hidden", COLUMNS.size(), HIDDEN, Activation.TANH, scale.at(0));
            var output = Dense.latents(m, "output", HIDDEN, 1, Activation.IDENTITY, scale.at(1));
            var mean = m.derive("mean", output.apply(hidden.apply(x)).at(0));
            var sigma = m.latent("sigma", HalfNormal.of(1));
            m.observe("y", Normal.of(mean, sigma), data.observed("y"), patient);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("A network that knows what it does not know");
        page.say("""
                442 people with diabetes, ten measurements at the start, and how far the illness had gone a year later. A network of %d hidden units, all its
                weights latents with a normal prior whose scale is a latent too: so the data say how bent the function is. The question is not the error
                alone but whether the intervals are honest: of patients that the network never saw, half should lie in the 50 %% interval, nine of ten
                in that of 90 %%. So the patients are dealt into four parts, and each part is predicted by a fit of the others.
                """, HIDDEN);
        Table table = Table.resource(E25BayesianNetwork.class, "diabetes.csv");
        List<double[]> x = new ArrayList<>();
        for (String column : COLUMNS) {
            x.add(standardised(table.doubles(column)));
        }
        double[] y = standardised(table.doubles("progression"));
        List<double[]> sorted = new ArrayList<>(); // draws of each patient's outcome, ascending
        List<Double> truth = new ArrayList<>();
        for (int part = 0; part < (whole ? PARTS : 1); part++) {
            Data held = rows(x, y, part, true);
            Fit fit = fit(model(rows(x, y, part, false)), page);
            if (part == 0 || page.cancelled()) {
                page.show(fit.summary().only("weight scale", "sigma"));
            }
            if (page.cancelled()) {
                return;
            }
            double[][] draws =
                    fit.predict(Data.of("x", held.vectors("x")), 2000, 1).array("y");
            for (int i = 0; i < draws[0].length; i++) {
                int row = i;
                sorted.add(Arrays.stream(draws)
                        .mapToDouble(draw -> draw[row])
                        .sorted()
                        .toArray());
                truth.add(held.doubles("y")[i]);
            }
        }
        page.say("""
                The verdict is about the weights, and it is right: hidden units can change places and signs, which no independent normals of weights
                can tell, and the steps are counted, not run to their end. What such a fit is used for are predictions, so that these are what is put
                to the test, on patients that it never saw.
                """);
        double[] outcomes = truth.stream().mapToDouble(Double::doubleValue).toArray();
        report(page, sorted, outcomes);
    }

    private Fit fit(Model model, Notebook page) {
        return StochasticGradientVi.of(
                        model.density(), MeanFieldGaussian.of(model.density().dimension()))
                .estimator(StickingTheLanding.draws(4))
                .rule(Adam.at(Schedule.polynomial(0.03, 0.5)))
                .stop(() -> progress -> null)
                .maximumSteps(steps)
                .cancel(page::cancelled)
                .fit(1);
    }

    private void report(Notebook page, List<double[]> draws, double[] truth) {
        double half = coverage(draws, truth, 0.5);
        double most = coverage(draws, truth, 0.9);
        double error = 0;
        double spread = 0;
        for (int i = 0; i < truth.length; i++) {
            double mean = Arrays.stream(draws.get(i)).average().orElseThrow();
            error += (truth[i] - mean) * (truth[i] - mean) / truth.length;
            spread += truth[i] * truth[i] / truth.length;
        }
        page.line("%d new patients: error %.2f of the standard deviation", truth.length, Math.sqrt(error / spread));
        page.line("in the 50 %% interval   %.0f %%", 100 * half);
        page.line("in the 90 %% interval   %.0f %%", 100 * most);
        page.picture(
                "E25-coverage",
                Picture.of(calibration(draws, truth), intervals(draws, truth)).sized(420, 360));
        page.say("""
                The line of coverage beside the diagonal is the whole answer: an interval of any width should hold as many as it says. With %d patients, chance
                alone moves 50 %% by %.0f points and 90 %% by %.0f (two standard errors).
                """, truth.length, 200 * Math.sqrt(0.25 / truth.length), 200 * Math.sqrt(0.09 / truth.length));
        page.check("coverage of 50 %", half, 0.5, whole ? 0.05 : 0.15);
        page.check("coverage of 90 %", most, 0.9, whole ? 0.04 : 0.1);
        page.check("error, of the standard deviation", Math.sqrt(error / spread), 0.71, 0.07);
    }

    private static double[] standardised(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double sd = Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
        return Arrays.stream(values).map(v -> (v - mean) / sd).toArray();
    }

    private static Data rows(List<double[]> columns, double[] y, int part, boolean held) {
        List<double[]> x = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            if ((i % PARTS == part) == held) {
                int row = i;
                x.add(columns.stream().mapToDouble(column -> column[row]).toArray());
                own.add(y[i]);
            }
        }
        return Data.of("x", x.toArray(double[][]::new))
                .and("y", own.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The share of outcomes in the central interval of a probability. */
    private static double coverage(List<double[]> draws, double[] truth, double probability) {
        int inside = 0;
        for (int i = 0; i < truth.length; i++) {
            double[] own = draws.get(i);
            double low = own[(int) ((1 - probability) / 2 * own.length)];
            double high = own[(int) ((1 + probability) / 2 * own.length)];
            inside += truth[i] >= low && truth[i] <= high ? 1 : 0;
        }
        return (double) inside / truth.length;
    }

    private static Plot calibration(List<double[]> draws, double[] truth) {
        double[] promised = new double[19];
        double[] held = new double[19];
        Arrays.setAll(promised, i -> 0.05 * (i + 1));
        Arrays.setAll(held, i -> coverage(draws, truth, promised[i]));
        return Plot.titled("Coverage on new patients")
                .axes("promised", "held")
                .dashedCurve("honest", p -> p, 0, 1)
                .line("network", promised, held);
    }

    private static Plot intervals(List<double[]> draws, double[] truth) {
        double[] mean = new double[truth.length];
        Arrays.setAll(mean, i -> Arrays.stream(draws.get(i)).average().orElseThrow());
        Integer[] order = new Integer[truth.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(mean[a], mean[b]));
        double[] at = new double[truth.length];
        double[] low = new double[truth.length];
        double[] high = new double[truth.length];
        double[] y = new double[truth.length];
        for (int i = 0; i < truth.length; i++) {
            double[] own = draws.get(order[i]);
            at[i] = i;
            low[i] = own[(int) (0.05 * own.length)];
            high[i] = own[(int) (0.95 * own.length)];
            y[i] = truth[order[i]];
        }
        return Plot.titled("90 % intervals, patients by their mean")
                .axes("patient", "progression, standardised")
                .band("90 %", at, low, high)
                .points("outcome", at, y);
    }
}
