package dev.jensen.examples;

import dev.jensen.models.report.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes the gallery of lessons: a small picture of each, and the table in {@code README.md}. */
public final class Gallery {
    static final String BEGIN = "<!-- lessons: made by Gallery -->\n";
    static final String END = "<!-- end of lessons -->\n";
    private static final int WIDTH = 330;
    private static final int HEIGHT = 230;

    private Gallery() {}

    /**
     * Tells lessons, draws the first plot of each, and writes the table of all. Run it in the folder of the examples.
     *
     * @param arguments names of lessons, none for all; {@code table} for the table alone
     * @throws IOException if something cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path home = Files.exists(Path.of("examples")) ? Path.of("examples") : Path.of("");
        boolean isTableOnly = arguments.length == 1 && arguments[0].equals("table");
        List<Lesson> lessons = arguments.length == 0 ? Lessons.all() : isTableOnly ? List.of() : Main.named(arguments);
        for (Lesson lesson : lessons) {
            var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            Notebook page = Notebook.on(nowhere, () -> false, Path.of("target/pictures"));
            lesson.tell(page);
            cover(page).ifPresent(picture -> picture.write(home.resolve("gallery/" + lesson.name() + ".svg")));
            System.out.println(lesson.name());
        }
        Path readme = home.resolve("README.md");
        String text = Files.readString(readme);
        Files.writeString(
                readme, text.substring(0, text.indexOf(BEGIN)) + BEGIN + table() + text.substring(text.indexOf(END)));
    }

    private static Optional<Picture> cover(Notebook page) {
        return page.cells().stream()
                .filter(Cell.Drawn.class::isInstance)
                .map(cell -> ((Cell.Drawn) cell).picture().plots().get(0))
                .findFirst()
                .map(plot -> Picture.of(plot.bare()).sized(WIDTH, HEIGHT));
    }

    /** The table of all lessons, in Markdown. */
    static String table() {
        StringBuilder table = new StringBuilder("\n| | lesson | what it shows |\n|---|---|---|\n");
        for (Lesson lesson : Lessons.all()) {
            String name = lesson.name();
            table.append("| <img src=\"gallery/" + name + ".svg\" alt=\"\" width=\"200\"> | [`" + name
                    + "`](src/main/java/dev/jensen/examples/" + name + ".java) | " + lesson.about() + " |\n");
        }
        return table.append('\n').toString();
    }
}
