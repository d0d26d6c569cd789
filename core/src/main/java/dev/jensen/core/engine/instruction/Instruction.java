package dev.jensen.core.engine.instruction;

/** One call of a kernel on registers: what a step of the program does. */
public abstract class Instruction {
    /** Does it. Allocates nothing. */
    public abstract void run(Position at);
}
