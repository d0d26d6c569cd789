package dev.jensen.optim.newton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.optim.Ending;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.NonFiniteException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The test functions are those of Moré, Garbow and Hillstrom (1981), with the minima given there. */
class TrustRegionNewtonTest {
    /** Value and gradient; the Hessian by central differences of the gradient, exact to 1e-9 here. */
    private abstract static class Smooth implements TwiceDifferentiableFunction {
        private final int dimension;

        Smooth(int dimension) {
            this.dimension = dimension;
        }

        @Override
        public int dimension() {
            return dimension;
        }

        @Override
        public void hessianProduct(double[] x, double[] vector, double[] product) {
            double norm = 0;
            for (double v : vector) {
                norm = Math.max(norm, Math.abs(v));
            }
            double h = 1e-5 / norm;
            double[] there = x.clone();
            double[] up = new double[dimension];
            double[] down = new double[dimension];
            for (int i = 0; i < dimension; i++) {
                there[i] = x[i] + h * vector[i];
            }
            valueAndGradient(there, up);
            for (int i = 0; i < dimension; i++) {
                there[i] = x[i] - h * vector[i];
            }
            valueAndGradient(there, down);
            for (int i = 0; i < dimension; i++) {
                product[i] = (up[i] - down[i]) / (2 * h);
            }
        }
    }

    /** Extended Rosenbrock, problem 21. */
    private static final class Rosenbrock extends Smooth {
        Rosenbrock(int dimension) {
            super(dimension);
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double sum = 0;
            for (int i = 0; i < x.length; i += 2) {
                double a = 10 * (x[i + 1] - x[i] * x[i]);
                double b = 1 - x[i];
                sum += a * a + b * b;
                gradient[i] = -40 * a * x[i] - 2 * b;
                gradient[i + 1] = 20 * a;
            }
            return sum;
        }
    }

    @Test
    void rosenbrock() {
        for (int dimension : new int[] {2, 10, 100}) {
            double[] start = new double[dimension];
            double[] ones = new double[dimension];
            Arrays.fill(ones, 1);
            for (int i = 0; i < dimension; i++) {
                start[i] = i % 2 == 0 ? -1.2 : 1;
            }
            Minimum minimum =
                    TrustRegionNewton.minimise(new Rosenbrock(dimension)).from(start);
            assertEquals(Ending.CONVERGED, minimum.ending());
            assertArrayEquals(ones, minimum.point(), 1e-5);
            assertTrue(minimum.steps() < 60, minimum::toString);
        }
    }

    @Test
    void aQuadraticInOneStep() {
        Smooth quadratic = new Smooth(3) {
            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                double sum = 0;
                for (int i = 0; i < 3; i++) {
                    gradient[i] = (i + 1) * (x[i] - i);
                    sum += 0.5 * gradient[i] * (x[i] - i);
                }
                return sum;
            }
        };
        Minimum minimum = TrustRegionNewton.minimise(quadratic).radius(100).from(new double[] {0.1, 0.2, 0.3});
        assertArrayEquals(new double[] {0, 1, 2}, minimum.point(), 1e-5);
        assertTrue(minimum.steps() <= 5, minimum::toString);
    }

    @Test
    void leavesASaddle() {
        // f = x² + (y² − 1)² has a saddle at the origin and minima at (0, ±1)
        Smooth twoWells = new Smooth(2) {
            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                double b = x[1] * x[1] - 1;
                gradient[0] = 2 * x[0];
                gradient[1] = 4 * x[1] * b;
                return x[0] * x[0] + b * b;
            }
        };
        Minimum minimum = TrustRegionNewton.minimise(twoWells).from(new double[] {1, 1e-6});
        assertEquals(Ending.CONVERGED, minimum.ending());
        assertArrayEquals(new double[] {0, 1}, minimum.point(), 1e-5);
    }

    @Test
    void stepsBackFromTheEdgeOfTheDomain() {
        // −log x + x, whose Newton step from 3 leaves the domain: x = 1
        Smooth barrier = new Smooth(1) {
            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                gradient[0] = 1 - 1 / x[0];
                return x[0] > 0 ? x[0] - Math.log(x[0]) : Double.NaN;
            }
        };
        Minimum minimum = TrustRegionNewton.minimise(barrier).radius(100).from(new double[] {3});
        assertEquals(1, minimum.point()[0], 1e-5);
    }

    @Test
    void saysWhenTheGradientIsWrong() {
        Smooth wrong = new Smooth(1) {
            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                gradient[0] = -2 * x[0];
                return x[0] * x[0];
            }
        };
        assertEquals(
                Ending.STALLED,
                TrustRegionNewton.minimise(wrong).from(new double[] {1}).ending());
    }

    @Test
    void refusals() {
        TrustRegionNewton newton = TrustRegionNewton.minimise(new Rosenbrock(2));
        assertEquals("TrustRegionNewton radius must be finite and > 0: 0.0", refusal(() -> newton.radius(0)));
        assertEquals("TrustRegionNewton tolerance must be >= 0: NaN", refusal(() -> newton.tolerance(Double.NaN)));
        assertEquals(
                "start has 3 numbers, but the function has dimension 2", refusal(() -> newton.from(new double[3])));
        assertThrows(NonFiniteException.class, () -> newton.from(new double[] {Double.NaN, 1}));
    }

    private static String refusal(Runnable refused) {
        return assertThrows(IllegalArgumentException.class, refused::run).getMessage();
    }
}
