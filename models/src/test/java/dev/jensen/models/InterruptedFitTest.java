package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Normal;
import dev.jensen.core.fit.Fit;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A signal that asks a main to end, such as Ctrl-C, ends a fit with the best so far. */
class InterruptedFitTest {

    /** Fits by minibatches, a millisecond for each of tens of thousands of steps. */
    public static void main(String[] none) {
        double[] y = new double[5000];
        Model model = Model.of("level", m -> {
            var row = m.plate("row", y.length).minibatch(1);
            var mu = m.latent("mu", Normal.of(0, 2));
            m.observe("y", Normal.of(mu, 1), y, row);
        });
        Fit fit = model.fitting()
                .stopOnCtrlC()
                .listen(progress -> {
                    if (progress.step() == 100) {
                        System.out.println("running");
                    }
                    LockSupport.parkNanos(1_000_000);
                })
                .fit();
        System.out.println(
                fit.verdict().orElseThrow().word() + ", " + fit.origin().ending());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signals there")
    void isMarkedAsCancelled() throws Exception {
        Process process = ForkedJvm.start(InterruptedFitTest.class);
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("running", out.readLine());
            // not -INT, which whoever runs the tests in the background may have told all processes to ignore
            new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertEquals("BUDGET SPENT, CANCELLED", out.readLine());
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            assertEquals(143, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }
}
