package dev.jensen.optim.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.optim.Descent;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import dev.jensen.optim.Objectives;
import dev.jensen.optim.Progress;
import dev.jensen.optim.Run;
import dev.jensen.optim.rule.Sgd;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CtrlCTest {
    private static Run run(Loop loop) {
        return Descent.minimise(Objectives.quadratic(t -> 0))
                .rule(Sgd.at(0.1))
                .loop(loop)
                .start(new double[3]);
    }

    @Test
    void endsTheRunOnceTheShutdownHasBegunAndWaitsForTheThread() throws InterruptedException {
        Thread gone = new Thread(() -> {});
        gone.start();
        gone.join();
        CtrlC.Listening listening = new CtrlC.Listening(Duration.ofDays(1), gone);
        Progress progress = run(Loop.endless());
        assertNull(listening.after(progress));
        listening.askAndWait(); // no longer than the thread lives
        assertEquals(Ending.CANCELLED, listening.after(progress));
        listening.close();
    }

    @Test
    void waitsNoLongerThanItsPatience() {
        CtrlC.Listening listening = new CtrlC.Listening(Duration.ofMillis(5), Thread.currentThread());
        listening.askAndWait();
        assertEquals(Ending.CANCELLED, listening.after(run(Loop.endless())));
    }

    @Test
    void leavesRunsAloneThatNobodyInterrupts() {
        Loop loop = Loop.endless().stop(CtrlC.usual()).maximumSteps(7);
        assertEquals(Ending.STEP_LIMIT, run(loop).finish().ending());
        Run given = run(loop);
        given.advance();
        given.close(); // by one who turns it himself
        given.close();
    }

    @Test
    void refusesNoPatience() {
        String message = assertThrows(IllegalArgumentException.class, () -> new CtrlC(Duration.ZERO))
                .getMessage();
        assertEquals("CtrlC patience must be > 0: PT0S", message);
    }

    @Test
    void gradientsAreCountedByStepsOfOneSize() {
        Loop loop = Loop.endless().gradients(25).eachStepTakes(10);
        assertEquals(3, run(loop).finish().steps());
        assertEquals(25, loop.mostGradients());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Loop.endless().gradients(0))
                .getMessage();
        assertEquals("a run needs at least 1 gradient: 0", message);
    }
}
