package dev.jensen.models.report;

import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Text as HTML: Markdown by commonmark-java, which no other class knows, and plain text with its special characters named. */
final class Markup {
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    private Markup() {}

    /** Prose in Markdown, without HTML of its own: tags in it are shown as they are. */
    static String prose(String markdown) {
        Node document = PARSER.parse(markdown);
        return RENDERER.render(document).strip();
    }

    static String escaped(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                default -> html.appendCodePoint(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
            }
        });
        return html.toString();
    }

    /** Whether a paragraph is laid out in columns, so that its blanks must be kept: three of them inside a line. */
    static boolean isInColumns(String paragraph) {
        return paragraph.lines().map(String::strip).anyMatch(line -> line.contains("   "));
    }

    /** The paragraphs of a text, which blank lines part. */
    static List<String> paragraphs(String text) {
        return List.of(text.stripTrailing().split("\n[ \t]*\n+"));
    }
}
