package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class CauchyTest extends LawContract {
    @Override
    String golden() {
        return "cauchy";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return Cauchy.of(parameters.get(0), parameters.get(1));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{0}, {1}}, new double[][] {{-1}, {0.5}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of("Cauchy scale must be > 0: Infinity", () -> Cauchy.of(0, Double.POSITIVE_INFINITY));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of();
    }
}
