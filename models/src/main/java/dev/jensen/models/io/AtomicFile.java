package dev.jensen.models.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file beside its place and moves it there when it is whole and on the disk: whoever reads sees the old one or the new. */
final class AtomicFile {
    private AtomicFile() {}

    /** What is written. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    static void write(Path path, Content content) {
        Path folder = path.toAbsolutePath().getParent();
        try {
            if (folder == null) {
                throw new IOException("it is a folder");
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new IOException(
                        "there is something that is no file"); // a folder, or a device that a move would replace
            }
            Files.createDirectories(folder);
            Path whole = Files.createTempFile(folder, "." + path.getFileName(), ".part");
            try {
                fill(whole, content);
                move(whole, path);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + ", which is as it was: " + e.getMessage(), e);
        }
    }

    private static void fill(Path whole, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            content.to(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void move(Path whole, Path path) throws IOException {
        try {
            Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
