package dev.jensen.examples;

import dev.jensen.models.report.Page;
import java.util.ArrayList;
import java.util.List;

/** A lesson that has been told, as one HTML page: its prose, its code, what the code gave, and what was checked. */
final class LessonPage {
    private final LessonSource source;
    private final Page page;
    private final List<String> inColumns = new ArrayList<>();
    private final List<String> right = new ArrayList<>();
    private int checked;

    private LessonPage(LessonSource source, Page page) {
        this.source = source;
        this.page = page;
    }

    /**
     * Makes the page.
     *
     * @param lesson which
     * @param told what it has been told on
     */
    static Page of(Lesson lesson, Notebook told) {
        List<Cell> cells = told.cells();
        boolean hasTitle = !cells.isEmpty() && cells.get(0) instanceof Cell.Heading;
        Page page = Page.titled(hasTitle ? ((Cell.Heading) cells.get(0)).text() : lesson.name())
                .note(lesson.name() + ": " + lesson.about());
        LessonPage made = new LessonPage(LessonSource.of(lesson.getClass()), page);
        cells.subList(hasTitle ? 1 : 0, cells.size()).forEach(made::add);
        made.flush();
        made.page.note(made.checked + " answers were checked, and are right. To run this lesson: " + lesson.command());
        return made.page;
    }

    private void add(Cell cell) {
        List<String> code = cell.line() > 0 ? source.upTo(cell.line()) : List.of();
        if (!code.isEmpty() || !(cell instanceof Cell.Row || cell instanceof Cell.Right)) {
            flush();
        }
        code.forEach(page::code);
        if (cell instanceof Cell.Heading heading) {
            page.heading(heading.text());
        } else if (cell instanceof Cell.Prose prose) {
            addProse(prose.text());
        } else if (cell instanceof Cell.Row row) {
            inColumns.add(row.text());
        } else if (cell instanceof Cell.Result result) {
            page.show(result.value());
        } else if (cell instanceof Cell.Drawn drawn) {
            page.picture(drawn.picture());
        } else if (cell instanceof Cell.Right answer) {
            checked++;
            right.add(answer.answer());
        }
    }

    /** Adds prose; a head of columns at its end waits for its lines. */
    private void addProse(String text) {
        if (text.strip().lines().count() == 1 && text.strip().contains("   ")) {
            inColumns.add(text.stripTrailing());
        } else {
            page.story(text);
        }
    }

    private void flush() {
        if (!inColumns.isEmpty()) {
            page.text(String.join("\n", inColumns));
            inColumns.clear();
        }
        if (!right.isEmpty()) {
            page.checks(right);
            right.clear();
        }
    }
}
