package dev.jensen.core.density;

/** A density of whole numbers, by a density of their code. Immutable and thread-safe. */
final class OneHotDensity implements Relaxable {

    private final Differentiable ofCode;
    private final int[] outcomes;
    private final boolean binary;
    private final ThreadLocal<double[]> scratch = ThreadLocal.withInitial(() -> new double[0]);

    OneHotDensity(Differentiable ofCode, int[] outcomes, boolean binary) {
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] < 2) {
                throw new IllegalArgumentException(
                        "coordinate " + i + " must have at least 2 outcomes: " + outcomes[i]);
            }
        }
        this.ofCode = ofCode;
        this.outcomes = outcomes.clone();
        this.binary = binary;
    }

    @Override
    public int dimension() {
        return outcomes.length;
    }

    @Override
    public Differentiable relaxed() {
        return ofCode;
    }

    /** {@inheritDoc} A coordinate that is none of its outcomes has no probability. */
    @Override
    public void logDensity(int draws, double[] points, double[] values) {
        int length = ofCode.dimension();
        double[] codes = scratch.get();
        if (codes.length < draws * length) {
            codes = new double[draws * length];
            scratch.set(codes);
        }
        int at = 0;
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < outcomes.length; i++) {
                double outcome = points[s * outcomes.length + i];
                if (binary) {
                    codes[at++] = outcome;
                } else {
                    for (int k = 0; k < outcomes[i]; k++) {
                        codes[at++] = outcome == k ? 1 : 0;
                    }
                }
            }
        }
        ofCode.logDensity(draws, codes, values);
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < outcomes.length; i++) {
                double outcome = points[s * outcomes.length + i];
                if (!(outcome >= 0 && outcome < outcomes[i] && outcome == (int) outcome)) {
                    values[s] = Double.NEGATIVE_INFINITY;
                }
            }
        }
    }

    @Override
    public String toString() {
        return "log density of " + outcomes.length + " discrete coordinates by their code";
    }
}
