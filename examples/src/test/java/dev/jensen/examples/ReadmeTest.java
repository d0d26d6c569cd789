package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is what happens. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final double TOLERANCE = 0.05; // of a figure's size, or 0.05: another JVM may round otherwise

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    /** The first fenced block of a language. */
    private static String block(String language) throws IOException {
        Matcher fence =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme());
        assertTrue(fence.find(), "README has no block of " + language);
        return fence.group(1);
    }

    @Test
    void theProgramCompilesAndPrintsTheTable(@TempDir Path directory) throws Exception {
        Path source = directory.resolve("EightSchools.java");
        Files.writeString(source, block("java"));
        var errors = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, errors, "-proc:none", "-cp", System.getProperty("java.class.path"), source.toString());
        assertEquals(0, status, errors.toString(StandardCharsets.UTF_8));

        var bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (var loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            loader.loadClass("EightSchools").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        String printed = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(words(block("text")).get(0), words(printed).get(0), printed);
        assertSameFigures(table(block("text")), table(printed));
    }

    /** The lines between the head and the last word: the diagnostics about them depend on every rounding of a run. */
    private static String table(String summary) {
        int from = summary.indexOf("  mean ");
        assertTrue(from >= 0, summary);
        return summary.substring(from, summary.indexOf("\n\n", from));
    }

    @Test
    void linksPointAtFiles() throws IOException {
        List<String> links = Pattern.compile("\\]\\(([^)#:]+)\\)")
                .matcher(readme())
                .results()
                .map(link -> link.group(1))
                .toList();
        assertTrue(links.size() > 10, links::toString);
        for (String link : links) {
            assertTrue(Files.exists(ROOT.resolve(link)), link);
        }
    }

    private static void assertSameFigures(String expected, String actual) {
        List<String> wanted = words(expected);
        List<String> got = words(actual);
        assertEquals(wanted.size(), got.size(), actual);
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).matches("-?[0-9.]+")) {
                double value = Double.parseDouble(wanted.get(i));
                assertEquals(value, Double.parseDouble(got.get(i)), TOLERANCE * Math.max(1, Math.abs(value)), actual);
            } else {
                assertEquals(wanted.get(i), got.get(i), actual);
            }
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Pattern.compile("\\S+").matcher(text).results().map(MatchResult::group).forEach(words::add);
        return words;
    }
}
