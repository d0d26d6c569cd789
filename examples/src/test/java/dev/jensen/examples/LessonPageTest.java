package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** A lesson's page shows its own source between what it tells. */
class LessonPageTest {
    private static Notebook told(Lesson lesson) {
        var page = Notebook.on(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                () -> false,
                Story.PICTURES);
        lesson.tell(page);
        return page;
    }

    @Test
    void proseCodeAndAnswersInTheirOrder() throws Exception {
        Lesson lesson = new E05BothDirections();
        String html = LessonPage.of(lesson, told(lesson)).html();
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
        int last = -1;
        for (String part : List.of(
                "<h1>The two directions of KL</h1>",
                "What is the best q?",
                "StochasticGradientVi.of(p, q)", // of a method that the first cell needs
                "Differentiable p = TwoModes.density();",
                "mean of z₁, z₂",
                "<span class=\"s\">&quot;E05-both-directions&quot;</span>",
                "<svg ",
                "A mode that q has to itself",
                "<li>ELBO on the left is",
                "<li>forward, sd of z₂ is",
                "10 answers were checked")) {
            int at = html.indexOf(part, last + 1);
            assertTrue(at > last, part + " is not after what it should follow");
            last = at;
        }
        assertTrue(Files.exists(Story.PICTURES.resolve("E05-both-directions.png")));
        assertFalse(html.contains("page.say"), "the code that only writes prose is not shown");
        assertFalse(html.contains("page.check"), "nor that which only checks");
        assertFalse(html.contains("cancelled()) {"), "nor the way out of a cancelled lesson");
    }

    @Test
    void aMemberIsShownOnceAndWithWhatItNeeds() {
        LessonSource source = LessonSource.of(E01EightSchools.class);
        String all = String.join("\n", source.upTo(Integer.MAX_VALUE));
        assertEquals(all.indexOf("static Model model()"), all.lastIndexOf("static Model model()"), all);
        assertTrue(all.contains("ELBO_DRAWS = 65_536"), all);
        assertFalse(all.contains("void main("), all);
        assertTrue(source.upTo(Integer.MAX_VALUE).isEmpty());
    }

    @Test
    void lessonsAreFoundByTheirNames() {
        List<Lesson> lessons = Lessons.all();
        assertEquals("E01EightSchools", lessons.get(0).name());
        assertTrue(lessons.size() >= 12);
        lessons.forEach(lesson -> assertFalse(lesson.about().isBlank(), lesson.name()));
    }
}
