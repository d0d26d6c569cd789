package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each location–scale law promises: x = fromStandard(z) has this law, by the change of variables. */
class LocationScaleTest {
    private static final Expr ONE_AND_A_HALF = Expr.constant(1.5);

    static Stream<LocationScale> laws() {
        return Stream.of(
                Normal.of(-2, 1.5),
                StudentT.of(4, -2, 1.5),
                Cauchy.of(-2, 1.5),
                Laplace.of(-2, 1.5),
                Logistic.of(-2, 1.5),
                Gumbel.of(-2, 1.5),
                LogNormal.of(-2, 1.5),
                HalfNormal.of(ONE_AND_A_HALF),
                HalfCauchy.of(ONE_AND_A_HALF),
                HalfStudentT.of(4, 1.5),
                Exponential.of(ONE_AND_A_HALF));
    }

    private static double evaluate(Expr expression) {
        double[] value = new double[1];
        ExprFunction.of(List.of(), List.of(expression)).evaluate(1, new double[0], value);
        return value[0];
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theStandardLawIsTheSameOneElsewhere(LocationScale law) {
        double step = 1e-6;
        for (double z : new double[] {0.3, 1, 2.7}) {
            double slope = (evaluate(law.fromStandard(Expr.constant(z + step)))
                            - evaluate(law.fromStandard(Expr.constant(z - step))))
                    / (2 * step);
            double ofX = evaluate(law.logDensity(law.fromStandard(Expr.constant(z))));
            double ofZ = evaluate(law.standard().logDensity(Expr.constant(z)));
            assertEquals(z, evaluate(law.toStandard(law.fromStandard(Expr.constant(z)))), 1e-12);
            assertEquals(ofZ, ofX + Math.log(Math.abs(slope)), 1e-8);
        }
        assertSame(law, law.nonCentered().law());
        assertEquals(law.name(), law.auto().name());
    }

    @ParameterizedTest
    @MethodSource("laws")
    void whatWrapsALawIsTheLaw(LocationScale law) {
        Expr x = Expr.constant(0.4);
        Recentered wrapped = law.nonCentered();
        assertEquals(evaluate(law.logDensity(x)), evaluate(wrapped.logDensity(x)));
        assertEquals(evaluate(law.logDensityInside(x)), evaluate(wrapped.logDensityInside(x)));
        assertEquals(evaluate(law.mean()), evaluate(wrapped.mean()));
        assertEquals(evaluate(law.variance()), evaluate(wrapped.variance()));
        assertEquals(law.parameters().size(), wrapped.parameters().size());
    }
}
