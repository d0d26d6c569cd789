package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Every lesson is told to its end: it throws if an answer is wrong. */
class LessonTest {
    @Test
    void eightSchools() {
        assertTrue(Story.of(new E01EightSchools()).contains("right: mean field, mean of theta[H]"));
    }

    @Test
    void radon() {
        assertTrue(Story.of(new E02Radon()).contains("right: sigma_y"));
    }

    @Test
    void ownDensity() {
        assertTrue(Story.of(new E03OwnDensity()).contains("right: full-rank ELBO"));
    }

    @Test
    void maximumLikelihood() {
        assertTrue(Story.of(new E06MaximumLikelihood()).contains("right: and 30,000 draws"));
    }

    @Test
    void discreteLatents() {
        assertTrue(Story.of(new E08Diagnosis()).contains("right: probability of leak"));
    }

    @Test
    void aWrongAnswerIsAnError() {
        var page = Notebook.on(System.out, () -> false, Story.PICTURES);
        var error = assertThrows(AssertionError.class, () -> page.check("mean of mu", 4.43, 4.41, 0.015));
        assertEquals("wrong answer: mean of mu is 4.430, expected 4.410 ± 0.015", error.getMessage());
    }

    @Test
    void aCancelledLessonShowsTheBestSoFarMarkedAndChecksNothing() {
        String story = Story.of(new E01EightSchools(), true);
        assertTrue(story.contains("NOT CONVERGED: cancelled after 1 step"), story);
        assertFalse(story.contains("right:"), story);
    }
}
