package dev.jensen.models.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.fit.Fit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private static DefaultFit fitting() {
        return DefaultFit.of(LogDensity.of(2, z -> z.square().sum().times(-0.5)))
                .maximumSteps(200);
    }

    @Test
    void showsTheTaskAndTheElbo() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var progress = TerminalProgress.on(new PrintStream(bytes, true, StandardCharsets.UTF_8), "two normals")) {
            fitting().listen(progress).fit();
        }
        String shown = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("two normals") && shown.contains("ELBO"), shown);
        assertTrue(shown.contains(" steps  0:00:0"), shown);
        assertFalse(shown.contains("%") || shown.contains("?"), shown);
    }

    @Test
    void changesNothing() {
        Fit watched;
        try (var progress = TerminalProgress.silent()) {
            watched = fitting().listen(progress).fit();
        }
        assertArrayEquals(fitting().fit().parameters(), watched.parameters(), 0.0);
    }
}
