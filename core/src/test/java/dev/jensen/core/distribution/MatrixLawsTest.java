package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of matrices. */
class MatrixLawsTest {
    private static final double NAN = Double.NaN;

    private abstract static class OfMatrices extends LawContract {
        @Override
        int[] event(int length) {
            int size = (int) Math.round(Math.sqrt(length));
            return new int[] {size, size};
        }

        @Override
        int[] inner(int parameter, int length) {
            return parameter == 0 ? new int[0] : event(length);
        }

        /** Of a symmetric matrix; a triangular one is 0 on the other side, and has no derivative there. */
        @Override
        double[] byEvent(double[] derivative) {
            int size = event(derivative.length)[0];
            double[] both = derivative.clone();
            for (int i = 0; i < both.length; i++) {
                both[i] += i % (size + 1) == 0 ? 0 : derivative[i % size * size + i / size];
            }
            return both;
        }
    }

    private abstract static class OfWishart extends OfMatrices {
        @Override
        List<double[][]> ordinary() {
            return List.of(
                    new double[][] {{12}, {1, 0, 0.5, 2}},
                    new double[][] {{14.5}, {1, 0, 0, -0.5, 2, 0, 0.3, 0.7, 0.5}});
        }

        /** log Γ of half the degrees of freedom, and the quadratic form. */
        @Override
        double conditioning(double[][] parameters, double[] x) {
            double nu = parameters[0][0];
            double size = Arrays.stream(x).map(Math::abs).max().orElseThrow();
            return 10 * (1 + nu) * (Math.log(nu + 2) + Math.abs(Math.log(size))) + 1e2 * size;
        }

        /** Second moments less squares of means, at a thousand degrees of freedom. */
        @Override
        double momentError() {
            return 1e-8;
        }

        @Override
        double entropyConditioning(double[][] parameters) {
            return 10 * (1 + parameters[0][0]) * Math.log(parameters[0][0] + 2);
        }
    }

    @Nested
    class OfTheWishart extends OfWishart {
        @Override
        String golden() {
            return "wishart";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Wishart.of(p.get(0), p.get(1));
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "Wishart degrees of freedom must be > 1 for a 2 x 2 matrix: 1.0",
                    () -> Wishart.of(1, new double[][] {{1, 0}, {0, 1}}),
                    "Wishart degrees of freedom must be > 1 for a 2 x 2 matrix: NaN",
                    () -> Wishart.of(NAN, new double[][] {{1, 0}, {0, 1}}),
                    "Wishart factor[1,1] must be > 0: 0.0",
                    () -> Wishart.of(3, new double[][] {{1, 0}, {0, 0}}),
                    "Wishart factor[2] must be finite: NaN",
                    () -> Wishart.of(3, new double[][] {{1, 0}, {NAN, 1}}),
                    "Wishart factor must be a square matrix, not [2, 3]: \"A\" [2, 3]",
                    () -> Wishart.of(3, Expr.variable("A", 2, 3)),
                    "Wishart degrees of freedom must be one number, not [2]: \"nu\" [2]",
                    () -> Wishart.of(Expr.variable("nu", 2), Expr.variable("A", 2, 2)));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "Wishart data \"y\", row 1, must be positive definite: its smallest pivot is -3.0, in row 1, and a"
                            + " jitter of up to 1 % of the mean diagonal does not mend it",
                    new double[] {1, 0, 0, 1, 1, 2, 2, 1},
                    "Wishart data \"y\", row 0, must be symmetric, but [1,0] is 0.25 and [0,1] is 0.5",
                    new double[] {1, 0.5, 0.25, 1});
        }
    }

    @Nested
    class OfTheInverseWishart extends OfWishart {
        @Override
        String golden() {
            return "inverse-wishart";
        }

        @Override
        Distribution law(List<Expr> p) {
            return InverseWishart.of(p.get(0), p.get(1));
        }

        @Override
        boolean lightTailed() {
            return false;
        }

        /** The inverse of a matrix of condition 10¹² is in the file. */
        @Override
        double conditioning(double[][] parameters, double[] x) {
            double least = Math.abs(x[0]);
            return super.conditioning(parameters, x) + 1e2 / least;
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "InverseWishart degrees of freedom must be > 1 for a 2 x 2 matrix: 1.0",
                    () -> InverseWishart.of(1, new double[][] {{1, 0}, {0, 1}}));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "InverseWishart data \"y\", row 0, must be symmetric, but [1,0] is 0.25 and [0,1] is 0.5",
                    new double[] {1, 0.5, 0.25, 1});
        }
    }

    @Nested
    class OfTheWishartCholesky extends OfWishart {
        @Override
        String golden() {
            return "wishart-cholesky";
        }

        @Override
        Distribution law(List<Expr> p) {
            return WishartCholesky.of(p.get(0), p.get(1));
        }

        @Override
        double conditioning(double[][] parameters, double[] x) {
            double size = Arrays.stream(x).map(Math::abs).max().orElseThrow();
            return super.conditioning(parameters, x) + 1e2 * size * size;
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "WishartCholesky degrees of freedom must be > 1 for a 2 x 2 matrix: 1.0",
                    () -> WishartCholesky.of(1, new double[][] {{1, 0}, {0, 1}}));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "WishartCholesky data \"y\", row 0, must have a diagonal > 0, element [1,1] is -1.0",
                    new double[] {1, 0, 0.25, -1},
                    "WishartCholesky data \"y\", row 0, must be 0 above the diagonal, element [0,1] is 0.5",
                    new double[] {1, 0.5, 0.25, 1});
        }
    }

    @Nested
    class OfTheInverseWishartCholesky extends OfWishart {
        @Override
        String golden() {
            return "inverse-wishart-cholesky";
        }

        @Override
        Distribution law(List<Expr> p) {
            return InverseWishartCholesky.of(p.get(0), p.get(1));
        }

        @Override
        boolean lightTailed() {
            return false;
        }

        @Override
        double conditioning(double[][] parameters, double[] x) {
            return super.conditioning(parameters, x) + 1e2 / (x[0] * x[0]);
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "InverseWishartCholesky degrees of freedom must be > 1 for a 2 x 2 matrix: 1.0",
                    () -> InverseWishartCholesky.of(1, new double[][] {{1, 0}, {0, 1}}));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "InverseWishartCholesky data \"y\", row 0, must have a diagonal > 0, element [1,1] is -1.0",
                    new double[] {1, 0, 0.25, -1});
        }
    }

    private abstract static class OfCorrelations extends OfMatrices {
        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{1}}, new double[][] {{2}}, new double[][] {{0.7}});
        }

        @Override
        double conditioning(double[][] parameters, double[] x) {
            return 20 * (1 + parameters[0][0]) * Math.log(parameters[0][0] + 2);
        }

        @Override
        double momentError() {
            return 1e-7;
        }

        @Override
        double entropyConditioning(double[][] parameters) {
            return 40 * (1 + parameters[0][0]) * Math.log(parameters[0][0] + 2);
        }
    }

    @Nested
    class OfLkj extends OfCorrelations {
        @Override
        String golden() {
            return "lkj";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Lkj.of(3, p.get(0));
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "Lkj shape must be > 0: 0.0", () -> Lkj.of(3, 0),
                    "Lkj size must be >= 2: 1", () -> Lkj.of(1, 2),
                    "Lkj shape must be one number, or one for each row, not [2]: \"eta\" [2]",
                            () -> Lkj.of(3, Expr.variable("eta", 2)));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "Lkj data \"y\", row 0, must have a diagonal of 1, element [2,2] is 2.0",
                    new double[] {1, 0, 0, 0, 1, 0, 0, 0, 2});
        }
    }

    @Nested
    class OfLkjCholesky extends OfCorrelations {
        @Override
        String golden() {
            return "lkj-cholesky";
        }

        @Override
        Distribution law(List<Expr> p) {
            return LkjCholesky.of(3, p.get(0));
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "LkjCholesky shape must be > 0: -1.0", () -> LkjCholesky.of(3, -1),
                    "LkjCholesky shape must be > 0: NaN", () -> LkjCholesky.of(3, NAN),
                    "LkjCholesky size must be >= 2: 0", () -> LkjCholesky.of(0, 2));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "LkjCholesky data \"y\", row 0, must have rows whose squares sum to 1, row [1] has 1.25",
                    new double[] {1, 0, 0, 0.5, 1, 0, 0, 0, 1});
        }
    }

    @Nested
    class OfMatrixNormal extends LawContract {
        @Override
        String golden() {
            return "matrix-normal";
        }

        @Override
        Distribution law(List<Expr> p) {
            return MatrixNormal.of(p.get(0), p.get(1), p.get(2));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(
                    new double[][] {{1, 2, 3, -4}, {2, 0, 0.5, 0.25}, {3, 0, -1, 0.5}},
                    new double[][] {{0, 0, 1, 2, 3, 4}, {2, 0, 0.5, 0.25}, {1, 0, 0, -0.5, 2, 0, 0.3, 0.7, 0.5}});
        }

        /** The file has 2 × 2, 2 × 3 and 1 × 3 matrices. */
        @Override
        int[] event(int length) {
            return length == 4 ? new int[] {2, 2} : new int[] {length / 3, 3};
        }

        @Override
        int[] inner(int parameter, int length) {
            int size = (int) Math.round(Math.sqrt(length));
            return parameter == 0 ? event(length) : new int[] {size, size};
        }

        @Override
        Map<String, Executable> bad() {
            double[][] factor = {{1, 0}, {1, 2}};
            return Map.of(
                    "MatrixNormal mean must be a matrix [2, 2], as the row factor is [2, 2] and the column factor [2, 2],"
                            + " not [2, 3]: \"M\" [2, 3]",
                    () -> MatrixNormal.of(Expr.variable("M", 2, 3), Expr.constant(factor), Expr.constant(factor)),
                    "MatrixNormal column factor[0,0] must be > 0: -1.0",
                    () -> MatrixNormal.of(new double[2][2], factor, new double[][] {{-1, 0}, {0, 1}}),
                    "MatrixNormal mean[1] must be finite: NaN",
                    () -> MatrixNormal.of(new double[][] {{0, NAN}, {0, 0}}, factor, factor));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of();
        }
    }

    // ---------------------------------------------------------------- beside the contract

    static Stream<Continuous> laws() {
        double[][] factor = {{1, 0}, {0.5, 2}};
        return Stream.of(
                Wishart.of(5, factor),
                InverseWishart.of(5, factor),
                WishartCholesky.of(5, factor),
                InverseWishartCholesky.of(5, factor),
                Lkj.of(2, 1.5),
                LkjCholesky.of(3, 1.5),
                Lkj.of(3, 0.8),
                SumToZeroNormal.of(3, 0.7),
                UniformOnSphere.of(2),
                UniformOnSphere.of(3));
    }

    /**
     * ∫ p = 1 over the support, through its transform: the normalising constant, the transform and its Jacobian at once. The
     * trapezoidal rule in u = sinh t, in two or three dimensions, whose coarse steps such smooth functions forgive.
     */
    @ParameterizedTest
    @MethodSource("laws")
    void integratesToOne(Continuous law) {
        int dimension = law.support().unconstrained(law.drawShape().inner())[0];
        int n = dimension <= 2 ? 60 : 31;
        double reach = dimension <= 2 ? 4.5 : 3.2;
        double step = 2 * reach / (n - 1);
        int points = (int) Math.pow(n, dimension);
        double[][] u = new double[points][dimension];
        double[] logWeights = new double[points];
        for (int i = 0; i < points; i++) {
            int rest = i;
            for (int k = 0; k < dimension; k++) {
                double t = -reach + rest % n * step;
                rest /= n;
                u[i][k] = Math.sinh(t);
                logWeights[i] += Math.log(Math.cosh(t) * step);
            }
        }
        Plate plate = Plate.of("point", points);
        Expr unknown = Expr.columns(plate, "u", u);
        Expr log = law.logDensityUnconstrained(unknown, law.support().constrain(unknown))
                .plus(Expr.column(plate, "w", logWeights));
        double[] sum = new double[1];
        ExprFunction.of(List.of(), List.of(log.exp().sumRows())).evaluate(1, new double[0], sum);
        assertEquals(1, sum[0], dimension <= 2 ? 1e-6 : 2e-3);
    }

    /** The law of unconstrained numbers is that of their image, whether or not it passes by the image. */
    @ParameterizedTest
    @MethodSource("laws")
    void isTheSameLawUnconstrained(Continuous law) {
        int[] unconstrained = law.support().unconstrained(law.drawShape().inner());
        Expr u = Expr.variable("u", unconstrained);
        Expr direct = law.logDensityUnconstrained(u, law.support().constrain(u));
        Expr byValue = law.logDensityInside(law.support().constrain(u))
                .plus(law.support().logJacobian(u).sum());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(9);
        for (int i = 0; i < 5; i++) {
            double[] at = random.doubles(u.shape().size(), -1.5, 1.5).toArray();
            double expected = ReferenceEvaluator.number(byValue, Map.of("u", at));
            assertEquals(
                    expected, ReferenceEvaluator.number(direct, Map.of("u", at)), 1e-10 * Math.abs(expected) + 1e-11);
        }
        int[] two = new int[unconstrained.length + 1];
        two[0] = 3;
        System.arraycopy(unconstrained, 0, two, 1, unconstrained.length);
        double[] many = random.doubles(3L * u.shape().size(), -1, 1).toArray();
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double[] at = Arrays.copyOfRange(
                    many, i * u.shape().size(), (i + 1) * u.shape().size());
            sum += ReferenceEvaluator.number(direct, Map.of("u", at));
        }
        Expr stack = Expr.constant(many).reshape(two);
        Expr ofStack = law.logDensityUnconstrained(stack, law.support().constrain(stack));
        assertEquals(sum, ReferenceEvaluator.number(ofStack, Map.of()), 1e-10 * Math.abs(sum) + 1e-11, "a stack");
    }

    /** Rows of a plate, stacks, and one by one. */
    @ParameterizedTest
    @MethodSource("laws")
    void hasOneDensityHoweverValuesAreArranged(Continuous law) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(8);
        int size = law.drawShape().size();
        int[] inner = law.drawShape().inner();
        double[] parameters = law.parameters().stream()
                .flatMapToDouble(p -> Arrays.stream(ReferenceEvaluator.evaluate(p.value(), Map.of())))
                .toArray();
        double[][] values = new double[5][size];
        double[] expected = new double[5];
        for (int i = 0; i < 5; i++) {
            law.sample(random, parameters, values[i]);
            expected[i] = ReferenceEvaluator.number(
                    law.logDensity(Expr.constant(values[i]).reshape(inner)), Map.of());
        }
        int[] stacked = new int[inner.length + 1];
        stacked[0] = 5;
        System.arraycopy(inner, 0, stacked, 1, inner.length);
        Expr stack = Expr.constant(values).reshape(stacked);
        Expr rows = Expr.columns(Plate.of("row", 5), "y", values).reshape(inner);
        for (Expr x : List.of(stack, rows)) {
            assertArrayEquals(expected, ReferenceEvaluator.evaluate(law.logDensity(x), Map.of()), 1e-10);
            assertArrayEquals(expected, ReferenceEvaluator.evaluate(law.logDensityInside(x), Map.of()), 1e-10);
        }
    }

    /** Degrees of freedom that a fit moves out of range give no ordinary number. */
    @Test
    void isNaNForUnknownDegreesOutOfRange() {
        Expr nu = Expr.variable("nu");
        Expr log = Wishart.of(nu, Expr.constant(new double[][] {{1, 0}, {0, 1}}))
                .logDensity(Expr.constant(new double[][] {{1, 0}, {0, 1}}));
        assertEquals(NAN, ReferenceEvaluator.number(log, Map.of("nu", new double[] {0.5})));
    }
}
