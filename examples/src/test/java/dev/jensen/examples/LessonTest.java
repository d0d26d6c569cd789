package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Every lesson is told to its end: it throws if an answer is wrong. */
class LessonTest {
    @Test
    void eightSchools() {
        assertTrue(told(new E01EightSchools(), false).contains("right: mean field, mean of theta[H]"));
    }

    @Test
    void radon() {
        assertTrue(told(new E02Radon(), false).contains("right: sigma_y"));
    }

    @Test
    void ownDensity() {
        assertTrue(told(new E03OwnDensity(), false).contains("right: full-rank ELBO"));
    }

    @Test
    void aWrongAnswerIsAnError() {
        var page = Notebook.on(System.out, () -> false);
        var error = assertThrows(AssertionError.class, () -> page.check("mean of mu", 4.43, 4.41, 0.015));
        assertEquals("wrong answer: mean of mu is 4.430, expected 4.410 ± 0.015", error.getMessage());
    }

    @Test
    void aCancelledLessonShowsTheBestSoFarMarkedAndChecksNothing() {
        String story = told(new E01EightSchools(), true);
        assertTrue(story.contains("NOT CONVERGED: cancelled after 1 step"), story);
        assertFalse(story.contains("right:"), story);
    }

    private static String told(Lesson lesson, boolean cancelled) {
        var bytes = new ByteArrayOutputStream();
        lesson.tell(Notebook.on(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> cancelled));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
