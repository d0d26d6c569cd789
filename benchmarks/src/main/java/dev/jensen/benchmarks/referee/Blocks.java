package dev.jensen.benchmarks.referee;

import dev.jensen.core.algorithm.BatchAndMatch;
import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.algorithm.ImportanceSampling;
import dev.jensen.core.algorithm.LaplaceApproximation;
import dev.jensen.core.algorithm.LinearResponse;
import dev.jensen.core.algorithm.Minimizer;
import dev.jensen.core.algorithm.NaturalGradient;
import dev.jensen.core.algorithm.Pathfinder;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.LowRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Each algorithm by itself over reference posteriors, as a table in Markdown: the command {@code benchmarks/blocks}. */
@Command(name = "blocks", mixinStandardHelpOptions = true)
public final class Blocks implements Runnable {
    private static final double EXCELLENT = 0.1;
    private static final double USABLE = 0.3;
    private static final int PATHS = 4;

    @Option(names = "--posteriors", split = ",", description = "Which; default: all of the folder.")
    private List<String> posteriors = List.of();

    @Option(names = "--blocks", split = ",", description = "Which rows; default: all.")
    private List<String> only = List.of();

    @Option(names = "--seeds", description = "How many seeds, the worst of which counts; default ${DEFAULT-VALUE}.")
    private int seeds = 1;

    @Option(names = "--dir", description = "Folder of references; default ${DEFAULT-VALUE}.")
    private Path folder = Path.of("../shared/posteriordb");

    private Blocks() {}

    /** Runs the command. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Blocks()).execute(arguments));
    }

    /** Fits one target. */
    @FunctionalInterface
    private interface Method {
        Fit fit(Differentiable target, long seed);
    }

    /**
     * An algorithm.
     *
     * @param name of its row
     * @param method which
     * @param kind of Gaussian whose maximum of the ELBO it looks for, {@code mf} or {@code fr}; empty if none
     * @param published how many of 47 reference posteriors were excellent, and usable, and the median of gradients, as far as known
     */
    private record Block(String name, Method method, String kind, String published) {}

    private static final String NONE = "";

    private static final List<Block> BLOCKS = List.of(
            new Block("mean-field", climbing(Blocks::meanField), "mf", "4, 8; 896"),
            new Block(
                    "mean-field + linear response",
                    (target, seed) -> LinearResponse.of(meanField(target, seed)).fit(),
                    NONE,
                    "39, 42; 1,659"),
            new Block(
                    "linear response + weights",
                    (target, seed) ->
                            weighted(LinearResponse.of(meanField(target, seed)).fit()),
                    NONE,
                    "43, 43; 1,659"),
            new Block("full-rank on 256 draws", climbing(Blocks::fullRankOnFewDraws), "fr", "41, 43; 718"),
            new Block(
                    "full-rank on 256 draws + weights",
                    (target, seed) -> weighted(fullRankOnFewDraws(target, seed)),
                    NONE,
                    "43, 43; 718"),
            new Block("full-rank to 0.1 %", climbing(Blocks::fullRank), "fr", "41, 43; 718"),
            new Block(
                    "natural gradient",
                    (target, seed) -> NaturalGradient.of(target).fit(seed),
                    "fr",
                    "41, 43; 753"),
            new Block(
                    "natural gradient + weights",
                    (target, seed) -> weighted(NaturalGradient.of(target).fit(seed)),
                    NONE,
                    "43, 43; 753"),
            new Block(
                    "batch-and-match",
                    (target, seed) -> BatchAndMatch.of(target).fit(seed),
                    NONE,
                    "34, 42; 3,534"),
            new Block(
                    "batch-and-match + weights",
                    (target, seed) -> weighted(BatchAndMatch.of(target).fit(seed)),
                    NONE,
                    "42, 43; 3,534"),
            new Block(
                    "Pathfinder on 4 paths",
                    (target, seed) -> Pathfinder.of(target).fit(seed),
                    NONE,
                    "24, 37; 418 (Stan, its median seed)"),
            new Block("mean-field by Newton-CG", byNewton(Blocks::meanField), "mf", ""),
            new Block("full-rank on 256 draws by Newton-CG", byNewton(Blocks::fullRankOnFewDraws), "fr", ""),
            new Block("low rank 2 on 256 draws", climbing(Blocks::lowRank), NONE, ""),
            new Block("low rank 2 on 256 draws by Newton-CG", byNewton(Blocks::lowRank), NONE, ""),
            new Block("Laplace", Blocks::laplace, NONE, "8, 27; 334"),
            new Block("Laplace + weights", (target, seed) -> weighted(laplace(target, seed)), NONE, "39, 39; 334"));

    @Override
    public void run() {
        try {
            System.out.println(
                    "| algorithm | fits | excellent | of those whose best Gaussian is | usable | median mean error | median sd error |"
                            + " worst mean error | worst sd error | median gradients | published: of 47; gradients |");
            System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
            Posteriors all = Posteriors.in(folder);
            List<Reference> references = new ArrayList<>();
            for (String name : posteriors.isEmpty() ? all.names() : posteriors) {
                references.add(all.reference(name));
            }
            for (Block block : BLOCKS) {
                if (only.isEmpty() || only.contains(block.name)) {
                    row(block, all, references);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private void row(Block block, Posteriors all, List<Reference> references) {
        List<Double> ofMeans = new ArrayList<>();
        List<Double> ofSds = new ArrayList<>();
        List<Double> gradients = new ArrayList<>();
        int excellent = 0;
        int usable = 0;
        int possible = 0;
        int reached = 0;
        for (Reference reference : references) {
            double worst = 0;
            double ofMean = 0;
            double ofSd = 0;
            for (int seed = 1; seed <= seeds; seed++) {
                Counted counted = Counted.of(all.density(reference));
                try {
                    Fit fit = block.method.fit(counted, seed);
                    Agreement agreement = Agreement.of(reference, summary(fit));
                    ofMean = greater(ofMean, agreement.meanError());
                    ofSd = greater(
                            ofSd, Math.max(-Math.log(agreement.leastRatio()), Math.log(agreement.greatestRatio())));
                } catch (ArithmeticException | IllegalArgumentException | IllegalStateException e) {
                    ofMean = Double.POSITIVE_INFINITY;
                    ofSd = Double.POSITIVE_INFINITY;
                    System.err.println(block.name + ", " + reference.name() + ": " + e.getMessage());
                }
                worst = Math.max(ofMean, ofSd);
                gradients.add((double) counted.gradients);
            }
            excellent += worst <= EXCELLENT ? 1 : 0;
            usable += worst <= USABLE ? 1 : 0;
            if (reference.bestIsExcellent(block.kind, EXCELLENT)) {
                possible++;
                reached += worst <= EXCELLENT ? 1 : 0;
            }
            if (worst > EXCELLENT) {
                System.err.printf(
                        Locale.ROOT,
                        "%s, %s: mean error %.3f, sd error %.3f%n",
                        block.name,
                        reference.name(),
                        ofMean,
                        ofSd);
            }
            ofMeans.add(ofMean);
            ofSds.add(ofSd);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %s | %d | %s | %s | %s | %s | %,.0f | %s |%n",
                block.name,
                references.size(),
                excellent,
                block.kind.isEmpty() ? "" : reached + " of " + possible,
                usable,
                shown(median(ofMeans)),
                shown(median(ofSds)),
                shown(greatest(ofMeans)),
                shown(greatest(ofSds)),
                median(gradients),
                block.published);
    }

    /** Of q itself on even draws, as errors of its moments are not the algorithm's; of what is weighted as it is. */
    private static Summary summary(Fit fit) {
        return fit.isWeighted() || !(fit.family() instanceof Pathwise)
                ? fit.summary()
                : Referee.evenDraws(fit).summary();
    }

    /** The greater, where what is not a number is the greatest. */
    private static double greater(double a, double b) {
        return Double.isNaN(b) ? Double.POSITIVE_INFINITY : Math.max(a, b);
    }

    /** Of the fits that there are. */
    private static double greatest(List<Double> errors) {
        return errors.stream()
                .filter(Double::isFinite)
                .max(Comparator.naturalOrder())
                .orElse(Double.NaN);
    }

    private static String shown(double error) {
        return Double.isFinite(error) ? String.format(Locale.ROOT, "%.3f", error) : "–";
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return n == 0 ? Double.NaN : 0.5 * (sorted.get((n - 1) / 2) + sorted.get(n / 2));
    }

    // ---------------------------------------------------------------- the algorithms

    private static Method climbing(Function<Differentiable, FixedDrawVi<?>> climb) {
        return (target, seed) -> climb.apply(target).startAtMode().fit(seed);
    }

    private static Method byNewton(Function<Differentiable, FixedDrawVi<?>> climb) {
        return (target, seed) -> climb.apply(target)
                .startAtMode()
                .minimizer(Minimizer.TRUST_REGION_NEWTON)
                .fit(seed);
    }

    private static FixedDrawVi<?> meanField(Differentiable target) {
        return FixedDrawVi.of(target, MeanFieldGaussian.of(target.dimension()));
    }

    private static FixedDrawVi<?> fullRank(Differentiable target) {
        return FixedDrawVi.of(target, FullRankGaussian.of(target.dimension()));
    }

    private static FixedDrawVi<?> fullRankOnFewDraws(Differentiable target) {
        return FixedDrawVi.of(target, FullRankGaussian.of(target.dimension())).draws(64, 256);
    }

    private static FixedDrawVi<?> lowRank(Differentiable target) {
        return FixedDrawVi.of(target, LowRankGaussian.of(target.dimension(), 2)).draws(64, 256);
    }

    private static Fit meanField(Differentiable target, long seed) {
        return climbing(Blocks::meanField).fit(target, seed);
    }

    private static Fit fullRankOnFewDraws(Differentiable target, long seed) {
        return climbing(Blocks::fullRankOnFewDraws).fit(target, seed);
    }

    private static Fit laplace(Differentiable target, long seed) {
        if (!(target instanceof TwiceDifferentiable twice)) {
            throw new IllegalArgumentException("no second derivatives");
        }
        return LaplaceApproximation.of(twice).start(Start.of(target, seed).mean).fit(seed);
    }

    private static Fit weighted(Fit fit) {
        return ImportanceSampling.through(fit).fit();
    }

    /** The normal of the best of four paths of Pathfinder, near which Laplace's approximation begins. */
    private record Start(double[] mean) {
        static Start of(Differentiable target, long seed) {
            Fit best = IntStream.range(0, PATHS)
                    .mapToObj(k -> Pathfinder.of(target).paths(1).fit(PATHS * seed + k))
                    .max(Comparator.comparingDouble(fit -> fit.elbo().value()))
                    .orElseThrow();
            double[] phi = ((MixtureFamily<?>) best.family()).component(best.parameters(), 0);
            FullRankGaussian normal = FullRankGaussian.of(target.dimension());
            return new Start(normal.mean(phi));
        }
    }
}
