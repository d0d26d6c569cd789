package dev.jensen.models.spline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.expr.Expr;
import dev.jensen.models.Golden;
import dev.jensen.models.Model;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Design matrices against scipy, curves of other kinds by their being in the span. */
class BSplineBasisTest {
    private static final Golden GOLDEN = Golden.of("spline/golden.properties");
    private static final double[] X = GOLDEN.numbers("x");
    private static final double[] OUTSIDE = GOLDEN.numbers("outside");
    private static final BSplineBasis CUBIC = BSplineBasis.of(3, 0, 4, 1, 1.5, 2.5, 2.5);

    private static double[] flat(double[][] design) {
        return Arrays.stream(design).flatMapToDouble(Arrays::stream).toArray();
    }

    @Test
    void designsAreThoseOfScipy() {
        for (int degree = 0; degree < 4; degree++) {
            double[] knots = degree < 2 ? new double[] {1, 1.5, 2.5} : new double[] {1, 1.5, 2.5, 2.5};
            double[][] design = BSplineBasis.of(degree, 0, 4, knots).design(X);
            assertArrayEquals(GOLDEN.numbers("degree" + degree), flat(design), 1e-14, "degree " + degree);
        }
    }

    @Test
    void outsideTheBoundaries() {
        assertArrayEquals(
                GOLDEN.numbers("polynomial"),
                flat(CUBIC.beyond(Beyond.POLYNOMIAL).design(OUTSIDE)),
                1e-12);
        assertArrayEquals(GOLDEN.numbers("line"), flat(CUBIC.beyond(Beyond.LINE).design(OUTSIDE)), 1e-12);
        assertEquals(
                "spline: point 1 is 4.75, outside the boundaries 0.0 to 4.0: widen them, or say what the curve does there with"
                        + " beyond(Beyond.LINE)",
                assertThrows(IllegalArgumentException.class, () -> CUBIC.design(new double[] {1, 4.75}))
                        .getMessage());
    }

    @Test
    void secondDerivativesAreThoseOfScipy() {
        Knots knots = Knots.clamped(3, 0, 4, new double[] {1, 1.5, 2.5, 2.5});
        double[][] second =
                Arrays.stream(X).mapToObj(x -> knots.derivatives(x, 2)).toArray(double[][]::new);
        double[] expected = GOLDEN.numbers("second");
        double[] actual = flat(second);
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], 1e-11 * (1 + Math.abs(expected[i])));
        }
    }

    /** The curve of a least-squares fit at other points. */
    private static double[] predicted(BSplineBasis basis, double[] x, double[] y, double[] at) {
        double[] coefficients = new QRDecomposition(new Array2DRowRealMatrix(basis.design(x)))
                .getSolver()
                .solve(new ArrayRealVector(y))
                .toArray();
        return Golden.value(basis.curve(Expr.constant(coefficients), at));
    }

    @Test
    void naturalSplinesAreInTheSpanOfTheNaturalBasis() {
        BSplineBasis natural = BSplineBasis.of(3, 0, 4, 1, 1.5, 2.5).natural();
        assertEquals(5, natural.functions());
        double[] values = GOLDEN.numbers("natural.values");
        assertArrayEquals(values, predicted(natural, X, values, X), 1e-12);
        assertArrayEquals(GOLDEN.numbers("natural.outside"), predicted(natural, X, values, OUTSIDE), 1e-11);
    }

    @Test
    void periodicSplinesAreInTheSpanOfThePeriodicBasis() {
        BSplineBasis periodic = BSplineBasis.periodic(3, 0, 4, 5);
        double[] x = GOLDEN.numbers("periodic.x");
        double[] values = GOLDEN.numbers("periodic.values");
        assertEquals(5, periodic.functions());
        assertArrayEquals(values, predicted(periodic, x, values, x), 1e-12);
        double[][] ends = periodic.design(new double[] {0, 4, -8});
        assertArrayEquals(ends[0], ends[1], 1e-15);
        assertArrayEquals(ends[0], ends[2], 1e-15);
    }

    @Test
    void withoutAnInterceptTheFirstFunctionIsGone() {
        double[][] whole = CUBIC.design(X);
        double[][] rest = CUBIC.withoutIntercept().design(X);
        for (int i = 0; i < X.length; i++) {
            assertArrayEquals(Arrays.copyOfRange(whole[i], 1, whole[i].length), rest[i]);
        }
    }

    @Test
    void knotsAtQuantiles() {
        double[] x = {5, 0, 1, 2, 3, 4, 10, 9, 8, 7, 6};
        double[] equal = flat(BSplineBasis.equallySpaced(2, 0, 10, 6).design(x));
        assertArrayEquals(equal, flat(BSplineBasis.quantiles(x, 2, 6).design(x)), 1e-14);
    }

    @Test
    void penalizedCoefficientsHaveTheirDifferences() {
        Expr[] b = new Expr[2];
        Model.of("walks", m -> {
            b[0] = PenalizedCoefficients.firstOrder(m, "a", 4, Expr.constant(2), Expr.constant(0.5));
            b[1] = PenalizedCoefficients.secondOrder(
                    m, "b", 5, Expr.constant(2), Expr.constant(-1), Expr.constant(0.5));
        });
        double[] z = {1, -2, 4};
        double[] first = Golden.value(b[0], Golden.unknowns(b[0]), z);
        assertArrayEquals(new double[] {2, 2.5, 1.5, 3.5}, first, 1e-15);
        double[] second = Golden.value(b[1], Golden.unknowns(b[1]), z);
        assertArrayEquals(new double[] {2, 1, 0.5, -1, -0.5}, second, 1e-15);
    }

    @Test
    void saysWhatIsWrong() {
        Map<String, Executable> bad = Map.of(
                "splines of degree 3 need at least 4 functions: 3",
                () -> BSplineBasis.equallySpaced(3, 0, 1, 3),
                "splines: degree must be 0 or more: -1",
                () -> BSplineBasis.of(-1, 0, 1),
                "splines: the lower boundary must lie below the upper one, both finite: 1.0, 1.0",
                () -> BSplineBasis.of(3, 1, 1),
                "splines: interior knot 0 is 5.0, must lie between the boundaries 0.0 and 1.0 and not before the knot in front of"
                        + " it",
                () -> BSplineBasis.of(3, 0, 1, 5),
                "splines: knot 0.5 is there more than 1 times, where curves of degree 1 would break: use fewer functions",
                () -> BSplineBasis.of(1, 0, 1, 0.5, 0.5),
                "spline: point 0 must be finite: NaN",
                () -> CUBIC.design(new double[] {Double.NaN}),
                "natural splines need boundaries, a degree of at least 2 and three functions; these are of degree 3, 6 functions,"
                        + " and periodic",
                () -> BSplineBasis.periodic(3, 0, 1, 6).natural(),
                "quantiles: give at least two numbers, all finite",
                () -> BSplineBasis.quantiles(new double[1], 3, 4),
                "penalized coefficients \"b\" need at least 2 functions: 1",
                () -> Model.of(
                        "m", m -> PenalizedCoefficients.firstOrder(m, "b", 1, Expr.constant(0), Expr.constant(1))));
        bad.forEach((message, call) -> assertEquals(
                message, assertThrows(IllegalArgumentException.class, call).getMessage()));
    }
}
