package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.nd4j.Nd4jDense;
import org.junit.jupiter.api.Test;

/** An imported network as the likelihood; where ND4J has no native code for the platform, how to get it. */
class E28HalfADigitTest {
    @Test
    void isToldToItsEnd() {
        String story = Story.of(new E28HalfADigit());
        boolean runs = new Nd4jDense().obstacle().isEmpty();
        assertTrue(story.contains(runs ? "right: means of z[3] apart" : "-Pnd4j"), story);
    }
}
