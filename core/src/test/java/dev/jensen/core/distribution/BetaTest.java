package dev.jensen.core.distribution;

import static org.apache.commons.numbers.gamma.LogGamma.value;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class BetaTest extends LawContract {
    @Override
    String golden() {
        return "beta";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return Beta.of(parameters.get(0), parameters.get(1));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{2}, {5}}, new double[][] {{0.5}, {0.5}}, new double[][] {{1}, {3}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of(
                "Beta a must be > 0: 0.0", () -> Beta.of(0, 1),
                "Beta b must be > 0: -1.0", () -> Beta.of(1, -1));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("Beta data \"y\", row 1 must be between 0 and 1: 1.5", new double[] {1, 1.5});
    }

    @Override
    boolean interior(double[] x) {
        return x[0] > 0 && x[0] < 1;
    }

    @Override
    double conditioning(double[][] parameters, double[] x) {
        double a = parameters[0][0];
        double b = parameters[1][0];
        return Math.abs(value(a)) + Math.abs(value(b)) + Math.abs(value(a + b));
    }

    @Override
    double entropyConditioning(double[][] parameters) {
        double a = parameters[0][0];
        double b = parameters[1][0];
        return Math.abs(value(a)) + Math.abs(value(b)) + Math.abs(value(a + b));
    }
}
