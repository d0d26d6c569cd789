package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.engine.instruction.Instruction;
import dev.jensen.core.engine.instruction.Position;
import dev.jensen.core.expr.Plate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Every chunk is done once, whoever does it. */
class CrewTest {
    private static final int CHUNKS = 8;
    private static final int WORKERS = 3;

    /** A pass over eight tiles, each a chunk. */
    private static Frame.Pass pass(Crew crew, IntConsumer chunk) {
        Plate plate = Plate.of("row", CHUNKS * Plate.of("tile", 100_000).tileRows());
        Instruction instruction = new Instruction() {
            @Override
            public void run(Position at) {
                chunk.accept(at.chunk);
            }
        };
        List<List<Instruction>> ofWorkers = Collections.nCopies(WORKERS, List.of(instruction));
        return new Frame.Pass(plate, 1, CHUNKS, ofWorkers, List.of(), crew, null, 0);
    }

    @Test
    void doesEveryChunkOnce() {
        Crew crew = new Crew(WORKERS);
        AtomicIntegerArray done = new AtomicIntegerArray(CHUNKS);
        Frame.Pass first = pass(crew, done::incrementAndGet);
        Frame.Pass second = pass(crew, done::incrementAndGet);
        int rounds = 5_000;
        for (int round = 0; round < rounds; round++) {
            first.run();
            second.run();
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                assertEquals(2 * (round + 1), done.get(chunk));
            }
        }
    }

    @Test
    void reportsWhatWentWrongAndWorksOn() {
        Crew crew = new Crew(WORKERS);
        AtomicIntegerArray done = new AtomicIntegerArray(CHUNKS);
        IllegalStateException wrong = new IllegalStateException("chunk 5");
        Frame.Pass failing = pass(crew, chunk -> {
            done.incrementAndGet(chunk);
            if (chunk == 5) {
                throw wrong;
            }
        });
        for (int round = 1; round <= 20; round++) {
            assertSame(wrong, assertThrows(IllegalStateException.class, failing::run));
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                assertEquals(round, done.get(chunk));
            }
            pass(crew, chunk -> {}).run();
        }
    }

    @Test
    void anInterruptWaitsUntilThePassIsOver() {
        Crew crew = new Crew(WORKERS);
        AtomicIntegerArray done = new AtomicIntegerArray(CHUNKS);
        Thread.currentThread().interrupt();
        pass(crew, done::incrementAndGet).run();
        assertTrue(Thread.interrupted());
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            assertEquals(1, done.get(chunk));
        }
    }

    @Test
    void itsThreadsAreDaemons() {
        pass(new Crew(WORKERS), chunk -> {}).run();
        List<Thread> helpers = new ArrayList<>(Thread.getAllStackTraces().keySet());
        helpers.removeIf(thread -> !thread.getName().equals("jensen-helper"));
        assertTrue(helpers.stream().allMatch(Thread::isDaemon));
    }
}
