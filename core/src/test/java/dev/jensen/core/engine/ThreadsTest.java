package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import dev.jensen.core.engine.plain.PlainKernels;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Plate;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same bits on any number of threads, and frames that many threads can borrow at once. */
class ThreadsTest {
    private static final int ROWS = 150_000;
    private static final int DRAWS = 3;

    private static Program program() {
        SplittableRandom random = new SplittableRandom(1);
        Plate plate = Plate.of("row", ROWS);
        double[] x = new double[ROWS * 4];
        double[] y = new double[ROWS];
        int[] group = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            for (int k = 0; k < 4; k++) {
                x[row * 4 + k] = random.nextDouble(-1, 1);
            }
            y[row] = random.nextInt(2);
            group[row] = random.nextInt(10);
        }
        Expr beta = Expr.variable("beta", 4);
        Expr u = Expr.variable("u", 10);
        Expr eta = Expr.columns(plate, "x", 4, x).dot(beta).plus(u.gather(IntColumn.of(plate, "g", group, 10)));
        Expr total = Expr.column(plate, "y", y).times(eta).minus(eta.softplus()).sumRows();
        List<Expr> outputs = new ArrayList<>(List.of(total));
        outputs.addAll(Gradient.of(total, List.of(beta, u)));
        return Program.of(List.of(beta, u), outputs);
    }

    private static double[] results(Program program) {
        double[] beta = new double[DRAWS * 4];
        double[] u = new double[DRAWS * 10];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < beta.length; i++) {
            beta[i] = random.nextDouble(-1, 1);
        }
        Frame frame = program.frame(DRAWS);
        frame.set(0, beta, 0, 4);
        frame.set(1, u, 0, 10);
        frame.run();
        double[] results = new double[DRAWS * 15];
        frame.get(0, results, 0, 15);
        frame.get(1, results, 1, 15);
        frame.get(2, results, 5, 15);
        program.back(frame);
        return results;
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        double[] one = results(program());
        assertArrayEquals(one, results(program().threads(2)), 0.0);
        assertArrayEquals(one, results(program().threads(5)), 0.0);
    }

    @Test
    void repeatedRunsGiveTheSameBits() {
        Program program = program().threads(2);
        double[] first = results(program);
        for (int run = 0; run < 5; run++) {
            assertArrayEquals(first, results(program), 0.0);
        }
    }

    @Test
    void severalThreadsMayRunOneProgram() throws InterruptedException {
        Program program = program();
        double[] expected = results(program);
        List<double[]> found = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                double[] mine = results(program);
                synchronized (found) {
                    found.add(mine);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (double[] mine : found) {
            assertArrayEquals(expected, mine, 0.0);
        }
    }

    /** Whoever evaluates inside a task of the common pool may hold its last thread, so that no helper ever starts. */
    @Test
    void threadsOfTheCommonPoolMayRunOneProgram() {
        Program program = program().threads(3);
        double[] expected = results(program);
        List<double[]> found = assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> IntStream.range(0, 32)
                        .parallel()
                        .mapToObj(i -> results(program))
                        .toList());
        found.forEach(mine -> assertArrayEquals(expected, mine, 0.0));
    }

    @Test
    void aRunAllocatesNothing() {
        // The plain kernels; the vector ones make no objects either once the JIT compiler has removed them.
        Program program = program().on(new PlainKernels());
        assertEquals(0, leastBytes(program, 5));
        assertEquals(0, leastBytes(program.threads(2), 40), "on two threads");
    }

    private static long leastBytes(Program program, int rounds) {
        double[] beta = new double[DRAWS * 4];
        double[] out = new double[DRAWS * 15];
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < rounds && bytes > 0; round++) {
            memory.getCurrentThreadAllocatedBytes();
            long before = memory.getCurrentThreadAllocatedBytes();
            Frame frame = program.frame(DRAWS);
            frame.set(0, beta, 0, 4);
            frame.run();
            frame.get(0, out, 0, 15);
            program.back(frame);
            bytes = Math.min(bytes, memory.getCurrentThreadAllocatedBytes() - before);
        }
        return bytes;
    }

    @Test
    void refusesNoThreads() {
        assertThrows(IllegalArgumentException.class, () -> program().threads(0));
    }
}
