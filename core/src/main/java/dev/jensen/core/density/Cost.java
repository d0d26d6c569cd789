package dev.jensen.core.density;

import dev.jensen.core.engine.Work;

/**
 * What one evaluation of a log density with its gradient takes, counted rather than timed: figures that depend on the model
 * and the number of draws alone, not on the machine.
 *
 * @param draws how many points are evaluated together
 * @param calls kernels called, each on a run of numbers, for each tile of rows that they are called on
 * @param scalars operations on single numbers, outside kernels
 * @param passes how often the rows of a plate are gone over
 * @param data numbers of data read
 * @param registers numbers of memory that intermediate values take
 */
public record Cost(int draws, long calls, long scalars, long passes, long data, long registers) {
    /** The cost of several programs run one after the other. */
    static Cost of(int draws, Iterable<Work> works) {
        long calls = 0;
        long scalars = 0;
        long passes = 0;
        long data = 0;
        long registers = 0;
        for (Work work : works) {
            calls += work.calls();
            scalars += work.scalars();
            passes += work.passes();
            data += work.data();
            registers = Math.max(registers, work.registers());
        }
        return new Cost(draws, calls, scalars, passes, data, registers);
    }

    @Override
    public String toString() {
        return calls + (calls == 1 ? " kernel call" : " kernel calls") + " and " + scalars
                + " operations on single numbers for " + draws + (draws == 1 ? " draw" : " draws") + ", " + passes
                + (passes == 1 ? " pass" : " passes") + " over rows reading " + data + " numbers of data, " + registers
                + " numbers of registers";
    }
}
