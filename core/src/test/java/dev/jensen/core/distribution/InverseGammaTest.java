package dev.jensen.core.distribution;

import static org.apache.commons.numbers.gamma.LogGamma.value;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class InverseGammaTest extends LawContract {
    @Override
    String golden() {
        return "inverse-gamma";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return InverseGamma.of(parameters.get(0), parameters.get(1));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{3}, {2}}, new double[][] {{6}, {1.5}}, new double[][] {{0.8}, {1}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of("InverseGamma scale must be > 0: -2.0", () -> InverseGamma.of(1, -2));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("InverseGamma data \"y\", row 0 must be > 0: 0", new double[] {0});
    }

    @Override
    double conditioning(double[][] parameters, double[] x) {
        double a = parameters[0][0];
        double b = parameters[1][0];
        return Math.abs(a * Math.log(b)) + Math.abs(value(a)) + b / x[0] + Math.abs(a * Math.log(x[0]));
    }

    @Override
    double entropyConditioning(double[][] parameters) {
        return Math.abs(parameters[0][0] * Math.log(parameters[0][0])) * 2;
    }

    @Override
    boolean lightTailed() {
        return false;
    }
}
