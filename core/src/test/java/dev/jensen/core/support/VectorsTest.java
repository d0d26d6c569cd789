package dev.jensen.core.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Supports of vectors, and bounds that are data or unknowns. */
class VectorsTest {
    private static final double NAN = Double.NaN;

    @Nested
    class OfPositiveOrdered extends SupportContract {
        @Override
        ContinuousSupport support() {
            return new PositiveOrdered();
        }

        /** A step of exp(−5) after one of exp(5) has lost four digits. */
        @Override
        double reach() {
            return 3;
        }

        @Override
        Map<String, double[]> outside() {
            return Map.of(
                    "element 2 must be above the element before it, 2: 1.5",
                    new double[] {1, 2, 1.5, 4},
                    "element 0 must be > 0: -1",
                    new double[] {-1, 2, 3, 4});
        }

        @Test
        void mayBeOneNumber() {
            Expr u = Expr.constant(new double[] {0.5});
            assertEquals(
                    Math.exp(0.5),
                    ReferenceEvaluator.number(support().constrain(u).sum(), Map.of()),
                    1e-15);
        }
    }

    @Nested
    class OfSumToZero extends SupportContract {
        @Override
        ContinuousSupport support() {
            return new SumToZero();
        }

        @Override
        Map<String, double[]> outside() {
            return Map.of("row 1, must sum to 0: 0.5", new double[] {1, -2, 1, 0.5});
        }

        /** In the hyperplane: √det JᵀJ. */
        @Override
        double logVolume(double[][] jacobian, double[] u) {
            RealMatrix j = new Array2DRowRealMatrix(jacobian);
            return 0.5 * Math.log(new LUDecomposition(j.transpose().multiply(j)).getDeterminant());
        }

        /** Against contrasts written as a matrix, column by column: (1, …, 1, −i, 0, …)/√(i(i + 1)). */
        @Test
        void isMadeOfHelmertContrasts() {
            double[] u = {0.5, -1.5, 2};
            double[] expected = new double[4];
            for (int i = 1; i <= 3; i++) {
                for (int k = 0; k < i; k++) {
                    expected[k] += u[i - 1] / Math.sqrt(i * (i + 1));
                }
                expected[i] -= i * u[i - 1] / Math.sqrt(i * (i + 1));
            }
            double[] x = ReferenceEvaluator.evaluate(support().constrain(Expr.constant(u)), Map.of());
            assertArrayEquals(expected, x, 1e-15);
            assertEquals(0, Arrays.stream(x).sum(), 1e-15);
        }
    }

    @Nested
    class OfUnitVector extends SupportContract {
        @Override
        ContinuousSupport support() {
            return new UnitVector();
        }

        @Override
        boolean isOneToOne() {
            return false;
        }

        @Override
        Map<String, double[]> outside() {
            return Map.of(
                    "row 1, must have length 1, the root of its squares' sum: 2.0", new double[] {1, 1, 1, 1},
                    "row 1, element 1 must be finite: NaN", new double[] {1, NAN, 0, 0});
        }

        /** Of the map onto the sphere, whose kernel is the radius, and the density of the radius beside it. */
        @Override
        double logVolume(double[][] jacobian, double[] u) {
            double[] singular = new SingularValueDecomposition(new Array2DRowRealMatrix(jacobian)).getSingularValues();
            double log = Math.log(singular[0] * singular[1] * singular[2]);
            double squares = Arrays.stream(u).map(v -> (v + 0.5) * (v + 0.5)).sum();
            double chi = 1.5 * Math.log(squares) - squares / 2 - Math.log(2) - LogGamma.value(2);
            return log + chi;
        }

        @Override
        void namesTheRowOfBadData() {
            UnitVector support = new UnitVector();
            support.check("y", Expr.constant(new double[] {0.6, 0, -0.8, 0}));
            outside().forEach((message, bad) -> {
                String text = assertThrows(
                                IllegalArgumentException.class,
                                () -> support.check("y", Expr.columns(Plate.of("row", 2), "y", new double[][] {
                                    {0, 1, 0, 0}, bad
                                })))
                        .getMessage();
                assertEquals("y, " + message, text);
            });
        }
    }

    @Nested
    class OfLowerBoundsThatAreUnknown extends SupportContract {
        private final ContinuousSupport support =
                LowerBounded.of(Expr.variable("a", 4).exp());

        @Override
        ContinuousSupport support() {
            return support;
        }

        @Override
        Map<String, double[]> unknownBounds() {
            return Map.of("a", new double[] {0, 1, -1, 0.5});
        }

        @Override
        Map<String, double[]> outside() {
            return Map.of();
        }
    }

    @Nested
    class OfUpperBoundsThatAreUnknown extends SupportContract {
        private final ContinuousSupport support =
                UpperBounded.of(Expr.variable("a").square());

        @Override
        ContinuousSupport support() {
            return support;
        }

        @Override
        Map<String, double[]> unknownBounds() {
            return Map.of("a", new double[] {1.5});
        }

        @Override
        Map<String, double[]> outside() {
            return Map.of();
        }
    }

    @Nested
    class OfAnIntervalBetweenUnknowns extends SupportContract {
        private final Expr a = Expr.variable("a");
        private final ContinuousSupport support =
                Interval.of(a, a.plus(Expr.variable("width").exp()));

        @Override
        ContinuousSupport support() {
            return support;
        }

        @Override
        Map<String, double[]> unknownBounds() {
            return Map.of("a", new double[] {-2}, "width", new double[] {0.5});
        }

        @Override
        Map<String, double[]> outside() {
            return Map.of();
        }
    }

    @Nested
    class OfAnIntervalOfData extends SupportContract {
        @Override
        ContinuousSupport support() {
            return Interval.of(Expr.constant(new double[] {-1, 0, 1, -9}), Expr.constant(new double[] {1, 3, 2, 1e3}));
        }

        @Override
        Map<String, double[]> outside() {
            return Map.of("element 2 must be between 1 and 2: 2.5", new double[] {0, 1, 2.5, 9});
        }
    }
}
