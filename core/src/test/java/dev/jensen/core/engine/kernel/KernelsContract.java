package dev.jensen.core.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.engine.function.Accuracy;
import dev.jensen.core.engine.function.ReferenceValues;
import dev.jensen.core.engine.plain.PlainKernels;
import dev.jensen.core.expr.BinaryOp;
import dev.jensen.core.expr.UnaryOp;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every set of kernels does. */
public abstract class KernelsContract {
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        2,
        -2,
        0.5,
        -0.5,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        1e-300,
        -1e-300,
        1e300,
        -1e300,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE,
        1e-10,
        3.7
    };

    private static final int LONGEST = 40;

    /** The kernels under test. */
    protected abstract Kernels kernels();

    @TestFactory
    Stream<DynamicTest> functionsAreAccurate() {
        return EnumSet.range(UnaryOp.EXP, UnaryOp.LOG_NORMAL_CDF).stream()
                .map(op -> DynamicTest.dynamicTest(op.name(), () -> {
                    String file = op.name().toLowerCase(Locale.ROOT).replace('_', '-');
                    ReferenceValues truth = ReferenceValues.of(file);
                    double[] computed = apply(kernels().unary(op), truth.arguments);
                    for (int i = 0; i < truth.size(); i++) {
                        check(op + "", truth, i, computed[i], truth.ulps(i, computed[i]), Accuracy.ulps(op));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> gammaFunctionsAreReflected() {
        return Stream.of("log-gamma", "digamma", "trigamma", "polygamma2")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    ReferenceValues truth = ReferenceValues.of(name + "-negative");
                    UnaryKernel kernel = name.equals("polygamma2")
                            ? kernels().polygamma(2)
                            : kernels()
                                    .unary(UnaryOp.valueOf(
                                            name.toUpperCase(Locale.ROOT).replace('-', '_')));
                    double bound =
                            name.equals("polygamma2") ? Accuracy.REFLECTED_POLYGAMMA_ULPS : Accuracy.REFLECTED_ULPS;
                    double[] computed = apply(kernel, truth.arguments);
                    for (int i = 0; i < truth.size(); i++) {
                        check(name, truth, i, computed[i], truth.ulpsBesideOne(i, computed[i]), bound);
                    }
                }));
    }

    @Test
    void polygammaIsAccurate() {
        for (int order : new int[] {2, 3, 10}) {
            ReferenceValues truth = ReferenceValues.of("polygamma" + order);
            double[] computed = apply(kernels().polygamma(order), truth.arguments);
            for (int i = 0; i < truth.size(); i++) {
                check("polygamma", truth, i, computed[i], truth.ulps(i, computed[i]), Accuracy.POLYGAMMA_ULPS);
            }
        }
        double[] x = {0.3, 1.2, 7, 40, -0.4};
        assertSame(
                "order 0",
                apply(kernels().unary(UnaryOp.DIGAMMA), x),
                apply(kernels().polygamma(0), x));
        assertSame(
                "order 1",
                apply(kernels().unary(UnaryOp.TRIGAMMA), x),
                apply(kernels().polygamma(1), x));
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> kernels().polygamma(-1));
        assertEquals("polygamma's order must be between 0 and 100: -1", refused.getMessage());
    }

    private static void check(String name, ReferenceValues truth, int i, double computed, double error, double bound) {
        assertTrue(
                error <= bound,
                () -> name + "(" + truth.arguments[i] + ") = " + computed + ", " + error + " ulp from "
                        + truth.values[i]);
    }

    @ParameterizedTest
    @EnumSource(names = {"NEGATE", "RECIPROCAL", "SQUARE", "SQRT", "ABS", "SIGN"})
    void basicFunctionsAreExact(UnaryOp op) {
        double[] x = Arrays.copyOf(SPECIAL, SPECIAL.length + 100);
        fillRandom(x, SPECIAL.length, x.length, 1);
        double[] expected = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double v = x[i];
            expected[i] = switch (op) {
                case NEGATE -> -v;
                case RECIPROCAL -> 1 / v;
                case SQUARE -> v * v;
                case SQRT -> Math.sqrt(v);
                case ABS -> Math.abs(v);
                default -> Math.signum(v);
            };
        }
        assertSame(op + "", expected, apply(kernels().unary(op), x));
    }

    @ParameterizedTest
    @EnumSource
    void everyLengthGivesTheSameAndStaysInItsSlack(UnaryOp op) {
        UnaryKernel kernel = kernels().unary(op);
        double[] x = random(LONGEST + 3 + Kernels.SLACK, 2);
        x[5] = -30;
        x[11] = Double.NaN;
        x[17] = 1e8;
        double[] one = new double[x.length];
        double[] single = new double[2 * Kernels.SLACK];
        for (int i = 0; i < LONGEST; i++) {
            single[0] = x[3 + i];
            kernel.apply(single, 0, single, Kernels.SLACK, 1);
            one[i] = single[Kernels.SLACK];
        }
        for (int n = 1; n <= LONGEST; n++) {
            double[] out = new double[LONGEST + 2 * Kernels.SLACK + 5];
            Arrays.fill(out, 77);
            kernel.apply(x, 3, out, 5, n);
            for (int i = 0; i < out.length; i++) {
                if (i >= 5 && i < 5 + n) {
                    assertSame(op + " length " + n, i - 5, one[i - 5], out[i]);
                } else if (i < 5 || i >= 5 + roundUp(n)) {
                    assertEquals(77, out[i], op + " length " + n + " wrote at " + (i - 5));
                }
            }
            double[] same = x.clone();
            kernel.apply(same, 3, same, 3, n);
            for (int i = 0; i < n; i++) {
                assertSame(op + " in place, length " + n, i, one[i], same[3 + i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void longRunsAreTakenWhole(UnaryOp op) {
        double[] x = random(1000, 3);
        double[] whole = apply(kernels().unary(op), x);
        for (int from = 0; from < 1000; from += 125) {
            double[] part = apply(kernels().unary(op), Arrays.copyOfRange(x, from, from + 125));
            assertSame(op + " from " + from, Arrays.copyOfRange(whole, from, from + 125), part);
        }
    }

    @ParameterizedTest
    @EnumSource
    void functionsOfTwoNumbersTakeRunsAndNumbers(BinaryOp op) {
        int n = SPECIAL.length * SPECIAL.length;
        double[] x = new double[n + Kernels.SLACK];
        double[] y = new double[n + Kernels.SLACK];
        for (int i = 0; i < n; i++) {
            x[i] = SPECIAL[i / SPECIAL.length];
            y[i] = SPECIAL[i % SPECIAL.length];
        }
        BinaryKernel kernel = kernels().binary(op);
        for (int xStep = 0; xStep < 2; xStep++) {
            for (int yStep = 0; yStep < 2; yStep++) {
                for (int from = 0; from < n; from += 7) {
                    int count = Math.min(1 + from % LONGEST, n - from);
                    double[] out = new double[count + 2 * Kernels.SLACK];
                    kernel.apply(x, from, xStep, y, from, yStep, out, 2, count);
                    for (int i = 0; i < count; i++) {
                        double expected = value(op, x[from + i * xStep], y[from + i * yStep]);
                        assertSame(op + " steps " + xStep + ", " + yStep, from + i, expected, out[2 + i]);
                    }
                }
            }
        }
    }

    private static double value(BinaryOp op, double x, double y) {
        return switch (op) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case POW -> Math.pow(x, y);
            case MIN -> Math.min(x, y);
            case MAX -> Math.max(x, y);
            case LESS -> x < y ? 1 : 0;
            case LESS_OR_EQUAL -> x <= y ? 1 : 0;
            case EQUAL -> x == y ? 1 : 0;
            case SIGMOID_GIVEN_EXP -> (x >= 0 ? 1 : y) / (1 + y);
            case TANH_SLOPE -> Math.fma(-y, y, 1) * x;
        };
    }

    @Test
    void functionsOfThreeNumbersTakeRunsAndNumbers() {
        double[] x = random(LONGEST + Kernels.SLACK, 4);
        double[] y = random(LONGEST + Kernels.SLACK, 5);
        double[] z = random(LONGEST + Kernels.SLACK, 6);
        for (int i = 0; i < x.length; i += 3) {
            x[i] = i % 2 == 0 ? 0 : -0.0;
        }
        x[4] = Double.NaN;
        for (int steps = 0; steps < 8; steps++) {
            int a = steps & 1;
            int b = steps >> 1 & 1;
            int c = steps >> 2;
            for (int n = 1; n <= LONGEST; n++) {
                int at = n % 5;
                double[] sum = new double[LONGEST + 2 * Kernels.SLACK];
                double[] chosen = new double[LONGEST + 2 * Kernels.SLACK];
                int count = Math.min(n, LONGEST - at);
                kernels().multiplyAdd(x, at, a, y, at, b, z, at, c, sum, 1, count);
                kernels().select(x, at, a, y, at, b, z, at, c, chosen, 1, count);
                for (int i = 0; i < count; i++) {
                    double u = x[at + i * a];
                    double v = y[at + i * b];
                    double w = z[at + i * c];
                    assertSame("multiplyAdd steps " + steps, i, Math.fma(u, v, w), sum[1 + i]);
                    assertSame("select steps " + steps, i, u != 0 ? v : w, chosen[1 + i]);
                }
            }
        }
    }

    @Test
    void fillsAndCopies() {
        double[] x = random(LONGEST + Kernels.SLACK, 7);
        for (int n = 1; n <= LONGEST; n++) {
            double[] out = new double[LONGEST + 2 * Kernels.SLACK];
            kernels().fill(3.5, out, 2, n);
            double[] copy = new double[LONGEST + 2 * Kernels.SLACK];
            kernels().copy(x, 0, copy, 2, n);
            for (int i = 0; i < n; i++) {
                assertEquals(3.5, out[2 + i]);
                assertEquals(x[i], copy[2 + i]);
            }
        }
    }

    @Test
    void narrowDataAreWidened() {
        for (int n = 0; n <= LONGEST; n++) {
            byte[] bytes = new byte[n + 3 + Kernels.SLACK];
            short[] shorts = new short[n + 3 + Kernels.SLACK];
            float[] floats = new float[n + 3 + Kernels.SLACK];
            for (int i = 0; i < n; i++) {
                bytes[3 + i] = (byte) (i * 37 - 128);
                shorts[3 + i] = (short) (i * 3701 - 32768);
                floats[3 + i] = i == 0 ? Float.MIN_VALUE : -Float.MAX_VALUE / i;
            }
            double[] out = new double[3 * LONGEST + 2 * Kernels.SLACK];
            kernels().widen(bytes, 3, out, 2, n);
            kernels().widen(shorts, 3, out, 2 + n, n);
            kernels().widen(floats, 3, out, 2 + 2 * n, n);
            for (int i = 0; i < n; i++) {
                assertEquals(bytes[3 + i], out[2 + i]);
                assertEquals(shorts[3 + i], out[2 + n + i]);
                assertEquals(floats[3 + i], out[2 + 2 * n + i]);
            }
        }
    }

    @Test
    void sumsTakeExactlyTheirElements() {
        for (int n = 0; n <= 3 * LONGEST; n++) {
            double[] x = random(n + 3 + Kernels.SLACK, n);
            double[] y = random(n + 1 + Kernels.SLACK, n + 1);
            Arrays.fill(x, n + 3, x.length, Double.NaN);
            Arrays.fill(y, n + 1, y.length, Double.POSITIVE_INFINITY);
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal dot = BigDecimal.ZERO;
            for (int i = 0; i < n; i++) {
                sum = sum.add(new BigDecimal(x[3 + i]));
                dot = dot.add(new BigDecimal(x[3 + i]).multiply(new BigDecimal(y[1 + i])));
            }
            assertEquals(sum.doubleValue(), kernels().sum(x, 3, n), 1e-15 * (n + 1));
            assertEquals(dot.doubleValue(), kernels().dot(x, 3, y, 1, n), 1e-15 * (n + 1));
        }
    }

    @Test
    void columnsAreSummed() {
        for (int n = 0; n <= LONGEST; n++) {
            int k = n % 10;
            double[] x = random(k * 50 + 3 + Kernels.SLACK, n);
            double[] sums = random(k + 2, n + 1);
            double[] expected = sums.clone();
            for (int c = 0; c < k; c++) {
                expected[1 + c] += kernels().sum(x, 3 + c * 50, n);
            }
            kernels().sumColumns(x, 3, 50, k, n, sums, 1);
            assertSame("n = " + n, expected, sums);
        }
    }

    @Test
    void softplusesAreSummed() {
        for (int n : new int[] {0, 1, 7, 8, 24, 100, 512, 513, 1024, 1100}) {
            double[] x = random(n + 3 + Kernels.SLACK, n);
            double[] e = new double[n + 1 + Kernels.SLACK];
            double sum = 0;
            for (int i = 0; i < n; i++) {
                x[3 + i] *= 10;
                e[1 + i] = Math.exp(-Math.abs(x[3 + i]));
                sum += Math.max(x[3 + i], 0) + Math.log1p(e[1 + i]);
            }
            Arrays.fill(x, n + 3, x.length, Double.NaN);
            Arrays.fill(e, n + 1, e.length, Double.POSITIVE_INFINITY);
            assertEquals(sum, kernels().softplusSum(x, 3, e, 1, n), 1e-15 * (n + 1) * (1 + sum));
            assertEquals(
                    new PlainKernels().softplusSum(x, 3, e, 1, n), kernels().softplusSum(x, 3, e, 1, n));
        }
        double inf = Double.POSITIVE_INFINITY;
        double[] certain = {0, 0, 0, 0, 0, 0, 0, 0};
        assertEquals(inf, kernels().softplusSum(new double[] {1, inf, 1, 1, 1, 1, 1, 1}, 0, certain, 0, 8));
        assertEquals(7, kernels().softplusSum(new double[] {1, -inf, 1, 1, 1, 1, 1, 1}, 0, certain, 0, 8));
        double[] unknown = {0, Double.NaN, 0, 0, 0, 0, 0, 0};
        assertEquals(Double.NaN, kernels().softplusSum(new double[8], 0, unknown, 0, 8));
    }

    @Test
    void logisticFunctionsAndTheirSoftplusesComeTogether() {
        for (int n : new int[] {0, 1, 7, 8, 24, 100, 504, 512, 513, 1024, 1100}) {
            double[] x = random(n + 3 + Kernels.SLACK, n);
            int far = n == 504 || n == 1024 ? 800 : 700; // beyond 708 results are subnormal
            for (int i = 0; i < n; i++) {
                x[3 + i] *= i % 10 == 9 ? far : i % 10 == 8 ? -0.0 : 10;
            }
            Arrays.fill(x, n + 3, x.length, Double.NaN);
            double[] e = new double[n + 1 + Kernels.SLACK];
            double[] alone = new double[n + 1 + Kernels.SLACK];
            kernels().unary(UnaryOp.EXP_MINUS_ABS).apply(x, 3, e, 1, n);
            kernels().unary(UnaryOp.SIGMOID).apply(x, 3, alone, 1, n);
            double[] out = new double[n + 1 + Kernels.SLACK];
            assertEquals(kernels().softplusSum(x, 3, e, 1, n), kernels().logistic(x, 3, out, 1, n));
            assertSame("n = " + n, Arrays.copyOf(alone, n + 1), Arrays.copyOf(out, n + 1));
        }
        double[] out = new double[16];
        assertEquals(Double.NaN, kernels().logistic(new double[] {1, Double.NaN, 1, 1, 1, 1, 1, 1}, 0, out, 0, 8));
        assertEquals(Double.NaN, out[1]);
        double inf = Double.POSITIVE_INFINITY;
        assertEquals(inf, kernels().logistic(new double[] {1, inf, -inf, 1, 1, 1, 1, 1}, 0, out, 0, 8));
        assertEquals(1, out[1]);
        assertEquals(0, out[2]);
    }

    @Test
    void productsOfLongArraysAreThoseOfShortOnes() {
        int columns = 5;
        int stride = 256;
        double[] tile = random(columns * stride + Kernels.SLACK, 11);
        double[] far = new double[(1 << 16) + tile.length];
        int from = far.length - tile.length;
        System.arraycopy(tile, 0, far, from, tile.length);
        double[] b = random(2 * columns, 12);
        double[] start = {0.25, -0.5};
        for (int n : new int[] {1, 8, 100, 256}) {
            for (int q = 1; q <= 2; q++) {
                double[] near = new double[2 * stride];
                double[] out = new double[2 * stride];
                kernels()
                        .project(
                                tile,
                                0,
                                stride,
                                Kernels.STRIP,
                                columns,
                                b,
                                0,
                                columns,
                                1,
                                start,
                                0,
                                1,
                                near,
                                0,
                                stride,
                                q,
                                n);
                kernels()
                        .project(
                                far,
                                from,
                                stride,
                                Kernels.STRIP,
                                columns,
                                b,
                                0,
                                columns,
                                1,
                                start,
                                0,
                                1,
                                out,
                                0,
                                stride,
                                q,
                                n);
                assertSame(n + " rows, " + q + " draws", near, out);
                new PlainKernels()
                        .project(
                                far,
                                from,
                                stride,
                                Kernels.STRIP,
                                columns,
                                b,
                                0,
                                columns,
                                1,
                                start,
                                0,
                                1,
                                out,
                                0,
                                stride,
                                q,
                                n);
                assertSame(n + " rows, " + q + " draws", near, out);
            }
        }
    }

    @Test
    void planesAreReduced() {
        for (int planes = 0; planes <= 5; planes++) {
            for (int n = 1; n <= LONGEST; n++) {
                int stride = n + n % 3;
                double[] x = random(Math.max(planes, 1) * stride + 2 + Kernels.SLACK, planes * 100 + n);
                double[] out = new double[LONGEST + 2 * Kernels.SLACK];
                double[] logs = new double[LONGEST + 2 * Kernels.SLACK];
                kernels().sumPlanes(x, 2, stride, planes, out, 1, n);
                kernels().logSumExpPlanes(x, 2, stride, planes, logs, 1, n);
                for (int i = 0; i < n; i++) {
                    double sum = 0;
                    double exps = 0;
                    for (int p = 0; p < planes; p++) {
                        sum += x[2 + p * stride + i];
                        exps += Math.exp(x[2 + p * stride + i]);
                    }
                    assertEquals(sum, out[1 + i], 1e-15 * planes);
                    assertEquals(Math.log(exps), logs[1 + i], 1e-15 * (planes + 1));
                }
            }
        }
    }

    @Test
    void logSumExpTakesInfinities() {
        double inf = Double.POSITIVE_INFINITY;
        double nan = Double.NaN;
        double[][] planes = {
            {-inf, inf, nan, 1000, -1000, -inf, -inf, nan, 0},
            {-inf, 1, 1, 1000, -1000, 5, inf, inf, -800},
            {-inf, -inf, 0, -inf, -1000, -inf, 2, 0, -inf}
        };
        double[] expected = {-inf, inf, nan, 1000 + Math.log(2), -1000 + Math.log(3), 5, inf, nan, 0};
        int n = expected.length;
        double[] x = new double[3 * n + Kernels.SLACK];
        for (int p = 0; p < 3; p++) {
            System.arraycopy(planes[p], 0, x, p * n, n);
        }
        double[] out = new double[n + Kernels.SLACK];
        kernels().logSumExpPlanes(x, 0, n, 3, out, 0, n);
        for (int i = 0; i < n; i++) {
            assertEquals(expected[i], out[i], 2e-13);
        }
    }

    @Test
    void planesAreSummedUp() {
        int planes = 4;
        for (int n = 1; n <= LONGEST; n++) {
            // runs of a register: the next plane begins right behind, and is written later
            int stride = roundUp(n);
            double[] x = random(planes * stride + Kernels.SLACK, n);
            for (boolean reverse : new boolean[] {false, true}) {
                double[] out = new double[x.length];
                kernels().cumulativeSumPlanes(x, 0, stride, planes, reverse, out, 0, n);
                double[] inPlace = x.clone();
                kernels().cumulativeSumPlanes(inPlace, 0, stride, planes, reverse, inPlace, 0, n);
                for (int i = 0; i < n; i++) {
                    double sum = 0;
                    for (int p = 0; p < planes; p++) {
                        int at = (reverse ? planes - 1 - p : p) * stride + i;
                        sum += x[at];
                        assertEquals(sum, out[at]);
                        assertEquals(sum, inPlace[at]);
                    }
                }
            }
        }
    }

    @Test
    void tilesAreProjectedOnCoefficients() {
        SplittableRandom shapes = new SplittableRandom(8);
        for (int trial = 0; trial < 300; trial++) {
            int k = shapes.nextInt(1, 12);
            int q = shapes.nextInt(1, 12);
            int n = shapes.nextInt(1, 80);
            int xStride = n + shapes.nextInt(9);
            int oStride = n + shapes.nextInt(9);
            boolean byDraw = shapes.nextBoolean();
            int bq = byDraw ? k : 1;
            int bk = byDraw ? 1 : q;
            double[] x = random(k * xStride + 3 + Kernels.SLACK, trial);
            double[] b = random(q * k + 2, trial + 1);
            double[] out = random(q * oStride + 5 + Kernels.SLACK, trial + 2);
            double[] before = out.clone();
            Arrays.fill(x, 3 + (k - 1) * xStride + n, x.length, Double.NaN);
            int sStride = trial % 3;
            double[] start = random(2 + q * sStride, trial + 3);
            kernels().project(x, 3, xStride, Kernels.STRIP, k, b, 2, bq, bk, start, 1, sStride, out, 5, oStride, q, n);
            boolean[] written = new boolean[out.length];
            for (int d = 0; d < q; d++) {
                for (int t = 0; t < n; t++) {
                    int at = 5 + d * oStride + t;
                    BigDecimal sum = new BigDecimal(start[1 + d * sStride]);
                    for (int c = 0; c < k; c++) {
                        sum = sum.add(product(x[3 + c * xStride + t], b[2 + d * bq + c * bk]));
                    }
                    assertEquals(sum.doubleValue(), out[at], 1e-15 * (k + 1));
                    written[at] = true;
                }
            }
            for (int i = 0; i < out.length; i++) {
                assertTrue(written[i] || out[i] == before[i], "project wrote at " + i);
            }
        }
    }

    @Test
    void tilesAreReducedOverRows() {
        SplittableRandom shapes = new SplittableRandom(9);
        double[] scratch = new double[Kernels.REDUCE_SCRATCH];
        for (int trial = 0; trial < 300; trial++) {
            int k = shapes.nextInt(1, 12);
            int q = shapes.nextInt(1, 12);
            int rows = shapes.nextInt(1, 80);
            int xStride = roundUp(rows);
            boolean byDraw = shapes.nextBoolean();
            int aq = byDraw ? k : 1;
            int ak = byDraw ? 1 : q;
            double[] x = random(k * xStride + 3 + Kernels.SLACK, trial);
            double[] g = random(q * xStride + 1 + Kernels.SLACK, trial + 1);
            double[] acc = random(q * k + 4, trial + 2);
            for (int c = 0; c < k; c++) {
                Arrays.fill(x, 3 + c * xStride + rows, 3 + (c + 1) * xStride, Double.NaN);
            }
            double[] before = acc.clone();
            kernels().reduceRows(x, 3, xStride, Kernels.STRIP, k, g, 1, xStride, q, rows, acc, 2, aq, ak, scratch);
            boolean[] written = new boolean[acc.length];
            for (int d = 0; d < q; d++) {
                for (int c = 0; c < k; c++) {
                    int at = 2 + d * aq + c * ak;
                    BigDecimal sum = new BigDecimal(before[at]);
                    for (int t = 0; t < rows; t++) {
                        sum = sum.add(product(x[3 + c * xStride + t], g[1 + d * xStride + t]));
                    }
                    assertEquals(sum.doubleValue(), acc[at], 1e-15 * (rows + 1));
                    written[at] = true;
                }
            }
            for (int i = 0; i < acc.length; i++) {
                assertTrue(written[i] || acc[i] == before[i], "reduceRows wrote at " + i);
            }
        }
    }

    @Test
    void matricesAreMultiplied() {
        SplittableRandom shapes = new SplittableRandom(10);
        for (int trial = 0; trial < 400; trial++) {
            int m = shapes.nextInt(1, 20);
            int k = shapes.nextInt(1, 30);
            int n = shapes.nextInt(1, 40);
            boolean aTurned = shapes.nextBoolean();
            boolean bTurned = shapes.nextBoolean();
            int cRow = n + shapes.nextInt(3);
            double[] a = random(m * k + 1 + Kernels.SLACK, trial);
            double[] b = random(k * n + 2 + Kernels.SLACK, trial + 1);
            double[] c = random(m * cRow + 3 + Kernels.SLACK, trial + 2);
            double[] before = c.clone();
            int aRow = aTurned ? 1 : k;
            int aCol = aTurned ? m : 1;
            int bRow = bTurned ? 1 : n;
            int bCol = bTurned ? k : 1;
            kernels().matMul(m, k, n, a, 1, aRow, aCol, b, 2, bRow, bCol, c, 3, cRow);
            boolean[] written = new boolean[c.length];
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    BigDecimal sum = BigDecimal.ZERO;
                    for (int p = 0; p < k; p++) {
                        sum = sum.add(product(a[1 + i * aRow + p * aCol], b[2 + p * bRow + j * bCol]));
                    }
                    assertEquals(sum.doubleValue(), c[3 + i * cRow + j], 1e-15 * (k + 1));
                    written[3 + i * cRow + j] = true;
                }
            }
            for (int i = 0; i < c.length; i++) {
                assertTrue(written[i] || c[i] == before[i], "matMul wrote at " + i);
            }
        }
    }

    @Test
    void positiveDefiniteMatricesAreFactored() {
        for (int n = 1; n <= 70; n++) {
            double[] a = positiveDefinite(n, 2);
            double[] l = new double[n * n + 3 + Kernels.SLACK];
            Arrays.fill(l, 7);
            assertTrue(kernels().cholesky(n, a, 2, l, 3));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int p = 0; p < n; p++) {
                        sum += l[3 + i * n + p] * l[3 + j * n + p];
                    }
                    // only the lower triangle is read
                    double expected = a[2 + Math.max(i, j) * n + Math.min(i, j)];
                    assertEquals(expected, sum, 1e-13 * n);
                    assertTrue(j <= i || l[3 + i * n + j] == 0);
                }
            }
            double[] same = a.clone();
            assertTrue(kernels().cholesky(n, same, 2, same, 2));
            for (int i = 0; i < n * n; i++) {
                assertEquals(l[3 + i], same[2 + i]);
            }
        }
    }

    @Test
    void otherMatricesGiveNaN() {
        for (double pivot : new double[] {-1, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
            for (int n : new int[] {1, 3, 20}) {
                double[] a = positiveDefinite(n, 0);
                a[(n - 1) * n + n - 1] = pivot;
                double[] l = new double[n * n + Kernels.SLACK];
                assertFalse(kernels().cholesky(n, a, 0, l, 0));
                for (int i = 0; i < n * n; i++) {
                    assertEquals(Double.NaN, l[i]);
                }
                for (int i = n * n; i < l.length; i++) {
                    assertEquals(0, l[i]);
                }
            }
        }
    }

    /** Against the derivative forward: dL = L Φ(L⁻¹ dA L⁻ᵀ), Φ the lower triangle with half the diagonal. */
    @Test
    void theDerivativeOfTheFactorIsTransposed() {
        for (int n : new int[] {1, 2, 7, 15, 16, 17, 31, 40, 70}) {
            double[] l = new double[n * n + 1 + Kernels.SLACK];
            kernels().cholesky(n, positiveDefinite(n, 0), 0, l, 1);
            double[] g = random(n * n + 2 + Kernels.SLACK, n);
            double[] out = new double[n * n + 3 + Kernels.SLACK];
            Arrays.fill(out, 77);
            double[] scratch = new double[Kernels.choleskyScratch(n)];
            kernels().choleskyDerivative(n, l, 1, g, 2, out, 3, scratch);
            double[][] direction = new double[n][n];
            double[] random = random(n * n, n + 1);
            double actual = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    direction[i][j] = random[Math.max(i, j) * n + Math.min(i, j)];
                    actual += out[3 + i * n + j] * direction[i][j];
                    assertEquals(out[3 + i * n + j], out[3 + j * n + i]);
                }
            }
            double[][] change = changeOfFactor(n, l, 1, direction);
            double expected = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    expected += g[2 + i * n + j] * change[i][j];
                }
            }
            assertEquals(expected, actual, 1e-12 * n * n);
            double[] same = g.clone();
            kernels().choleskyDerivative(n, l, 1, same, 2, same, 2, scratch);
            for (int i = 0; i < out.length; i++) {
                if (i < 3 || i >= 3 + n * n) {
                    assertEquals(77, out[i]);
                } else {
                    assertEquals(out[i], same[i - 1]);
                }
            }
        }
    }

    /** Against the factor of the whole matrix, and A times the inverse. */
    @Test
    void trianglesAreHalvesOfMatrices() {
        for (int n : new int[] {1, 2, 7, 15, 16, 17, 31, 40, 70}) {
            double[] whole = new double[n * n + Kernels.SLACK];
            double[] a = positiveDefinite(n, 0);
            kernels().cholesky(n, a, 0, whole, 0);
            double[] triangle = new double[2 + n * (n + 1) / 2];
            for (int i = 0, at = 2; i < n; i++) {
                for (int j = i; j < n; j++) {
                    triangle[at++] = a[j * n + i];
                }
            }
            double[] l = new double[n * n + 1 + Kernels.SLACK];
            assertTrue(kernels().choleskyOfTriangle(n, triangle, 2, l, 1));
            for (int i = 0; i < n * n; i++) {
                assertEquals(whole[i], l[1 + i]);
            }
            int k = 1 + n % 3;
            double[] x = random(n * k + 2 + Kernels.SLACK, n);
            double[] out = new double[3 + n * (n + 1) / 2 + Kernels.SLACK];
            Arrays.fill(out, 77);
            double[] scratch = new double[Kernels.covarianceScratch(n)];
            kernels().covarianceAdjoint(n, k, 0.7, 1, l, 1, x, 2, out, 3, scratch);
            double[][] inverse = new double[n][n];
            for (int i = 0, at = 3; i < n; i++) {
                for (int j = i; j < n; j++, at++) {
                    double outer = 0;
                    for (int c = 0; c < k; c++) {
                        outer += 0.7 * x[2 + i * k + c] * x[2 + j * k + c];
                    }
                    inverse[i][j] = (i == j ? out[at] : out[at] / 2) - outer;
                    inverse[j][i] = inverse[i][j];
                }
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int p = 0; p < n; p++) {
                        sum += a[Math.max(i, p) * n + Math.min(i, p)] * inverse[p][j];
                    }
                    assertEquals(i == j ? 1 : 0, sum, 1e-11 * n);
                }
            }
            for (int i = 0; i < out.length; i++) {
                assertTrue((i >= 3 && i < 3 + n * (n + 1) / 2) || out[i] == 77);
            }
            kernels().covarianceAdjoint(n, k, 0.7, 0, l, 1, x, 2, out, 3, scratch);
            assertEquals(
                    0.7
                            * IntStream.range(0, k)
                                    .mapToDouble(c -> x[2 + c] * x[2 + c])
                                    .sum(),
                    out[3],
                    1e-12);
        }
    }

    private static double[][] changeOfFactor(int n, double[] l, int lo, double[][] direction) {
        double[][] inner = solvedOnTheLeft(n, l, lo, transposed(solvedOnTheLeft(n, l, lo, direction)));
        double[][] change = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = j; k <= i; k++) {
                    change[i][j] += l[lo + i * n + k] * inner[k][j] * (k == j ? 0.5 : 1);
                }
            }
        }
        return change;
    }

    private static double[][] solvedOnTheLeft(int n, double[] l, int lo, double[][] b) {
        double[][] x = new double[n][];
        for (int i = 0; i < n; i++) {
            x[i] = b[i].clone();
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < i; p++) {
                    x[i][j] -= l[lo + i * n + p] * x[p][j];
                }
                x[i][j] /= l[lo + i * n + i];
            }
        }
        return x;
    }

    private static double[][] transposed(double[][] x) {
        double[][] turned = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                turned[i][j] = x[j][i];
            }
        }
        return turned;
    }

    @Test
    void triangularSystemsAreSolved() {
        SplittableRandom shapes = new SplittableRandom(11);
        for (int trial = 0; trial < 150; trial++) {
            int n = shapes.nextInt(1, 40);
            int m = trial % 3 == 0 ? 1 : shapes.nextInt(1, 60);
            double[] l = new double[n * n + 1 + Kernels.SLACK];
            kernels().cholesky(n, positiveDefinite(n, 0), 0, l, 1);
            double[] b = random(n * m + 2 + Kernels.SLACK, trial);
            double[] x = new double[n * m + 3 + Kernels.SLACK];
            Arrays.fill(x, 77);
            kernels().solveLower(n, m, l, 1, b, 2, x, 3);
            double[] y = new double[n * m + 3 + Kernels.SLACK];
            Arrays.fill(y, 77);
            kernels().solveLowerTransposed(n, m, l, 1, b, 2, y, 3);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    double lx = 0;
                    double ly = 0;
                    for (int p = 0; p < n; p++) {
                        lx += l[1 + i * n + p] * x[3 + p * m + j];
                        ly += l[1 + p * n + i] * y[3 + p * m + j];
                    }
                    assertEquals(b[2 + i * m + j], lx, 1e-12 * n);
                    assertEquals(b[2 + i * m + j], ly, 1e-12 * n);
                }
            }
            for (int i = 0; i < x.length; i++) {
                if (i < 3 || i >= 3 + n * m) {
                    assertEquals(77, x[i]);
                    assertEquals(77, y[i]);
                }
            }
            double[] same = b.clone();
            kernels().solveLower(n, m, l, 1, same, 2, same, 2);
            double[] again = b.clone();
            kernels().solveLowerTransposed(n, m, l, 1, again, 2, again, 2);
            for (int i = 0; i < n * m; i++) {
                assertEquals(x[3 + i], same[2 + i]);
                assertEquals(y[3 + i], again[2 + i]);
            }
        }
    }

    @Test
    void elementsAreGatheredAndScattered() {
        double[] source = random(50, 12);
        SplittableRandom random = new SplittableRandom(13);
        for (int n = 1; n <= LONGEST; n++) {
            int[] index = random.ints(n + 2, 0, 40).toArray();
            double[] out = new double[n + 6];
            Arrays.fill(out, 77);
            kernels().gather(source, 4, index, 2, out, 3, n);
            double[] target = new double[50];
            kernels().scatterAdd(source, 1, index, 2, target, 6, n);
            double[] expected = new double[50];
            for (int i = 0; i < n; i++) {
                assertEquals(source[4 + index[2 + i]], out[3 + i]);
                expected[6 + index[2 + i]] += source[1 + i];
            }
            assertEquals(77, out[2]);
            assertEquals(77, out[3 + n]);
            assertSame("scatterAdd", expected, target);
        }
    }

    private static BigDecimal product(double x, double y) {
        return new BigDecimal(x).multiply(new BigDecimal(y));
    }

    private static int roundUp(int n) {
        return (n + Kernels.SLACK - 1) / Kernels.SLACK * Kernels.SLACK;
    }

    /** G·Gᵀ + 1 with a random G, row-major, from {@code at}; another matrix above the diagonal. */
    private static double[] positiveDefinite(int n, int at) {
        double[] g = random(n * n, 14 + n);
        double[] a = new double[n * n + at + Kernels.SLACK];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? 1 : 0;
                for (int p = 0; p < n; p++) {
                    sum += g[i * n + p] * g[j * n + p];
                }
                a[at + i * n + j] = sum;
                if (j < i) {
                    a[at + j * n + i] = -99;
                }
            }
        }
        return a;
    }

    public static double[] apply(UnaryKernel kernel, double[] x) {
        int n = x.length;
        double[] out = new double[n + Kernels.SLACK];
        kernel.apply(Arrays.copyOf(x, n + Kernels.SLACK), 0, out, 0, n);
        return Arrays.copyOf(out, n);
    }

    /** Uniform on (−1, 1). */
    public static double[] random(int n, long seed) {
        double[] x = new double[n];
        fillRandom(x, 0, n, seed);
        return x;
    }

    private static void fillRandom(double[] x, int from, int to, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = from; i < to; i++) {
            x[i] = random.nextDouble(-1, 1);
        }
    }

    public static void assertSame(String what, double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertSame(what, i, expected[i], actual[i]);
        }
    }

    /** Bit for bit the same, NaN being NaN. */
    private static void assertSame(String what, int i, double expected, double actual) {
        if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(actual)) {
            throw new AssertionError(what + " at " + i + ": " + actual + " instead of " + expected);
        }
    }
}
