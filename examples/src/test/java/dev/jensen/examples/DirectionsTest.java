package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The lessons on the two directions of KL, and on discrete latents: each throws if an answer is wrong. */
class DirectionsTest {
    @Test
    void bothDirections() {
        String story = Story.of(new E05BothDirections());
        assertTrue(story.contains("right: forward, sd of z₂"), story);
        assertTrue(Files.exists(Story.PICTURES.resolve("E05-both-directions.png")), story);
    }

    @Test
    void maximumLikelihood() {
        String story = Story.of(new E06MaximumLikelihood());
        assertTrue(story.contains("right: and 30,000 draws"), story);
    }

    @Test
    void discreteLatents() {
        String story = Story.of(new E08Diagnosis());
        assertTrue(story.contains("right: probability of leak"), story);
    }
}
