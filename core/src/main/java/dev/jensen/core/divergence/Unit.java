package dev.jensen.core.divergence;

/** What a number counts. */
public enum Unit {
    /** Information, by natural logarithms. */
    NATS(" nats"),
    /** Information, by logarithms to base 2: log 2 nats. */
    BITS(" bits"),
    /** A pure number. */
    PURE(""),
    /** The unit in which the laws' draws are measured. */
    OF_THE_DRAWS("");

    private final String suffix;

    Unit(String suffix) {
        this.suffix = suffix;
    }

    /** What stands behind a value. */
    String suffix() {
        return suffix;
    }
}
