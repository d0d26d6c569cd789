package dev.jensen.nd4j;

import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.nd4j.linalg.factory.Nd4jBackend;

/** Whether ND4J has code to run its arrays with: a backend is an artifact of its own, for one platform. */
final class Backend {
    private Backend() {}

    /** Returns what keeps ND4J from running here, with the artifact to add; empty if nothing does. Starts nothing. */
    static Optional<String> obstacle() {
        StringBuilder found = new StringBuilder();
        try {
            for (Nd4jBackend backend : ServiceLoader.load(Nd4jBackend.class, Backend.class.getClassLoader())) {
                if (backend.canRun()) {
                    return Optional.empty();
                }
                found.append(found.length() == 0 ? "" : ", ")
                        .append(backend.getClass().getSimpleName());
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            found.append(e);
        }
        return Optional.of("ND4J has no backend that runs on " + platform() + " on the class path"
                + (found.length() == 0 ? "" : " (found " + found + ")")
                + ": add the artifact org.nd4j:nd4j-native:1.0.0-M2.1, which brings the code for the platform that builds"
                + ", or org.nd4j:nd4j-native-platform for all;"
                + " docs/nd4j.md has the lines of pom.xml");
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
