package dev.jensen.optim.rule;

/** The ranges that rules ask of their numbers. */
final class Range {
    private Range() {}

    /** A weight of the past in a moving average. */
    static void decay(String name, double decay) {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1): " + decay);
        }
    }

    static void positive(String name, double number) {
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and > 0: " + number);
        }
    }

    static void notNegative(String name, double number) {
        if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and >= 0: " + number);
        }
    }
}
