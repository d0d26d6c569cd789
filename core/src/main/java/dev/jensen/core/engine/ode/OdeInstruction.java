package dev.jensen.core.engine.ode;

import dev.jensen.core.engine.instruction.Instruction;
import dev.jensen.core.engine.instruction.Position;
import dev.jensen.core.engine.instruction.Register;
import dev.jensen.core.expr.OdeProblem;
import java.util.Arrays;
import java.util.List;

/** Solves a system of differential equations for each draw, one after the other; each takes steps of its own. */
public final class OdeInstruction extends Instruction {
    private final OdeProblem problem;
    private final int draws;
    private final boolean backward;
    private final OdeSteps steps;
    private final OdeBackward back;
    private final Register[] operands;
    private final double[][] arrays;
    private final Register out;
    private final double[] array;
    private final double[] start;
    private final double[] parameters;
    private final double[] ofWanted; // [time][state]
    private final int n;
    private final int times;

    /** The values at the wanted times, or, backward, the adjoints of start and parameters. */
    public OdeInstruction(
            OdeSlopes slopes,
            OdeProblem problem,
            boolean backward,
            int draws,
            List<Register> operands,
            List<double[]> arrays,
            Register out,
            double[] array) {
        this.problem = problem;
        this.draws = draws;
        this.backward = backward;
        this.steps = new OdeSteps(problem, slopes);
        this.back = new OdeBackward(slopes, steps.rule());
        this.operands = operands.toArray(Register[]::new);
        this.arrays = arrays.toArray(double[][]::new);
        this.out = out;
        this.array = array;
        this.n = slopes.states();
        this.times = problem.times().length;
        this.start = new double[n];
        this.parameters = new double[slopes.parameters()];
        this.ofWanted = new double[n * times];
    }

    @Override
    public void run(Position at) {
        for (int draw = 0; draw < draws; draw++) {
            read(0, draw, start);
            read(1, draw, parameters);
            boolean solved = steps.run(start, parameters);
            if (backward) {
                goBack(draw, solved);
            } else {
                write(draw, solved);
            }
        }
    }

    private void write(int draw, boolean solved) {
        int base = out.base() + draw * out.drawStride();
        double[] wanted = steps.wanted();
        for (int time = 0; time < times; time++) {
            for (int e = 0; e < n; e++) {
                array[base + e * times + time] = wanted[time * n + e];
            }
        }
        array[base + n * times] = solved ? 0 : Double.NEGATIVE_INFINITY;
        if (!solved && problem.reports()) {
            problem.failures().add(steps.stopped(), steps.reason(), start, parameters);
        }
    }

    private void goBack(int draw, boolean solved) {
        int base = out.base() + draw * out.drawStride();
        if (!solved) {
            Arrays.fill(array, base, base + n + parameters.length, 0);
            return;
        }
        Register given = operands[2];
        int from = given.base() + draw * given.drawStride();
        for (int time = 0; time < times; time++) {
            for (int e = 0; e < n; e++) {
                ofWanted[time * n + e] = arrays[2][from + (e * times + time) * given.elementStride()];
            }
        }
        back.run(steps, ofWanted, start, parameters);
        System.arraycopy(start, 0, array, base, n);
        System.arraycopy(parameters, 0, array, base + n, parameters.length);
    }

    private void read(int operand, int draw, double[] target) {
        Register register = operands[operand];
        int from = register.base() + draw * register.drawStride();
        for (int i = 0; i < target.length; i++) {
            target[i] = arrays[operand][from + i * register.elementStride()];
        }
    }
}
