package dev.jensen.core.engine;

/**
 * What a run of a program, or of a part of it, does.
 *
 * @param calls instructions executed, those over rows once for each tile
 * @param scalars operations on single numbers within them
 * @param passes over the rows of a plate
 * @param data numbers of data read
 * @param registers numbers of memory for values
 */
public record Work(long calls, long scalars, long passes, long data, long registers) {
    /** This and something more. */
    Work plus(Work more) {
        return new Work(
                calls + more.calls,
                scalars + more.scalars,
                passes + more.passes,
                data + more.data,
                registers + more.registers);
    }
}
