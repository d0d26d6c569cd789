package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class E04KullbackLeiblerTest {
    @Test
    void isToldToItsEnd() {
        String story = Story.of(new E04KullbackLeibler());
        assertTrue(story.contains("0.5 bits (closed form)"), story);
        assertTrue(story.contains("KL(q‖p)                    Infinity bits"), story);
        assertTrue(story.contains("right: KL to a Student t"), story);
    }
}
