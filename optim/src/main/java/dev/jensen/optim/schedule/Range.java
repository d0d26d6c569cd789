package dev.jensen.optim.schedule;

/** The ranges that schedules ask of their numbers. */
final class Range {
    private Range() {}

    static void finiteAndNotNegative(String name, double number) {
        if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and >= 0: " + number);
        }
    }

    static void positive(String name, double number) {
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and > 0: " + number);
        }
    }

    static void atLeastOne(String name, long number) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " must be >= 1: " + number);
        }
    }
}
