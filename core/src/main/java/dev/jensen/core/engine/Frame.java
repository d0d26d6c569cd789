package dev.jensen.core.engine;

import dev.jensen.core.engine.instruction.Accumulator;
import dev.jensen.core.engine.instruction.Instruction;
import dev.jensen.core.engine.instruction.LinearRecurrence;
import dev.jensen.core.engine.instruction.Position;
import dev.jensen.core.engine.instruction.Register;
import dev.jensen.core.engine.instruction.ScalarCode;
import dev.jensen.core.expr.Plate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The registers and instructions of a program for a number of draws: what one run writes to. Used by one thread at a
 * time.
 */
public final class Frame {
    /** Instructions without rows, or a pass over a plate. */
    interface Stage {
        void run();

        /** What a run does, its registers apart. */
        Work work();
    }

    /** Inputs and outputs never lie in a worker's own array; if one did, reading this would throw. */
    static final double[] NOWHERE = {};

    private final int draws;
    private final Register[] inputs;
    private final int[] inputSizes;
    private final Register[] outputs;
    private final int[] outputSizes;
    private final Stage[] stages;
    private final Batch[] batches;
    private final long registers;

    Frame(
            int draws,
            List<Register> inputs,
            int[] inputSizes,
            List<Register> outputs,
            int[] outputSizes,
            List<Stage> stages,
            List<Batch> batches,
            long registers) {
        this.draws = draws;
        this.batches = batches.toArray(Batch[]::new);
        this.inputs = inputs.toArray(Register[]::new);
        this.inputSizes = inputSizes;
        this.outputs = outputs.toArray(Register[]::new);
        this.outputSizes = outputSizes;
        this.stages = stages.toArray(Stage[]::new);
        this.registers = registers;
    }

    /**
     * How many draws the frame is for.
     *
     * @return between 1 and {@link Program#MOST_DRAWS}
     */
    public int draws() {
        return draws;
    }

    /**
     * Copies a variable's values in.
     *
     * @param variable its index
     * @param source draw after draw
     * @param offset of the variable's first number in the first draw
     * @param stride distance between draws
     */
    public void set(int variable, double[] source, int offset, int stride) {
        Register register = inputs[variable];
        double[] array = register.in(NOWHERE);
        int size = inputSizes[variable];
        if (size == 1) {
            for (int draw = 0; draw < draws; draw++) {
                array[register.base() + draw] = source[offset + draw * stride];
            }
            return;
        }
        for (int draw = 0; draw < draws; draw++) {
            System.arraycopy(source, offset + draw * stride, array, register.base() + draw * size, size);
        }
    }

    /**
     * Chooses the rows of the plates of which the program takes minibatches; needed before each run on other rows.
     *
     * @param choice asked once for each such plate
     */
    public void choose(RowChoice choice) {
        for (Batch batch : batches) {
            batch.choose(choice);
        }
    }

    /** Where a variable's values lie. */
    Register input(int variable) {
        return inputs[variable];
    }

    /** Where an output's values lie. */
    Register output(int output) {
        return outputs[output];
    }

    /** Runs the program on the values that were set. */
    public void run() {
        for (Stage stage : stages) {
            stage.run();
        }
    }

    /**
     * Copies an output's values out.
     *
     * @param output its index
     * @param target draw after draw, overwritten
     * @param offset where the output's first number of the first draw goes
     * @param stride distance between draws
     */
    public void get(int output, double[] target, int offset, int stride) {
        Register register = outputs[output];
        double[] array = register.in(NOWHERE);
        int size = outputSizes[output];
        if (size == 1) {
            for (int draw = 0; draw < draws; draw++) {
                target[offset + draw * stride] = array[register.base() + draw * register.drawStride()];
            }
            return;
        }
        for (int draw = 0; draw < draws; draw++) {
            int from = register.base() + draw * register.drawStride();
            if (register.elementStride() == 0) {
                Arrays.fill(target, offset + draw * stride, offset + draw * stride + size, array[from]);
            } else {
                System.arraycopy(array, from, target, offset + draw * stride, size);
            }
        }
    }

    /**
     * What a run does.
     *
     * @return counts
     */
    public Work work() {
        Work work = new Work(0, 0, 0, 0, registers);
        for (Stage stage : stages) {
            work = work.plus(stage.work());
        }
        return work;
    }

    /** Instructions without rows, one after the other. */
    static final class Once implements Stage {
        private final Instruction[] instructions;
        private final Position origin = new Position();

        Once(List<Instruction> instructions) {
            this.instructions = instructions.toArray(Instruction[]::new);
        }

        @Override
        public void run() {
            for (Instruction instruction : instructions) {
                instruction.run(origin);
            }
        }

        @Override
        public Work work() {
            Work work = new Work(instructions.length, 0, 0, 0, 0);
            for (Instruction instruction : instructions) {
                if (instruction instanceof ScalarCode code) {
                    work = work.plus(new Work(0, code.length(), 0, 0, 0));
                } else if (instruction instanceof Recurrence recurrence) {
                    work = work.plus(recurrence.work());
                } else if (instruction instanceof LinearRecurrence recurrence) {
                    work = work.plus(new Work(0, 2L * recurrence.steps(), 0, 0, 0));
                }
            }
            return work;
        }
    }

    /** All instructions of a pass for each tile of a plate's rows; chunks of tiles may go to several workers. */
    static final class Pass implements Stage {
        private final Plate plate;
        private final int cuts;
        private final int chunks;
        private final Instruction[][] instructionsOf;
        private final Position[] positionOf;
        private final Accumulator[] sums;
        private final @Nullable Crew crew;
        private final @Nullable Batch batch;
        private final long data;

        Pass(
                Plate plate,
                int cuts,
                int chunks,
                List<List<Instruction>> instructionsOf,
                List<Accumulator> sums,
                @Nullable Crew crew,
                @Nullable Batch batch,
                long data) {
            this.plate = plate;
            this.batch = batch;
            this.cuts = cuts;
            this.chunks = chunks;
            this.instructionsOf = instructionsOf.stream()
                    .map(list -> list.toArray(Instruction[]::new))
                    .toArray(Instruction[][]::new);
            this.positionOf = new Position[this.instructionsOf.length];
            for (int worker = 0; worker < positionOf.length; worker++) {
                positionOf[worker] = new Position();
            }
            this.sums = sums.toArray(Accumulator[]::new);
            this.crew = crew;
            this.data = data;
        }

        @Override
        public Work work() {
            long tiles = 0;
            int cutRows = plate.tileRows() / cuts;
            for (int tile = 0; tile < plate.tiles(); tile++) {
                tiles += (plate.rowsIn(tile) + cutRows - 1) / cutRows;
            }
            return new Work(tiles * instructionsOf[0].length, 0, 1, data, 0);
        }

        @Override
        public void run() {
            for (Accumulator sum : sums) {
                sum.clear();
            }
            if (crew == null) {
                for (int chunk = 0; chunk < chunks; chunk++) {
                    run(0, chunk);
                }
            } else {
                crew.run(this, chunks);
            }
            double scale = batch == null ? 1 : batch.scale();
            for (Accumulator sum : sums) {
                sum.combine(scale);
            }
        }

        /** One chunk of tiles, by one worker. */
        void run(int worker, int chunk) {
            Instruction[] instructions = instructionsOf[worker];
            Position at = positionOf[worker];
            int tileRows = plate.tileRows();
            int cutRows = tileRows / cuts;
            int from = (int) ((long) plate.tiles() * chunk / chunks);
            int to = (int) ((long) plate.tiles() * (chunk + 1) / chunks);
            at.chunk = chunk;
            for (int tile = from; tile < to; tile++) {
                int rows = batch == null ? plate.rowsIn(tile) : batch.rowsFrom(tile * tileRows, tileRows);
                at.tile = tile;
                for (int cut = 0; cut * cutRows < rows; cut++) {
                    at.cut = cut;
                    at.row = tile * tileRows + cut * cutRows;
                    at.rows = Math.min(cutRows, rows - cut * cutRows);
                    for (Instruction instruction : instructions) {
                        instruction.run(at);
                    }
                }
            }
        }
    }
}
