package dev.jensen.core.expr;

/** A side of a law. */
public enum Tail {
    /** What is at or below a number. */
    LOWER,
    /** What is above it. */
    UPPER
}
