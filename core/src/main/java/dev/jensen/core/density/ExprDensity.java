package dev.jensen.core.density;

import dev.jensen.core.engine.Frame;
import dev.jensen.core.engine.Program;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A log density written as expressions: the sum of its factors, compiled on first use, with exact derivatives of first
 * and second order.
 *
 * <p>A point is the values of the variables, one variable after the other, each with its last dimension fastest.
 * Immutable and thread-safe; evaluation allocates nothing after the first calls.
 */
public final class ExprDensity implements TwiceDifferentiable, Factored, Separable, Named {
    private final List<Expr> unknowns;
    private final List<Factor> factors;
    private final Variables names;
    private final int threads;
    private final int dimension;
    private final int[] offsets;
    private final Once<Program> value;
    private final Once<Program> gradient;
    private final Once<Program> hessian;
    private final Once<Terms> terms;

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
        this.value = new Once<>(() -> compile(List.of(), List.of(total())));
        this.gradient = new Once<>(this::compileGradient);
        this.hessian = new Once<>(this::compileHessian);
        this.terms = new Once<>(() -> new Terms(this.unknowns, this.factors, threads));
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
        return new ExprDensity(unknowns, factors, names, count);
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
        Program program = value.get();
        for (int done = 0; done < draws; ) {
            Frame frame = program.frame(block(draws, done));
            setPoints(frame, points, done);
            frame.run();
            frame.get(0, values, done, 1);
            done += frame.draws();
            program.back(frame);
        }
    }

    @Override
    public void gradient(int draws, double[] points, double[] values, double[] gradients) {
        Program program = gradient.get();
        for (int done = 0; done < draws; ) {
            Frame frame = program.frame(block(draws, done));
            setPoints(frame, points, done);
            frame.run();
            frame.get(0, values, done, 1);
            getParts(frame, 1, gradients, done);
            done += frame.draws();
            program.back(frame);
        }
    }

    @Override
    public void hessianProduct(int draws, double[] points, double[] vectors, double[] products) {
        Program program = hessian.get();
        for (int done = 0; done < draws; ) {
            Frame frame = program.frame(block(draws, done));
            setPoints(frame, points, done);
            for (int i = 0; i < offsets.length; i++) {
                frame.set(offsets.length + i, vectors, done * dimension + offsets[i], dimension);
            }
            frame.run();
            getParts(frame, 0, products, done);
            done += frame.draws();
            program.back(frame);
        }
    }

    @Override
    public int terms() {
        return terms.get().count();
    }

    @Override
    public int[] coordinates(int term) {
        return terms.get().coordinates(term);
    }

    @Override
    public void termValues(int draws, double[] points, double[] values) {
        Terms parts = terms.get();
        Program program = parts.program();
        for (int done = 0; done < draws; ) {
            Frame frame = program.frame(block(draws, done));
            setPoints(frame, points, done);
            frame.run();
            parts.collect(frame, done, values);
            done += frame.draws();
            program.back(frame);
        }
    }

    /** Draws of the next block, so that all blocks are nearly equal. */
    private static int block(int draws, int done) {
        int blocks = Program.blocks(draws);
        int even = (draws + blocks - 1) / blocks;
        return Math.min(even, draws - done);
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

    private Expr total() {
        Expr total = Expr.constant(0);
        for (Factor factor : factors) {
            total = total.plus(sum(factor.logDensity()));
        }
        return total;
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
        Expr along = Expr.constant(0);
        List<Expr> first = Gradient.of(total(), unknowns);
        for (int i = 0; i < unknowns.size(); i++) {
            Expr direction = Expr.variable(
                    "direction of " + unknowns.get(i).operation(),
                    unknowns.get(i).shape().inner());
            directions.add(direction);
            along = along.plus(first.get(i).times(direction).sum());
        }
        return compile(directions, Gradient.of(along, unknowns));
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

    /** Computed when first asked for. */
    private static final class Once<T> {
        private final Supplier<T> supplier;
        private volatile Optional<T> value = Optional.empty();

        Once(Supplier<T> supplier) {
            this.supplier = supplier;
        }

        T get() {
            Optional<T> known = value;
            if (known.isPresent()) {
                return known.get();
            }
            synchronized (this) {
                if (value.isEmpty()) {
                    value = Optional.of(supplier.get());
                }
                return value.orElseThrow();
            }
        }
    }
}
