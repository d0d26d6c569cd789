package dev.jensen.examples;

import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.report.ForestPlot;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.List;

/** Item response theory: how able are a thousand students, and how hard are five questions? Abilities are integrated out. */
public final class E19LawSchoolTest implements Lesson {
    // how many students gave each pattern of answers, 00000 to 11111: R. D. Bock and M. Lieberman, "Fitting a response
    // model for n
    // dichotomously scored items", Psychometrika 35, 1970, section 6 of the law school admission test; counts are facts
    private static final int[] PATTERNS = {
        3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28,
        298
    };
    private static final int ITEMS = 5;
    private static final int NODES = 31; // of the abilities, −5 to 5

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E19LawSchoolTest()));
    }

    @Override
    public String about() {
        return "item response theory: a thousand students, five questions, their abilities integrated out";
    }

    /** The answers of each pattern: 1 right, −1 wrong. */
    private static double[][] signs() {
        double[][] signs = new double[PATTERNS.length][ITEMS];
        for (int pattern = 0; pattern < PATTERNS.length; pattern++) {
            for (int item = 0; item < ITEMS; item++) {
                signs[pattern][item] = (pattern >> (ITEMS - 1 - item) & 1) == 1 ? 1 : -1;
            }
        }
        return signs;
    }

    private static Model model() {
        double[] ability = new double[NODES];
        double[] logWeight = new double[NODES];
        for (int k = 0; k < NODES; k++) {
            ability[k] = -5 + 10.0 * k / (NODES - 1);
            logWeight[k] = -0.5 * ability[k] * ability[k] + Math.log(10.0 / (NODES - 1) / Math.sqrt(2 * Math.PI));
        }
        return Model.of("law school test", m -> {
            var pattern = m.plate("pattern", PATTERNS.length);
            var sign = m.data("sign", signs(), pattern);
            var count = m.data("count", PATTERNS, pattern);
            var difficulty = m.latent("difficulty", Normal.of(0, 2), ITEMS);
            var spread = m.latent("spread", HalfNormal.of(2)); // of the students
            var logOdds = Expr.constant(ability).reshape(NODES, 1).times(spread).minus(difficulty.reshape(1, ITEMS));
            var logLikelihood = logOdds.times(sign.reshape(1, ITEMS))
                    .negate()
                    .softplus()
                    .negate()
                    .sum(1);
            m.factor(
                    "answers",
                    logLikelihood.plus(Expr.constant(logWeight)).logSumExp().times(count));
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Students and questions");
        page.say("""
                A thousand students answered five questions. Each student has an ability from N(0, 1), each question a difficulty; the log-odds
                of a right answer are *spread* times the ability less the difficulty.

                That makes 1,006 latents. But there are only 32 patterns of answers, and given the questions the ability of a student is one
                number: it can be integrated out on a few nodes, as Bock and Lieberman did. What is no law of the library is a *factor*, any
                expression that adds to the log density:
                """);
        Fit fit = model().fitting().cancel(page::cancelled).fit();
        Summary summary = fit.summary();
        page.show(summary);
        if (page.cancelled()) {
            return;
        }
        double spread = summary.row("spread").mean();
        Plot curves = Plot.titled("How likely is a right answer?").axes("ability", "probability");
        for (int item = 0; item < ITEMS; item++) {
            double difficulty = summary.row("difficulty[" + item + "]").mean();
            curves = curves.curve("question " + (item + 1), t -> 1 / (1 + Math.exp(difficulty - spread * t)), -4, 4);
        }
        page.picture(
                "E19-law-school-test",
                Picture.of(curves, ForestPlot.of("Difficulty", summary.rows("difficulty")))
                        .sized(480, 380));
        page.say("""
                All questions are easy, the first the easiest; the third parts the students best. Beside long Markov chains (NumPyro's NUTS) over
                all 1,006 latents:
                """);
        References chains = References.of(this);
        for (Summary.Row row : summary.rows("difficulty")) {
            chains.checkMean(page, row, row.name(), 0.12);
            chains.checkSd(page, row, row.name(), 0.1);
        }
        chains.checkMean(page, summary.row("spread"), "spread", 0.15);
    }
}
