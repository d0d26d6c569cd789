package dev.jensen.core.engine.kernel;

import dev.jensen.core.dense.DenseBackend;
import dev.jensen.core.dense.DenseFactors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses who multiplies large matrices, once a JVM, when the first are to be multiplied.
 *
 * @param backend null for the engine's own kernels
 * @param least multiplications from which on the backend is asked
 * @param factors null for the engine's own blocks
 * @param leastOfFactors multiplications from which on they are asked
 */
record DenseChoice(
        @Nullable DenseBackend backend,
        long least,
        @Nullable DenseFactors factors,
        long leastOfFactors) {
    private static final DenseChoice KERNELS = new DenseChoice(null, Long.MAX_VALUE, null, Long.MAX_VALUE);

    /** The system property that decides. */
    static final String PROPERTY = "dev.jensen.dense";

    /** The system property for the size from which on. */
    static final String FROM = "dev.jensen.dense.from";

    private static final String OWN = "own";
    private static final Logger LOG = LoggerFactory.getLogger(DenseChoice.class);

    static DenseChoice made() {
        return Made.CHOICE;
    }

    /** The choice, made on first use. */
    private static final class Made {
        static final DenseChoice CHOICE =
                choose(ServiceLoader.load(DenseBackend.class), System.getProperty(PROPERTY), System.getProperty(FROM));
    }

    /** Makes the choice anew: a name, {@code own}, or null for the first that runs; and a size, or null for the backend's. */
    static DenseChoice choose(Iterable<DenseBackend> found, @Nullable String wanted, @Nullable String from) {
        if (OWN.equals(wanted)) {
            return KERNELS;
        }
        List<String> names = new ArrayList<>();
        for (DenseBackend backend : found) {
            names.add(backend.name());
            if (wanted != null && !wanted.equals(backend.name())) {
                continue;
            }
            Optional<String> obstacle = backend.obstacle();
            if (obstacle.isEmpty()) {
                DenseFactors factors = backend.factors().orElse(null);
                long n = from == null ? backend.crossover() : size(from);
                long ofFactors = from == null && factors != null ? factors.crossover() : n;
                LOG.info(
                        "products of matrices from {} x {} x {} on by {}, {}",
                        n,
                        n,
                        n,
                        backend.name(),
                        factors == null ? "Cholesky factors by such products" : "and Cholesky factors");
                return new DenseChoice(backend, cube(n), factors, cube(ofFactors));
            }
            if (wanted != null) {
                throw new IllegalStateException(
                        "system property " + PROPERTY + " is " + wanted + ", but " + obstacle.get());
            }
            LOG.warn("large matrices stay with the engine's own kernels: {}", obstacle.get());
        }
        if (wanted != null) {
            throw new IllegalArgumentException("system property " + PROPERTY + " is " + wanted
                    + ", but the class path has " + (names.isEmpty() ? "none" : "only " + names)
                    + ": add the artifact that has it, or choose " + OWN);
        }
        return KERNELS;
    }

    private static long cube(long n) {
        return n * n * n;
    }

    private static long size(String from) {
        try {
            long n = Long.parseLong(from);
            if (n >= 1 && n <= 1_000_000) {
                return n;
            }
        } catch (NumberFormatException e) {
            LOG.debug("not a number", e);
        }
        throw new IllegalArgumentException(
                "system property " + FROM + " must be a whole number from 1 to 1000000: " + from);
    }
}
