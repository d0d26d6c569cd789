package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.jensen.core.distribution.Bernoulli;
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
import org.junit.jupiter.api.Test;

/** Programs on large matrices, which lie in strips, compute what loops by hand do, whoever uses the matrices. */
class StripsTest {
    private static final int ROWS = 7_010;
    private static final int WIDTH = 10;
    private static final Plate PLATE = Plate.of("row", ROWS);
    private static final double[][] NUMBERS = numbers();
    private static final double[] Y = outcomes();

    private final Expr x = Expr.columns(PLATE, "x", NUMBERS);
    private final Expr beta = Expr.variable("beta", WIDTH);
    private final Expr alpha = Expr.variable("alpha");
    private final Expr y = Expr.column(PLATE, "y", Y);

    private static double[][] numbers() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] numbers = new double[ROWS][WIDTH];
        for (double[] row : numbers) {
            for (int d = 0; d < WIDTH; d++) {
                row[d] = random.nextDouble() - 0.5;
            }
        }
        return numbers;
    }

    private static double[] outcomes() {
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = NUMBERS[i][0] + NUMBERS[i][3] > 0.1 ? 1 : 0;
        }
        return y;
    }

    /** The bits of plain kernels and of the best, and the numbers of an evaluator that knows nothing of layouts. */
    private void isRight(Expr total) {
        List<Expr> outputs = new ArrayList<>(List.of(total));
        outputs.addAll(Gradient.of(total, List.of(beta, alpha)));
        Program program = Program.of(List.of(beta, alpha), outputs);
        double[] point =
                new SplittableRandom(3).doubles(12 * (WIDTH + 1), -1, 1).toArray();
        double[] last = Arrays.copyOfRange(point, 11 * (WIDTH + 1), point.length);
        double[] b = Arrays.copyOf(last, WIDTH);
        List<double[]> expected =
                ReferenceEvaluator.evaluate(outputs, Map.of("beta", b, "alpha", new double[] {last[WIDTH]}));
        for (int draws : new int[] {1, 3, 12}) {
            double[] from = Arrays.copyOfRange(point, (12 - draws) * (WIDTH + 1), point.length);
            double[] plain = run(program.on(new PlainKernels()), draws, from);
            assertArrayEquals(plain, run(program.on(KernelChoice.best()), draws, from), 0);
            assertArrayEquals(plain, run(program.on(KernelChoice.best()).threads(2), draws, from), 0);
            int at = (draws - 1) * (WIDTH + 2);
            assertEquals(expected.get(0)[0], plain[at], 1e-9 * Math.abs(expected.get(0)[0]));
            for (int d = 0; d < WIDTH; d++) {
                assertEquals(expected.get(1)[d], plain[at + 1 + d], 1e-8);
            }
            assertEquals(expected.get(2)[0], plain[at + 1 + WIDTH], 1e-8);
        }
    }

    private static double[] run(Program program, int draws, double[] point) {
        Frame frame = program.frame(draws);
        frame.set(0, point, 0, WIDTH + 1);
        frame.set(1, point, WIDTH, WIDTH + 1);
        frame.run();
        double[] results = new double[draws * (WIDTH + 2)];
        frame.get(0, results, 0, WIDTH + 2);
        frame.get(1, results, 1, WIDTH + 2);
        frame.get(2, results, 1 + WIDTH, WIDTH + 2);
        return results;
    }

    @Test
    void aLogisticRegressionIsOnePass() {
        Expr eta = x.dot(beta).plus(alpha);
        isRight(Bernoulli.ofLogit(eta).logDensityInside(y).sumRows());
        isRight(Bernoulli.ofLogit(eta)
                .logDensityInside(y)
                .sumRows()
                .plus(eta.times(0.01).sin().sumRows()));
        isRight(Bernoulli.ofLogit(x.dot(beta)).logDensityInside(y).sumRows().plus(alpha.square()));
    }

    /** So large that one call does the pass; sixteen rows are all that there is, again and again, so that few are computed by hand. */
    @Test
    void aLogisticRegressionOnDataFromMemoryIsOneCall() {
        int width = 40;
        int times = 3_300;
        Plate plate = Plate.of("row", 16 * times + 7);
        Expr large = Expr.columns(plate, "x", width, (row, d) -> Math.sin(row % 16 * 50 + d));
        Expr y = Expr.columns(plate, "y", 1, (row, d) -> row % 16 % 3 == 0 ? 1 : 0)
                .reshape();
        Expr b = Expr.variable("b", width);
        Expr total = Bernoulli.ofLogit(large.dot(b)).logDensityInside(y).sumRows();
        Program program = Program.of(
                List.of(b), List.of(total, Gradient.of(total, List.of(b)).get(0)));
        for (int draws : new int[] {1, 2, 3}) {
            for (double scale : new double[] {0.1, 400}) {
                Frame frame = program.on(KernelChoice.best()).frame(draws);
                double[] point = new SplittableRandom(4)
                        .doubles(3L * width, -scale, scale)
                        .toArray();
                frame.set(0, point, 0, width);
                frame.run();
                double[] results = new double[draws * (width + 1)];
                frame.get(0, results, 0, width + 1);
                frame.get(1, results, 1, width + 1);
                for (int draw = 0; draw < draws; draw++) {
                    double[] expected = byHand(point, draw * width, width, times);
                    for (int i = 0; i <= width; i++) {
                        double actual = results[draw * (width + 1) + i];
                        assertEquals(expected[i], actual, 1e-10 * times * (1 + scale * 40), "number " + i);
                    }
                }
            }
        }
    }

    private static double[] byHand(double[] b, int from, int width, int times) {
        double[] sums = new double[width + 1];
        for (int row = 0; row < 16; row++) {
            int weight = times + (row < 7 ? 1 : 0);
            double eta = 0;
            for (int d = 0; d < width; d++) {
                eta += Math.sin(row * 50 + d) * b[from + d];
            }
            double y = row % 3 == 0 ? 1 : 0;
            sums[0] += weight * (y * eta - Math.max(eta, 0) - Math.log1p(Math.exp(-Math.abs(eta))));
            for (int d = 0; d < width; d++) {
                sums[1 + d] += weight * Math.sin(row * 50 + d) * (y - 1 / (1 + Math.exp(-eta)));
            }
        }
        return sums;
    }

    @Test
    void otherProductsTakeStrips() {
        isRight(x.dot(beta).plus(alpha).exp().sumRows());
        isRight(x.slice(2, 8).dot(beta.slice(1, 7)).plus(alpha).tanh().sumRows());
    }

    @Test
    void elementByElementTheyAreCopied() {
        isRight(x.minus(beta).square().times(-0.5).sum().plus(alpha).exp().sumRows());
        isRight(x.at(3).times(x.dot(beta)).plus(x.at(4).times(alpha)).sin().sumRows());
        isRight(Bernoulli.ofLogit(x.dot(beta).plus(x.at(4).times(alpha)))
                .logDensityInside(y)
                .sumRows());
    }

    @Test
    void largeMatricesOfAnyNumbersLieInStrips() {
        Column column = (Column) x.operation();
        assertInstanceOf(Tiles.Strips.class, column.tiles());
        for (int row = 0; row < ROWS; row++) {
            for (int d = 0; d < WIDTH; d++) {
                assertEquals(NUMBERS[row][d], column.at(row, d));
            }
        }
        int[] rows = {7_009, 0, 255, 256, 16, 15};
        double[] out = new double[WIDTH * 8];
        column.gather(rows, 1, 5, out, 0, 8);
        for (int i = 0; i < 5; i++) {
            for (int d = 0; d < WIDTH; d++) {
                assertEquals(NUMBERS[rows[1 + i]][d], out[d * 8 + i]);
            }
        }
        Plate few = Plate.of("few", 100);
        assertInstanceOf(
                Tiles.Doubles.class,
                ((Column) Expr.columns(few, "x", 3, (row, d) -> row + 0.1 * d).operation()).tiles());
    }
}
