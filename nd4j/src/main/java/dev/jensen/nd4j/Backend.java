package dev.jensen.nd4j;

import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.nd4j.linalg.factory.Nd4jBackend;

/** Whether ND4J has code to run its arrays with: a backend is an artifact of its own, for one platform. */
final class Backend {
    /** In the names of ND4J's CUDA backends. */
    private static final String CUDA = "Cublas";

    private static final String ARTIFACT =
            "the artifact org.nd4j:nd4j-native:1.0.0-M2.1, which brings the code for the CPU of the"
                    + " platform that builds, or org.nd4j:nd4j-native-platform for all";

    private static final String PAGE = "docs/nd4j.md has the lines of pom.xml";

    private Backend() {}

    /** Returns what keeps ND4J from running here, with the artifact to add; empty if nothing does. Starts nothing. */
    static Optional<String> obstacle() {
        return obstacle(ServiceLoader.load(Nd4jBackend.class, Backend.class.getClassLoader()));
    }

    /** The same of these backends, of which ND4J takes the one of highest priority that runs. */
    static Optional<String> obstacle(Iterable<Nd4jBackend> backends) {
        StringBuilder found = new StringBuilder();
        Nd4jBackend chosen = null;
        try {
            for (Nd4jBackend backend : backends) {
                if (!backend.canRun()) {
                    found.append(found.length() == 0 ? "" : ", ").append(name(backend));
                } else if (chosen == null || backend.getPriority() > chosen.getPriority()) {
                    chosen = backend;
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            found.append(e);
        }
        if (chosen != null && name(chosen).contains(CUDA)) {
            return Optional.of("ND4J would run on CUDA here (found " + name(chosen)
                    + "), whose arrays do not lie in the memory that Jensen reads: on the class path have " + ARTIFACT
                    + " instead; " + PAGE);
        }
        return chosen != null
                ? Optional.empty()
                : Optional.of("ND4J has no backend that runs on " + platform() + " on the class path"
                        + (found.length() == 0 ? "" : " (found " + found + ")")
                        + ": add " + ARTIFACT + "; " + PAGE);
    }

    private static String name(Nd4jBackend backend) {
        return backend.getClass().getSimpleName();
    }

    /**
     * Requires a backend.
     *
     * @throws IllegalStateException naming the artifact to add
     */
    static void require() {
        Optional<String> obstacle = Holder.OBSTACLE;
        if (obstacle.isPresent()) {
            throw new IllegalStateException(obstacle.get());
        }
    }

    /** The platform's name as ND4J's classifiers spell it. */
    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : os;
        return system + "-" + (arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "arm64" : arch);
    }

    /** Looked for once. */
    private static final class Holder {
        static final Optional<String> OBSTACLE = obstacle();
    }
}
