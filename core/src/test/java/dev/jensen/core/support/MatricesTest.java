package dev.jensen.core.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Supports of matrices. */
class MatricesTest {

    private abstract static class OfMatrices extends SupportContract {
        @Override
        int[] inner() {
            return new int[] {3, 3};
        }
    }

    @Nested
    class OfCovarianceCholesky extends OfMatrices {
        @Override
        ContinuousSupport support() {
            return new CovarianceCholesky();
        }

        @Override
        int[] coordinates() {
            return new int[] {0, 3, 4, 6, 7, 8};
        }

        @Override
        Map<String, double[]> outside() {
            return Map.of(
                    "row 1, must have a diagonal > 0, element [1,1] is -1.0", new double[] {1, 0, 0, 2, -1, 0, 3, 4, 5},
                    "row 1, must be 0 above the diagonal, element [0,2] is 0.5",
                            new double[] {1, 0, 0.5, 2, 1, 0, 3, 4, 5});
        }
    }

    @Nested
    class OfCovarianceMatrix extends OfMatrices {
        @Override
        ContinuousSupport support() {
            return new CovarianceMatrix();
        }

        @Override
        int[] coordinates() {
            return new int[] {0, 3, 4, 6, 7, 8};
        }

        /** Rounding in Σ is lost by its factor. */
        @Override
        double reach() {
            return 2;
        }

        /** exp(2 · 300) is an element of Σ. */
        @Override
        double far() {
            return 300;
        }

        @Override
        Map<String, double[]> outside() {
            return Map.of(
                    "must be symmetric, but [1,0] is 0.5 and [0,1] is 0.25",
                    new double[] {1, 0.25, 0, 0.5, 1, 0, 0, 0, 1},
                    "must be positive definite: its smallest pivot is -3.0, in row 1, and a jitter of up to 1 % of the mean"
                            + " diagonal does not mend it",
                    new double[] {1, 2, 0, 2, 1, 0, 0, 0, 1},
                    "must be positive definite: its smallest pivot is 0.0, in row 1; a jitter of 1.0e-12 on the"
                            + " diagonal makes it so",
                    new double[] {1, 1, 0, 1, 1, 0, 0, 0, 1});
        }
    }

    @Nested
    class OfCorrelationCholesky extends OfMatrices {
        @Override
        ContinuousSupport support() {
            return new CorrelationCholesky();
        }

        @Override
        int[] coordinates() {
            return new int[] {3, 6, 7};
        }

        @Override
        Map<String, double[]> outside() {
            return Map.of(
                    "row 1, must have rows whose squares sum to 1, row [1] has 1.25",
                            new double[] {1, 0, 0, 0.5, 1, 0, 0, 0, 1},
                    "row 1, must have a diagonal > 0, element [2,2] is 0.0", new double[] {1, 0, 0, 0, 1, 0, 0, 1, 0});
        }

        @Test
        void makesRowsOfLengthOneFarOut() {
            Expr x = support().constrain(Expr.constant(new double[] {30, -300, 1e-9}));
            Expr rows = x.square().sum(1).minus(1).abs().sum();
            assertEquals(0, ReferenceEvaluator.number(rows, Map.of()), 1e-15);
            assertEquals( // 1/cosh 30, which 1 − tanh² 30 would round to 0
                    2 * Math.exp(-30), ReferenceEvaluator.number(x.at(1, 1), Map.of()), 1e-25);
        }
    }

    @Nested
    class OfCorrelationMatrix extends OfMatrices {
        @Override
        ContinuousSupport support() {
            return new CorrelationMatrix();
        }

        @Override
        int[] coordinates() {
            return new int[] {3, 6, 7};
        }

        @Override
        double reach() {
            return 2;
        }

        @Override
        Map<String, double[]> outside() {
            return Map.of(
                    "must have a diagonal of 1, element [1,1] is 2.0", new double[] {1, 0, 0, 0, 2, 0, 0, 0, 1},
                    "must be positive definite: its smallest pivot is -3.26",
                            new double[] {1, 0.9, 0, 0.9, 1, 0.9, 0, 0.9, 1});
        }
    }

    @Test
    void refusesWhatIsNotSquare() {
        assertMessage(
                "a covariance matrix is a square matrix in the last two axes, not [3]",
                () -> new CovarianceMatrix().unconstrained(3));
        assertMessage(
                "a Cholesky factor of a correlation matrix is a square matrix in the last two axes, not [2, 3]",
                () -> new CorrelationCholesky().unconstrained(2, 3));
        assertMessage(
                "a Cholesky factor of a correlation matrix is made of K(K - 1)/2 numbers, not of 4",
                () -> new CorrelationCholesky().constrain(Expr.variable("u", 4)));
    }

    @Test
    void checksCountsAgainstTheirTotals() {
        Plate plate = Plate.of("row", 2);
        CountVector support = new CountVector(Expr.column(plate, "n", new double[] {3, 5}));
        support.check("y", Expr.columns(plate, "y", new double[][] {{1, 2, 0}, {0, 0, 5}}));
        Expr bad = Expr.columns(plate, "y", new double[][] {{1, 2, 0}, {0, 1, 5}});
        assertMessage("y, row 1, must sum to the number of trials, 5: 6", () -> support.check("y", bad));
        assertMessage(
                "y, row 0, element 1 must be a whole number >= 0: 2.5",
                () -> support.check("y", Expr.columns(plate, "y", new double[][] {{1, 2.5, 0}, {0, 0, 5}})));
        assertEquals(1, ReferenceEvaluator.evaluate(support.outside(bad), Map.of())[1]);
        assertEquals(0, ReferenceEvaluator.evaluate(support.outside(bad), Map.of())[0]);
    }

    private static void assertMessage(String message, Executable executable) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
