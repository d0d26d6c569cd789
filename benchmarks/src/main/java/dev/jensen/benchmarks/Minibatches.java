package dev.jensen.benchmarks;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.io.FitFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * The default fit by minibatches beside the one that sees all rows at every step: logistic regression with 100,000 rows of 100, and radon with slopes by county.
 * Prints how far the means are apart in posterior standard deviations, the greatest ratio of standard deviations, steps and seconds.
 *
 * <pre>Minibatches [folder of posteriordb] [rows of a batch] [logistic|radon] [first seed] [last seed] [folder of the fits of all rows]</pre>
 */
public final class Minibatches {
    private Minibatches() {}

    /** Prints the table. */
    public static void main(String[] args) throws IOException {
        Path posteriordb = Path.of(args.length > 0 ? args[0] : "none");
        int batch = args.length > 1 ? Integer.parseInt(args[1]) : 512;
        long first = args.length > 3 ? Long.parseLong(args[3]) : 1;
        long last = args.length > 4 ? Long.parseLong(args[4]) : 2;
        Path kept = args.length > 5 ? Path.of(args[5]) : Files.createTempDirectory("fits");
        Path folder = Files.createTempDirectory("minibatches");
        if (args.length < 3 || args[2].equals("logistic")) {
            System.out.println(new Logistic(100_000, 100).write(folder, posteriordb));
            compare(logistic(folder, 100_000), logistic(folder, batch), kept.resolve("logistic.fit.json"), first, last);
        }
        if (args.length < 3 || args[2].equals("radon")) {
            System.out.println(new Radon().write(folder, posteriordb));
            compare(
                    radon(folder, Integer.MAX_VALUE),
                    radon(folder, batch),
                    kept.resolve("radon.fit.json"),
                    first,
                    last);
        }
    }

    private static void compare(Model all, Model batches, Path kept, long first, long last) {
        long began = System.nanoTime();
        Fit full = full(all, kept);
        System.out.printf(Locale.ROOT, "all rows: %s, %.1f s%n", full, (System.nanoTime() - began) * 1e-9);
        full.verdict().ifPresent(v -> System.out.println(v.describe()));
        for (long seed = first; seed <= last; seed++) {
            began = System.nanoTime();
            Fit fit = batches.fit(seed);
            double seconds = (System.nanoTime() - began) * 1e-9;
            Summary a = full.isWeighted() ? full.summary() : full.draws(40_000).summary();
            Summary b = fit.draws(40_000).summary();
            double mean = 0;
            double sd = 0;
            String meanOf = "";
            String sdOf = "";
            for (int i = 0; i < a.rows().size(); i++) {
                var x = a.rows().get(i);
                var y = b.rows().get(i);
                double off = Math.abs(x.mean() - y.mean()) / x.sd();
                double ratio = Math.abs(Math.log(y.sd() / x.sd()));
                if (off > mean) {
                    mean = off;
                    meanOf = x.name();
                }
                if (ratio > sd) {
                    sd = ratio;
                    sdOf = x.name();
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "batches: seed %d, %s, %.1f s; greatest difference of means %.3f sd (%s), of log sd %.3f (%s)%n",
                    seed,
                    fit,
                    seconds,
                    mean,
                    meanOf,
                    sd,
                    sdOf);
            fit.verdict().ifPresent(v -> System.out.println(v.describe()));
        }
    }

    /** The fit of all rows, which takes longest, is saved for the next time. */
    private static Fit full(Model all, Path kept) {
        if (Files.exists(kept)) {
            return FitFile.load(kept, all.density());
        }
        Fit fit = all.fit();
        FitFile.save(fit, kept);
        return fit;
    }

    private static Model logistic(Path folder, int batch) throws IOException {
        double[] numbers = RawArrays.doubles(folder.resolve("X.f64"));
        double[] outcomes = RawArrays.doubles(folder.resolve("y.f64"));
        int rows = outcomes.length;
        return Model.of("logistic regression", m -> {
            var row = m.plate("row", rows);
            if (batch < rows) {
                row = row.minibatch(batch);
            }
            var x = Expr.columns(row, "x", numbers.length / rows, numbers);
            var beta = m.latent("beta", Normal.of(0, 1), numbers.length / rows);
            var alpha = m.latent("alpha", Normal.of(0, 1));
            m.observe("y", Bernoulli.ofLogit(x.dot(beta).plus(alpha)), outcomes, row);
        });
    }

    private static Model radon(Path folder, int batch) throws IOException {
        int[] counties = RawArrays.ints(folder.resolve("county.i32"));
        double[] floors = RawArrays.doubles(folder.resolve("floor.f64"));
        double[] radon = RawArrays.doubles(folder.resolve("y.f64"));
        return Model.of("radon", m -> {
            var county = m.plate("county", Arrays.stream(counties).max().orElseThrow() + 1);
            var home = m.plate("home", radon.length);
            if (batch < radon.length) {
                home = home.minibatch(batch);
            }
            var where = m.index("county of home", counties, home, county);
            var floor = m.data("floor", floors, home);
            var sigma = m.latent("sigma", HalfNormal.of(1), 3);
            var mu = m.latent("mu", Normal.of(0, 10), 2);
            var a = mu.at(0).plus(sigma.at(1).times(m.latent("alpha", Normal.of(0, 1), county)));
            var b = mu.at(1).plus(sigma.at(2).times(m.latent("beta", Normal.of(0, 1), county)));
            var mean = a.gather(where).plus(floor.times(b.gather(where)));
            m.observe("log radon", Normal.of(mean, sigma.at(0)), radon, home);
        });
    }
}
