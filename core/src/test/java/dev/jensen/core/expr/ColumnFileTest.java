package dev.jensen.core.expr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data in a file are the same data; a file that is not what was written is refused. */
class ColumnFileTest {
    private static final int ROWS = 1000;
    private static final int WIDTH = 3;

    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");
    private double[][] rows = {};

    @BeforeEach
    void writeFile() {
        SplittableRandom random = new SplittableRandom(1);
        rows = new double[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = random.doubles(WIDTH, -2, 2).toArray();
        }
        file = folder.resolve("x.tiles");
        ColumnFile.write(file, ROWS, WIDTH, Arrays.asList(rows).iterator());
    }

    private static double[] gradient(ExprDensity density) {
        double[] values = new double[2];
        double[] gradients = new double[2 * WIDTH];
        density.gradient(2, new double[] {0.1, -0.2, 0.3, 1, 0, -1}, values, gradients);
        double[] all = Arrays.copyOf(gradients, 2 * WIDTH + 2);
        System.arraycopy(values, 0, all, 2 * WIDTH, 2);
        return all;
    }

    private static ExprDensity density(Expr x) {
        return LogDensity.of(WIDTH, z -> x.dot(z).softplus().negate());
    }

    @Test
    void programsComputeTheSameBits() {
        for (int most :
                new int[] {1 << 30, 4096, 3 * 8 * 256 * 2}) { // one part, a part for each tile, two tiles in a part
            ColumnFile columns = ColumnFile.open(file, most);
            assertEquals(ROWS, columns.rows());
            assertEquals(WIDTH, columns.width());
            Plate plate = Plate.of("row", columns.rows());
            assertArrayEquals(
                    gradient(density(Expr.columns(plate, "x", rows))), gradient(density(columns.on(plate, "x"))), 0);
            Plate some = plate.minibatch(100);
            assertArrayEquals(
                    gradient(density(Expr.columns(some, "x", rows)).batch(1, 3)),
                    gradient(density(columns.on(some, "x")).batch(1, 3)),
                    0);
        }
    }

    /** As the documentation of the layout says, read by hand. */
    @Test
    void theLayoutIsTheDocumentedOne() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(ROWS, bytes.getLong(8));
        assertEquals(WIDTH, bytes.getInt(16));
        int tileRows = bytes.getInt(20);
        for (int row : new int[] {0, 1, 255, 256, 999}) {
            for (int d = 0; d < WIDTH; d++) {
                int tile = row / tileRows;
                int at = 64 + 8 * ((tile * WIDTH + d) * tileRows + row % tileRows);
                assertEquals(rows[row][d], bytes.getDouble(at));
            }
        }
    }

    private void refused(String what, byte[] content) throws IOException {
        Path other = folder.resolve("other.tiles");
        Files.write(other, content);
        var refusal = assertThrows(IllegalArgumentException.class, () -> ColumnFile.open(other));
        assertTrue(refusal.getMessage().contains(what), refusal.getMessage());
    }

    @Test
    void refusesWhatIsNotWhatWasWritten() throws IOException {
        byte[] content = Files.readAllBytes(file);
        refused("is no file of columns", new byte[0]);
        refused("is no file of columns", "a,b,c\n1,2,3\n".repeat(20).getBytes(StandardCharsets.UTF_8));
        refused("is damaged: it has", Arrays.copyOf(content, content.length - 8));
        refused("is damaged: its header was altered", Arrays.copyOf(content, 20));
        for (int at : new int[] {9, 16, 24, 100, content.length - 1}) {
            byte[] altered = content.clone();
            altered[at] ^= 1;
            refused("was altered".replace("was", at < 64 ? "was" : "were"), altered);
        }
        var missing = assertThrows(UncheckedIOException.class, () -> ColumnFile.open(folder.resolve("none")));
        assertTrue(missing.getMessage().startsWith("there is no file"));
    }

    @Test
    void refusesRowsThatDoNotFit() {
        rows[700][2] = Double.NaN;
        var notFinite = assertThrows(
                IllegalArgumentException.class,
                () -> ColumnFile.write(file, ROWS, WIDTH, Arrays.asList(rows).iterator()));
        assertTrue(notFinite.getMessage().contains("row 700, element 2 is NaN"), notFinite.getMessage());
        rows[700] = new double[2];
        var shorter = assertThrows(
                IllegalArgumentException.class,
                () -> ColumnFile.write(file, ROWS, WIDTH, Arrays.asList(rows).iterator()));
        assertTrue(shorter.getMessage().contains("row 700 has 2 numbers, not 3"), shorter.getMessage());
        for (int announced : new int[] {5, 7}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ColumnFile.write(
                            file,
                            announced,
                            WIDTH,
                            Arrays.asList(rows).subList(0, 6).iterator()));
        }
        writeFile();
        var plate = assertThrows(
                IllegalArgumentException.class, () -> ColumnFile.open(file).on(Plate.of("row", 7), "x"));
        assertTrue(plate.getMessage().contains("have 1000 rows, plate \"row\" has 7"), plate.getMessage());
    }
}
