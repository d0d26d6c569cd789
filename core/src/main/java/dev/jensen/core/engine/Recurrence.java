package dev.jensen.core.engine;

import dev.jensen.core.engine.instruction.Instruction;
import dev.jensen.core.engine.instruction.Position;
import dev.jensen.core.engine.instruction.Register;
import dev.jensen.core.expr.Scan;
import java.util.List;

/**
 * The path of a recursion, all draws together: a program of one step is run once for each time, on registers of its own, which
 * its inputs are copied into and its results copied out of.
 */
final class Recurrence extends Instruction {
    /** Where a value lies: [draw][element], at one time or, by the last stride, at each. */
    private record Port(double[] array, int base, int drawStride, int elementStride, int timeStride, int size) {
        void copyTo(Port target, int draws, int from, int to) {
            for (int draw = 0; draw < draws; draw++) {
                int x = base + draw * drawStride + from * timeStride;
                int y = target.base + draw * target.drawStride + to * target.timeStride;
                for (int e = 0; e < size; e++) {
                    target.array[y] = array[x];
                    x += elementStride;
                    y += target.elementStride;
                }
            }
        }
    }

    private final Frame step;
    private final int steps;
    private final int before;
    private final int after;
    private final Port[] carried; // into the step
    private final Port[] given; // out of it
    private final Port[] path;
    private final Port[] starts;
    private final Port[] inputs;
    private final Port[] taken; // inputs, into the step
    private final Port[] constants;
    private final Port[] known; // constants, into the step

    /** For operands in the order of the node's, and their arrays. */
    Recurrence(Scan scan, int draws, List<Register> operands, List<double[]> arrays, Register out, double[] array) {
        Scan.Step body = scan.step();
        this.step = Program.of(body.variables(), body.next()).frame(draws);
        this.steps = scan.steps();
        this.before = scan.before();
        this.after = scan.after();
        int carries = scan.carries();
        int all = operands.size();
        carried = new Port[carries];
        given = new Port[carries];
        path = new Port[carries];
        starts = new Port[carries];
        inputs = new Port[scan.inputs()];
        taken = new Port[inputs.length];
        constants = new Port[all - carries - inputs.length];
        known = new Port[constants.length];
        int element = 0;
        for (int i = 0; i < all; i++) {
            Register register = operands.get(i);
            int size = body.variables().get(i).shape().size();
            Port into = inside(step.input(i), size);
            if (i < carries) {
                carried[i] = into;
                given[i] = inside(step.output(i), size);
                path[i] = outside(out.from(element * (steps + 1)), array, size, steps + 1);
                starts[i] = outside(register, arrays.get(i), size, 1);
                element += size;
            } else if (i < carries + inputs.length) {
                taken[i - carries] = into;
                inputs[i - carries] = outside(register, arrays.get(i), size, steps);
            } else {
                known[i - carries - inputs.length] = into;
                constants[i - carries - inputs.length] = outside(register, arrays.get(i), size, 1);
            }
        }
    }

    private static Port inside(Register register, int size) {
        return new Port(
                register.in(Frame.NOWHERE), register.base(), register.drawStride(), register.elementStride(), 0, size);
    }

    private static Port outside(Register register, double[] array, int size, int times) {
        int stride = register.elementStride();
        return new Port(array, register.base(), register.drawStride(), stride * times, stride, size);
    }

    /** Steps in a run. */
    int steps() {
        return steps;
    }

    @Override
    public void run(Position at) {
        int draws = step.draws();
        for (int i = 0; i < constants.length; i++) {
            constants[i].copyTo(known[i], draws, 0, 0);
        }
        int first = before == 0 ? 0 : steps;
        for (int i = 0; i < starts.length; i++) {
            starts[i].copyTo(carried[i], draws, 0, 0);
            starts[i].copyTo(path[i], draws, 0, first);
        }
        for (int n = 0; n < steps; n++) {
            int t = before == 0 ? n : steps - 1 - n;
            for (int i = 0; i < inputs.length; i++) {
                inputs[i].copyTo(taken[i], draws, t, 0);
            }
            step.run();
            for (int i = 0; i < given.length; i++) {
                given[i].copyTo(path[i], draws, 0, t + after);
            }
            for (int i = 0; i < given.length; i++) { // from the path: a carry's place may be another's result
                path[i].copyTo(carried[i], draws, t + after, 0);
            }
        }
    }

    /** What a run does. */
    Work work() {
        Work one = step.work();
        return new Work(steps * one.calls(), steps * one.scalars(), 0, 0, one.registers());
    }
}
