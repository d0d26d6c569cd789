package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class UniformTest extends LawContract {
    @Override
    String golden() {
        return "uniform";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return Uniform.of(parameters.get(0), parameters.get(1));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{0}, {1}}, new double[][] {{-2}, {0.5}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of(
                "Uniform high must be > low, 2.0: 1.0", () -> Uniform.of(2, 1),
                "Uniform low must be finite: -Infinity", () -> Uniform.of(Double.NEGATIVE_INFINITY, 1));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("Uniform data \"y\", row 1 must be between 0 and 1: 1.5", new double[] {1, 1.5});
    }
}
