package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import dev.jensen.core.expr.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MultivariateNormalTest extends LawContract {
    @Override
    String golden() {
        return "multivariate-normal";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return MultivariateNormal.of(parameters.get(0), parameters.get(1));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(
                new double[][] {{1, -2}, {2, 0, 0.5, 0.25}},
                new double[][] {{0, 0, 1}, {1, 0, 0, -0.5, 2, 0, 0.3, 0.7, 0.5}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of(
                "MultivariateNormal factor[1,1] must be > 0: -0.5",
                        () -> MultivariateNormal.of(new double[2], new double[][] {{1, 0}, {1, -0.5}}),
                "MultivariateNormal mean must be a vector of length 2, as the factor is [2, 2], not [3]: \"mu\" [3]",
                        () -> MultivariateNormal.of(Expr.variable("mu", 3), Expr.variable("L", 2, 2)));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of();
    }

    @Override
    int[] inner(int parameter, int length) {
        int size = (int) Math.round(Math.sqrt(length));
        return parameter == 0 ? new int[] {length} : new int[] {size, size};
    }

    @Test
    void hasTheSameDensityOnEveryRow() {
        double[][] points = {{0, 0}, {1, -2}, {3, 0.5}};
        MultivariateNormal law = MultivariateNormal.of(new double[] {1, -2}, new double[][] {{2, 0}, {0.5, 0.25}});
        Expr rows = Expr.columns(Plate.of("row", 3), "y", points);
        double[] logs = ReferenceEvaluator.evaluate(law.logDensityInside(rows), Map.of());
        for (int i = 0; i < 3; i++) {
            Expr one = law.logDensity(Expr.constant(points[i]));
            assertEquals(ReferenceEvaluator.number(one, Map.of()), logs[i], 1e-12);
        }
    }

    /** The law of each row alone is held to scipy by the contract. */
    @Test
    void hasACovarianceOfItsOwnOnEveryRow() {
        Plate plate = Plate.of("row", 3);
        double[][] points = {{0, 0}, {1, -2}, {3, 0.5}};
        double[][] means = {{1, 0}, {-1, 2}, {0, 0.25}};
        double[][] factors = {{2, 0, 0.5, 0.25}, {1, 0, -3, 4}, {0.1, 0, 0, 7}};
        Expr factor = Expr.columns(plate, "L", factors).reshape(2, 2);
        MultivariateNormal law = MultivariateNormal.of(Expr.columns(plate, "mu", means), factor);
        Expr log = law.logDensity(Expr.columns(plate, "y", points));
        double[] logs = ReferenceEvaluator.evaluate(log, Map.of());
        double[] entropies = ReferenceEvaluator.evaluate(law.entropy(), Map.of());
        for (int i = 0; i < 3; i++) {
            double[] l = factors[i];
            MultivariateNormal alone = MultivariateNormal.of(means[i], new double[][] {{l[0], l[1]}, {l[2], l[3]}});
            Expr one = alone.logDensity(Expr.constant(points[i]));
            assertEquals(ReferenceEvaluator.number(one, Map.of()), logs[i], 1e-11);
            assertEquals(ReferenceEvaluator.number(alone.entropy(), Map.of()), entropies[i], 1e-12);
        }
        assertEquals(Shape.rows(plate, 2), law.drawShape());
    }

    @Test
    void namesTheRowOfABadFactor() {
        Expr factor = Expr.columns(Plate.of("row", 2), "L", new double[][] {{1, 0, 0, 1}, {1, 0, 0, -2}});
        var error = assertThrows(
                IllegalArgumentException.class, () -> MultivariateNormal.of(new double[2], factor.reshape(2, 2)));
        assertEquals("MultivariateNormal factor[1,1], row 1, must be > 0: -2.0", error.getMessage());
    }

    /** Its lower triangle would be read as a factor, without a word. */
    @Test
    void refusesACovarianceInTheFactorsPlace() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> MultivariateNormal.of(new double[2], new double[][] {{2, 0.5}, {0.5, 1}}));
        assertEquals(
                "MultivariateNormal factor is a symmetric matrix, such as a covariance, for [1,0] and [0,1] are 0.5,"
                        + " but a lower Cholesky factor is asked for: take that of the matrix, matrix.choleskyFactor()",
                error.getMessage());
        assertEquals(
                2,
                MultivariateNormal.of(new double[2], new double[][] {{2, 0}, {0, 1}})
                        .drawShape()
                        .size());
    }

    @Test
    void takesOneNumberForAllMeans() {
        Expr factor = Expr.constant(new double[][] {{2, 0}, {0.5, 0.25}});
        Expr log = MultivariateNormal.of(3, factor).logDensity(Expr.constant(new double[] {3, 3}));
        assertEquals(-Math.log(2 * Math.PI) - Math.log(0.5), ReferenceEvaluator.number(log, Map.of()), 1e-15);
    }
}
