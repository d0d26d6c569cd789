package dev.jensen.core.engine.choice;

import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.plain.PlainKernels;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the kernels, once a JVM: vectors when the module {@code jdk.incubator.vector} is there, after plain loops have begun;
 * plain loops otherwise. The system property {@code dev.jensen.kernels}, set to {@code plain} or {@code vector}, decides instead.
 */
public final class KernelChoice {
    /** The system property that decides. */
    static final String PROPERTY = "dev.jensen.kernels";

    private static final Logger LOG = LoggerFactory.getLogger(KernelChoice.class);
    private static final String VECTOR_KERNELS = "dev.jensen.core.engine.vector.VectorKernels";
    private static final String SWITCH = "--add-modules jdk.incubator.vector";

    private KernelChoice() {}

    /** Returns the fastest kernels that this JVM can run. */
    public static Kernels best() {
        return Chosen.KERNELS;
    }

    /** The choice, made on first use. */
    private static final class Chosen {
        static final Kernels KERNELS = choose(System.getProperty(PROPERTY));
    }

    /** Makes the choice anew: {@code plain}, {@code vector}, or null for the best. */
    public static Kernels choose(@Nullable String wanted) {
        boolean there = IncubatorModule.readable();
        if (wanted != null && !wanted.equals("plain") && !wanted.equals("vector")) {
            throw new IllegalArgumentException(
                    "system property " + PROPERTY + " must be plain or vector, or absent for the best: " + wanted);
        }
        if ("vector".equals(wanted) && !there) {
            throw new IllegalStateException(
                    "system property " + PROPERTY + " is vector, but the JVM was started without " + SWITCH);
        }
        if (there && !"plain".equals(wanted)) {
            LOG.info("vector kernels");
            return vectorKernels();
        }
        LOG.info("plain kernels; start Java with {} for the faster vector kernels", SWITCH);
        return new PlainKernels();
    }

    /** Plain kernels that give way to vector kernels, where there are both and the property does not decide. */
    public static Kernels gradual() {
        return Gradual.KERNELS;
    }

    /** Made on first use. */
    private static final class Gradual {
        static final Kernels KERNELS = System.getProperty(PROPERTY) == null && IncubatorModule.readable()
                ? new GradualKernels(new PlainKernels(), KernelChoice::best, GradualKernels.PATIENCE)
                : best();
    }

    /** Loads the vector kernels by name: nothing else may link to a class that names the incubator module. */
    private static Kernels vectorKernels() {
        try {
            return Class.forName(VECTOR_KERNELS)
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the vector kernels did not start", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels are not in this build", e);
        }
    }
}
