package dev.jensen.core.density;

import dev.jensen.core.engine.Frame;
import dev.jensen.core.engine.Program;
import dev.jensen.core.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Expressions as a function of a point: several numbers out for every point in, evaluated for a batch of points at once.
 *
 * <p>A point is the values of the unknowns, one after the other, each with its last dimension fastest. Compiled when made;
 * immutable and thread-safe.
 */
public final class ExprFunction {
    private final Program program;
    private final int[] inputOffsets;
    private final int[] outputOffsets;
    private final int dimension;
    private final int size;

    private ExprFunction(List<Expr> unknowns, List<Expr> outputs) {
        List<Expr> rowless = new ArrayList<>();
        for (Expr output : outputs) {
            rowless.add(output.shape().hasRows() ? output.toAxis() : output);
        }
        program = Program.of(unknowns, rowless);
        inputOffsets = new int[unknowns.size()];
        int in = 0;
        for (int i = 0; i < inputOffsets.length; i++) {
            inputOffsets[i] = in;
            in += unknowns.get(i).shape().size();
        }
        outputOffsets = new int[rowless.size()];
        int out = 0;
        for (int i = 0; i < outputOffsets.length; i++) {
            outputOffsets[i] = out;
            out += rowless.get(i).shape().size();
        }
        dimension = in;
        size = out;
    }

    /**
     * Compiles a function.
     *
     * @param unknowns what a point consists of, made by {@link Expr#variable}; may be empty
     * @param outputs what to evaluate, of these unknowns only; with or without rows
     */
    public static ExprFunction of(List<Expr> unknowns, List<Expr> outputs) {
        return new ExprFunction(unknowns, outputs);
    }

    /** Returns d, the number of coordinates of a point. */
    public int dimension() {
        return dimension;
    }

    /** Returns how many numbers come out for a point. */
    public int size() {
        return size;
    }

    /**
     * Evaluates at a batch of points.
     *
     * @param draws number of points S
     * @param points length at least S·d, one point after the other; read only
     * @param values length at least S·size, overwritten: for each point the outputs one after the other, each laid out
     *     [inner…][row], rows contiguous
     */
    public void evaluate(int draws, double[] points, double[] values) {
        for (int done = 0; done < draws; ) {
            Frame frame = program.frame(program.block(draws, done));
            for (int i = 0; i < inputOffsets.length; i++) {
                frame.set(i, points, done * dimension + inputOffsets[i], dimension);
            }
            frame.run();
            for (int i = 0; i < outputOffsets.length; i++) {
                frame.get(i, values, done * size + outputOffsets[i], size);
            }
            done += frame.draws();
            program.back(frame);
        }
    }
}
