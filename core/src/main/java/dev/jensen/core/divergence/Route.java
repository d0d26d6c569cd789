package dev.jensen.core.divergence;

/** How a number was computed, from the surest way to the least sure. */
public enum Route {
    /** By a formula; its error is that of rounding and is reported as 0. */
    CLOSED_FORM("closed form"),
    /** By adding up the outcomes of a discrete law; its error bounds what an infinite sum leaves out, 0 for a finite one. */
    EXACT_SUM("exact sum"),
    /** By adaptive quadrature over the line; its error is the quadrature's own estimate. */
    QUADRATURE("quadrature"),
    /** From draws of the laws; its error is a standard error. */
    MONTE_CARLO("Monte Carlo"),
    /** From samples of unknown laws, by distances to neighbours; its error is a standard error that leaves out the bias. */
    NEAREST_NEIGHBOURS("nearest neighbours");

    private final String words;

    Route(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
