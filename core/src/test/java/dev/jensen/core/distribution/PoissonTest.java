package dev.jensen.core.distribution;

import static org.apache.commons.numbers.gamma.LogGamma.value;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class PoissonTest extends LawContract {
    @Override
    String golden() {
        return "poisson";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return Poisson.of(parameters.get(0));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{0.7}}, new double[][] {{3.7}}, new double[][] {{45}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of("Poisson rate must be > 0: -1.0", () -> Poisson.of(-1));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("Poisson data \"y\", row 1 must be a whole number >= 0: 2.5", new double[] {3, 2.5});
    }

    @Override
    double conditioning(double[][] parameters, double[] x) {
        return value(Math.max(x[0], 0) + 2) + Math.abs(x[0] * Math.log(parameters[0][0])) + parameters[0][0];
    }
}
