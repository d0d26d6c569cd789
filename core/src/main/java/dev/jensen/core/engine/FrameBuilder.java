package dev.jensen.core.engine;

import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Literal;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Reshape;
import dev.jensen.core.expr.Sampled;
import dev.jensen.core.expr.Take;
import dev.jensen.core.expr.ToAxis;
import dev.jensen.core.expr.ToRows;
import dev.jensen.core.expr.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lays the registers of a program out for a number of draws, and lowers its nodes to instructions. */
final class FrameBuilder {
    /** Kernels may read this far past a register: the padding rows of a tile, and a vector. */
    private static final int SLACK = 256 + 8;

    /** A tile's registers should stay within the second-level cache. */
    private static final int CACHE = 1 << 15;

    /** Rows below which a plate is not worth another chunk. */
    private static final int CHUNK_ROWS = 2048;

    /** Numbers touched by a pass, some 100 µs of work, below which waking other threads costs more than they give. */
    private static final long CREW_WORK = 1 << 19;

    private static final int MOST_CHUNKS = 16;

    private final List<Expr> variables;
    private final List<Expr> outputs;
    private final Schedule schedule;
    private final Kernels kernels;
    private final int draws;
    private final int threads;

    private final Map<Expr, Register> registers = new HashMap<>();
    private final Map<Expr, Integer> when = new HashMap<>();
    private final Map<Expr, Integer> lastUse = new HashMap<>();
    private final Map<Expr, Boolean> kept = new HashMap<>();
    private final Map<Plate, Batch> batches = new LinkedHashMap<>();
    private double[] global = new double[0];

    FrameBuilder(List<Expr> variables, List<Expr> outputs, Schedule schedule, Kernels kernels, int draws, int threads) {
        this.variables = variables;
        this.outputs = outputs;
        this.schedule = schedule;
        this.kernels = kernels;
        this.draws = draws;
        this.threads = threads;
    }

    Frame build() {
        findLastUses();
        Map<Expr, Integer> offsets = planGlobal();
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
        return new Frame(draws, inputs, inputSizes, results, outputSizes, stages, List.copyOf(batches.values()));
    }

    // ---------------------------------------------------------------- where things lie

    /** The node whose memory a node shares: reshaping, viewing an axis as rows and cutting planes copy nothing. */
    private static Expr root(Expr node) {
        Expr at = node;
        while (at.operation() instanceof Reshape
                || at.operation() instanceof ToRows
                || (at.shape().hasRows() && at.operation() instanceof Take take && isRange(take.table()))) {
            at = at.operand(0);
        }
        return at;
    }

    private static boolean isRange(int[] table) {
        for (int i = 1; i < table.length; i++) {
            if (table[i] != table[0] + i) {
                return false;
            }
        }
        return true;
    }

    /** Numbers the nodes in the order in which they run, a pass over a plate counting as one, and finds last uses. */
    private void findLastUses() {
        int time = 0;
        for (int s = 0; s < schedule.stages().size(); s++) {
            Schedule.Stage stage = schedule.stages().get(s);
            for (Expr node : stage.nodes()) {
                time += stage.plate().isPresent() ? 0 : 1;
                when.put(node, time);
                for (Expr operand : node.operands()) {
                    Expr root = root(operand);
                    lastUse.merge(root, time, Math::max);
                    if (root.shape().hasRows() && schedule.stageOf(root) != s) {
                        kept.put(root, true);
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

    /** Offsets of everything without rows. A region is used again after its last use. */
    private Map<Expr, Integer> planGlobal() {
        Map<Expr, Integer> offsets = new HashMap<>();
        Pool pool = new Pool();
        for (Expr variable : variables) {
            offsets.put(variable, pool.take(rowlessSize(variable) + 8));
        }
        TreeMap<Integer, List<Expr>> dying = new TreeMap<>();
        for (Schedule.Stage stage : schedule.stages()) {
            for (Expr node : stage.nodes()) {
                int now = known(when, node);
                while (!dying.isEmpty() && dying.firstKey() < now) {
                    for (Expr dead : dying.pollFirstEntry().getValue()) {
                        pool.give(known(offsets, dead), rowlessSize(dead) + 8);
                    }
                }
                if (needsGlobal(node)) {
                    offsets.put(node, pool.take(rowlessSize(node) + 8));
                    dying.computeIfAbsent(lastUse.getOrDefault(node, now), key -> new ArrayList<>())
                            .add(node);
                }
            }
        }
        global = new double[pool.size() + SLACK];
        return offsets;
    }

    private Register rowless(Expr node, Map<Expr, Integer> offsets) {
        Integer offset = offsets.get(node);
        if (offset == null) {
            throw new IllegalArgumentException("the program does not know the variable " + node
                    + ": list every variable that the expression uses");
        }
        return Register.fixed(global, offset, node.shape().size(), 1);
    }

    private static Register literal(Literal literal) {
        double[] values = literal.values();
        double[] padded = Arrays.copyOf(values, values.length + SLACK);
        return Register.fixed(padded, 0, 0, values.length == 1 ? 0 : 1);
    }

    // ---------------------------------------------------------------- stages

    private Frame.Once once(List<Expr> nodes, Map<Expr, Integer> offsets) {
        List<Instruction> instructions = new ArrayList<>();
        for (Expr node : nodes) {
            if (node.operation() instanceof Literal literal) {
                registers.put(node, literal(literal));
            } else if (root(node) != node) {
                registers.put(node, known(registers, node.operand(0)));
            } else if (!(node.operation() instanceof Variable)) {
                registers.put(node, rowless(node, offsets));
                instructions.add(new Lowering(kernels, draws, 1, registers, global, null).rowless(node));
            } else if (!registers.containsKey(node)) {
                rowless(node, offsets);
            }
        }
        return new Frame.Once(instructions);
    }

    private Frame.Pass pass(Plate plate, List<Expr> nodes, Map<Expr, Integer> offsets, @Nullable Crew crew) {
        List<Expr> order = sumsAfterOperands(nodes);
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
        Crew helpers = chunks > 1 && work(plate, order) >= CREW_WORK ? crew : null;
        List<List<Instruction>> byWorker = new ArrayList<>();
        for (int worker = 0; worker < (helpers == null ? 1 : threads); worker++) {
            double[] own = new double[localSize + SLACK];
            Lowering lowering = new Lowering(kernels, draws, rows, registers, own, batch);
            List<Instruction> instructions = new ArrayList<>();
            for (Expr node : order) {
                if (root(node) != node || node.operation() instanceof Column) {
                    continue;
                }
                if (node.shape().hasRows()) {
                    instructions.add(lowering.onTile(node));
                } else if (node.operation() instanceof ToAxis) {
                    instructions.add(lowering.store(node));
                } else {
                    instructions.add(lowering.overRows(node, known(sums, node)));
                }
            }
            byWorker.add(instructions);
        }
        return new Frame.Pass(plate, cuts, chunks, byWorker, accumulators, helpers, batch);
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
                size = Math.max(size, planLocal(sumsAfterOperands(stage.nodes()), tileRows, new HashMap<>()));
            }
        }
        int cuts = 1;
        for (int candidate = 2; size / cuts > CACHE && tileRows / candidate >= 32; candidate++) {
            if (tileRows % (candidate * 8) == 0) {
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
        return node.operation() instanceof Sampled ? 1 : draws;
    }

    private boolean isLocal(Expr node) {
        return node.shape().hasRows()
                && root(node) == node
                && !(node.operation() instanceof Column)
                && !kept.containsKey(node);
    }

    private Register withRows(Expr node, Plate plate, int rows, Map<Expr, Integer> local) {
        int size = node.shape().size();
        int tileRows = plate.tileRows();
        if (node.operation() instanceof Column column) {
            return Register.moving(column.tiles(), 0, 0, tileRows, size * tileRows, rows);
        }
        if (node.operation() instanceof ToRows) {
            Register axis = known(registers, node.operand(0));
            int step = axis.elementStride();
            return Register.moving(
                    axis.array(), axis.base(), axis.drawStride(), plate.size() * step, tileRows * step, rows * step);
        }
        if (node.operation() instanceof Take take && root(node) != node) {
            return known(registers, node.operand(0)).from(take.table()[0]);
        }
        if (root(node) != node) {
            return known(registers, node.operand(0));
        }
        int copies = copies(node);
        int drawStride = node.operation() instanceof Sampled ? 0 : size * rows;
        if (kept.containsKey(node)) {
            double[] array = new double[Math.addExact(length(plate.tiles(), copies, size, tileRows), SLACK)];
            return Register.moving(array, 0, drawStride, rows, copies * size * tileRows, copies * size * rows);
        }
        return Register.fixed(null, known(local, node), drawStride, rows);
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
