package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The lessons on parts of one's own, and on the bound: each throws if an answer is wrong. */
class OwnPartsTest {
    @Test
    void evidenceBound() {
        String story = Story.of(new E07EvidenceBound());
        assertTrue(story.contains("right: highest ELBO of all"), story);
        assertTrue(Files.exists(Story.PICTURES.resolve("E07-evidence-bound.svg")), story);
    }

    @Test
    void ownFamily() {
        String story = Story.of(new E09OwnFamily());
        assertTrue(story.contains("right: the Gaussian's ELBO"), story);
    }

    @Test
    void ownEstimator() {
        String story = Story.of(new E10OwnEstimator());
        assertTrue(story.contains("right: sd of the second"), story);
    }

    @Test
    void aMedianOfOthersNeedsOthers() {
        var error = assertThrows(IllegalArgumentException.class, () -> new E10OwnEstimator.MedianBaseline(1));
        assertEquals("MedianBaseline needs at least 2 draws, for a median of the others: 1", error.getMessage());
    }
}
