package dev.jensen.models.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
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

    @Test
    void oneParameter() {
        ItemResponse model = ItemResponse.oneParameter(data(), "person", "item", "answer");
        Fit fit = model.fit();
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

    @Test
    void twoParameters() {
        ItemResponse model = ItemResponse.twoParameters(data(), "person", "item", "answer");
        Summary all = model.summary(model.fit());
        assertRow(all, "mean difficulty", 0.185, 0.5445);
        assertRow(all, "sd of difficulty", 1.4136, 0.5269);
        assertRow(all, "difficulty[i0]", -1.7419, 0.6314);
        assertRow(all, "difficulty[i4]", 0.5867, 0.5251);
        assertRow(all, "discrimination[i3]", 1.7443, 0.7773);
        assertRow(all, "discrimination[i1]", 0.7395, 0.2714);
        assertRow(all, "ability[p0]", 0.715, 0.6273);
        assertRow(all, "ability[p38]", -1.5375, 0.7254);
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
