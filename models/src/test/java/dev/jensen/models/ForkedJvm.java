package dev.jensen.models;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main of the tests in a JVM of its own, to be killed or interrupted. */
public final class ForkedJvm {
    private ForkedJvm() {}

    /** Starts a main on the class path of the tests; its errors go nowhere. */
    public static Process start(Class<?> main, String... arguments) throws IOException, URISyntaxException {
        List<String> classPath = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        if (ForkedJvm.class.getClassLoader()
                instanceof URLClassLoader loader) { // of a launcher that has one of its own
            for (URL url : loader.getURLs()) {
                classPath.add(Path.of(url.toURI()).toString());
            }
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, classPath),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
