package dev.jensen.optim.stop;

import dev.jensen.optim.Ending;
import dev.jensen.optim.Progress;
import dev.jensen.optim.Stop;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C, or SIGTERM, ends the run and not the answer: the run ends with {@link Ending#CANCELLED}, and the JVM's shutdown waits until the thread
 * that ran it has come to its end, as a main has that prints the result, or for a while at most. Outside of the run a Ctrl-C is what it always is.
 *
 * <pre>{@code
 * Fit fit = model.fitting().stopOnCtrlC().fit();
 * System.out.println(fit.summary()); // also after Ctrl-C, marked
 * }</pre>
 *
 * @param patience how long the shutdown waits at most, more than none
 */
public record CtrlC(Duration patience) implements Stop {
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = 20_000_000;

    /** Checks its range. */
    public CtrlC {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("CtrlC patience must be > 0: " + patience);
        }
    }

    /** Waits ten seconds at most. */
    public static CtrlC usual() {
        return new CtrlC(USUAL);
    }

    @Override
    public Check start() {
        Listening listening = new Listening(patience, Thread.currentThread());
        listening.begin();
        return listening;
    }

    /** Between the start of a run and its end. */
    static final class Listening implements Check {
        private final Duration patience;
        private final Thread user;
        private final Thread hook = new Thread(this::askAndWait, "jensen-ctrl-c");
        private volatile boolean asked;

        Listening(Duration patience, Thread user) {
            this.patience = patience;
            this.user = user;
        }

        private void begin() {
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                asked = true;
            }
        }

        @Override
        public @Nullable Ending after(Progress progress) {
            return asked ? Ending.CANCELLED : null;
        }

        /** What the shutdown does. */
        void askAndWait() {
            asked = true;
            long end = System.nanoTime() + patience.toNanos();
            try {
                while (user.isAlive() && !isExiting() && System.nanoTime() - end < 0) {
                    user.join(LOOK_NANOS / 1_000_000);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Whether the user's thread has itself asked for the shutdown, and waits for its end. */
        private boolean isExiting() {
            return Arrays.stream(user.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
        }

        @Override
        public void close() {
            if (!asked) {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException shuttingDown) {
                    return; // the hook is running, and ends with the user's thread
                }
            }
        }
    }
}
