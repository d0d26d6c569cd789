package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class HalfNormalTest extends LawContract {
    @Override
    String golden() {
        return "half-normal";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return HalfNormal.of(parameters.get(0));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{1}}, new double[][] {{2.5}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of("HalfNormal scale must be > 0: 0.0", () -> HalfNormal.of(0));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("HalfNormal data \"y\", row 1 must be >= 0: -0.5", new double[] {1, -0.5});
    }
}
