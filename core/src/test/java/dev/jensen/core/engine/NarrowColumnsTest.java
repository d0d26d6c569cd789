package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.jensen.core.engine.choice.KernelChoice;
import dev.jensen.core.engine.plain.PlainKernels;
import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import dev.jensen.core.expr.Tiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** Columns that are stored as a narrower type hold the same numbers, and programs compute the same from them. */
class NarrowColumnsTest {
    private static final int ROWS = 700;
    private static final int WIDTH = 190; // 133,000 numbers: enough for it to be worth while
    private static final Plate PLATE = Plate.of("row", ROWS);

    private static double[] numbers(DoubleSupplier source) {
        double[] numbers = new double[ROWS * WIDTH];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = source.getAsDouble();
        }
        return numbers;
    }

    private static Column column(double[] numbers) {
        return (Column) Expr.columns(PLATE, "x", WIDTH, numbers).operation();
    }

    private static void stored(Class<? extends Tiles> type, double[] numbers) {
        Column column = column(numbers);
        assertInstanceOf(type, column.tiles());
        for (int i = 0; i < numbers.length; i++) {
            assertEquals(
                    Double.doubleToRawLongBits(numbers[i]),
                    Double.doubleToRawLongBits(column.at(i / WIDTH, i % WIDTH)));
        }
    }

    @Test
    void theNarrowestTypeIsTakenThatLosesNothing() {
        SplittableRandom random = new SplittableRandom(1);
        double[] bits = numbers(() -> random.nextInt(2));
        stored(Tiles.Bytes.class, bits);
        bits[7] = -128;
        stored(Tiles.Bytes.class, bits);
        bits[7] = 128;
        stored(Tiles.Shorts.class, bits);
        bits[7] = 32768;
        stored(Tiles.Floats.class, bits);
        bits[7] = -0.0;
        stored(Tiles.Floats.class, bits);
        bits[7] = 0.1;
        stored(Tiles.Strips.class, bits);
        bits[7] = 1e-50;
        stored(Tiles.Strips.class, bits);
        bits[7] = (1 << 24) + 1;
        stored(Tiles.Strips.class, bits);
        bits[7] = 0.5;
        stored(Tiles.Floats.class, bits);
    }

    /** One pass uses all columns, a later one some of them. */
    private static List<Expr> outputs(double[] numbers, Expr beta) {
        Expr x = Expr.columns(PLATE, "x", WIDTH, numbers);
        Expr eta = x.dot(beta);
        Expr first = eta.softplus().sumRows();
        Expr second = x.at(3)
                .times(first)
                .plus(eta.times(x.slice(5, 9).sum()))
                .times(1e-7)
                .sin()
                .sumRows();
        Expr total = first.plus(second);
        List<Expr> outputs = new ArrayList<>(List.of(total));
        outputs.addAll(Gradient.of(total, List.of(beta)));
        return outputs;
    }

    @Test
    void programsComputeTheSame() {
        SplittableRandom random = new SplittableRandom(2);
        Expr beta = Expr.variable("beta", WIDTH);
        double[] point = random.doubles(16L * WIDTH, -0.1, 0.1).toArray();
        List<double[]> kinds =
                List.of(numbers(() -> random.nextInt(2)), numbers(() -> random.nextInt(-999, 999) % 300), numbers(() ->
                        (float) random.nextDouble()));
        for (double[] numbers : kinds) {
            List<Expr> outputs = outputs(numbers, beta);
            Program program = Program.of(List.of(beta), outputs);
            for (int draws : new int[] {1, 16}) {
                double[] plain = run(program.on(new PlainKernels()), draws, point);
                double[] best = run(program.on(KernelChoice.best()), draws, point);
                for (int i = 0; i < plain.length; i++) {
                    assertEquals(plain[i], best[i], draws + " draws, number " + i);
                }
                int last = draws - 1;
                double[] own = Arrays.copyOfRange(point, last * WIDTH, draws * WIDTH);
                List<double[]> expected = ReferenceEvaluator.evaluate(outputs, Map.of("beta", own));
                assertClose(expected.get(0)[0], plain[last]);
                for (int j = 0; j < WIDTH; j++) {
                    assertClose(expected.get(1)[j], plain[draws + last * WIDTH + j]);
                }
            }
        }
    }

    private static void assertClose(double expected, double actual) {
        assertEquals(expected, actual, 1e-9 * (1 + Math.abs(expected)));
    }

    private static double[] run(Program program, int draws, double[] point) {
        Frame frame = program.frame(draws);
        frame.set(0, point, 0, WIDTH);
        frame.run();
        double[] results = new double[draws * (1 + WIDTH)];
        frame.get(0, results, 0, 1);
        frame.get(1, results, draws, WIDTH);
        return results;
    }
}
