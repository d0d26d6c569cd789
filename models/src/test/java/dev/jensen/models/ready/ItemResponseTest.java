package dev.jensen.models.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.LaplaceApproximation;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against NUTS of NumPyro 0.22 on the same models and data, two chains of 4,000 draws. */
class ItemResponseTest {
    private static final int PERSONS = 40;
    private static final double[] SLOPES = {0.6, 1, 1.5, 2, 0.8, 1.2, 1.7, 1};

    private static Data data() {
        List<String> person = new ArrayList<>();
        List<String> item = new ArrayList<>();
        double[] answer = new double[PERSONS * SLOPES.length];
        for (int i = 0; i < answer.length; i++) {
            int who = i / SLOPES.length;
            int what = i % SLOPES.length;
            double ability = 1.2 * Wave.normal(who, 30);
            double difficulty = -1.5 + 3.0 * what / (SLOPES.length - 1);
            answer[i] = Wave.uniform(i, 31) < 1 / (1 + Math.exp(-SLOPES[what] * (ability - difficulty))) ? 1 : 0;
            person.add("p" + who);
            item.add("i" + what);
        }
        return Data.of("person", person).and("item", item).and("answer", answer);
    }

    private static void assertRow(Summary summary, String name, double mean, double sd) {
        Summary.Row row = summary.row(name);
        assertEquals(mean, row.mean(), 0.2 * sd, name);
        assertEquals(sd, row.sd(), 0.2 * sd, name);
    }

    /** The log density at a point, by loops over the answers; all unconstrained, positive ones by their logarithms. */
    private static void assertDensity(Model model, boolean two, double meanDifficulty, double logSd, double a) {
        int items = SLOPES.length;
        double sd = Math.exp(logSd);
        double[] u = new double[2 + items + (two ? items : 1) + PERSONS];
        u[0] = meanDifficulty;
        u[1] = logSd;
        double sum = normal(meanDifficulty, 0, 2) + Math.log(0.5) - 0.5 * sd + logSd;
        double[] difficulty = new double[items];
        double[] log = new double[two ? items : 1];
        double[] ability = new double[PERSONS];
        for (int j = 0; j < items; j++) {
            difficulty[j] = Math.sin(j + 1);
            sum += normal(difficulty[j], meanDifficulty, sd);
        }
        for (int j = 0; j < log.length; j++) {
            log[j] = a + 0.1 * j;
            sum += normal(log[j], 0, 0.5);
        }
        for (int i = 0; i < PERSONS; i++) {
            ability[i] = Math.cos(2 * i);
            sum += normal(ability[i], 0, 1);
        }
        double[] answers = data().doubles("answer");
        for (int i = 0; i < answers.length; i++) {
            int item = i % items;
            double eta = Math.exp(log[two ? item : 0]) * (ability[i / items] - difficulty[item]);
            sum -= Math.log1p(Math.exp(answers[i] == 1 ? -eta : eta));
        }
        int at = 0;
        for (var variable : model.variables()) {
            double[] values = switch (variable.name()) {
                case "mean difficulty" -> new double[] {meanDifficulty};
                case "sd of difficulty" -> new double[] {logSd};
                case "difficulty" -> difficulty;
                case "discrimination" -> log;
                case "ability" -> ability;
                default -> new double[0]; // derived
            };
            System.arraycopy(values, 0, u, at, values.length);
            at += values.length;
        }
        double[] value = new double[1];
        model.density().logDensity(1, u, value);
        assertEquals(sum, value[0], 1e-9);
    }

    private static double normal(double x, double mean, double sd) {
        return -0.5 * Math.pow((x - mean) / sd, 2) - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
    }

    @Test
    void oneParameter() {
        ItemResponse model = ItemResponse.oneParameter(data(), "person", "item", "answer");
        Fit fit = model.fit();
        assertDensity(model.model(), false, 0.3, -0.2, -0.1);
        Summary all = model.summary(fit);
        assertRow(all, "mean difficulty", 0.1865, 0.5065);
        assertRow(all, "difficulty[i0]", -1.6283, 0.5364);
        assertRow(all, "difficulty[i5]", 0.9604, 0.4318);
        assertRow(all, "discrimination", 1.0445, 0.2238);
        assertRow(all, "ability[p7]", -1.5988, 0.7292);
        Data rows = Data.of("person", List.of("p7", "new")).and("item", List.of("i3", "i3"));
        Summary now = model.predict(fit, rows).summary();
        // E sigmoid(a (θ − b)) with the means: about 0.17 for p7; 0.49 for one from the population
        assertEquals(0.17, now.row("E(answer)[0]").mean(), 0.06);
        assertEquals(0.49, now.row("E(answer)[1]").mean(), 0.06);
        assertTrue(refusal(() -> model.predict(fit, Data.of("person", List.of("p7"))))
                .contains("\"item\""));
    }

    /** What is fitted is the model that is stated; that fits of it are right, the other one shows. */
    @Test
    void twoParameters() {
        ItemResponse model = ItemResponse.twoParameters(data(), "person", "item", "answer");
        Model stated = model.model();
        assertDensity(stated, true, 0.3, -0.2, -0.1);
        Summary all = model.summary(LaplaceApproximation.of(stated.density()).fit(1));
        assertEquals(SLOPES.length, all.rows("discrimination").size());
        assertEquals("discrimination[i3]", all.rows("discrimination").get(3).name());
    }

    // ---------------------------------------------------------------- bad input

    private static String refusal(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }

    @Test
    void saysWhatDoesNotFit() {
        Data two = Data.of("who", List.of("a", "b")).and("what", List.of("x", "y"));
        assertEquals(
                "response \"r\" must be 0 or 1: it is 2.0 in row 1",
                refusal(() -> ItemResponse.oneParameter(two.and("r", 1.0, 2.0), "who", "what", "r")));
        assertTrue(refusal(() -> ItemResponse.twoParameters(two.and("r", 1, Double.NaN), "who", "what", "r"))
                .contains("row 1 is NaN"));
        assertTrue(refusal(() -> ItemResponse.twoParameters(two.and("r", 1.0, 0.0), "who", "item", "r"))
                .contains("\"item\""));
        Data one =
                Data.of("who", List.of("a", "a")).and("what", List.of("x", "y")).and("r", 1.0, 0.0);
        assertEquals(
                "column \"who\" has the one person \"a\": abilities cannot be told from difficulties; give at least 2",
                refusal(() -> ItemResponse.oneParameter(one, "who", "what", "r")));
    }
}
