package dev.jensen.models.report;

import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.core.fit.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One HTML page that needs nothing beside it, no network, no script: prose, code, tables, pictures, summaries, verdicts.
 *
 * <pre>{@code
 * Page.titled("Eight schools").prose("How much does *coaching* help?").show(fit.summary()).write(Path.of("schools.html"));
 * }</pre>
 *
 * Each method adds something at the end and returns the page. Used by one thread.
 */
public final class Page {
    private static final int LONG_CODE = 60; // lines

    private final String title;
    private final StringBuilder body = new StringBuilder();

    private Page(String title) {
        this.title = title;
    }

    /** Begins a page. */
    public static Page titled(String title) {
        Page page = new Page(title);
        return page.add("<h1>" + Markup.escaped(title) + "</h1>");
    }

    /** Adds a heading of a part. */
    public Page heading(String text) {
        return add("<h2>" + Markup.escaped(text) + "</h2>");
    }

    /** Adds a small grey remark. */
    public Page note(String text) {
        return add("<p class=\"note\">" + Markup.escaped(text) + "</p>");
    }

    /** Adds prose in Markdown (CommonMark); HTML in it is shown as text. */
    public Page prose(String markdown) {
        return add(Markup.prose(markdown));
    }

    /** Adds paragraphs of prose in Markdown, but those that are laid out in columns, by three blanks within a line, as they are. */
    public Page story(String text) {
        for (String paragraph : Markup.paragraphs(text)) {
            if (Markup.isInColumns(paragraph)) {
                text(paragraph);
            } else {
                prose(paragraph);
            }
        }
        return this;
    }

    /** Adds text as it is, blanks and line ends and all. */
    public Page text(String text) {
        return add("<pre class=\"text\">" + Markup.escaped(text.stripTrailing()) + "</pre>");
    }

    /** Adds Java source, coloured; very long ones are folded behind their first line. */
    public Page code(String java) {
        String source = java.strip();
        String html = "<pre class=\"code\"><code>" + JavaCode.html(source) + "</code></pre>";
        long lines = source.lines().count();
        if (lines <= LONG_CODE) {
            return add(html);
        }
        return add("<details><summary>" + lines + " lines of code</summary>" + html + "</details>");
    }

    /** Adds a table. */
    public Page table(Grid grid) {
        return add(grid.html());
    }

    /** Adds a picture without a caption. */
    public Page picture(Picture picture) {
        return picture(picture, "");
    }

    /**
     * Adds a picture. Plots in one row come below each other where there is no room.
     *
     * @param caption in Markdown, empty for none
     */
    public Page picture(Picture picture, String caption) {
        if (!picture.isMatrix()) {
            return figure(panels(picture.panels(), picture.width()), caption);
        }
        return figure("<div class=\"matrix\">" + picture.svg() + "</div>", caption);
    }

    /** Adds the plots of a picture, as many side by side as there is room for. */
    public Page panels(Picture picture) {
        return figure(panels(picture.panels(), picture.width()), "");
    }

    private static String panels(List<String> panels, int width) {
        boolean isAlone = panels.size() == 1;
        String most = isAlone ? " style=\"max-width:" + Math.max(560, width) + "px\"" : "";
        String kind = isAlone && width > 560 ? "panels broad" : "panels";
        return "<div class=\"" + kind + "\"" + most + ">" + String.join("", panels) + "</div>";
    }

    private Page figure(String inner, String caption) {
        String words = caption.isEmpty() ? "" : "<figcaption>" + Markup.prose(caption) + "</figcaption>";
        return add("<figure>" + inner + words + "</figure>");
    }

    /** Adds answers that have been checked, each with a tick. */
    public Page checks(List<String> answers) {
        StringBuilder html = new StringBuilder("<ul class=\"checks\">");
        answers.forEach(
                answer -> html.append("<li>").append(Markup.escaped(answer)).append("</li>\n"));
        return add(html.append("</ul>").toString());
    }

    /** Adds how far a fit can be trusted: the word, why, the numbers, and what to try next. */
    public Page verdict(Verdict verdict) {
        String kind = verdict.word().toLowerCase(Locale.ROOT).replace(' ', '-');
        return add("<div class=\"verdict " + kind + "\"><p><b>" + verdict.word() + "</b>: "
                + Markup.escaped(verdict.reason()) + "</p><p class=\"numbers\">"
                + Markup.escaped(verdict.diagnosis().toString()) + "</p><p>Next: " + Markup.escaped(verdict.next())
                + "</p></div>");
    }

    /**
     * Adds whatever there is: a fit and a summary as their verdict and table, a verdict, a picture, a plot, a table; anything else
     * as it prints.
     */
    public Page show(Object result) {
        if (result instanceof Fit fit) {
            return show(fit.summary());
        }
        if (result instanceof Summary summary) {
            return SummaryHtml.add(this, summary);
        }
        if (result instanceof Verdict verdict) {
            return verdict(verdict);
        }
        if (result instanceof Picture picture) {
            return picture(picture);
        }
        if (result instanceof Plot plot) {
            return picture(Picture.of(plot));
        }
        return result instanceof Grid grid ? table(grid) : text(result.toString());
    }

    /** Adds markup as it is. */
    Page add(String html) {
        body.append(html).append('\n');
        return this;
    }

    /** A result alone, with the style sheet, to stand in another page. */
    static String fragment(Object result) {
        String body = new Page("").show(result).body.toString();
        return "<div class=\"jensen\"><style>" + style() + "</style>\n" + body + "</div>\n";
    }

    /** Returns the page as HTML, which is well-formed XML too. */
    public String html() {
        return """
                <!DOCTYPE html>
                <html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>%s</title>
                <style>
                %s</style>
                </head><body class="jensen"><main>
                %s</main></body></html>
                """.formatted(Markup.escaped(title), style(), body);
    }

    /**
     * Writes the page; makes its folder where there is none.
     *
     * @param file replaced
     * @return the file
     * @throws UncheckedIOException if it cannot be written
     */
    public Path write(Path file) {
        requireNoDirectory(file);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return Files.writeString(file, html());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the page " + file, e);
        }
    }

    /** Refuses a directory, before any work is done for the page. */
    static void requireNoDirectory(Path file) {
        if (Files.isDirectory(file)) {
            String what = file.toAbsolutePath() + " is a directory: name a file in it";
            throw new UncheckedIOException(what, new FileSystemException(file.toString(), null, "is a directory"));
        }
    }

    private static String style() {
        try (InputStream css = Page.class.getResourceAsStream("page.css")) {
            if (css == null) {
                throw new IllegalStateException("page.css is missing beside " + Page.class.getName());
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("page.css cannot be read", e);
        }
    }
}
