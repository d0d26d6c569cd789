package dev.jensen.core.distribution;

import static org.apache.commons.numbers.gamma.LogGamma.value;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class GammaTest extends LawContract {
    @Override
    String golden() {
        return "gamma";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return Gamma.of(parameters.get(0), parameters.get(1));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{2}, {3}}, new double[][] {{0.5}, {1}}, new double[][] {{9}, {0.5}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of(
                "Gamma shape must be > 0: -2.0", () -> Gamma.of(-2, 1),
                "Gamma rate must be > 0: NaN", () -> Gamma.of(1, Double.NaN));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("Gamma data \"y\", row 1 must be > 0: 0", new double[] {1, 0});
    }

    @Override
    boolean interior(double[] x) {
        return Double.isFinite(x[0]);
    }

    @Override
    double conditioning(double[][] parameters, double[] x) {
        double a = parameters[0][0];
        double b = parameters[1][0];
        return Math.abs(a * Math.log(b)) + Math.abs(value(a)) + b * x[0] + Math.abs(a * Math.log(x[0]));
    }

    @Override
    double entropyConditioning(double[][] parameters) {
        return Math.abs(parameters[0][0] * Math.log(parameters[0][0])) * 2;
    }
}
