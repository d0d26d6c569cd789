package dev.jensen.optim.newton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.optim.Allocation;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.NonFiniteException;
import dev.jensen.optim.Run;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

/** The test functions are those of Moré, Garbow and Hillstrom (1981), with the minima given there. */
class LbfgsTest {
    private static DifferentiableFunction function(int dimension, ToDoubleBiFunction<double[], double[]> f) {
        return new DifferentiableFunction() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                Arrays.fill(gradient, 0);
                return f.applyAsDouble(x, gradient);
            }
        };
    }

    /** Extended Rosenbrock, problem 21. */
    private static DifferentiableFunction rosenbrock(int dimension) {
        return function(dimension, (x, gradient) -> {
            double sum = 0;
            for (int i = 0; i < dimension; i += 2) {
                double a = 10 * (x[i + 1] - x[i] * x[i]);
                double b = 1 - x[i];
                sum += a * a + b * b;
                gradient[i] = -40 * a * x[i] - 2 * b;
                gradient[i + 1] = 20 * a;
            }
            return sum;
        });
    }

    @Test
    void rosenbrock() {
        for (int dimension : new int[] {2, 10, 1000}) {
            double[] start = new double[dimension];
            for (int i = 0; i < dimension; i++) {
                start[i] = i % 2 == 0 ? -1.2 : 1;
            }
            Minimum minimum = Lbfgs.minimise(rosenbrock(dimension), start);
            assertEquals(Ending.CONVERGED, minimum.ending());
            double[] ones = new double[dimension];
            Arrays.fill(ones, 1);
            assertArrayEquals(ones, minimum.point(), 1e-4);
            assertTrue(minimum.steps() < 100, () -> minimum.toString());
        }
    }

    @Test
    void needsAboutAsManyStepsAsScipy() {
        // scipy 1.x L-BFGS-B, memory 10, on chained Rosenbrock from (−1.2, 1, …): 531 steps, 621 evaluations.
        AtomicLong evaluations = new AtomicLong();
        double[] start = new double[100];
        for (int i = 0; i < 100; i++) {
            start[i] = i % 2 == 0 ? -1.2 : 1;
        }
        Minimum minimum = Lbfgs.minimise(
                function(100, (x, gradient) -> {
                    evaluations.incrementAndGet();
                    double sum = 0;
                    for (int i = 0; i < 99; i++) {
                        double a = x[i + 1] - x[i] * x[i];
                        double b = 1 - x[i];
                        sum += 100 * a * a + b * b;
                        gradient[i] += -400 * a * x[i] - 2 * b;
                        gradient[i + 1] += 200 * a;
                    }
                    return sum;
                }),
                start);
        assertEquals(Ending.CONVERGED, minimum.ending());
        assertEquals(0, minimum.value(), 1e-8);
        assertTrue(minimum.steps() < 600, () -> minimum.toString());
        assertTrue(evaluations.get() < 700, () -> evaluations + " evaluations");
    }

    @Test
    void powellBadlyScaled() {
        // Problem 3: f₁ = 10⁴ x₁ x₂ − 1, f₂ = e^−x₁ + e^−x₂ − 1.0001; minimum 0 at (1.098…e-5, 9.106…).
        Minimum minimum = Lbfgs.minimise(function(2, (x, gradient) -> {
                    double a = 1e4 * x[0] * x[1] - 1;
                    double b = Math.exp(-x[0]) + Math.exp(-x[1]) - 1.0001;
                    gradient[0] = 2 * a * 1e4 * x[1] - 2 * b * Math.exp(-x[0]);
                    gradient[1] = 2 * a * 1e4 * x[0] - 2 * b * Math.exp(-x[1]);
                    return a * a + b * b;
                }))
                .tolerance(1e-16)
                .from(new double[] {0, 1});
        assertEquals(Ending.CONVERGED, minimum.ending());
        assertArrayEquals(new double[] {1.098e-5, 9.106}, minimum.point(), 1e-3);
    }

    @Test
    void beale() {
        // Problem 5: minimum 0 at (3, 0.5).
        double[] y = {1.5, 2.25, 2.625};
        Minimum minimum = Lbfgs.minimise(
                function(2, (x, gradient) -> {
                    double sum = 0;
                    for (int i = 0; i < 3; i++) {
                        double power = Math.pow(x[1], i + 1);
                        double r = y[i] - x[0] * (1 - power);
                        sum += r * r;
                        gradient[0] -= 2 * r * (1 - power);
                        gradient[1] += 2 * r * x[0] * (i + 1) * Math.pow(x[1], i);
                    }
                    return sum;
                }),
                new double[] {1, 1});
        assertEquals(Ending.CONVERGED, minimum.ending());
        assertArrayEquals(new double[] {3, 0.5}, minimum.point(), 1e-4);
    }

    @Test
    void staysInsideADomain() {
        // x − log x, not finite for x ≤ 0; the first steps would jump there.
        Minimum minimum = Lbfgs.minimise(
                function(1, (x, gradient) -> {
                    gradient[0] = 1 - 1 / x[0];
                    return x[0] - Math.log(x[0]);
                }),
                new double[] {1e-3});
        assertEquals(Ending.CONVERGED, minimum.ending());
        assertEquals(1, minimum.point()[0], 1e-4);
    }

    @Test
    void convergesToTheLastDigitsOfALargeValue() {
        // A constant of 1e6 leaves the value 1e-10 of precision: no line search may fail over that.
        Minimum minimum = Lbfgs.minimise(function(3, (x, gradient) -> {
                    double sum = 1e6;
                    for (int i = 0; i < 3; i++) {
                        double c = Math.pow(10, 2 * i);
                        sum += c * Math.cosh(x[i] - i);
                        gradient[i] = c * Math.sinh(x[i] - i);
                    }
                    return sum;
                }))
                .tolerance(1e-18)
                .from(new double[] {3, -2, 5});
        assertEquals(Ending.CONVERGED, minimum.ending());
        assertArrayEquals(new double[] {0, 1, 2}, minimum.point(), 1e-4);
    }

    @Test
    void manyRandomQuadraticsOfAllConditions() {
        java.util.SplittableRandom random = new java.util.SplittableRandom(11);
        for (int trial = 0; trial < 50; trial++) {
            int dimension = 1 + random.nextInt(30);
            double[] curvature = new double[dimension];
            double[] centre = new double[dimension];
            for (int i = 0; i < dimension; i++) {
                curvature[i] = Math.pow(10, 6 * random.nextDouble() - 3);
                centre[i] = 20 * random.nextDouble() - 10;
            }
            Minimum minimum = Lbfgs.minimise(function(dimension, (x, gradient) -> {
                        double sum = 0;
                        for (int i = 0; i < dimension; i++) {
                            double distance = x[i] - centre[i];
                            sum += 0.5 * curvature[i] * distance * distance;
                            gradient[i] = curvature[i] * distance;
                        }
                        return sum;
                    }))
                    .tolerance(1e-14)
                    .from(new double[dimension]);
            assertEquals(Ending.CONVERGED, minimum.ending());
            assertEquals(0, minimum.value(), 1e-6, "trial " + trial + ", " + minimum);
        }
    }

    @Test
    void aWrongGradientStallsInsteadOfRunningOn() {
        Minimum minimum = Lbfgs.minimise(
                function(2, (x, gradient) -> {
                    gradient[0] = -2 * (x[0] - 3); // the sign is wrong
                    gradient[1] = -2 * x[1];
                    return (x[0] - 3) * (x[0] - 3) + x[1] * x[1];
                }),
                new double[] {0, 1});
        assertEquals(Ending.STALLED, minimum.ending());
        assertArrayEquals(new double[] {0, 1}, minimum.point());
    }

    @Test
    void atAMinimumItStays() {
        Minimum minimum = Lbfgs.minimise(rosenbrock(2), new double[] {1, 1});
        assertEquals(Ending.CONVERGED, minimum.ending());
        assertArrayEquals(new double[] {1, 1}, minimum.point());
    }

    @Test
    void runsInTheLoopOfAll() {
        AtomicLong seen = new AtomicLong();
        Minimum minimum = Lbfgs.minimise(rosenbrock(10))
                .loop(Loop.endless().maximumSteps(5).listen(progress -> seen.incrementAndGet()))
                .from(new double[10]);
        assertEquals(Ending.STEP_LIMIT, minimum.ending());
        assertEquals(5, seen.get());
    }

    @Test
    void aStepAllocatesNothing() {
        double[] start = new double[100];
        Run run = Lbfgs.minimise(rosenbrock(100)).tolerance(0).start(start);
        long bytes = Allocation.bytes(() -> {
            for (int step = 0; step < 8; step++) {
                run.advance();
            }
        });
        assertTrue(bytes < 200, () -> bytes + " bytes in 8 steps");
    }

    @Test
    void refusesAStartThatIsNotFiniteThere() {
        NonFiniteException e = assertThrows(
                NonFiniteException.class,
                () -> Lbfgs.minimise(function(1, (x, gradient) -> Math.log(x[0])), new double[] {-1}));
        assertEquals(
                "the start: the value is NaN; begin where the objective and its gradient are finite", e.getMessage());
        assertEquals(
                "start has 3 numbers, but the function has dimension 2",
                assertThrows(IllegalArgumentException.class, () -> Lbfgs.minimise(rosenbrock(2), new double[3]))
                        .getMessage());
        assertEquals(
                "Lbfgs memory must be >= 1: 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Lbfgs.minimise(rosenbrock(2)).memory(0))
                        .getMessage());
    }
}
