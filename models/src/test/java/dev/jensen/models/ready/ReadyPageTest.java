package dev.jensen.models.ready;

import static dev.jensen.models.ready.Made.uniform;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.LaplaceApproximation;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The code of docs/ready.md stands here, word by word, and runs. */
class ReadyPageTest {
    private static final int N = 24;

    private static Fit quick(ReadyModel model) {
        return LaplaceApproximation.of(model.model().density()).fit(1);
    }

    private static List<String> names(int column, String... of) {
        return IntStream.range(0, N)
                .mapToObj(i -> of[(int) (uniform(i, column) * of.length)])
                .toList();
    }

    private static Data patients() {
        return Data.of("age", Made.column(N, i -> 30 + 40 * uniform(i, 1)))
                .and("income", Made.column(N, i -> 2 + uniform(i, 2)))
                .and("months", Made.column(N, i -> 1 + 20 * uniform(i, 3)))
                .and("visits", Made.column(N, i -> Math.floor(6 * uniform(i, 4))))
                .and("relapsed", Made.column(N, i -> uniform(i, 5) > 0.4 ? 1 : 0))
                .and("practice", names(6, "a", "b", "c"))
                .and("region", names(7, "east", "west"))
                .and("pain", names(8, "none", "mild", "severe"))
                .and("travel", names(9, "car", "bus", "foot"));
    }

    private static Data eruptions() {
        return Data.of("minutes", Made.column(N, i -> (i % 2 == 0 ? 2 : 4.5) + 0.4 * uniform(i, 1)))
                .and("next", Made.column(N, i -> (i % 2 == 0 ? 55 : 80) + 9 * uniform(i, 2)))
                .and("height", Made.column(N, i -> 40 + 9 * uniform(i, 3)));
    }

    @Test
    void radon() {
        double[] logRadon = {0.8, 0.8, 1.1, 0.1, 1.1, 0.9};
        double[] floor = {1, 0, 0, 0, 0, 1};
        List<String> county = List.of("AITKIN", "AITKIN", "ANOKA", "ANOKA", "LYON", "LYON");

        Data homes = Data.of("log_radon", logRadon).and("floor", floor).and("county", county);
        Regression radon = Regression.linear(homes, "log_radon").on("floor").groupedBy("county");
        Fit fit = radon.fit();
        System.out.println(radon.summary(fit));
        Draws draws = radon.predict(fit, Data.of("floor", 1, 0).and("county", "AITKIN", "elsewhere"));
        double[] mean = draws.of("E(log_radon)[0]");
        double[] seen = draws.of("log_radon[1]");

        assertEquals(mean.length, seen.length);
    }

    @Test
    void regressions() {
        Data patients = patients();
        Regression visits = Regression.negativeBinomial(patients, "visits")
                .on("age", "income")
                .exposure("months")
                .groupedBy("practice")
                .groupedBy("region", "income");
        assertEquals(
                "negative binomial regression of visits on [age, income], grouped by [practice, region]", "" + visits);
        HorseshoeRegression genes = HorseshoeRegression.linear(patients, "visits")
                .on("age", "income", "months")
                .expecting(1);
        assertTrue(genes.model().check().isClean());
        GaussianProcessClassification leak =
                GaussianProcessClassification.of(patients, "relapsed").on("age", "income");
        assertEquals(N + 4, leak.model().density().dimension());
    }

    @Test
    void ordinal() {
        Data patients = patients();
        OrdinalRegression pain =
                OrdinalRegression.of(patients, "pain", "none", "mild", "severe").on("age");
        Fit fit = quick(pain);
        double[] severe = pain.predict(fit, Data.of("age", 50)).of("P(pain = severe)[0]");
        assertProbabilities(severe);
    }

    @Test
    void multinomial() {
        Data patients = patients();
        MultinomialRegression travel = MultinomialRegression.of(patients, "travel", "car", "bus", "foot")
                .on("age");
        Fit fit = quick(travel);
        double[] onFoot = travel.predict(fit, Data.of("age", 50)).of("P(travel = foot)[0]");
        assertProbabilities(onFoot);
    }

    @Test
    void survival() {
        Data patients = patients();
        WeibullRegression relapse =
                WeibullRegression.of(patients, "months", "relapsed").on("age").survivingTo(6, 12);
        Fit fit = quick(relapse);
        double[] afterAYear = relapse.predict(fit, Data.of("age", 50)).of("P(months > 12.0)[0]");
        assertProbabilities(afterAYear);
    }

    @Test
    void hazards() {
        Data patients = patients();
        PiecewiseExponentialRegression hazard = PiecewiseExponentialRegression.of(patients, "months", "relapsed", 6, 12)
                .on("age");
        Fit fit = quick(hazard);
        Summary hazards = hazard.summary(fit);
        assertEquals(4, hazards.rows().size());
    }

    @Test
    void curve() {
        Data patients = patients();
        GaussianProcessRegression curve =
                GaussianProcessRegression.of(patients, "visits").on("age");
        Fit fit = quick(curve);
        double[] at = curve.predict(fit, Data.of("age", 30, 31)).of("E(visits)[1]");
        assertTrue(Double.isFinite(at[0]));
    }

    @Test
    void mixture() {
        Data eruptions = eruptions();
        GaussianMixture kinds = GaussianMixture.of(eruptions, 2, "minutes", "next");
        Fit fit = quick(kinds);
        double[] first =
                kinds.predict(fit, Data.of("minutes", 2.0).and("next", 55.0)).of("P(component=0)[0]");
        assertProbabilities(first);
    }

    @Test
    void factors() {
        Data eruptions = eruptions();
        FactorAnalysis one = FactorAnalysis.of(eruptions, 1, "minutes", "next", "height");
        FactorAnalysis components = FactorAnalysis.principalComponents(eruptions, 2, "minutes", "next", "height");
        assertEquals("factor analysis: 1 factor of [minutes, next, height]", one.toString());
        assertTrue(components.toString().contains("2 factors"));
    }

    @Test
    void states() {
        Data eruptions = eruptions();
        HiddenMarkov states = HiddenMarkov.normal(eruptions, 2, "minutes");
        Fit fit = quick(states);
        double[] next = states.forecast(fit, 3).of("E(minutes)[0]");
        assertTrue(next[0] > 1.9 && next[0] < 5);
    }

    @Test
    void level() {
        Data eruptions = eruptions();
        StateSpace level = StateSpace.localLevel(eruptions, "minutes");
        Fit fit = quick(level);
        double[] ahead = level.forecast(fit, 3).of("minutes[2]");
        StateSpace quarters = level.seasonal(4);
        assertTrue(Double.isFinite(ahead[0]));
        assertEquals("local level of minutes with seasons of 4", quarters.toString());
    }

    @Test
    void exam() {
        Data answers = Data.of("student", names(1, "a", "b", "c"))
                .and("question", names(2, "q1", "q2"))
                .and("right", Made.column(N, i -> uniform(i, 3) > 0.5 ? 1 : 0));
        ItemResponse exam = ItemResponse.twoParameters(answers, "student", "question", "right");
        Fit fit = quick(exam);
        double[] chance = exam.predict(fit, Data.of("student", "new").and("question", "q1"))
                .of("E(right)[0]");
        assertProbabilities(chance);
    }

    private static void assertProbabilities(double[] draws) {
        for (double each : draws) {
            assertTrue(each >= 0 && each <= 1);
        }
    }

    @Test
    void thePageShowsWhatRunsHere() throws IOException {
        Path here = Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
        String page = Files.readString(here.resolve("docs/ready.md"));
        String source = Files.readString(
                        here.resolve("models/src/test/java/dev/jensen/models/ready/ReadyPageTest.java"))
                .replaceAll("\\s", "")
                .replaceAll("Fitfit=quick\\(\\w+\\);", "");
        Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        int count = 0;
        while (blocks.find()) {
            assertTrue(source.contains(blocks.group(1).replaceAll("\\s", "")), blocks.group(1));
            count++;
        }
        assertEquals(14, count);
    }
}
