package dev.jensen.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person reads who has ND4J without its native code: the same classes, loaded from a class path without it. */
class NoBackendTest {
    private static URLClassLoader withoutBackend() throws Exception {
        List<URL> urls = new ArrayList<>();
        if (NoBackendTest.class.getClassLoader() instanceof URLClassLoader loader) {
            urls.addAll(List.of(loader.getURLs()));
        } else {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        urls.removeIf(url -> url.toString().contains("nd4j-native"));
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Test
    void theMessageNamesTheArtifact() throws Exception {
        try (URLClassLoader loader = withoutBackend()) {
            Method require = loader.loadClass(Backend.class.getName()).getDeclaredMethod("require");
            require.setAccessible(true);
            Throwable refusal = assertThrows(InvocationTargetException.class, () -> require.invoke(null))
                    .getCause();
            String message = refusal.getMessage();
            assertEquals(IllegalStateException.class, refusal.getClass());
            assertTrue(message.startsWith("ND4J has no backend that runs on "), message);
            assertTrue(message.contains("add the artifact org.nd4j:nd4j-native:1.0.0-M2.1"), message);
        }
    }

    @Test
    void largeMatricesAreLeftToJensensOwnKernels() throws Exception {
        try (URLClassLoader loader = withoutBackend()) {
            Object dense = loader.loadClass(Nd4jDense.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            Optional<?> obstacle =
                    (Optional<?>) dense.getClass().getMethod("obstacle").invoke(dense);
            assertTrue(obstacle.orElseThrow().toString().contains("org.nd4j:nd4j-native"));
        }
    }
}
