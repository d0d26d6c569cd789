package dev.jensen.models.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    private static double[] chunk(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        double[] values = new double[bytes.length / 8];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
        return values;
    }

    @Test
    void zarrHasTheGroupsOfInferenceData() throws IOException {
        Fit fit = fit();
        Path zarr = folder.resolve("fit.zarr");
        ArvizZarr.write(fit, 3, zarr);
        ArvizZarr.write(fit, DRAWS, zarr); // in its place
        Draws draws = fit.draws(DRAWS);
        JsonNode all =
                new ObjectMapper().readTree(zarr.resolve(".zmetadata").toFile()).get("metadata");
        assertEquals(
                "[1,40,3,2]", all.get("posterior/both/.zarray").get("shape").toString());
        assertEquals(
                "[\"chain\",\"draw\",\"town\",\"both_dim_1\"]",
                all.get("posterior/both/.zattrs").get("_ARRAY_DIMENSIONS").toString());
        assertEquals("<U7", all.get("posterior/town/.zarray").get("dtype").textValue());
        assertEquals(draws.of("both[C,1]")[5], chunk(zarr.resolve("posterior/both/0.0.0.0"))[5 * 6 + 2 * 2 + 1]);
        assertEquals(Y[1], chunk(zarr.resolve("observed_data/y/0"))[1]);
        assertEquals(DRAWS, chunk(zarr.resolve("sample_stats/log_q/0.0")).length);
        assertEquals(fit.scoredDraws(DRAWS).logTarget()[7], chunk(zarr.resolve("sample_stats/log_p/0.0"))[7]);
        Path other = Files.createDirectories(folder.resolve("other"));
        String message = assertThrows(UncheckedIOException.class, () -> ArvizZarr.write(fit, 3, other))
                .getMessage();
        assertTrue(message.contains("something else of that name"), message);
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "nothing is left beside");
        }
    }

    @Test
    void aSamplerTakesOverStartsAndMetric() throws IOException {
        Fit fit = fit();
        List<Path> files = CmdStanStart.write(fit, 2, folder.resolve("start"));
        assertEquals(3, files.size());
        JsonNode init = new ObjectMapper().readTree(files.get(1).toFile());
        double theta = init.at("/theta/2").doubleValue();
        assertEquals(
                theta * init.at("/slope/1").doubleValue(), init.at("/both/2/1").doubleValue(), 1e-14);
        JsonNode metric = new ObjectMapper().readTree(files.get(2).toFile()).get("inv_metric");
        assertEquals(7, metric.size());
        // the mean-field q's own variance of mu, from 4,096 draws: 4 standard errors of a variance
        double variance = ((MeanFieldGaussian) fit.family()).variance(fit.parameters())[0];
        assertEquals(1, metric.at("/0/0").doubleValue() / variance, 4 * Math.sqrt(2.0 / 4096));
        assertEquals(metric.at("/0/1").doubleValue(), metric.at("/1/0").doubleValue());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> CmdStanStart.write(fit, 0, folder))
                .getMessage()
                .contains("at least 1 chain"));
    }

    /** Runs where {@code JENSEN_PYTHON} names a Python that has ArviZ 0.23. */
    @Test
    void arvizOpensAll() throws IOException, InterruptedException {
        String python = System.getenv("JENSEN_PYTHON");
        assumeTrue(python != null, "needs a Python that has ArviZ, named by JENSEN_PYTHON");
        Fit fit = fit();
        ArvizJson.write(fit, DRAWS, folder.resolve("fit.json"));
        CmdStanCsv.write(fit, DRAWS, folder.resolve("draws.csv"));
        ArvizZarr.write(fit, DRAWS, folder.resolve("fit.zarr"));
        String script = """
                import sys, numpy as np, arviz as az, xarray as xr, zarr
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
                if int(zarr.__version__.split(".")[0]) < 3:
                    z = az.from_zarr("fit.zarr")
                else:
                    z = az.InferenceData.from_datatree(xr.open_datatree("fit.zarr", engine="zarr"))
                assert set(z.groups()) == set(j.groups()), z.groups()
                for group in j.groups():
                    for name in j[group].data_vars:
                        assert np.array_equal(z[group][name].values, j[group][name].values), (group, name)
                assert list(z.posterior["both"].dims) == list(j.posterior["both"].dims), z.posterior["both"].dims
                assert list(z.posterior["town"].values) == ["Ås", 'Bo, "B"', "C"]
                assert abs(az.loo(z).elpd_loo - az.loo(j).elpd_loo) < 1e-12
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
