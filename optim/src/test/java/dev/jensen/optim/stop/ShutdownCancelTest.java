package dev.jensen.optim.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.optim.Descent;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.Objectives;
import dev.jensen.optim.rule.Sgd;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ShutdownCancelTest {
    /** Runs until it is told to stop, and prints what it has. */
    public static void main(String[] arguments) {
        try (ShutdownCancel ctrlC = ShutdownCancel.waitingAtMost(Duration.ofSeconds(10))) {
            Minimum minimum = Descent.minimise(Objectives.quadratic(t -> 0))
                    .rule(Sgd.at(0.1))
                    .cancel(ctrlC)
                    .listen(progress -> {
                        if (progress.step() == 1000) {
                            System.out.println("running");
                        }
                    })
                    .from(new double[3]);
            System.out.println(minimum.ending() + " " + (minimum.steps() >= 1000));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process can't be sent Ctrl-C there")
    void aTerminatedProcessStillPrintsItsResult() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShutdownCancelTest.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("running", out.readLine());
            process.toHandle().destroy(); // SIGTERM, which the JVM treats as it does Ctrl-C's SIGINT
            assertEquals("CANCELLED true", out.readLine());
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void doesNotCancelByItself() {
        try (ShutdownCancel ctrlC = ShutdownCancel.waitingAtMost(Duration.ofSeconds(1))) {
            assertFalse(ctrlC.getAsBoolean());
        }
    }

    @Test
    void waitsNoLongerThanItsPatience() {
        try (ShutdownCancel ctrlC = ShutdownCancel.waitingAtMost(Duration.ofMillis(10))) {
            ctrlC.askAndWait();
            assertTrue(ctrlC.getAsBoolean());
            assertEquals(
                    Ending.CANCELLED,
                    Descent.minimise(Objectives.quadratic(t -> 0))
                            .rule(Sgd.at(0.1))
                            .cancel(ctrlC)
                            .from(new double[3])
                            .ending());
        }
    }
}
