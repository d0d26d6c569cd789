package dev.jensen.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lessons there are: the classes beside this one that are named as a lesson is, so that a new one is one file. */
final class Lessons {
    private static final Pattern CLASS = Pattern.compile("E\\d\\d\\w+\\.class");
    private static final String FOLDER = Lessons.class.getPackageName().replace('.', '/');

    private Lessons() {}

    /** Returns all lessons in the order of their numbers. */
    static List<Lesson> all() {
        return names().stream().map(Lessons::made).toList();
    }

    private static List<String> names() {
        try {
            URI home = Lessons.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path path = Path.of(home);
            if (Files.isDirectory(path)) {
                return namesIn(path.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(path, Map.of())) {
                return namesIn(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read where the lessons are", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("lessons lie in a place without a path", e);
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> CLASS.matcher(name).matches())
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
    }

    private static Lesson made(String name) {
        try {
            return Class.forName(Lessons.class.getPackageName() + "." + name)
                    .asSubclass(Lesson.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException(
                    name + " is named as a lesson, but is none: implement Lesson, with a constructor without arguments",
                    e);
        }
    }
}
