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
import org.nd4j.common.io.Resource;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4jBackend;

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

    /** As ND4J's CUDA backend calls itself. */
    private static final class JCublasBackend extends CpuBackend {
        @Override
        public int getPriority() {
            return BACKEND_PRIORITY_GPU;
        }
    }

    private static class CpuBackend extends Nd4jBackend {
        @Override
        public int getPriority() {
            return BACKEND_PRIORITY_CPU;
        }

        @Override
        public boolean canRun() {
            return true;
        }

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public boolean allowsOrder() {
            return true;
        }

        @Override
        public Resource getConfigurationResource() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Class<?> getNDArrayClass() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Environment getEnvironment() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String buildInfo() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void logBackendInit() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void cudaIsRefusedAndTheCpuNamed() {
        assertEquals(Optional.empty(), Backend.obstacle(List.of(new CpuBackend())));
        for (List<Nd4jBackend> found : List.<List<Nd4jBackend>>of(
                List.of(new JCublasBackend()), List.of(new JCublasBackend(), new CpuBackend()))) {
            String message = Backend.obstacle(found).orElseThrow();
            assertTrue(message.startsWith("ND4J would run on CUDA here (found JCublasBackend)"), message);
            assertTrue(message.contains("have the artifact org.nd4j:nd4j-native:1.0.0-M2.1"), message);
        }
    }
}
