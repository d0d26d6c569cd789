package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class ExponentialTest extends LawContract {
    @Override
    String golden() {
        return "exponential";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return Exponential.of(parameters.get(0));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{1}}, new double[][] {{0.3}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of("Exponential rate must be > 0: -1.0", () -> Exponential.of(-1));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("Exponential data \"y\", row 2 must be >= 0: -1", new double[] {1, 0, -1});
    }
}
