package dev.jensen.core.engine;

import dev.jensen.core.engine.instruction.Accumulator;
import dev.jensen.core.engine.instruction.Instruction;
import dev.jensen.core.engine.instruction.LogisticRows;
import dev.jensen.core.engine.instruction.Register;
import dev.jensen.core.engine.instruction.ScalarCode;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.plain.PlainKernels;
import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Literal;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Take;
import dev.jensen.core.expr.Tiles;
import dev.jensen.core.expr.ToAxis;
import dev.jensen.core.expr.ToRows;
import dev.jensen.core.expr.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Lays the registers of a program out for a number of draws, and lowers its nodes to instructions. */
public final class FrameBuilder {
    /** Kernels may read this far past a register: the padding rows of a tile, and a vector. */
    private static final int SLACK = 256 + 8;

    /** A tile's registers should stay within the second-level cache. */
    private static final int CACHE = 1 << 15;

    private static final int ONE_TILE =
            1 << 17; // such as a minibatch: sums over short cuts cost more than a slower cache

    /** Rows below which a plate is not worth another chunk. */
    private static final int CHUNK_ROWS = 2048;

    /** Numbers touched by a pass, some 100 µs of work, below which waking other threads costs more than they give. */
    private static final long CREW_WORK = 1 << 19;

    private static final int MOST_CHUNKS = 16;

    private static final Kernels PLAIN = new PlainKernels();

    private final List<Expr> variables;
    private final List<Expr> outputs;
    private final Schedule schedule;
    private final LongFunction<Kernels> kernels;
    private final int draws;
    private final int threads;

    private final Map<Expr, Register> registers = new HashMap<>();
    private final Map<Plate, Batch> batches = new LinkedHashMap<>();
    private final Lifetimes lifetimes;
    private final RowlessPlan plan;
    private final double[] global;
    private long allocated;

    FrameBuilder(
            List<Expr> variables,
            List<Expr> outputs,
            Schedule schedule,
            LongFunction<Kernels> kernels,
            int draws,
            int threads) {
        this.variables = variables;
        this.outputs = outputs;
        this.schedule = schedule;
        this.kernels = kernels;
        this.draws = draws;
        this.threads = threads;
        this.lifetimes = new Lifetimes(variables, outputs, schedule);
        this.plan = new RowlessPlan(variables, schedule, lifetimes, draws);
        this.global = new double[plan.size() + SLACK];
        this.allocated = plan.size();
    }

    Frame build() {
        List<Register> inputs = new ArrayList<>();
        int[] inputSizes = new int[variables.size()];
        for (int i = 0; i < variables.size(); i++) {
            Expr variable = variables.get(i);
            inputSizes[i] = variable.shape().size();
            inputs.add(rowless(variable));
            registers.put(variable, inputs.get(i));
        }
        List<Frame.Stage> stages = new ArrayList<>();
        Crew crew = threads > 1 ? new Crew(threads) : null;
        for (int s = 0; s < schedule.stages().size(); s++) {
            Schedule.Stage stage = schedule.stages().get(s);
            if (stage.plate().isPresent()) {
                stages.add(pass(stage.plate().get(), stage.nodes(), crew));
            } else {
                stages.add(once(stage.nodes()));
            }
        }
        List<Register> results = new ArrayList<>();
        int[] outputSizes = new int[outputs.size()];
        for (int i = 0; i < outputs.size(); i++) {
            outputSizes[i] = outputs.get(i).shape().size();
            results.add(known(registers, outputs.get(i)));
        }
        return new Frame(
                draws, inputs, inputSizes, results, outputSizes, stages, List.copyOf(batches.values()), allocated);
    }

    // ---------------------------------------------------------------- where things lie

    private int rowlessSize(Expr node) {
        return Math.multiplyExact(draws, node.shape().size());
    }

    private Register rowless(Expr node) {
        Integer offset = plan.offset(node);
        if (offset == null) {
            throw new IllegalArgumentException("the program does not know the variable " + node
                    + ": list every variable that the expression uses");
        }
        return Register.fixed(global, offset, node.shape().size(), 1);
    }

    private Register literal(Expr node, Literal literal) {
        double[] values = literal.values();
        if (values.length == 1) {
            int place = rowless(node).base();
            global[place] = values[0];
            return Register.fixed(global, place, 0, 0);
        }
        return Register.fixed(Arrays.copyOf(values, values.length + SLACK), 0, 0, 1);
    }

    // ---------------------------------------------------------------- stages

    private Frame.Once once(List<Expr> nodes) {
        List<Instruction> instructions = new ArrayList<>();
        ScalarCode.Writer scalars = new ScalarCode.Writer(global, draws);
        for (Expr node : nodes) {
            if (node.operation() instanceof Literal literal) {
                registers.put(node, literal(node, literal));
            } else if (Views.isPart(node)) {
                registers.put(node, part(node));
            } else if (Views.is(node)) {
                registers.put(node, known(registers, node.operand(0)));
            } else if (ScalarCode.takes(node)) {
                registers.put(node, rowless(node));
                scalar(node, scalars);
            } else if (!(node.operation() instanceof Variable)) {
                registers.put(node, rowless(node));
                if (!scalars.isEmpty()) {
                    instructions.add(scalars.done());
                    scalars = new ScalarCode.Writer(global, draws);
                }
                Kernels own = kernels.apply(widest(node, 1));
                instructions.add(new Lowering(own, draws, 1, registers, global, null).rowless(node));
            } else if (!registers.containsKey(node)) {
                rowless(node);
            }
        }
        if (!scalars.isEmpty()) {
            instructions.add(scalars.done());
        }
        return new Frame.Once(instructions);
    }

    private void scalar(Expr node, ScalarCode.Writer scalars) {
        Register out = known(registers, node);
        Register first = known(registers, node.operand(0));
        Register second = node.operands().size() > 1 ? known(registers, node.operand(1)) : first;
        if (!scalars.add(node.operation(), out, first, second)) {
            scalars.add(new Lowering(PLAIN, draws, 1, registers, global, null).rowless(node), out);
        }
    }

    private Register part(Expr node) {
        return known(registers, node.operand(0)).from(((Take) node.operation()).table()[0]);
    }

    /** Numbers of a node or of its largest operand, for all draws. */
    private long widest(Expr node, int rows) {
        long widest = node.shape().size();
        for (Expr operand : node.operands()) {
            widest = Math.max(widest, operand.shape().size());
        }
        return widest * rows * draws;
    }

    private Frame.Pass pass(Plate plate, List<Expr> nodes, @Nullable Crew crew) {
        List<Expr> order = PassOrder.of(nodes, lifetimes);
        int cuts = cuts(plate);
        int rows = plate.tileRows() / cuts;
        int localSize = layOut(plate, order, rows);
        Batch batch = plate.isSampled() ? batches.computeIfAbsent(plate, Batch::new) : null;
        int chunks = Math.max(1, Math.min(MOST_CHUNKS, plate.stored() / CHUNK_ROWS));
        Map<Expr, Accumulator> sums = accumulators(order, chunks);
        long widest = 0;
        for (Expr node : order) {
            widest = Math.max(widest, widest(node, plate.tileRows()));
        }
        Map<Expr, Expr> withSigmoid = LogisticRows.softplusOf(nodes, lifetimes.kept()::contains);
        Map<Expr, LogisticPasses.LogisticPass> whole =
                new LogisticPasses(nodes, registers, Views::root, draws).find(withSigmoid, lifetimes.kept());
        Set<Expr> within = new HashSet<>(withSigmoid.values());
        whole.values().forEach(pass -> within.addAll(List.of(pass.product(), pass.sum())));
        Crew helpers = chunks > 1 && work(plate, order) >= CREW_WORK ? crew : null;
        List<List<Instruction>> byWorker = new ArrayList<>();
        for (int worker = 0; worker < (helpers == null ? 1 : threads); worker++) {
            double[] own = new double[localSize + SLACK];
            allocated += worker == 0 ? localSize : 0; // the same on any number of threads
            Lowering lowering = new Lowering(kernels.apply(widest), draws, rows, registers, own, batch);
            List<Instruction> instructions = new ArrayList<>();
            for (Expr node : order) {
                if (!Views.is(node) && !lifetimes.isRead(node) && !within.contains(node)) {
                    instructions.add(lower(node, lowering, sums, withSigmoid.get(node), whole.get(node)));
                }
            }
            byWorker.add(instructions);
        }
        List<Accumulator> accumulators = List.copyOf(sums.values());
        return new Frame.Pass(plate, cuts, chunks, byWorker, accumulators, helpers, batch, dataOf(plate, order));
    }

    /** Gives the nodes of a pass their registers; returns the length of a worker's own array. */
    private int layOut(Plate plate, List<Expr> order, int rows) {
        Map<Expr, Integer> local = new HashMap<>();
        int localSize = planLocal(order, rows, local);
        for (Expr node : order) {
            registers.put(node, node.shape().hasRows() ? withRows(node, plate, rows, local) : rowless(node));
        }
        return localSize;
    }

    /** For each sum over rows one, in order. */
    private Map<Expr, Accumulator> accumulators(List<Expr> order, int chunks) {
        Map<Expr, Accumulator> sums = new LinkedHashMap<>();
        for (Expr node : order) {
            if (!node.shape().hasRows() && !(node.operation() instanceof ToAxis)) {
                int place = known(registers, node).base();
                sums.put(node, new Accumulator(rowlessSize(node), chunks, global, place));
            }
        }
        return sums;
    }

    /**
     * The instruction of a pass for a node.
     *
     * @param softplus the sum of softpluses that a logistic function is computed with
     * @param pass the products that it is computed with
     */
    private static Instruction lower(
            Expr node,
            Lowering lowering,
            Map<Expr, Accumulator> sums,
            @Nullable Expr softplus,
            LogisticPasses.@Nullable LogisticPass pass) {
        if (softplus != null && pass != null) {
            return lowering.logisticPass(node, pass, known(sums, softplus), known(sums, pass.sum()));
        }
        if (softplus != null) {
            return lowering.logistic(node, known(sums, softplus));
        }
        if (node.shape().hasRows()) {
            return lowering.onTile(node);
        }
        return node.operation() instanceof ToAxis ? lowering.store(node) : lowering.overRows(node, known(sums, node));
    }

    /** Numbers of data that a pass reads. */
    private static long dataOf(Plate plate, List<Expr> order) {
        Set<Expr> columns = new HashSet<>();
        for (Expr node : order) {
            for (Expr operand : node.operands()) {
                Expr root = Views.root(operand);
                if (root.operation() instanceof Column) {
                    columns.add(root);
                }
            }
        }
        long elements = 0;
        for (Expr column : columns) {
            elements += column.shape().size();
        }
        return elements * plate.size();
    }

    /** Into how many cuts the tiles of a plate must be divided so that the registers of each of its passes stay in cache. */
    private int cuts(Plate plate) {
        int tileRows = plate.tileRows();
        int size = 0;
        for (Schedule.Stage stage : schedule.stages()) {
            if (stage.plate().filter(plate::equals).isPresent()) {
                size = Math.max(size, planLocal(PassOrder.of(stage.nodes(), lifetimes), tileRows, new HashMap<>()));
            }
        }
        int most = plate.tiles() == 1 ? ONE_TILE : CACHE;
        int cuts = 1;
        for (int candidate = 2; size / cuts > most && tileRows / candidate >= 32; candidate++) {
            if (tileRows % (candidate * Kernels.STRIP) == 0) {
                cuts = candidate;
            }
        }
        return cuts;
    }

    private int planLocal(List<Expr> order, int rows, Map<Expr, Integer> local) {
        Map<Expr, Integer> last = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            for (Expr operand : order.get(i).operands()) {
                last.put(Views.root(operand), i);
            }
        }
        Pool pool = new Pool();
        Map<Integer, List<Expr>> dying = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            Expr node = order.get(i);
            if (isLocal(node)) {
                int size = length(copies(node), node.shape().size(), rows);
                local.put(node, pool.take(size));
                dying.computeIfAbsent(last.getOrDefault(node, i), key -> new ArrayList<>())
                        .add(node);
            }
            for (Expr dead : dying.getOrDefault(i, List.of())) {
                pool.give(known(local, dead), length(copies(dead), dead.shape().size(), rows));
            }
        }
        return pool.size();
    }

    /** For how many draws a node has a value: all draws share data. */
    private int copies(Expr node) {
        return lifetimes.isLoaded(node) ? 1 : draws;
    }

    private boolean isLocal(Expr node) {
        return node.shape().hasRows()
                && !Views.is(node)
                && !lifetimes.isRead(node)
                && !lifetimes.kept().contains(node);
    }

    private Register withRows(Expr node, Plate plate, int rows, Map<Expr, Integer> local) {
        int size = node.shape().size();
        int tileRows = plate.tileRows();
        if (node.operation() instanceof Column column && column.tiles() instanceof Tiles.Doubles stored) {
            return Register.moving(stored.values(), 0, 0, tileRows, size * tileRows, rows);
        }
        if (node.operation() instanceof Column column
                && column.tiles() instanceof Tiles.Strips strips
                && lifetimes.isRead(node)) {
            return Register.strips(strips.values(), size, tileRows, rows);
        }
        if (node.operation() instanceof ToRows) {
            Register axis = known(registers, node.operand(0));
            int step = axis.elementStride();
            return Register.moving(
                    axis.array(), axis.base(), axis.drawStride(), plate.size() * step, tileRows * step, rows * step);
        }
        if (Views.isPart(node)) {
            return part(node);
        }
        if (Views.is(node)) {
            return known(registers, node.operand(0));
        }
        if (lifetimes.kept().contains(node)) {
            double[] array = new double[Math.addExact(length(plate.tiles(), draws, size, tileRows), SLACK)];
            allocated += array.length - SLACK;
            return Register.moving(array, 0, size * rows, rows, draws * size * tileRows, draws * size * rows);
        }
        return Register.fixed(null, known(local, node), lifetimes.isLoaded(node) ? 0 : size * rows, rows);
    }

    private long work(Plate plate, List<Expr> order) {
        long perRow = 0;
        for (Expr node : order) {
            perRow += node.shape().hasRows() ? node.shape().size() : 0;
        }
        return perRow * plate.stored() * draws;
    }

    private static <T> T known(Map<Expr, T> map, Expr node) {
        T value = map.get(node);
        if (value == null) {
            throw new IllegalStateException("not laid out yet: " + node);
        }
        return value;
    }

    /** A product of sizes; an array that would be too long is said to be. */
    private static int length(int... sizes) {
        long product = 1;
        for (int size : sizes) {
            product *= size;
            if (product > Integer.MAX_VALUE - SLACK) {
                throw new IllegalArgumentException("a value of " + Arrays.toString(sizes)
                        + " numbers is longer than an array can be: use fewer draws or a smaller plate");
            }
        }
        return (int) product;
    }
}
