package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The lessons on targets that no Gaussian fits: each throws if an answer is wrong. */
class ShapesTest {
    @Test
    void mixture() {
        String story = Story.of(new E11Mixture());
        assertTrue(story.contains("right: ELBO"), story);
    }

    @Test
    void banana() {
        String story = Story.of(new E12Banana());
        assertTrue(story.contains("right: the particles' MMD²"), story);
    }
}
