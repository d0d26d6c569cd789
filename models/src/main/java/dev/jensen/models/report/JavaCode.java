package dev.jensen.models.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java source as HTML, coloured: comments, strings, keywords, numbers and annotations are spans of a class each. */
final class JavaCode {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<c>//[^\\n]*|/\\*.*?\\*/)"
                    + "|(?<s>\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+')"
                    + "|(?<a>@\\w+)"
                    + "|\\b(?<k>abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else|enum"
                    + "|extends|final|finally|float|for|if|implements|import|instanceof|int|interface|long|new|null"
                    + "|package|private|protected|public|record|return|sealed|short|static|super|switch|this|throw|throws"
                    + "|true|false|try|var|void|while|yield)\\b"
                    + "|(?<![\\w.])(?<n>0x[0-9A-Fa-f_]+L?|[0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][+-]?[0-9]+)?[dfL]?)",
            Pattern.DOTALL);
    private static final String[] CLASSES = {"c", "s", "a", "k", "n"};

    private JavaCode() {}

    static String html(String source) {
        StringBuilder html = new StringBuilder();
        Matcher token = TOKEN.matcher(source);
        int done = 0;
        while (token.find()) {
            html.append(Markup.escaped(source.substring(done, token.start())));
            for (String each : CLASSES) {
                if (token.group(each) != null) {
                    html.append("<span class=\"").append(each).append("\">");
                    html.append(Markup.escaped(token.group())).append("</span>");
                }
            }
            done = token.end();
        }
        return html.append(Markup.escaped(source.substring(done))).toString();
    }
}
