package dev.jensen.examples;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.report.Grid;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import dev.jensen.models.report.TerminalProgress;
import java.util.ArrayList;
import java.util.List;

/** Item response theory: how able are a thousand students, and how hard are five questions? With a latent for each student. */
public final class E19LawSchoolTest implements Lesson {
    // how many students gave each pattern of answers, 00000 to 11111: R. D. Bock and M. Lieberman, "Fitting a response model for n
    // dichotomously scored items", Psychometrika 35, 1970, section 6 of the law school admission test; counts are facts
    private static final int[] PATTERNS = {
        3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298
    };
    private static final int ITEMS = 5;

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E19LawSchoolTest()));
    }

    @Override
    public String about() {
        return "item response theory: a thousand students, five questions, a latent each; a family with the model's structure";
    }

    private static double[][] answers() {
        List<double[]> answers = new ArrayList<>();
        for (int pattern = 0; pattern < PATTERNS.length; pattern++) {
            double[] right = new double[ITEMS];
            for (int item = 0; item < ITEMS; item++) {
                right[item] = pattern >> (ITEMS - 1 - item) & 1;
            }
            for (int i = 0; i < PATTERNS[pattern]; i++) {
                answers.add(right);
            }
        }
        return answers.toArray(new double[0][]);
    }

    private static Model model() {
        double[][] answers = answers();
        return Model.of("law school test", m -> {
            var student = m.plate("student", answers.length);
            var difficulty = m.latent("difficulty", Normal.of(0, 2), ITEMS);
            var spread = m.latent("spread", HalfNormal.of(2)); // of the students
            var ability = m.latent("ability", Normal.of(0, 1), student);
            m.observe("right", Bernoulli.ofLogit(ability.times(spread).minus(difficulty)), answers, student);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Students and questions");
        page.say("""
                A thousand students answered five questions. Each student has an ability, each question a difficulty; the log-odds of a right
                answer are their difference. That makes 1,006 latents. `fit()` takes the mean-field Gaussian in so many dimensions.
                But the model has a structure: given the difficulties and the spread, students are independent.
                `structuredGaussian()` reads it from the plates: a block for each student, conditional on what they share.
                """);
        Model model = model();
        Fit meanField = model.fitting().meanField().cancel(page::cancelled).fit();
        Fit structured;
        try (var progress = TerminalProgress.of("law school test")) {
            structured = model.fitting()
                    .family(model.structuredGaussian())
                    .listen(progress)
                    .cancel(page::cancelled)
                    .fit();
        }
        Summary summary = structured.summary();
        page.show(summary.only("difficulty", "spread"));
        if (page.cancelled()) {
            return;
        }
        References chains = References.of(this);
        Grid grid = Grid.of("", "mean field", "structured", "chains, mean", "sd");
        for (String name : List.of(
                "difficulty[0]", "difficulty[1]", "difficulty[2]", "difficulty[3]", "difficulty[4]", "spread")) {
            grid = grid.row(
                    name,
                    meanField.summary().row(name).mean(),
                    summary.row(name).mean(),
                    chains.mean(name),
                    chains.sd(name));
        }
        grid = grid.row("ELBO", meanField.elbo().value(), structured.elbo().value(), "", "");
        page.table(grid);
        double[] x = new double[ITEMS];
        double[] y = new double[ITEMS];
        for (int item = 0; item < ITEMS; item++) {
            x[item] = item + 1;
            y[item] = summary.row("difficulty[" + item + "]").mean();
        }
        page.picture(
                "E19-law-school-test",
                Picture.of(
                        Plot.titled("How hard the questions are").axes("question", "difficulty").points("", x, y).frame(0.5, 5.5, -3.5, 0),
                        Plot.titled("How able the students are, by right answers")
                                .axes("ability", "density")
                                .density("none right", structured.draws(2000).of("ability[0]"))
                                .density("all right", structured.draws(2000).of("ability[999]"))));
        page.say("Beside long Markov chains (NumPyro's NUTS), within three tenths of a standard deviation:");
        for (int item = 0; item < ITEMS; item++) {
            String name = "difficulty[" + item + "]";
            chains.checkMean(page, summary.row(name), name, 0.3);
        }
        chains.checkMean(page, summary.row("spread"), "spread", 0.3);
    }
}
