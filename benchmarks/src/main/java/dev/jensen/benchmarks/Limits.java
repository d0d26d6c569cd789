package dev.jensen.benchmarks;

/**
 * What one core can do, by loops that are made for the purpose and share nothing with the engine. The implementation names the
 * Vector API, so it is found by name, like the engine's.
 */
interface Limits {

    /** Reads an array once and returns its sum. */
    double sum(double[] x);

    /** Does rounds of independent multiply–adds in registers, and returns something that depends on all of them. */
    double multiplyAdds(int rounds);

    /** Returns how many additions and multiplications a round of {@link #multiplyAdds} has. */
    double flopsOfARound();

    /**
     * The log likelihood of a logistic regression and its gradient, as one would write them by hand for speed.
     *
     * @param tiles X as [tile of 256 rows][column][row]
     * @param y 0 or 1, a multiple of 256
     * @param columns D
     * @param beta length D
     * @param alpha the intercept
     * @param gradient length D + 1, added to, the intercept's last
     * @return the log likelihood
     */
    double logistic(double[] tiles, double[] y, int columns, double[] beta, double alpha, double[] gradient);

    /** Finds the implementation; the JVM must run with {@code --add-modules jdk.incubator.vector}. */
    static Limits ofThisCore() {
        try {
            return Class.forName("dev.jensen.benchmarks.VectorLimits")
                    .asSubclass(Limits.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("no vectors: start Java with --add-modules jdk.incubator.vector", e);
        }
    }

    /** Returns the read bandwidth in bytes a second, the best of several reads of 128 MB. */
    default double readBandwidth() {
        double[] x = new double[1 << 24];
        double[] sink = new double[1];
        double seconds = Stopwatch.best(40, () -> sink[0] += sum(x));
        return x.length * (double) Double.BYTES / seconds;
    }

    /** Returns the peak of multiply–adds in operations a second. */
    default double peakFlops() {
        int rounds = 100_000;
        double[] sink = new double[1];
        double seconds = Stopwatch.best(60, () -> sink[0] += multiplyAdds(rounds));
        return rounds * flopsOfARound() / seconds;
    }
}
