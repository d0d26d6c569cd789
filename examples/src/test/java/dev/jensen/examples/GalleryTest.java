package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The gallery has every lesson; the command that makes it is in examples/README.md. */
class GalleryTest {
    @Test
    void everyLessonHasItsLineAndPicture() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertTrue(
                readme.contains(Gallery.BEGIN + Gallery.table() + Gallery.END), "run Gallery, see examples/README.md");
        for (Lesson lesson : Lessons.all()) {
            assertTrue(
                    Files.exists(Path.of("gallery/" + lesson.name() + ".svg")),
                    lesson.name() + " has no picture in the gallery: let it draw one, and run Gallery");
        }
    }
}
