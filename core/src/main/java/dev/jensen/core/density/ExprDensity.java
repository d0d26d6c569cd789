package dev.jensen.core.density;

import dev.jensen.core.engine.Frame;
import dev.jensen.core.engine.Program;
import dev.jensen.core.engine.Work;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Minibatch;
import dev.jensen.core.expr.Plate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A log density written as expressions: the sum of its factors, compiled on first use, with exact derivatives of first
 * and second order.
 *
 * <p>A point is the values of the variables, one variable after the other, each with its last dimension fastest.
 * Immutable and thread-safe; evaluation allocates nothing after the first calls.
 */
public final class ExprDensity implements TwiceDifferentiable, ExactGradient, Factored, Separable, Named, Minibatched {
    private final List<Expr> unknowns;
    private final List<Factor> factors;
    private final Variables names;
    private final int threads;
    private final int dimension;
    private final int[] offsets;
    private final Programs ofAllRows;
    private final Programs ofBatches;
    private final Once<Terms> terms;
    private final List<Plate> minibatches;
    private final @Nullable Epochs epochs;

    private ExprDensity(List<Expr> unknowns, List<Factor> factors, Variables names, int threads) {
        this.unknowns = List.copyOf(unknowns);
        this.factors = List.copyOf(factors);
        this.names = names;
        this.threads = threads;
        this.offsets = new int[unknowns.size()];
        int size = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = size;
            size += unknowns.get(i).shape().size();
        }
        this.dimension = TargetException.requireDimension(size);
        this.terms = new Once<>(() -> new Terms(this.unknowns, this.factors, threads));
        List<Expr> ofFactors = factors.stream().map(Factor::logDensity).toList();
        this.minibatches = Graph.topological(ofFactors).stream()
                .map(node -> node.shape().plate())
                .filter(plate -> plate != null && plate.hasMinibatch())
                .distinct()
                .toList();
        this.ofAllRows = new Programs(this.unknowns, () -> ofFactors, threads);
        this.ofBatches = new Programs(this.unknowns, this::batchTerms, threads);
        this.epochs = null;
    }

    /** The same density, seen through the batches of some epochs. */
    private ExprDensity(ExprDensity all, @Nullable Epochs epochs) {
        this.unknowns = all.unknowns;
        this.factors = all.factors;
        this.names = all.names;
        this.threads = all.threads;
        this.offsets = all.offsets;
        this.dimension = all.dimension;
        this.terms = all.terms;
        this.minibatches = all.minibatches;
        this.ofAllRows = all.ofAllRows;
        this.ofBatches = all.ofBatches;
        this.epochs = epochs;
    }

    private List<Expr> batchTerms() {
        return factors.stream()
                .map(factor -> Minibatch.of(factor.name(), factor.logDensity()))
                .toList();
    }

    /**
     * A density of several variables and factors.
     *
     * @param variables the unknowns, made by {@link Expr#variable}; together they are the point
     * @param factors terms of the sum
     * @param names what the coordinates stand for
     * @return a density on one thread
     */
    public static ExprDensity of(List<Expr> variables, List<Factor> factors, Variables names) {
        return new ExprDensity(variables, factors, names, 1);
    }

    /**
     * The same density, evaluated on several threads where the plates are large. Results are the same bits.
     *
     * @param count at least 1
     * @return a new density
     */
    public ExprDensity threads(int count) {
        return new ExprDensity(new ExprDensity(unknowns, factors, names, count), epochs);
    }

    @Override
    public List<Plate> minibatches() {
        return minibatches;
    }

    @Override
    public ExprDensity batch(long seed, long step) {
        return new ExprDensity(this, new Epochs(seed, step));
    }

    @Override
    public ExprDensity allRows() {
        return new ExprDensity(this, null);
    }

    @Override
    public Batches batches(long seed) {
        Epochs moving = new Epochs(seed, 0);
        return new Batches(through(moving), moving);
    }

    /** The same density, seen through the batches of a run. */
    ExprDensity through(Epochs moving) {
        return new ExprDensity(this, moving);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public Variables variables() {
        return names;
    }

    @Override
    public List<String> factors() {
        return factors.stream().map(Factor::name).toList();
    }

    // ---------------------------------------------------------------- evaluation

    @Override
    public void logDensity(int draws, double[] points, double[] values) {
        Program program = programs().value.get();
        for (int done = 0; done < draws; ) {
            Frame frame = program.frame(program.block(draws, done));
            setPoints(frame, points, done);
            run(frame);
            frame.get(0, values, done, 1);
            done += frame.draws();
            program.back(frame);
        }
    }

    @Override
    public void gradient(int draws, double[] points, double[] values, double[] gradients) {
        Program program = programs().gradient.get();
        for (int done = 0; done < draws; ) {
            Frame frame = program.frame(program.block(draws, done));
            setPoints(frame, points, done);
            run(frame);
            frame.get(0, values, done, 1);
            getParts(frame, 1, gradients, done);
            done += frame.draws();
            program.back(frame);
        }
    }

    @Override
    public void hessianProduct(int draws, double[] points, double[] vectors, double[] products) {
        Program program = programs().hessian.get();
        for (int done = 0; done < draws; ) {
            Frame frame = program.frame(program.block(draws, done));
            setPoints(frame, points, done);
            for (int i = 0; i < offsets.length; i++) {
                frame.set(offsets.length + i, vectors, done * dimension + offsets[i], dimension);
            }
            run(frame);
            getParts(frame, 0, products, done);
            done += frame.draws();
            program.back(frame);
        }
    }

    @Override
    public int terms() {
        return termsOfAllRows().count();
    }

    @Override
    public int[] coordinates(int term) {
        return termsOfAllRows().coordinates(term);
    }

    @Override
    public void termValues(int draws, double[] points, double[] values) {
        Terms parts = termsOfAllRows();
        Program program = parts.program();
        for (int done = 0; done < draws; ) {
            Frame frame = program.frame(program.block(draws, done));
            setPoints(frame, points, done);
            run(frame);
            parts.collect(frame, done, values);
            done += frame.draws();
            program.back(frame);
        }
    }

    private Terms termsOfAllRows() {
        if (programs() == ofBatches) {
            throw new IllegalArgumentException("plate \"" + minibatches.get(0).name()
                    + "\" shows minibatches, whose terms differ from step to step: use an estimator that needs no terms,"
                    + " such as ScoreFunction.leaveOneOut(draws), or leave minibatch(…) off");
        }
        return terms.get();
    }

    private Programs programs() {
        return epochs == null || minibatches.isEmpty() ? ofAllRows : ofBatches;
    }

    private void run(Frame frame) {
        if (epochs != null) {
            frame.choose(epochs);
        }
        frame.run();
    }

    /**
     * Counts what one evaluation with its gradient takes.
     *
     * @param draws points evaluated together, at least 1
     */
    public Cost cost(int draws) {
        if (draws < 1) {
            throw new IllegalArgumentException("cost of " + draws + " draws: ask for at least 1");
        }
        Program program = programs().gradient.get();
        List<Work> blocks = new ArrayList<>();
        for (int done = 0; done < draws; ) {
            Frame frame = program.frame(program.block(draws, done));
            blocks.add(frame.work());
            done += frame.draws();
            program.back(frame);
        }
        return Cost.of(draws, blocks);
    }

    private void setPoints(Frame frame, double[] points, int done) {
        for (int i = 0; i < offsets.length; i++) {
            frame.set(i, points, done * dimension + offsets[i], dimension);
        }
    }

    private void getParts(Frame frame, int first, double[] target, int done) {
        for (int i = 0; i < offsets.length; i++) {
            frame.get(first + i, target, done * dimension + offsets[i], dimension);
        }
    }

    // ---------------------------------------------------------------- programs

    static Expr sum(Expr term) {
        Expr rows = term.sum();
        return rows.shape().hasRows() ? rows.sumRows() : rows;
    }

    @Override
    public Optional<NonFinite> firstNonFinite(double[] point) {
        return new NonFiniteSearch(unknowns, factors, point).first();
    }

    @Override
    public String toString() {
        return "log density of " + factors.size() + (factors.size() == 1 ? " factor" : " factors") + ", d = "
                + dimension;
    }

    /** What is compiled, each when it is first asked for. */
    private static final class Programs {
        private final List<Expr> unknowns;
        private final Supplier<List<Expr>> terms;
        private final int threads;
        final Once<Program> value = new Once<>(() -> compile(List.of(), List.of(total())));
        final Once<Program> gradient = new Once<>(this::compileGradient);
        final Once<Program> hessian = new Once<>(this::compileHessian);

        Programs(List<Expr> unknowns, Supplier<List<Expr>> terms, int threads) {
            this.unknowns = unknowns;
            this.terms = terms;
            this.threads = threads;
        }

        private Expr total() {
            List<Expr> sums = new ArrayList<>();
            for (Expr term : terms.get()) {
                sums.add(sum(term));
            }
            return Expr.total(sums);
        }

        private Program compile(List<Expr> further, List<Expr> outputs) {
            List<Expr> all = new ArrayList<>(unknowns);
            all.addAll(further);
            return Program.of(all, outputs).threads(threads);
        }

        private Program compileGradient() {
            Expr total = total();
            List<Expr> outputs = new ArrayList<>();
            outputs.add(total);
            outputs.addAll(Gradient.of(total, unknowns));
            return compile(List.of(), outputs);
        }

        private Program compileHessian() {
            List<Expr> directions = new ArrayList<>();
            List<Expr> along = new ArrayList<>();
            List<Expr> first = Gradient.of(total(), unknowns);
            for (int i = 0; i < unknowns.size(); i++) {
                Expr direction = Expr.variable(
                        "direction of " + unknowns.get(i).operation(),
                        unknowns.get(i).shape().inner());
                directions.add(direction);
                along.add(first.get(i).times(direction).sum());
            }
            return compile(directions, Gradient.of(Expr.total(along), unknowns));
        }
    }
}
