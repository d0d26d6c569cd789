package dev.jensen.core.conjugate;

import dev.jensen.core.conjugate.ScalarBlock.Law;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.Factor;
import dev.jensen.core.density.Variables;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.family.NaturalMeanField;
import dev.jensen.core.support.Interval;
import dev.jensen.core.support.Real;
import dev.jensen.core.support.Simplex;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A model in which each latent, given all others, has a law that is known: found by reading the log joint density as it was written.
 * A latent in which it is quadratic is normal; one of which it holds log x and x, gamma; log x and 1/x, inverse gamma; log x and
 * log(1 − x), beta; log x of shares, Dirichlet. A discrete latent that was summed out is a log-sum-exp, and its own law is a softmax of
 * expected terms, always at its best. A normal vector keeps its covariance; the rows of a plate, and different latents, are
 * independent in q.
 *
 * <p>What comes of it is the mean of the log joint under such a q, as a function of the latents' mean statistics: {@link #natural} of
 * its derivatives is what coordinate ascent and natural gradients need. Immutable and thread-safe.
 */
public final class Conjugacy {
    private final Differentiable target;
    private final List<Block> blocks;
    private final int[] at; // where the blocks' mean statistics begin, and their number at the end
    private final ExprDensity expected;
    private final NaturalMeanField family;
    private final boolean exact;

    private Conjugacy(
            Differentiable target,
            List<Block> blocks,
            int[] at,
            ExprDensity expected,
            NaturalMeanField family,
            boolean exact) {
        this.target = target;
        this.blocks = blocks;
        this.at = at;
        this.expected = expected;
        this.family = family;
        this.exact = exact;
    }

    /**
     * Reads a log joint density.
     *
     * @param target the same density over the coordinates of the latents, one after the other; fits are of it
     * @param latents all that it has
     * @param factors of the density of the latents' values, without the Jacobians of their coordinates
     * @throws NotConjugateException naming the latent and the factor that prevents it
     */
    public static Conjugacy of(Differentiable target, List<Latent> latents, List<Factor> factors) {
        List<Expr> roots = new ArrayList<>();
        latents.forEach(latent -> roots.add(latent.value()));
        factors.forEach(factor -> roots.add(factor.logDensity()));
        List<Expr> shared = Graph.shared(roots);
        List<Statistics> statistics = new ArrayList<>();
        for (int b = 0; b < latents.size(); b++) {
            Latent l = latents.get(b);
            statistics.add(new Statistics(new Latent(l.name(), l.unknown(), shared.get(b), l.support())));
        }
        Expectation expectation = new Expectation(statistics);
        List<Factor> means = new ArrayList<>();
        boolean exact = true;
        for (int f = 0; f < factors.size(); f++) {
            Factor factor = new Factor(
                    factors.get(f).name(),
                    shared.get(latents.size() + f),
                    factors.get(f).conditions());
            Polynomial mean = expectation.of(factor);
            means.add(Factor.of(factor.name(), Piece.fill(mean.free(), mean.shape())));
            exact &= !mean.bound();
        }
        List<Block> blocks = new ArrayList<>();
        List<Expr> variables = new ArrayList<>();
        List<NaturalMeanField.Placed> laws = new ArrayList<>();
        int[] at = new int[statistics.size() + 1];
        int coordinate = 0;
        for (int b = 0; b < at.length - 1; b++) {
            Block block = block(statistics.get(b));
            blocks.add(block);
            variables.addAll(block.statistics());
            laws.addAll(block.laws(coordinate));
            coordinate += latents.get(b).unknown().shape().size();
            at[b + 1] = at[b]
                    + block.statistics().stream()
                            .mapToInt(e -> e.shape().size())
                            .sum();
        }
        ExprDensity expected = ExprDensity.of(variables, means, Variables.unnamed(at[at.length - 1]));
        return new Conjugacy(target, blocks, at, expected, NaturalMeanField.of(laws), exact);
    }

    private static Block block(Statistics statistics) {
        Latent latent = statistics.latent();
        if (latent.support() instanceof Real) {
            return new NormalBlock(statistics);
        }
        Set<String> names = Set.copyOf(statistics.names());
        if (latent.support() instanceof Simplex && Set.of(Statistics.LOG).equals(names)) {
            return new DirichletBlock(statistics);
        }
        List<Law> laws = latent.support() instanceof Interval
                ? List.of(Law.BETA)
                : latent.support() instanceof Simplex ? List.of() : List.of(Law.GAMMA, Law.INVERSE_GAMMA);
        for (Law law : laws) {
            if (!names.isEmpty() && Set.copyOf(law.statistics()).containsAll(names)) {
                return new ScalarBlock(statistics, law);
            }
        }
        List<String> where = statistics.names().stream()
                .map(name -> name + " (factor \"" + statistics.factorOf(name) + "\")")
                .toList();
        throw new NotConjugateException("not conditionally conjugate in \"" + latent.name() + "\": the log joint holds "
                + String.join(", ", where)
                + " of it, which is no normal, gamma (log x, x), inverse gamma (log x, x^-1), beta"
                + " (log x, log(1 - x)) or Dirichlet law (log x)");
    }

    /** Returns the density over ℝᵈ, whose mean-field fit it is. */
    public Differentiable target() {
        return target;
    }

    /** Returns the family of q: a law for each row of each latent. */
    public NaturalMeanField family() {
        return family;
    }

    /** Returns how many latents there are. */
    public int blocks() {
        return blocks.size();
    }

    /** Whether {@link #elbo} is the ELBO of q; else it is that of q and the choices that were summed out, a little lower. */
    public boolean isExact() {
        return exact;
    }

    /** Returns the mean of the log joint by the mean statistics; it can show minibatches where plates do. */
    public ExprDensity expected() {
        return expected;
    }

    /**
     * Returns natural parameters to start from, one array for each latent: near standard normals and the like, a little apart from
     * each other, so that what is symmetric can part.
     */
    public double[][] start(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return blocks.stream().map(block -> block.start(random)).toArray(double[][]::new);
    }

    /** Returns the mean statistics under q, the point of {@link #expected}. */
    public double[] means(double[][] natural) {
        double[] point = new double[expected.dimension()];
        for (int b = 0; b < blocks.size(); b++) {
            means(b, natural[b], point);
        }
        return point;
    }

    /** Writes the mean statistics of one latent. */
    public void means(int block, double[] natural, double[] point) {
        blocks.get(block).means(natural, point, at[block]);
    }

    /**
     * Returns the natural parameters of a latent that are best, the others held as they are.
     *
     * @param gradient of {@link #expected} at the point
     * @param point the mean statistics
     * @throws IllegalArgumentException if the conditional law is improper
     */
    public double[] natural(int block, double[] gradient, double[] point) {
        return blocks.get(block).best(gradient, point, at[block]);
    }

    /** Returns the differential entropy of q over the latents' values, nats. */
    public double entropy(double[][] natural) {
        double sum = 0;
        for (int b = 0; b < blocks.size(); b++) {
            sum += blocks.get(b).entropy(natural[b]);
        }
        return sum;
    }

    /** Returns the ELBO in nats: exact where no choice was summed out. */
    public double elbo(double[][] natural) {
        double[] value = new double[1];
        expected.logDensity(1, means(natural), value);
        return value[0] + entropy(natural);
    }

    /** Returns φ of the family. */
    public double[] parameters(double[][] natural) {
        List<double[]> ofLaws = new ArrayList<>();
        for (int b = 0; b < blocks.size(); b++) {
            ofLaws.addAll(blocks.get(b).parameters(natural[b]));
        }
        return family.parameters(ofLaws.toArray(double[][]::new));
    }

    /** Says what was found: a line for each latent. */
    @Override
    public String toString() {
        return String.join("\n", blocks.stream().map(Block::describe).toList());
    }
}
