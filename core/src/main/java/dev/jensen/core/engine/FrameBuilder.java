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
import dev.jensen.core.expr.Reshape;
import dev.jensen.core.expr.Sampled;
import dev.jensen.core.expr.Take;
import dev.jensen.core.expr.Tiles;
import dev.jensen.core.expr.ToAxis;
import dev.jensen.core.expr.ToRows;
import dev.jensen.core.expr.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    private final Map<Expr, Integer> lastUse = new HashMap<>();
    private final Set<Expr> kept = new HashSet<>();
    private final Set<Expr> copied;
    private final Map<Plate, Batch> batches = new LinkedHashMap<>();
    private double[] global = new double[0];
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
        this.copied = StripUses.others(schedule, FrameBuilder::root);
    }

    Frame build() {
        Map<Expr, Integer> offsets = planGlobal(findLastUses());
        List<Register> inputs = new ArrayList<>();
        int[] inputSizes = new int[variables.size()];
        for (int i = 0; i < variables.size(); i++) {
            Expr variable = variables.get(i);
            inputSizes[i] = variable.shape().size();
            inputs.add(rowless(variable, offsets));
            registers.put(variable, inputs.get(i));
        }
        List<Frame.Stage> stages = new ArrayList<>();
        Crew crew = threads > 1 ? new Crew(threads) : null;
        for (int s = 0; s < schedule.stages().size(); s++) {
            Schedule.Stage stage = schedule.stages().get(s);
            if (stage.plate().isPresent()) {
                stages.add(pass(stage.plate().get(), stage.nodes(), offsets, crew));
            } else {
                stages.add(once(stage.nodes(), offsets));
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

    /** The node whose memory a node shares: reshaping, viewing an axis as rows and cutting planes copy nothing. */
    private static Expr root(Expr node) {
        Expr at = node;
        while (at.operation() instanceof Reshape || at.operation() instanceof ToRows || isPart(at)) {
            at = at.operand(0);
        }
        return at;
    }

    /** Whether a node is consecutive planes, or one number, of its operand. */
    private static boolean isPart(Expr node) {
        return node.operation() instanceof Take take
                && (node.shape().hasRows()
                        ? isRange(take.table())
                        : node.shape().size() == 1);
    }

    private static boolean isRange(int[] table) {
        for (int i = 1; i < table.length; i++) {
            if (table[i] != table[0] + i) {
                return false;
            }
        }
        return true;
    }

    /** Finds last uses, counting nodes in the order in which they run, a pass over a plate as one; returns the end. */
    private int findLastUses() {
        int time = 0;
        for (int s = 0; s < schedule.stages().size(); s++) {
            Schedule.Stage stage = schedule.stages().get(s);
            for (Expr node : stage.nodes()) {
                time += stage.plate().isPresent() ? 0 : 1;
                for (Expr operand : node.operands()) {
                    Expr root = root(operand);
                    lastUse.put(root, time);
                    if (root.shape().hasRows() && schedule.stageOf(root) != s && !isLoaded(root)) {
                        kept.add(root);
                    }
                }
            }
            time++;
        }
        for (Expr output : outputs) {
            lastUse.put(root(output), Integer.MAX_VALUE);
        }
        for (Expr variable : variables) {
            lastUse.put(variable, Integer.MAX_VALUE);
        }
        return time;
    }

    private int rowlessSize(Expr node) {
        return Math.multiplyExact(draws, node.shape().size());
    }

    private boolean needsGlobal(Expr node) {
        return !node.shape().hasRows()
                && root(node) == node
                && !(node.operation() instanceof Literal)
                && !(node.operation() instanceof Variable);
    }

    /** Single numbers, which are written exactly, need no space behind them for whole vectors. */
    private static boolean isSlot(Expr node) {
        return ScalarCode.takes(node)
                || (node.shape().size() == 1
                        && (node.operation() instanceof Variable || node.operation() instanceof Literal));
    }

    /** Offsets of everything without rows. A region is used again after its last use. */
    private Map<Expr, Integer> planGlobal(int end) {
        Map<Expr, Integer> offsets = new HashMap<>();
        Pool pool = new Pool();
        Slots slots = new Slots();
        for (Expr variable : variables) {
            offsets.put(variable, isSlot(variable) ? slots.take() : pool.take(rowlessSize(variable) + 8));
        }
        // Constants are written once, when the frame is made, so that they share their places with nothing.
        for (Schedule.Stage stage : schedule.stages()) {
            for (Expr node : stage.nodes()) {
                if (node.operation() instanceof Literal && isSlot(node)) {
                    offsets.put(node, slots.take());
                }
            }
        }
        List<@Nullable List<Expr>> dying = new ArrayList<>(Collections.nCopies(end + 1, null));
        int time = 0;
        int buried = 0;
        for (Schedule.Stage stage : schedule.stages()) {
            for (Expr node : stage.nodes()) {
                time += stage.plate().isPresent() ? 0 : 1;
                for (; buried < time; buried++) {
                    List<Expr> dead = dying.get(buried);
                    if (dead != null) {
                        give(dead, offsets, pool, slots);
                    }
                }
                if (needsGlobal(node)) {
                    offsets.put(node, isSlot(node) ? slots.take() : pool.take(rowlessSize(node) + 8));
                    int last = lastUse.getOrDefault(node, time);
                    if (last <= end) {
                        List<Expr> others = dying.get(last);
                        if (others == null) {
                            others = new ArrayList<>(2);
                            dying.set(last, others);
                        }
                        others.add(node);
                    }
                }
            }
            time++;
        }
        offsets.replaceAll((node, offset) -> isSlot(node) ? pool.size() + draws * offset : offset);
        allocated += pool.size() + (long) draws * slots.count();
        global = new double[Math.addExact(pool.size(), Math.multiplyExact(draws, slots.count())) + SLACK];
        return offsets;
    }

    private void give(List<Expr> dead, Map<Expr, Integer> offsets, Pool pool, Slots slots) {
        for (Expr node : dead) {
            if (isSlot(node)) {
                slots.give(known(offsets, node));
            } else {
                pool.give(known(offsets, node), rowlessSize(node) + 8);
            }
        }
    }

    private Register rowless(Expr node, Map<Expr, Integer> offsets) {
        Integer offset = offsets.get(node);
        if (offset == null) {
            throw new IllegalArgumentException("the program does not know the variable " + node
                    + ": list every variable that the expression uses");
        }
        return Register.fixed(global, offset, node.shape().size(), 1);
    }

    private Register literal(Expr node, Literal literal, Map<Expr, Integer> offsets) {
        double[] values = literal.values();
        if (values.length == 1) {
            int offset = known(offsets, node);
            global[offset] = values[0];
            return Register.fixed(global, offset, 0, 0);
        }
        return Register.fixed(Arrays.copyOf(values, values.length + SLACK), 0, 0, 1);
    }

    // ---------------------------------------------------------------- stages

    private Frame.Once once(List<Expr> nodes, Map<Expr, Integer> offsets) {
        List<Instruction> instructions = new ArrayList<>();
        ScalarCode.Writer scalars = new ScalarCode.Writer(global, draws);
        for (Expr node : nodes) {
            if (node.operation() instanceof Literal literal) {
                registers.put(node, literal(node, literal, offsets));
            } else if (isPart(node)) {
                registers.put(node, part(node));
            } else if (root(node) != node) {
                registers.put(node, known(registers, node.operand(0)));
            } else if (ScalarCode.takes(node)) {
                registers.put(node, rowless(node, offsets));
                scalar(node, scalars);
            } else if (!(node.operation() instanceof Variable)) {
                registers.put(node, rowless(node, offsets));
                if (!scalars.isEmpty()) {
                    instructions.add(scalars.done());
                    scalars = new ScalarCode.Writer(global, draws);
                }
                Kernels own = kernels.apply(widest(node, 1));
                instructions.add(new Lowering(own, draws, 1, registers, global, null).rowless(node));
            } else if (!registers.containsKey(node)) {
                rowless(node, offsets);
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

    private Frame.Pass pass(Plate plate, List<Expr> nodes, Map<Expr, Integer> offsets, @Nullable Crew crew) {
        Map<Expr, Expr> withSigmoid = LogisticRows.softplusOf(nodes, kept::contains);
        List<Expr> order = order(nodes);
        int cuts = cuts(plate);
        int rows = plate.tileRows() / cuts;
        Map<Expr, Integer> local = new HashMap<>();
        int localSize = planLocal(order, rows, local);
        for (Expr node : order) {
            if (node.shape().hasRows()) {
                registers.put(node, withRows(node, plate, rows, local));
            } else {
                registers.put(node, rowless(node, offsets));
            }
        }
        Batch batch = plate.isSampled() ? batches.computeIfAbsent(plate, Batch::new) : null;
        int chunks = Math.max(1, Math.min(MOST_CHUNKS, plate.stored() / CHUNK_ROWS));
        Map<Expr, Accumulator> sums = new HashMap<>();
        List<Accumulator> accumulators = new ArrayList<>();
        for (Expr node : order) {
            if (!node.shape().hasRows() && !(node.operation() instanceof ToAxis)) {
                Accumulator sum = new Accumulator(
                        rowlessSize(node),
                        chunks,
                        global,
                        known(registers, node).base());
                sums.put(node, sum);
                accumulators.add(sum);
            }
        }
        long widest = 0;
        for (Expr node : order) {
            widest = Math.max(widest, widest(node, plate.tileRows()));
        }
        Map<Expr, LogisticPasses.LogisticPass> whole =
                new LogisticPasses(nodes, registers, FrameBuilder::root, draws).find(withSigmoid, kept);
        Set<Expr> within = new HashSet<>();
        whole.values().forEach(pass -> within.addAll(List.of(pass.product(), pass.sum())));
        Crew helpers = chunks > 1 && work(plate, order) >= CREW_WORK ? crew : null;
        List<List<Instruction>> byWorker = new ArrayList<>();
        for (int worker = 0; worker < (helpers == null ? 1 : threads); worker++) {
            double[] own = new double[localSize + SLACK];
            allocated += worker == 0 ? localSize : 0; // the same on any number of threads
            Lowering lowering = new Lowering(kernels.apply(widest), draws, rows, registers, own, batch);
            List<Instruction> instructions = new ArrayList<>();
            for (Expr node : order) {
                if (root(node) != node || isRead(node) || withSigmoid.containsValue(node) || within.contains(node)) {
                    continue;
                }
                Expr softplus = withSigmoid.get(node);
                LogisticPasses.LogisticPass pass = whole.get(node);
                if (softplus != null && pass != null) {
                    instructions.add(lowering.logisticPass(node, pass, known(sums, softplus), known(sums, pass.sum())));
                } else if (softplus != null) {
                    instructions.add(lowering.logistic(node, known(sums, softplus)));
                } else if (node.shape().hasRows()) {
                    instructions.add(lowering.onTile(node));
                } else if (node.operation() instanceof ToAxis) {
                    instructions.add(lowering.store(node));
                } else {
                    instructions.add(lowering.overRows(node, known(sums, node)));
                }
            }
            byWorker.add(instructions);
        }
        return new Frame.Pass(plate, cuts, chunks, byWorker, accumulators, helpers, batch, dataOf(plate, order));
    }

    /** Numbers of data that a pass reads. */
    private static long dataOf(Plate plate, List<Expr> order) {
        Set<Expr> columns = new HashSet<>();
        for (Expr node : order) {
            for (Expr operand : node.operands()) {
                Expr root = root(operand);
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

    /** Whether a node is data that lie in memory as kernels take them. */
    private boolean isRead(Expr node) {
        return node.operation() instanceof Column column
                && (column.tiles() instanceof Tiles.Doubles
                        || (column.tiles() instanceof Tiles.Strips && !copied.contains(node)));
    }

    /** Whether a node is data that every pass which uses them loads into a register of its own. */
    private boolean isLoaded(Expr node) {
        return node.operation() instanceof Sampled || (node.operation() instanceof Column && !isRead(node));
    }

    /** The nodes of a pass, before them the data that it has to load although another pass loads them too. */
    private List<Expr> withLoads(List<Expr> nodes) {
        Set<Expr> own = new HashSet<>(nodes);
        Set<Expr> loads = new LinkedHashSet<>();
        for (Expr node : nodes) {
            for (Expr operand : node.operands()) {
                if (isLoaded(root(operand))) {
                    addWithViews(operand, own, loads);
                }
            }
        }
        loads.addAll(nodes);
        return List.copyOf(loads);
    }

    /** Adds data and what is a view of them, the data first. */
    private static void addWithViews(Expr view, Set<Expr> own, Set<Expr> loads) {
        if (view != root(view)) {
            addWithViews(view.operand(0), own, loads);
        }
        if (!own.contains(view)) {
            loads.add(view);
        }
    }

    /** What a pass does, in turn: loads first, sums after their operands, no exponential that only a pair of its users knows. */
    private List<Expr> order(List<Expr> nodes) {
        Set<Expr> inside = new HashSet<>();
        for (Expr sigmoid : LogisticRows.softplusOf(nodes, kept::contains).keySet()) {
            inside.add(sigmoid.operand(1));
        }
        List<Expr> order = new ArrayList<>(sumsAfterOperands(withLoads(nodes)));
        order.removeAll(inside);
        return order;
    }

    /** Sums come as soon as their operands are there, while these are in cache. */
    private static List<Expr> sumsAfterOperands(List<Expr> nodes) {
        Map<Expr, Integer> position = new HashMap<>();
        Map<Integer, List<Expr>> sumsAt = new HashMap<>();
        List<Expr> withRows = new ArrayList<>();
        for (Expr node : nodes) {
            if (node.shape().hasRows()) {
                position.put(node, withRows.size());
                withRows.add(node);
            }
        }
        for (Expr node : nodes) {
            if (!node.shape().hasRows()) {
                int at = -1;
                for (Expr operand : node.operands()) {
                    at = Math.max(at, position.getOrDefault(operand, -1));
                }
                sumsAt.computeIfAbsent(at, key -> new ArrayList<>()).add(node);
            }
        }
        List<Expr> order = new ArrayList<>(sumsAt.getOrDefault(-1, List.of()));
        for (int i = 0; i < withRows.size(); i++) {
            order.add(withRows.get(i));
            order.addAll(sumsAt.getOrDefault(i, List.of()));
        }
        return order;
    }

    /** Into how many cuts the tiles of a plate must be divided so that the registers of each of its passes stay in cache. */
    private int cuts(Plate plate) {
        int tileRows = plate.tileRows();
        int size = 0;
        for (Schedule.Stage stage : schedule.stages()) {
            if (stage.plate().filter(plate::equals).isPresent()) {
                size = Math.max(size, planLocal(order(stage.nodes()), tileRows, new HashMap<>()));
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
                last.put(root(operand), i);
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
        return isLoaded(node) ? 1 : draws;
    }

    private boolean isLocal(Expr node) {
        return node.shape().hasRows() && root(node) == node && !isRead(node) && !kept.contains(node);
    }

    private Register withRows(Expr node, Plate plate, int rows, Map<Expr, Integer> local) {
        int size = node.shape().size();
        int tileRows = plate.tileRows();
        if (node.operation() instanceof Column column && column.tiles() instanceof Tiles.Doubles stored) {
            return Register.moving(stored.values(), 0, 0, tileRows, size * tileRows, rows);
        }
        if (node.operation() instanceof Column column
                && column.tiles() instanceof Tiles.Strips strips
                && !copied.contains(node)) {
            return Register.strips(strips.values(), size, tileRows, rows);
        }
        if (node.operation() instanceof ToRows) {
            Register axis = known(registers, node.operand(0));
            int step = axis.elementStride();
            return Register.moving(
                    axis.array(), axis.base(), axis.drawStride(), plate.size() * step, tileRows * step, rows * step);
        }
        if (isPart(node)) {
            return part(node);
        }
        if (root(node) != node) {
            return known(registers, node.operand(0));
        }
        if (kept.contains(node)) {
            double[] array = new double[Math.addExact(length(plate.tiles(), draws, size, tileRows), SLACK)];
            allocated += array.length - SLACK;
            return Register.moving(array, 0, size * rows, rows, draws * size * tileRows, draws * size * rows);
        }
        return Register.fixed(null, known(local, node), isLoaded(node) ? 0 : size * rows, rows);
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
