package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class E04KullbackLeiblerTest {
    @Test
    void isToldToItsEnd() {
        var bytes = new ByteArrayOutputStream();
        var page = Notebook.on(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> false);
        new E04KullbackLeibler().tell(page);
        String story = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(story.contains("0.5 bits (closed form)"), story);
        assertTrue(story.contains("KL(q‖p)                    Infinity bits"), story);
        assertTrue(story.contains("right: KL to a Student t"), story);
    }
}
