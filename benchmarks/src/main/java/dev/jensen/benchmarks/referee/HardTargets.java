package dev.jensen.benchmarks.referee;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.core.fit.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Densities with known moments that are hard on a Gaussian, fitted by default: is the fit right, or does it say that it is not? */
final class HardTargets {
    private static final double RIGHT = 0.1; // standard deviations

    private HardTargets() {}

    /**
     * A density over ℝᵈ.
     *
     * @param name of it
     * @param density of it
     * @param mean of the first coordinates, as many as are known
     * @param sd of these; infinite where it is
     */
    @SuppressWarnings("ArrayRecordComponent") // constants
    record Target(String name, Differentiable density, double[] mean, double[] sd) {
        Target(String name, Differentiable density, double mean, double sd) {
            this(name, density, new double[] {mean}, new double[] {sd});
        }

        /** The greatest error of a mean or log standard deviation; NaN where nothing is known. */
        double error(Summary summary) {
            double error = Double.NaN;
            for (int i = 0; i < mean.length && sd[i] < Double.POSITIVE_INFINITY; i++) {
                Summary.Row row = summary.row("z[" + i + "]");
                double own = Math.max(Math.abs(row.mean() - mean[i]) / sd[i], Math.abs(Math.log(row.sd() / sd[i])));
                error = own <= error ? error : own;
            }
            return error;
        }
    }

    static List<Target> all() {
        return List.of(
                new Target("two modes, 16 sd apart", twoModes(8, 0.5), 0, Math.sqrt(65)),
                new Target("a mode of 1 %, 10 sd off", twoModes(5, 0.01), -4.9, Math.sqrt(1 + 0.0099 * 100)),
                new Target("a mode of 1 %, 30 sd off", twoModes(15, 0.01), -14.7, Math.sqrt(1 + 0.0099 * 900)),
                // E x² = E exp(v) = exp(9/2)
                new Target(
                        "Neal's funnel, 10 dimensions", funnel(10), new double[10], filled(10, 3, Math.exp(9.0 / 4))),
                new Target("banana", banana(), new double[] {0, 0}, new double[] {1, Math.sqrt(2 + 0.09)}),
                new Target("Student's t, 2 degrees of freedom", studentT(2), 0, Double.POSITIVE_INFINITY),
                new Target("ridge, correlation 0.9999", ridge(0.9999), filled(2, 0, 0), new double[] {1, 1}),
                new Target("scales 1e-4 to 1e4", scales(), new double[5], new double[] {1e-4, 1e-2, 1, 1e2, 1e4}),
                new Target("a flat direction", flat(), new double[0], new double[0]),
                // the logarithm of a Gamma(½, 1): digamma(½) and trigamma(½)
                new Target(
                        "Gamma(½, 1), infinite at its boundary",
                        boundary(),
                        new double[] {-1.9635100260214235, 0},
                        new double[] {Math.sqrt(4.934802200544679), 1}));
    }

    private static double[] filled(int d, double first, double others) {
        double[] filled = new double[d];
        Arrays.fill(filled, others);
        filled[0] = first;
        return filled;
    }

    private static Expr normal(Expr x, double mean, double sd) {
        return x.minus(mean).dividedBy(sd).square().times(-0.5).minus(Math.log(sd) + 0.5 * Math.log(2 * Math.PI));
    }

    private static Differentiable twoModes(double at, double weight) {
        return LogDensity.of(2, z -> {
            Expr one = normal(z.at(0), -at, 1).plus(normal(z.at(1), 0, 1)).plus(Math.log(1 - weight));
            Expr two = normal(z.at(0), at, 1).plus(normal(z.at(1), 0, 1)).plus(Math.log(weight));
            return Expr.stack(List.of(one, two)).logSumExp();
        });
    }

    private static Differentiable funnel(int d) {
        return LogDensity.of(d, z -> {
            Expr v = z.at(0);
            Expr x = z.slice(1, d);
            return normal(v, 0, 3)
                    .plus(x.square().sum().times(v.negate().exp()).times(-0.5))
                    .minus(v.times(0.5 * (d - 1)));
        });
    }

    private static Differentiable banana() {
        return LogDensity.of(
                2, z -> normal(z.at(0), 0, 1).plus(normal(z.at(1).minus(z.at(0).square()), -1, 0.3)));
    }

    private static Differentiable studentT(double nu) {
        return LogDensity.of(
                2, z -> z.square().dividedBy(nu).log1p().times(-0.5 * (nu + 1)).sum());
    }

    private static Differentiable ridge(double rho) {
        return LogDensity.of(
                2,
                z -> z.at(0)
                        .square()
                        .minus(z.at(0).times(z.at(1)).times(2 * rho))
                        .plus(z.at(1).square())
                        .times(-0.5 / (1 - rho * rho)));
    }

    private static Differentiable scales() {
        return LogDensity.of(
                5,
                z -> z.dividedBy(Expr.constant(new double[] {1e-4, 1e-2, 1, 1e2, 1e4}))
                        .square()
                        .sum()
                        .times(-0.5));
    }

    private static Differentiable flat() {
        return LogDensity.of(2, z -> normal(z.at(0), 0, 1));
    }

    private static Differentiable boundary() {
        return LogDensity.of(2, z -> z.at(0).times(0.5).minus(z.at(0).exp()).plus(normal(z.at(1), 0, 1)));
    }

    /** Prints a line for each fit, and at the end one for each target. */
    static void print(PrintWriter out, int firstSeed, int seeds) {
        out.println("target\tseed\tverdict\terror\tgradients\tseconds\treason");
        List<String> table = new ArrayList<>();
        for (Target target : all()) {
            Map<String, Integer> words = new LinkedHashMap<>();
            double worst = Double.NaN;
            int wrong = 0;
            for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
                Counted counted = Counted.of(target.density());
                long begin = System.nanoTime();
                Fit fit = DefaultFit.of(counted).seed(seed).fit();
                double seconds = (System.nanoTime() - begin) / 1e9;
                Verdict verdict = fit.verdict().orElseThrow();
                double error = target.error(fit.summary());
                worst = error <= worst ? worst : error;
                words.merge(verdict.word(), 1, Integer::sum);
                wrong += verdict instanceof Verdict.Reliable && !(error <= RIGHT) ? 1 : 0;
                out.println(String.format(
                        Locale.ROOT,
                        "%s\t%d\t%s\t%.4f\t%d\t%.2f\t%s",
                        target.name(),
                        seed,
                        verdict.word(),
                        error,
                        counted.gradients,
                        seconds,
                        verdict.reason()));
                out.flush();
            }
            List<String> said = new ArrayList<>();
            words.forEach((word, count) -> said.add(count + " " + word.toLowerCase(Locale.ROOT)));
            table.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %d |",
                    target.name(),
                    String.join(", ", said),
                    Double.isNaN(worst) ? "–" : String.format(Locale.ROOT, "%.3f", worst),
                    wrong));
        }
        out.println();
        out.println("| target | verdicts | greatest error | reliable and wrong |");
        out.println("|---|---|--:|--:|");
        table.forEach(out::println);
        out.flush();
    }
}
