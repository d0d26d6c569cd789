package dev.jensen.benchmarks.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on a few posteriors, and on a folder of one's own. */
class RefereeTest {
    private static final double EXCELLENT = 0.1;

    /** What docs/referee.md shows: counts y ~ Poisson(rate), rate ~ Exponential(1), so that rate ~ Gamma(1 + Σ y, 1 + n). */
    private static final String MODEL = """
            import dev.jensen.benchmarks.referee.PosteriorModel;
            import dev.jensen.benchmarks.referee.Reference;
            import dev.jensen.core.density.Differentiable;
            import dev.jensen.core.distribution.Exponential;
            import dev.jensen.core.distribution.Poisson;
            import dev.jensen.models.Model;
            import java.util.List;

            public final class Counts implements PosteriorModel {
                @Override
                public List<String> posteriors() {
                    return List.of("counts");
                }

                @Override
                public Differentiable density(Reference reference) {
                    double[] y = reference.column("y");
                    return Model.of("counts", m -> {
                        var rate = m.latent("rate", Exponential.of(1));
                        m.observe("y", Poisson.of(rate), y, m.plate("row", y.length));
                    }).density();
                }
            }
            """;

    private static final String REFERENCE = """
            {"data": {"y": [3, 5, 4, 7]},
             "reference": {"parameters": ["rate"], "mean": [4.0], "sd": [0.894427]}}
            """;

    private record Run(int exit, String out, String err) {
        static Run of(String... arguments) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            CommandLine line =
                    Referee.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
            int exit = line.execute(arguments);
            return new Run(exit, out.toString(), err.toString());
        }

        List<Map<String, String>> rows() {
            List<String> lines = out.lines().toList();
            String[] head = lines.get(0).split("\t", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                Map<String, String> row = new HashMap<>();
                for (int c = 0; c < cells.length; c++) {
                    row.put(head[c], cells[c]);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    @Test
    void shortVersion() throws IOException {
        StatedModelsTest.assumeReferences();
        String few = "kidiq-kidscore_momhs,GLM_Poisson_Data-GLM_Poisson_model,bones_data-bones_model";
        Run run = Run.of(
                "--dir",
                StatedModelsTest.REFERENCES.toString(),
                "--posteriors",
                few,
                "--methods",
                "meanfield,fullrank,default");
        assertEquals(0, run.exit, run.err);
        List<Map<String, String>> rows = run.rows();
        assertEquals(3 * 3, rows.size(), run.out);
        assertTrue(run.err.contains("in 0 of 9 fits"), run.err);
        for (Map<String, String> row : rows) {
            assertTrue(Double.parseDouble(row.get("above_evidence")) <= 3, row::toString);
            assertTrue(Double.parseDouble(row.get("elbo_se")) < 0.02, row::toString);
            assertTrue(Double.parseDouble(row.get("gap")) < EXCELLENT, row::toString);
            double error = Math.max(
                    Double.parseDouble(row.get("mean_error")),
                    Math.max(
                            -Math.log(Double.parseDouble(row.get("least_sd_ratio"))),
                            Math.log(Double.parseDouble(row.get("greatest_sd_ratio")))));
            assertTrue(row.get("method").equals("meanfield") || error < EXCELLENT, row::toString);
            assertTrue(error < EXCELLENT || !row.get("verdict").equals("RELIABLE"), row::toString);
        }
    }

    @Test
    void aFolderOfOnesOwn(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Counts.java"), MODEL);
        Files.writeString(folder.resolve("counts.json"), REFERENCE);
        Run run = Run.of("--dir", folder.toString());
        assertEquals(0, run.exit, run.err);
        Map<String, String> row = run.rows().get(0);
        assertEquals("counts", row.get("posterior"));
        assertEquals("RELIABLE", row.get("verdict"));
        assertEquals("NaN", row.get("gap"));
        assertTrue(Double.parseDouble(row.get("mean_error")) < EXCELLENT, run.out);
    }

    /** The evidence is ∏ 1/y! · Γ(1 + Σ y) / (1 + n)^(1 + Σ y), e^−11.13; one that is too low is what a wrong density would look like. */
    @Test
    void anElboAboveTheEvidence(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Counts.java"), MODEL);
        Files.writeString(folder.resolve("counts.json"), REFERENCE);
        String optima = "{\"posteriors\": {\"counts\": {\"log_evidence\": %s, \"log_evidence_se\": 0.01}}}";
        Files.writeString(folder.resolve("optimal_gaussians.json"), optima.formatted("-11.1313"));
        Run right = Run.of("--dir", folder.toString(), "--methods", "meanfield,default");
        assertEquals(0, right.exit, right.err);
        assertTrue(right.err.contains("in 0 of 2 fits"), right.err);
        Files.writeString(folder.resolve("optimal_gaussians.json"), optima.formatted("-20"));
        Run wrong = Run.of("--dir", folder.toString(), "--methods", "meanfield");
        assertEquals(1, wrong.exit);
        assertTrue(wrong.err.contains("in 1 of 1 fits"), wrong.err);
        assertTrue(wrong.err.contains("counts, meanfield, seed 1: ELBO"), wrong.err);
        assertTrue(wrong.err.contains("above the log evidence -20.000 ± 0.010"), wrong.err);
    }

    @Test
    void aModelThatDoesNotCompile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Counts.java"), MODEL.replace("Poisson.of(rate)", "Poisson.of(rates)"));
        Run run = Run.of("--dir", folder.toString());
        assertEquals(1, run.exit);
        assertTrue(run.err.contains("Counts.java:20"), run.err);
        assertTrue(run.err.contains("rates"), run.err);
    }

    @Test
    void namesThatAreNotThere(@TempDir Path folder) throws IOException {
        Run missing = Run.of("--dir", folder.toString(), "--posteriors", "counts");
        assertEquals(1, missing.exit);
        assertTrue(missing.err.contains("no counts.json in " + folder), missing.err);
        Files.writeString(folder.resolve("counts.json"), REFERENCE);
        Run modelless = Run.of("--dir", folder.toString(), "--posteriors", "counts");
        assertTrue(modelless.err.contains("no model of \"counts\""), modelless.err);
        assertTrue(modelless.err.contains("add a PosteriorModel"), modelless.err);
        Run nowhere = Run.of("--dir", folder.resolve("nowhere").toString());
        assertTrue(nowhere.err.contains("no folder"), nowhere.err);
        Files.writeString(folder.resolve("counts.json"), "{\"data\": {}, \"reference\": {\"mean\": []}}");
        Run broken = Run.of("--dir", folder.toString(), "--posteriors", "counts");
        assertTrue(broken.err.contains("counts.json has no \"parameters\""), broken.err);
        Run method = Run.of("--dir", folder.toString(), "--methods", "advi");
        assertTrue(method.err.contains("no method \"advi\"; there are meanfield, fullrank, default"), method.err);
        Run targets = Run.of("--targets", "easy");
        assertTrue(targets.exit != 0 && targets.err.contains("no targets \"easy\"; there are hard"), targets.err);
    }
}
