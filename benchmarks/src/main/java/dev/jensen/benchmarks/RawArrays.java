package dev.jensen.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Arrays as raw little-endian files, row-major: the form that every peer reads without a parser. */
final class RawArrays {
    private RawArrays() {}

    static void write(Path file, double[] values) throws IOException {
        write(
                file,
                (long) values.length * Double.BYTES,
                bytes -> bytes.asDoubleBuffer().put(values));
    }

    static void write(Path file, int[] values) throws IOException {
        write(
                file,
                (long) values.length * Integer.BYTES,
                bytes -> bytes.asIntBuffer().put(values));
    }

    static double[] doubles(Path file) throws IOException {
        ByteBuffer bytes = map(file);
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    static int[] ints(Path file) throws IOException {
        ByteBuffer bytes = map(file);
        int[] values = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(values);
        return values;
    }

    private static void write(Path file, long size, Consumer<ByteBuffer> fill) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            MappedByteBuffer bytes = channel.map(MapMode.READ_WRITE, 0, size);
            fill.accept(bytes.order(ByteOrder.LITTLE_ENDIAN));
            bytes.force();
        }
    }

    /** Mapped, not read, so that the file never stands in the heap beside the array. */
    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
