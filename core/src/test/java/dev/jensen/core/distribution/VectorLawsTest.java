package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.math3.linear.MatrixUtils;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Laws of vectors: counts of several outcomes, Student's t, normal numbers of a precision or that sum to 0, directions. */
class VectorLawsTest {
    private static final double NAN = Double.NaN;

    private static int[] vectorOrMatrix(int parameter, int firstMatrix, int length) {
        int size = (int) Math.round(Math.sqrt(length));
        return parameter < firstMatrix ? new int[] {length} : new int[] {size, size};
    }

    private abstract static class OfCounts extends LawContract {
        @Override
        int[] inner(int parameter, int length) {
            return parameter == 0 ? new int[0] : new int[] {length};
        }

        /** log n! and its kin. */
        @Override
        double conditioning(double[][] parameters, double[] x) {
            double n = parameters[0][0]
                    + Arrays.stream(parameters[1]).map(Math::abs).sum();
            return 4 * (n + 1) * Math.log(n + 2);
        }

        @Override
        boolean gradientBy(int parameter) {
            return parameter > 0; // trials are whole numbers
        }
    }

    @Nested
    class OfMultinomial extends OfCounts {
        @Override
        String golden() {
            return "multinomial";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Multinomial.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{6}, {0.25, 0.25, 0.5}}, new double[][] {{100}, {0.1, 0.2, 0.3, 0.4}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "Multinomial trials must be a whole number >= 0: 2.5",
                    () -> Multinomial.of(2.5, 0.5, 0.5),
                    "Multinomial probabilities must sum to 1: 0.75",
                    () -> Multinomial.of(2, 0.5, 0.25),
                    "Multinomial probabilities[1] must be >= 0: NaN",
                    () -> Multinomial.of(2, 0.5, NAN),
                    "Multinomial probabilities must be a vector with one element for each outcome, not a number: 0.5 scalar",
                    () -> Multinomial.of(2, Expr.constant(0.5)),
                    "Multinomial: the parameters' shapes do not fit together: trials is [2], probabilities is [3, 2],"
                            + " whose last axis are the outcomes",
                    () -> Multinomial.of(Expr.variable("n", 2), Expr.variable("p", 3, 2)));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "Multinomial data \"y\", row 1, must sum to the number of trials, 6: 7",
                    new double[] {1, 2, 3, 1, 3, 3},
                    "Multinomial data \"y\", row 0, element 1 must be a whole number >= 0: -2",
                    new double[] {5, -2, 3});
        }
    }

    @Nested
    class OfMultinomialLogits extends OfCounts {
        @Override
        String golden() {
            return "multinomial-logits";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Multinomial.ofLogits(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{6}, {0, 0.5, -1}}, new double[][] {{100}, {0.1, 0.2, -3, 0.4}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("MultinomialLogits logits[0] must be finite: NaN", () -> Multinomial.ofLogits(2, NAN, 0));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "MultinomialLogits data \"y\", row 1, must sum to the number of trials, 6: 7",
                    new double[] {1, 2, 3, 1, 3, 3});
        }
    }

    @Nested
    class OfDirichletMultinomial extends OfCounts {
        @Override
        String golden() {
            return "dirichlet-multinomial";
        }

        @Override
        Distribution law(List<Expr> p) {
            return DirichletMultinomial.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{6}, {1, 2, 3}}, new double[][] {{50}, {0.5, 4}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "DirichletMultinomial concentration[1] must be > 0: 0.0",
                    () -> DirichletMultinomial.of(2, 1, 0),
                    "DirichletMultinomial trials must be a whole number >= 0: -1.0",
                    () -> DirichletMultinomial.of(-1, 1, 1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "DirichletMultinomial data \"y\", row 1, must sum to the number of trials, 6: 7",
                    new double[] {1, 2, 3, 1, 3, 3});
        }
    }

    @Nested
    class OfMultivariateStudentT extends LawContract {
        @Override
        String golden() {
            return "multivariate-student-t";
        }

        @Override
        Distribution law(List<Expr> p) {
            return MultivariateStudentT.of(p.get(0), p.get(1), p.get(2));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(
                    new double[][] {{5}, {1, -2}, {2, 0, 0.5, 0.25}},
                    new double[][] {{12}, {0, 0, 1}, {1, 0, 0, -0.5, 2, 0, 0.3, 0.7, 0.5}});
        }

        @Override
        int[] inner(int parameter, int length) {
            return parameter == 0 ? new int[0] : vectorOrMatrix(parameter, 2, length);
        }

        /** log Γ of degrees of freedom that are not known; at 10⁶ of them it cancels. */
        @Override
        double conditioning(double[][] parameters, double[] x) {
            double nu = parameters[0][0];
            return 1 + nu * Math.log(nu + 2);
        }

        @Override
        double entropyConditioning(double[][] parameters) {
            double nu = parameters[0][0];
            return 1 + nu * Math.log(nu + 2);
        }

        @Override
        boolean lightTailed() {
            return false;
        }

        @Override
        Map<String, Executable> bad() {
            double[][] factor = {{1, 0}, {1, 2}};
            return Map.of(
                    "MultivariateStudentT degrees of freedom must be > 0: 0.0",
                    () -> MultivariateStudentT.of(0, new double[2], factor),
                    "MultivariateStudentT location[0] must be finite: NaN",
                    () -> MultivariateStudentT.of(3, new double[] {NAN, 0}, factor),
                    "MultivariateStudentT location must be a vector of length 2, as the factor is [2, 2], not [3]: a"
                            + " constant [3]",
                    () -> MultivariateStudentT.of(3, new double[3], factor),
                    "MultivariateStudentT factor[1,1] must be > 0: -2.0",
                    () -> MultivariateStudentT.of(3, new double[2], new double[][] {{1, 0}, {1, -2}}),
                    "MultivariateStudentT degrees of freedom must be one number, or one for each row, not [2]: \"nu\" [2]",
                    () -> MultivariateStudentT.of(
                            Expr.variable("nu", 2), Expr.constant(new double[2]), Expr.constant(factor)));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of();
        }
    }

    @Nested
    class OfMultivariateNormalPrecision extends LawContract {
        @Override
        String golden() {
            return "multivariate-normal-precision";
        }

        @Override
        Distribution law(List<Expr> p) {
            return MultivariateNormal.precisionCholesky(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(
                    new double[][] {{1, -2}, {2, 0, 0.5, 0.25}},
                    new double[][] {{0, 0, 1}, {1, 0, 0, -0.5, 2, 0, 0.3, 0.7, 0.5}});
        }

        @Override
        int[] inner(int parameter, int length) {
            return vectorOrMatrix(parameter, 1, length);
        }

        @Override
        Map<String, Executable> bad() {
            double[][] indefinite = {{1, 2}, {2, 1}};
            return Map.of(
                    "MultivariateNormal precision must be positive definite: its smallest pivot is -3.0, in row 1, and a"
                            + " jitter of up to 1 % of the mean diagonal does not mend it",
                    () -> MultivariateNormal.precision(new double[2], indefinite),
                    "MultivariateNormal covariance must be symmetric, but [1,0] is 0.5 and [0,1] is 0.0",
                    () -> MultivariateNormal.covariance(new double[2], new double[][] {{1, 0}, {0.5, 1}}),
                    "MultivariateNormal covariance must be positive definite: its smallest pivot is 0.0, in row 1; a jitter"
                            + " of 1.0e-12 on the diagonal makes it so",
                    () -> MultivariateNormal.covariance(new double[2], new double[][] {{1, 1}, {1, 1}}),
                    "MultivariateNormalPrecision factor must be a square matrix, not [2]: \"A\" [2]",
                    () -> MultivariateNormal.precisionCholesky(Expr.variable("mu", 2), Expr.variable("A", 2)),
                    "MultivariateNormal scales must be a vector of length 2, as the correlation factor is [2, 2], not [3]:"
                            + " \"s\" [3]",
                    () -> MultivariateNormal.correlated(
                            Expr.constant(0), Expr.variable("s", 3), Expr.variable("L", 2, 2)),
                    "MultivariateNormal scales[1] must be > 0: -1.0",
                    () -> MultivariateNormal.correlated(
                            Expr.constant(0), Expr.constant(new double[] {1, -1}), Expr.variable("L", 2, 2)));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of();
        }
    }

    @Nested
    class OfSumToZeroNormal extends LawContract {
        @Override
        String golden() {
            return "sum-to-zero-normal";
        }

        @Override
        Distribution law(List<Expr> p) {
            return SumToZeroNormal.of(3, p.get(0));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{1}}, new double[][] {{0.4}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "SumToZeroNormal scale must be > 0: -1.0", () -> SumToZeroNormal.of(3, -1),
                    "SumToZeroNormal length must be >= 2: 1", () -> SumToZeroNormal.of(1, 1),
                    "SumToZeroNormal scale must be one number, or one for each row, not [2]: \"s\" [2]",
                            () -> SumToZeroNormal.of(3, Expr.variable("s", 2)));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "SumToZeroNormal data \"y\", row 1, must sum to 0: 0.5", new double[] {1, -1, 0, 0.25, 0, 0.25});
        }
    }

    @Nested
    class OfUniformOnSphere {
        /** Areas of the circle, the sphere and its kin in 4 and 7 dimensions, by hand. */
        @Test
        void hasTheSpheresArea() {
            double pi = Math.PI;
            Map.of(2, 2 * pi, 3, 4 * pi, 4, 2 * pi * pi, 7, 16 * pi * pi * pi / 15)
                    .forEach((length, area) -> {
                        double[] x = new double[length];
                        x[0] = 1;
                        UniformOnSphere law = UniformOnSphere.of(length);
                        VectorLawsTest.assertNumber(-Math.log(area), law.logDensity(Expr.constant(x)));
                        VectorLawsTest.assertNumber(Math.log(area), law.entropy());
                        x[0] = 2;
                        VectorLawsTest.assertNumber(Double.NEGATIVE_INFINITY, law.logDensity(Expr.constant(x)));
                        x[0] = NAN;
                        VectorLawsTest.assertNumber(NAN, law.logDensity(Expr.constant(x)));
                    });
        }

        /** 4 standard errors × 9 moments: 6e-4 for a fresh seed; the seed is fixed, so red means the code changed. */
        @Test
        void drawsDirections() {
            UniformOnSphere law = UniformOnSphere.of(3);
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(3);
            int n = 20_000;
            double[] x = new double[3];
            double[] sums = new double[9];
            for (int i = 0; i < n; i++) {
                law.sample(random, new double[0], x);
                assertEquals(1, x[0] * x[0] + x[1] * x[1] + x[2] * x[2], 1e-14);
                for (int k = 0; k < 3; k++) {
                    sums[k] += x[k] / n;
                    sums[3 + k] += x[k] * x[k] / n;
                    sums[6 + k] += x[k] * x[(k + 1) % 3] / n;
                }
            }
            for (int k = 0; k < 3; k++) { // variances 1/3, 1/5 − 1/9, 1/15
                assertEquals(0, sums[k], 4 * Math.sqrt(1 / 3.0 / n));
                assertEquals(1 / 3.0, sums[3 + k], 4 * Math.sqrt(4 / 45.0 / n));
                assertEquals(0, sums[6 + k], 4 * Math.sqrt(1 / 15.0 / n));
            }
        }

        @Test
        void refusesOneDimension() {
            assertEquals(
                    "UniformOnSphere length must be >= 2: 1",
                    assertThrows(IllegalArgumentException.class, () -> UniformOnSphere.of(1))
                            .getMessage());
        }
    }

    /** The three ways to write one law. */
    @Test
    void covarianceAndPrecisionAreOneLaw() {
        double[] mean = {1, -2, 0.5};
        double[][] covariance = {{2, 0.5, -0.25}, {0.5, 1, 0.125}, {-0.25, 0.125, 4}};
        double[][] precision =
                MatrixUtils.inverse(MatrixUtils.createRealMatrix(covariance)).getData();
        Expr x = Expr.constant(new double[][] {{0, 0, 0}, {3, -1, 7}});
        double[] first = ReferenceEvaluator.evaluate(
                MultivariateNormal.covariance(mean, covariance).logDensity(x), Map.of());
        double[] second = ReferenceEvaluator.evaluate(
                MultivariateNormal.precision(mean, precision).logDensity(x), Map.of());
        assertArrayEquals(first, second, 1e-13);
        Expr rows = Expr.columns(Plate.of("row", 2), "x", new double[][] {{0, 0, 0}, {3, -1, 7}});
        double[] third = ReferenceEvaluator.evaluate(
                MultivariateNormal.precision(mean, precision).logDensity(rows), Map.of());
        assertArrayEquals(first, third, 1e-13);
        Expr scales = Expr.constant(new double[] {2, 3});
        Expr factor = Expr.constant(new double[][] {{1, 0}, {0.6, 0.8}});
        double[] correlated = ReferenceEvaluator.evaluate(
                MultivariateNormal.correlated(Expr.constant(0), scales, factor).factor(), Map.of());
        assertArrayEquals(new double[] {2, 0, 3 * 0.6, 3 * 0.8}, correlated, 1e-15);
    }

    /** The sum over all vectors of counts is 1. */
    @Test
    void countsSumToOne() {
        List<Distribution> laws = List.of(
                Multinomial.of(5, 0.2, 0.3, 0.5),
                Multinomial.ofLogits(5, 0, 1, -1),
                DirichletMultinomial.of(5, 1, 2, 0.5));
        for (Distribution law : laws) {
            double sum = 0;
            for (int i = 0; i <= 5; i++) {
                for (int j = 0; i + j <= 5; j++) {
                    Expr x = Expr.constant(new double[] {i, j, 5 - i - j});
                    sum += Math.exp(ReferenceEvaluator.number(law.logDensity(x), Map.of()));
                }
            }
            assertEquals(1, sum, 1e-13, law.name());
        }
    }

    private static void assertNumber(double expected, Expr value) {
        assertEquals(expected, ReferenceEvaluator.number(value, Map.of()), 1e-14);
    }
}
