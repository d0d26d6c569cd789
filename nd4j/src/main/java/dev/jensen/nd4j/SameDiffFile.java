package dev.jensen.nd4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Reads SameDiff graphs from files in ND4J's own format, as {@link SameDiff#save} writes them; {@code docs/nd4j.md} says how a
 * network of Keras, ONNX or TensorFlow becomes one.
 *
 * <p>Products of matrices that ND4J 1.0.0-M2.1's ONNX importer left with a factor of 0 get the factor 1 that they have in
 * ONNX; {@link SameDiffDensity} and {@link SameDiffFunction} do the same to their copies of any graph.
 */
public final class SameDiffFile {
    private SameDiffFile() {}

    /**
     * Reads a graph.
     *
     * @throws IllegalArgumentException if there is no such file, or it does not hold a whole graph, naming it
     * @throws IllegalStateException if ND4J has no backend, naming the artifact to add
     */
    public static SameDiff read(Path file) {
        try {
            return graph(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file.toAbsolutePath(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Reads a graph that lies beside a class on the class path.
     *
     * @throws IllegalArgumentException if there is no such resource, or it does not hold a whole graph, naming it
     * @throws IllegalStateException if ND4J has no backend, naming the artifact to add
     */
    public static SameDiff resource(Class<?> beside, String name) {
        try (InputStream stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no resource " + name + " beside " + beside.getName());
            }
            return graph(name, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static SameDiff graph(String name, byte[] bytes) {
        Backend.require();
        try {
            SameDiff graph = SameDiff.fromFlatBuffers(ByteBuffer.wrap(bytes));
            ImportedProducts.mend(graph);
            return graph;
        } catch (IOException | IndexOutOfBoundsException | IllegalStateException | NullPointerException e) {
            throw new IllegalArgumentException(
                    name + ", " + bytes.length + " bytes, does not hold a whole SameDiff graph: write it again with"
                            + " graph.save(file, false), and import files of Keras, ONNX and TensorFlow first, see docs/nd4j.md",
                    e);
        }
    }
}
