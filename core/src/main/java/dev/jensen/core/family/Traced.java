package dev.jensen.core.family;

import dev.jensen.core.engine.Frame;
import dev.jensen.core.engine.Program;
import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Expressions of φ and of what each draw has of its own, compiled when first needed. Thread-safe. */
final class Traced {
    private final List<Expr> inputs;
    private final Supplier<List<Expr>> outputs;
    private final Workspace ofDraws = new Workspace();
    private volatile @Nullable Program program;

    /**
     * Keeps the expressions to be compiled.
     *
     * @param inputs φ first
     * @param outputs of these only
     */
    Traced(List<Expr> inputs, Supplier<List<Expr>> outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** Lends a frame for some of the draws, in which φ is set, the same for all. */
    Frame frame(double[] phi, int at, int draws) {
        return frame(phi, at, 0, draws);
    }

    /** Lends a frame for some of the draws, in which each draw's own parameters are set. */
    Frame frame(double[] parameters, int at, int stride, int draws) {
        Frame frame = program().frame(Math.min(Program.MOST_DRAWS, draws));
        frame.set(0, parameters, at, stride);
        return frame;
    }

    /** Adds an output's sum over the frame's draws. */
    void addSum(Frame frame, int output, double[] gradient, int at) {
        int size = program().outputSize(output);
        double[] each = ofDraws.atLeast(size * frame.draws());
        frame.get(output, each, 0, size);
        for (int s = 0; s < frame.draws(); s++) {
            for (int k = 0; k < size; k++) {
                gradient[at + k] += each[s * size + k];
            }
        }
    }

    /** Subtracts a scalar output, draw by draw. */
    void subtract(Frame frame, int output, double[] values, int from) {
        double[] each = ofDraws.atLeast(frame.draws());
        frame.get(output, each, 0, 1);
        for (int s = 0; s < frame.draws(); s++) {
            values[from + s] -= each[s];
        }
    }

    void back(Frame frame) {
        program().back(frame);
    }

    private Program program() {
        Program known = program;
        if (known == null) {
            synchronized (this) {
                known = program;
                if (known == null) {
                    known = Program.of(inputs, outputs.get());
                    program = known;
                }
            }
        }
        return known;
    }
}
