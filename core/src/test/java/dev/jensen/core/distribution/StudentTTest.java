package dev.jensen.core.distribution;

import static org.apache.commons.numbers.gamma.LogGamma.value;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class StudentTTest extends LawContract {
    @Override
    String golden() {
        return "student-t";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return StudentT.of(parameters.get(0), parameters.get(1), parameters.get(2));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(
                new double[][] {{3}, {0}, {1}},
                new double[][] {{7.5}, {-1}, {2}},
                new double[][] {{1.5}, {0.5}, {0.5}},
                new double[][] {{6}, {0}, {1}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of(
                "StudentT degrees of freedom must be > 0: 0.0", () -> StudentT.of(0, 0, 1),
                "StudentT scale must be > 0: -1.0", () -> StudentT.of(4, Expr.variable("m"), -1));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of();
    }

    @Override
    double conditioning(double[][] parameters, double[] x) {
        return 3 * value(1 + parameters[0][0] / 2);
    }

    @Override
    double entropyConditioning(double[][] parameters) {
        return parameters[0][0] + 1 / parameters[0][0];
    }

    @Override
    boolean lightTailed() {
        return false;
    }
}
