package dev.jensen.core.engine;

import dev.jensen.core.engine.choice.KernelChoice;
import dev.jensen.core.engine.instruction.LinearRecurrence;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.plain.PlainKernels;
import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Literal;
import dev.jensen.core.expr.MultiplyAdd;
import dev.jensen.core.expr.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A graph made ready to run: constants folded, common parts shared, ordered into passes over the plates.
 *
 * <p>Immutable and thread-safe. What a run needs to write to is a {@link Frame}, made for a number of draws; frames are
 * lent out and taken back, so that repeated runs allocate nothing.
 */
public final class Program {
    /** The most draws that go through a tile together; more are run in blocks. */
    public static final int MOST_DRAWS = 16;

    /**
     * Numbers of one draw, in everything without rows, from which on draws go one after the other: their registers then
     * stay in the second-level cache from one operation to the next.
     */
    private static final long LARGE = 1 << 14;

    /**
     * Numbers of data that may be read again for every draw, because they stay in the third-level cache; and numbers of
     * one draw, in the widest register of a tile, from which on that pays, because registers of few draws stay nearer.
     */
    private static final long SMALL_DATA = 1 << 18;

    private static final long WIDE = 1 << 10;

    /** Numbers in the widest register up to which plain kernels are the better choice. */
    private static final int SHORT = 256;

    private static final Kernels PLAIN = new PlainKernels();

    private final List<Expr> variables;
    private final List<Expr> outputs;
    private final Schedule schedule;
    private final @Nullable Kernels kernels;
    private final int threads;
    private final int together;
    private final AtomicReferenceArray<Frame> idle = new AtomicReferenceArray<>(MOST_DRAWS + 1);

    private Program(
            List<Expr> variables, List<Expr> outputs, Schedule schedule, @Nullable Kernels kernels, int threads) {
        this.variables = variables;
        this.outputs = outputs;
        this.schedule = schedule;
        this.kernels = kernels;
        this.threads = threads;
        this.together = together(schedule);
    }

    /**
     * Compiles a graph.
     *
     * @param variables the unknowns, in the order in which a frame takes their values
     * @param outputs expressions without rows, of these unknowns only
     * @return the program, run by the fastest kernels that this JVM has, on one thread
     */
    public static Program of(List<Expr> variables, List<Expr> outputs) {
        List<Expr> once = Graph.shared(outputs);
        List<Expr> folded = Folding.fold(once);
        List<Expr> graph = folded == once ? once : Graph.shared(folded);
        return unfolded(variables, Folding.fold(MultiplyAdd.fuse(graph)));
    }

    static Program unfolded(List<Expr> variables, List<Expr> outputs) {
        for (Expr output : outputs) {
            if (output.shape().hasRows()) {
                throw new IllegalArgumentException("output " + output + " has rows: sum them or use toAxis()");
            }
        }
        return new Program(List.copyOf(variables), List.copyOf(outputs), new Schedule(outputs), null, 1);
    }

    /**
     * The same program on other kernels.
     *
     * @param other plain or vector
     * @return a new program
     */
    Program on(Kernels other) {
        return new Program(variables, outputs, schedule, other, threads);
    }

    /**
     * The same program on several threads. Results do not depend on their number.
     *
     * @param count at least 1
     * @return a new program
     */
    public Program threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("threads must be >= 1: " + count);
        }
        return new Program(variables, outputs, schedule, kernels, count);
    }

    /**
     * What the program is a function of.
     *
     * @return the unknowns
     */
    public List<Expr> variables() {
        return variables;
    }

    /**
     * Numbers in an output, for one draw.
     *
     * @param output index of the output
     * @return at least 1
     */
    public int outputSize(int output) {
        return outputs.get(output).shape().size();
    }

    /**
     * How many of some draws to run together next, so that all blocks are nearly equal: at most {@link #MOST_DRAWS}, and
     * one at a time where registers are large beside the data, as with large matrices or many numbers a row.
     *
     * @param draws all of them, at least 1
     * @param done those behind us, fewer
     * @return draws of the next frame
     */
    public int block(int draws, int done) {
        int blocks = (draws + together - 1) / together;
        int even = (draws + blocks - 1) / blocks;
        return Math.min(even, draws - done);
    }

    /** How many draws to run together at most: as many as keep what a pass writes for a tile in cache. */
    private static int together(Schedule schedule) {
        long rowless = 0;
        long withRows = 0;
        long widest = 0;
        long data = 0;
        boolean loops = false;
        for (Schedule.Stage stage : schedule.stages()) {
            for (Expr node : stage.nodes()) {
                long size = node.shape().size();
                if (node.operation() instanceof Scan scan) {
                    if (!LinearRecurrence.fits(scan.step())) {
                        return MOST_DRAWS; // which share the overhead of every step
                    }
                    loops = true;
                }
                if (node.shape().hasRows()) {
                    withRows += size * stage.plate().orElseThrow().size();
                    if (node.operation() instanceof Column) {
                        data += size * stage.plate().orElseThrow().size();
                    } else {
                        widest = Math.max(
                                widest, size * stage.plate().orElseThrow().tileRows());
                    }
                } else if (size > 1 && !(node.operation() instanceof Literal)) {
                    rowless += size;
                }
            }
        }
        if (loops) {
            return (int) Math.max(1, Math.min(MOST_DRAWS, LARGE / Math.max(1, rowless)));
        }
        if (rowless >= LARGE && rowless >= withRows) {
            return 1;
        }
        return data <= SMALL_DATA && widest >= WIDE ? 1 : MOST_DRAWS;
    }

    /**
     * Lends a frame; give it {@link #back}.
     *
     * @param draws between 1 and {@link #MOST_DRAWS}
     * @return a frame that nobody else uses
     */
    public Frame frame(int draws) {
        Frame frame = idle.getAndSet(draws, null);
        return frame != null
                ? frame
                : new FrameBuilder(variables, outputs, schedule, this::kernelsFor, draws, threads).build();
    }

    /**
     * The fastest kernels for a number of numbers. For few, the plain ones are: vector code gains little there, and until
     * the JIT compiler has seen it thousands of times it is slow, which a small model's whole fit would feel. For many, plain
     * ones begin. Both give the same bits.
     */
    private Kernels kernelsFor(long numbers) {
        if (kernels != null) {
            return kernels;
        }
        return numbers <= SHORT ? PLAIN : KernelChoice.gradual();
    }

    /**
     * Takes a frame back.
     *
     * @param frame lent by {@link #frame}
     */
    public void back(Frame frame) {
        idle.set(frame.draws(), frame);
    }

    /** The names of the operations in the order of execution, for tests that count them. */
    List<String> listing() {
        List<String> lines = new ArrayList<>();
        for (Schedule.Stage stage : schedule.stages()) {
            lines.add(stage.plate().map(plate -> "over " + plate.name()).orElse("once"));
            for (Expr node : stage.nodes()) {
                lines.add("  " + node.operation() + " " + node.shape());
            }
        }
        return lines;
    }
}
