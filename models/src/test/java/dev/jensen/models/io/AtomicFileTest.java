package dev.jensen.models.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is saved is like any other: where a link leads to, and with the permissions that it had or would have. */
class AtomicFileTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void onlyWhereThereAreLinksAndPermissions() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no POSIX file system");
    }

    private static void write(Path path, String text) {
        AtomicFile.write(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void writesWhereALinkLeadsTo() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path file = Files.writeString(elsewhere.resolve("fit.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere", "fit.json"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("link to link"), link);
        write(linkToLink, "new");
        assertTrue(Files.isSymbolicLink(linkToLink) && Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(file));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("elsewhere", "later.json"));
        write(dangling, "first");
        assertEquals("first", Files.readString(elsewhere.resolve("later.json")));
        try (Stream<Path> left = Files.list(elsewhere)) {
            assertEquals(
                    List.of("fit.json", "later.json"),
                    left.map(p -> p.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void refusesLinksThatLeadNowhere() throws IOException {
        Path one = folder.resolve("one");
        Files.createSymbolicLink(folder.resolve("two"), one);
        Files.createSymbolicLink(one, folder.resolve("two"));
        String message =
                assertThrows(UncheckedIOException.class, () -> write(one, "x")).getMessage();
        assertTrue(message.contains("lead nowhere"), message);
    }

    @Test
    void keepsPermissionsAndGivesNewFilesTheUsualOnes() throws IOException {
        Path usual = Files.createFile(folder.resolve("usual"));
        Path fresh = folder.resolve("fresh");
        write(fresh, "x");
        assertEquals(permissions(usual), permissions(fresh));
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r-----"));
        write(fresh, "y");
        assertEquals("rw-r-----", permissions(fresh));
        assertEquals("y", Files.readString(fresh));
    }
}
