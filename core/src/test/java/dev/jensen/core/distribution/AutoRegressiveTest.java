package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class AutoRegressiveTest extends LawContract {
    @Override
    String golden() {
        return "auto-regressive";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return AutoRegressive.of(parameters.get(1), parameters.get(2), 5).intercept(parameters.get(0));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{1.2}, {1.2, -0.5}, {0.4}}, new double[][] {{-3}, {-0.9, -0.6}, {2.5}});
    }

    @Override
    int[] inner(int parameter, int length) {
        return parameter == 1 ? new int[] {length} : new int[0];
    }

    @Override
    double conditioning(double[][] parameters, double[] x) {
        double log = 0;
        for (double value : x) {
            log += Math.pow((Math.abs(value) + 10) / parameters[2][0], 2);
        }
        return log; // residuals cancel, and so do the golden values' own
    }

    @Override
    double entropyConditioning(double[][] parameters) {
        return 100;
    }

    @Override
    Map<String, Executable> bad() {
        double[] phi = {0.5, 0.3};
        return Map.of(
                "AutoRegressive scale must be > 0: 0.0",
                () -> AutoRegressive.of(phi, 0, 5),
                "AutoRegressive coefficients[1] must be finite: NaN",
                () -> AutoRegressive.of(new double[] {0, Double.NaN}, 1, 5),
                "AutoRegressive length must be >= 1: -1",
                () -> AutoRegressive.of(phi, 1, -1),
                "AutoRegressive coefficients are not those of a stationary process: partial autocorrelation 1 must lie"
                        + " between -1 and 1: 1.0; give the values before the first with after(…), or make"
                        + " coefficients with AutoRegressive.coefficients(…)",
                () -> AutoRegressive.of(new double[] {0.5, 0.5}, 1, 5).drawShape(),
                "AutoRegressive of 2 coefficients looks back at as many values, not 3",
                () -> AutoRegressive.of(phi, 1, 5).after(new double[3]),
                "AutoRegressive coefficients must be a vector without rows, not [2, 2]",
                () -> AutoRegressive.of(Expr.variable("phi", 2, 2), Expr.constant(1), 5),
                "AutoRegressive intercept and scale must be numbers without rows, not [5] and scalar",
                () -> AutoRegressive.of(phi, 1, 5).intercept(Expr.variable("c", 5)));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of();
    }

    @Test
    void hasNoDensityWhereItIsNotStationary() {
        Expr phi = Expr.variable("phi", 2);
        Expr log = AutoRegressive.of(phi, Expr.constant(1), 4).logDensityInside(Expr.constant(new double[4]));
        double[][] outside = {{0.5, 0.5}, {1.5, -1.1}, {-2.1, -1.05}, {0, 1}, {1.2, 0.1}};
        for (double[] at : outside) {
            assertEquals(Double.NEGATIVE_INFINITY, ReferenceEvaluator.number(log, Map.of("phi", at)));
        }
        assertEquals(-2 * Math.log(2 * Math.PI), ReferenceEvaluator.number(log, Map.of("phi", new double[2])), 1e-14);
    }

    /** Partial autocorrelations there and back, against the roots of 1 − φ₁z − φ₂z² − φ₃z³ of Brockwell and Davis' example. */
    @Test
    void makesStationaryCoefficients() {
        Expr partial = Expr.constant(new double[] {0.9, -0.7, 0.4});
        double[] phi = ReferenceEvaluator.evaluate(AutoRegressive.coefficients(partial), Map.of());
        // by hand: [.9] -> [.9 + .63, -.7] -> [1.53 + .28, -.7 - .612, .4]
        assertEquals(1.81, phi[0], 1e-14);
        assertEquals(-1.312, phi[1], 1e-14);
        assertEquals(0.4, phi[2], 1e-14);
        AutoRegressive.of(phi, 1, 10);
    }

    @Test
    void mayBeShorterThanItsOrder() {
        AutoRegressive law = AutoRegressive.of(new double[] {0.5, 0.2, 0.1}, 1, 1);
        double variance = ReferenceEvaluator.evaluate(law.variance(), Map.of())[0];
        Expr log = law.logDensity(Expr.constant(new double[] {0.7}));
        assertEquals(
                -0.5 * 0.49 / variance - 0.5 * Math.log(2 * Math.PI * variance),
                ReferenceEvaluator.number(log, Map.of()),
                1e-14);
    }
}
