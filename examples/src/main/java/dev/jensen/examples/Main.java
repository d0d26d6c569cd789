package dev.jensen.examples;

import dev.jensen.core.density.NearestName;
import dev.jensen.optim.stop.ShutdownCancel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the lessons named on the command line, in that order. */
public final class Main {
    private static final String PICTURES = "jensen.pictures";
    private static final String PAGES = "jensen.pages";

    private Main() {}

    /**
     * Runs lessons: tells them on the terminal, and writes a page of each. Pages go to the folder that the system property {@code
     * jensen.pages} names, or {@code target/pages}; pictures to {@code jensen.pictures}, or {@code target/pictures}.
     * Ctrl-C ends the fit that is running with the best so far, shows it, marked as cancelled, and ends.
     *
     * @param arguments names of lessons, such as {@code E01EightSchools}; a comma may stand between two in one argument
     */
    public static void main(String[] arguments) {
        List<Lesson> wanted;
        try {
            wanted = named(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        tell(wanted);
    }

    /** Runs lessons on the terminal, and writes a page of each. */
    static void tell(List<Lesson> lessons) {
        Path pictures = Path.of(System.getProperty(PICTURES, "target/pictures"));
        Path pages = Path.of(System.getProperty(PAGES, "target/pages"));
        try (var ctrlC = ShutdownCancel.waitingAtMost(Duration.ofSeconds(30))) {
            for (Lesson lesson : lessons) {
                Notebook page = Notebook.terminal(ctrlC, pictures);
                if (!page.cancelled()) {
                    lesson.tell(page);
                    page.say("The page: " + LessonPage.of(lesson, page).write(pages.resolve(lesson.name() + ".html")));
                }
            }
        }
    }

    /**
     * Finds lessons by name.
     *
     * @throws IllegalArgumentException if there is none of a name, with the names that there are
     */
    static List<Lesson> named(String... arguments) {
        List<Lesson> wanted = new ArrayList<>();
        for (String name : String.join(",", arguments).split(",", -1)) {
            if (!name.isBlank()) {
                wanted.add(lesson(name.strip()));
            }
        }
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("name the lessons to run. There are: " + String.join(", ", names()));
        }
        return wanted;
    }

    private static Lesson lesson(String name) {
        return Lessons.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> NearestName.unknown("lesson", name, names()));
    }

    private static List<String> names() {
        return Lessons.all().stream().map(Lesson::name).toList();
    }
}
