package dev.jensen.core.engine;

/** One call of a kernel on registers: what a step of the program does. */
abstract class Instruction {
    /** Does it. Allocates nothing. */
    abstract void run(Position at);
}
