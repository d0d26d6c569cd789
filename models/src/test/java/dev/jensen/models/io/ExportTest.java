package dev.jensen.models.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.distribution.Exponential;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.Model;
import dev.jensen.models.Pointwise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final double[] Y = {1.2, -0.4, 2.5};
    private static final int DRAWS = 40;

    @TempDir
    Path folder;

    /** Of the shapes that there are: a number, one for each row, an array without rows, and an array for each row. */
    private static Fit fit() {
        Model model = Model.of("export", m -> {
            Plate town = m.plate("town", List.of("Ås", "Bo, \"B\"", "C"));
            Expr mu = m.latent("mu", Normal.of(0, 2));
            Expr sigma = m.latent("sigma", Exponential.of(1));
            Expr slope = m.latent("slope", Normal.of(0, 1), 2);
            Expr theta = m.latent("theta", Normal.of(mu, 1), town);
            m.derive("both", theta.times(slope));
            m.observe("y", Normal.of(theta, sigma), Y, town);
        });
        return FixedDrawVi.of(model.density(), MeanFieldGaussian.of(7)).fit(2);
    }

    @Test
    void csvHasTheLayoutOfCmdStan() throws IOException {
        Fit fit = fit();
        Path file = folder.resolve("draws.csv");
        CmdStanCsv.write(fit, DRAWS, file);
        List<String> rows = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertTrue(Files.readString(file).startsWith("# method = variational\n"));
        assertEquals(
                "lp__,lp_approx__,mu,sigma,slope.1,slope.2,theta.1,theta.2,theta.3,"
                        + "both.1.1,both.2.1,both.3.1,both.1.2,both.2.2,both.3.2",
                rows.get(0));
        assertEquals(DRAWS + 1, rows.size());
        Draws draws = fit.draws(DRAWS);
        for (int s = 0; s < DRAWS; s++) {
            List<Double> numbers = List.of(rows.get(s + 1).split(",", -1)).stream()
                    .map(Double::valueOf)
                    .toList();
            assertEquals(draws.of("mu")[s], numbers.get(2));
            assertEquals(draws.of("slope[1]")[s], numbers.get(5));
            assertEquals(draws.of("theta[C]")[s], numbers.get(8));
            assertEquals(draws.of("theta[Ås]")[s] * draws.of("slope[1]")[s], numbers.get(12), 1e-14);
        }
    }

    @Test
    void jsonHasTheGroupsOfInferenceData() throws IOException {
        Fit fit = fit();
        Path file = folder.resolve("fit.json");
        ArvizJson.write(fit, DRAWS, file);
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        Draws draws = fit.draws(DRAWS);
        assertEquals(
                draws.of("both[C,1]")[5], root.at("/posterior/both/0/5/2/1").doubleValue());
        assertEquals(DRAWS, root.at("/sample_stats/log_q/0").size());
        assertEquals("[\"Ås\",\"Bo, \\\"B\\\"\",\"C\"]", root.at("/coords/town").toString());
        assertEquals(Y[1], root.at("/observed_data/y/1").doubleValue());
        double sigma = draws.of("sigma")[7];
        double u = (Y[2] - draws.of("theta[C]")[7]) / sigma;
        assertEquals(
                -0.5 * u * u - Math.log(sigma) - 0.5 * Math.log(2 * Math.PI),
                root.at("/log_likelihood/y/0/7/2").doubleValue(),
                1e-12);
        assertEquals(
                fit.origin().trace().size(),
                root.at("/constant_data/trace_loss").size());
    }

    @Test
    void aTargetThatIsNoModelHasNoLogLikelihood() {
        Fit pattern = fit();
        Fit fit = new Fit(
                new LogDensity() {
                    @Override
                    public int dimension() {
                        return 7;
                    }

                    @Override
                    public void logDensity(int draws, double[] z, double[] values) {
                        pattern.target().logDensity(draws, z, values);
                    }
                },
                pattern.family(),
                pattern.parameters(),
                pattern.elbo(),
                pattern.origin());
        assertFalse(Pointwise.of(fit).isPresent());
        Path file = folder.resolve("fit.json");
        ArvizJson.write(fit, 3, file);
        CmdStanCsv.write(fit, 3, folder.resolve("fit.csv"));
        assertTrue(Files.exists(file));
    }

    /** Runs where {@code JENSEN_PYTHON} names a Python that has ArviZ 0.23. */
    @Test
    void arvizOpensBoth() throws IOException, InterruptedException {
        String python = System.getenv("JENSEN_PYTHON");
        assumeTrue(python != null, "needs a Python that has ArviZ, named by JENSEN_PYTHON");
        Fit fit = fit();
        ArvizJson.write(fit, DRAWS, folder.resolve("fit.json"));
        CmdStanCsv.write(fit, DRAWS, folder.resolve("draws.csv"));
        String script = """
                import sys, numpy as np, arviz as az
                j = az.from_json("fit.json")
                c = az.from_cmdstan(posterior="draws.csv")
                for name in ["mu", "sigma", "slope", "theta", "both"]:
                    assert np.array_equal(j.posterior[name].values, c.posterior[name].values), name
                assert np.array_equal(j.sample_stats["log_p"].values, c.sample_stats["lp"].values)
                assert set(j.groups()) >= {"posterior", "sample_stats", "observed_data", "log_likelihood", "constant_data"}, j.groups()
                assert list(j.posterior["theta"].dims) == ["chain", "draw", "town"]
                assert list(j.posterior["town"].values) == ["Ås", 'Bo, "B"', "C"]
                assert j.constant_data["trace_loss"].dims == ("stretch",)
                assert np.isfinite(az.waic(j).elpd_waic) and np.isfinite(az.loo(j).elpd_loo)
                assert len(az.summary(j)) == 13
                print("opened")
                """;
        Process process = new ProcessBuilder(python, "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertTrue(said.endsWith("opened\n"), said);
    }
}
