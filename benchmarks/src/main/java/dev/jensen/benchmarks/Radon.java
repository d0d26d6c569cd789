package dev.jensen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.models.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Radon in homes, intercept and slope varying by county, non-centred: sigma_* ~ HalfNormal(1), mu_* ~ N(0, 10),
 * raw ~ N(0, 1)^J, y ~ N(a[c] + floor b[c], sigma_y) with a = mu_alpha + sigma_alpha alpha_raw, and b likewise.
 */
final class Radon implements Posterior {
    private static final String POSTERIORDB = "radon_all-radon_variable_intercept_slope_noncentered.json";

    @Override
    public String write(Path folder, Path posteriordb) throws IOException {
        Path json = posteriordb.resolve(POSTERIORDB);
        return Files.exists(json) ? writePosteriordb(folder, json) : writeSurvey(folder);
    }

    private static String writePosteriordb(Path folder, Path json) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode data = mapper.readTree(json.toFile()).required("data");
        int[] fromOne = mapper.convertValue(data.required("county_idx"), int[].class);
        double[] floor = mapper.convertValue(data.required("floor_measure"), double[].class);
        double[] y = mapper.convertValue(data.required("log_radon"), double[].class);
        write(folder, Arrays.stream(fromOne).map(c -> c - 1).toArray(), floor, y);
        return "radon: posteriordb's radon_all, " + y.length + " homes";
    }

    private static String writeSurvey(Path folder) throws IOException {
        List<CSVRecord> homes;
        try (InputStream file = Radon.class.getResourceAsStream("/dev/jensen/examples/radon.csv")) {
            if (file == null) {
                throw new IOException("the examples' radon.csv is not on the class path");
            }
            homes = CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .getRecords();
        }
        Map<String, Integer> index = new HashMap<>();
        int[] county = homes.stream()
                .mapToInt(home -> index.computeIfAbsent(home.get("county"), name -> index.size()))
                .toArray();
        double[] floor = homes.stream()
                .mapToDouble(home -> Double.parseDouble(home.get("floor")))
                .toArray();
        double[] y = homes.stream()
                .mapToDouble(home -> Double.parseDouble(home.get("log_radon")))
                .toArray();
        write(folder, county, floor, y);
        return "radon: the examples' survey, " + y.length + " homes (no " + POSTERIORDB + ")";
    }

    private static void write(Path folder, int[] county, double[] floor, double[] y) throws IOException {
        RawArrays.write(folder.resolve("county.i32"), county);
        RawArrays.write(folder.resolve("floor.f64"), floor);
        RawArrays.write(folder.resolve("y.f64"), y);
    }

    @Override
    public Differentiable density(Path folder) throws IOException {
        int[] counties = RawArrays.ints(folder.resolve("county.i32"));
        double[] floors = RawArrays.doubles(folder.resolve("floor.f64"));
        double[] radon = RawArrays.doubles(folder.resolve("y.f64"));
        return Model.of("radon", m -> {
                    var county = m.plate("county", Arrays.stream(counties).max().orElseThrow() + 1);
                    var home = m.plate("home", radon.length);
                    var where = m.index("county of home", counties, home, county);
                    var floor = m.data("floor", floors, home);
                    var sigma = m.latent("sigma", HalfNormal.of(1), 3);
                    var mu = m.latent("mu", Normal.of(0, 10), 2);
                    var a = mu.at(0).plus(sigma.at(1).times(m.latent("alpha", Normal.of(0, 1), county)));
                    var b = mu.at(1).plus(sigma.at(2).times(m.latent("beta", Normal.of(0, 1), county)));
                    var mean = a.gather(where).plus(floor.times(b.gather(where)));
                    m.observe("log radon", Normal.of(mean, sigma.at(0)), radon, home);
                })
                .density();
    }
}
