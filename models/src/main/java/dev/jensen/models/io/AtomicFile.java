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
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * Writes a file beside its place and moves it there when it is whole and on the disk: whoever reads sees the old one or the new. A symbolic link is
 * followed, and stays. A file that was there before keeps its permissions, and a new one has those of any new file.
 */
final class AtomicFile {
    private static final int MOST_LINKS = 40;

    private AtomicFile() {}

    /** What is written. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    static void write(Path path, Content content) {
        try {
            Path place = followed(path.toAbsolutePath());
            Path folder = place.getParent();
            if (folder == null) {
                throw new IOException("it is a folder");
            }
            if (Files.exists(place) && !Files.isRegularFile(place)) {
                throw new IOException(
                        "there is something that is no file"); // a folder, or a device that a move would replace
            }
            Files.createDirectories(folder);
            Path whole = folder.resolve("." + place.getFileName() + UUID.randomUUID() + ".part");
            try {
                fill(whole, content);
                keepPermissions(place, whole);
                move(whole, place);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + ", which is as it was: " + e.getMessage(), e);
        }
    }

    /** Where a path leads to, be there a file yet or not. */
    private static Path followed(Path path) throws IOException {
        Path at = path;
        for (int links = 0; Files.isSymbolicLink(at); links++) {
            if (links == MOST_LINKS) {
                throw new IOException("its symbolic links lead nowhere");
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        return at;
    }

    private static void keepPermissions(Path before, Path now) throws IOException {
        boolean hasThem = Files.getFileStore(now).supportsFileAttributeView(PosixFileAttributeView.class);
        if (hasThem && Files.exists(before)) {
            Files.setPosixFilePermissions(now, Files.getPosixFilePermissions(before));
        }
    }

    private static void fill(Path whole, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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
