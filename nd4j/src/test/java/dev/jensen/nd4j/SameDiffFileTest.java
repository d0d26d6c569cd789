package dev.jensen.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/** Graphs from files, and products of matrices as ND4J's ONNX importer leaves them. */
@NeedsBackend
class SameDiffFileTest {
    @TempDir
    Path folder;

    /** tanh(z W), log density its negative square. */
    private static SameDiff graph() {
        SameDiff graph = SameDiff.create();
        SDVariable z = graph.placeHolder("z", DataType.DOUBLE, -1, 2);
        SDVariable w = graph.constant("w", Nd4j.createFromArray(new double[][] {{1, 2, 3}, {-1, 0.5, 2}}));
        SDVariable y = graph.math.tanh("y", z.mmul("product", w));
        y.mul(y).sum(1).mul("log density", -0.5);
        return graph;
    }

    private static Mmul product(SameDiff graph) {
        return (Mmul) graph.getOps().values().stream()
                .filter(each -> each.getOp() instanceof Mmul)
                .findFirst()
                .orElseThrow()
                .getOp();
    }

    /** What the importer makes of ONNX's MatMul. */
    private static SameDiff asImported() {
        SameDiff graph = graph();
        Mmul product = product(graph);
        while (product.numTArguments() > 0) {
            product.removeTArgument(product.getTArgument(0));
        }
        product.addTArgument(0, 1);
        return graph;
    }

    private Path saved(SameDiff graph) {
        Path file = folder.resolve("network.fb");
        graph.save(file.toFile(), false);
        return file;
    }

    private static void refuses(String part, Executable statement) {
        String message = assertThrows(IllegalArgumentException.class, statement).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void aGraphComesBack() {
        INDArray z = Nd4j.createFromArray(new double[][] {{0.3, -0.2}});
        SameDiff graph = SameDiffFile.read(saved(graph()));
        assertEquals(
                graph().output(Map.of("z", z), "y").get("y"),
                graph.output(Map.of("z", z), "y").get("y"));
    }

    @Test
    void productsOfImportedGraphsHaveTheirFactor() {
        INDArray z = Nd4j.createFromArray(new double[][] {{0.3, -0.2}});
        double zero =
                asImported().output(Map.of("z", z), "y").get("y").sumNumber().doubleValue();
        assertEquals(0, zero, "what ND4J itself makes of it");
        SameDiff mended = SameDiffFile.read(saved(asImported()));
        assertEquals(Math.tanh(0.5), mended.output(Map.of("z", z), "y").get("y").getDouble(0), 1e-12);

        double[] points = {0.3, -0.2, 0.1, 0.7};
        double[][] values = new double[2][2];
        double[][] gradients = new double[2][4];
        SameDiffDensity.of(graph(), "z", "log density").gradient(2, points, values[0], gradients[0]);
        SameDiffDensity.of(asImported(), "z", "log density").gradient(2, points, values[1], gradients[1]);
        assertArrayEquals(values[0], values[1], 1e-14);
        assertArrayEquals(gradients[0], gradients[1], 1e-14);
        double y = Math.tanh(0.5);
        assertTrue(values[1][0] < -0.5 * y * y, "the first of three squares: " + values[1][0]);
    }

    @Test
    void aProductThatWouldDropItsThirdOperandIsRefused() {
        SameDiff graph = graph();
        graph.constant("bias", Nd4j.ones(DataType.DOUBLE, 3));
        graph.getOps().values().stream()
                .filter(each -> each.getOp() instanceof Mmul)
                .forEach(each -> each.setInputsToOp(List.of("z", "w", "bias")));
        refuses(
                "is a product with a third operand, \"bias\", ONNX's Gemm, which ND4J 1.0.0-M2.1 leaves out: export the layer as"
                        + " MatMul and Add",
                () -> SameDiffFile.read(saved(graph)));
    }

    @Test
    void filesThatHoldNoGraphAreNamed() throws Exception {
        Path file = saved(graph());
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 3, whole.length / 4, whole.length / 2, whole.length * 3 / 4}) {
            Files.write(file, Arrays.copyOf(whole, length));
            refuses(
                    "network.fb, " + length + " bytes, does not hold a whole SameDiff graph: write it again",
                    () -> SameDiffFile.read(file));
        }
        Files.writeString(file, "name,value\nx,1\ny,2\nthis is a table of numbers, and no graph at all\n");
        refuses("does not hold a whole SameDiff graph", () -> SameDiffFile.read(file));
        refuses(
                "there is no file " + folder.resolve("absent.fb"),
                () -> SameDiffFile.read(folder.resolve("absent.fb")));
        refuses(
                "there is no resource absent.fb beside " + SameDiffFileTest.class.getName(),
                () -> SameDiffFile.resource(SameDiffFileTest.class, "absent.fb"));
    }
}
