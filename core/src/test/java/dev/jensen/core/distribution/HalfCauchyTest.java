package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class HalfCauchyTest extends LawContract {
    @Override
    String golden() {
        return "half-cauchy";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return HalfCauchy.of(parameters.get(0));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{1}}, new double[][] {{3}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of("HalfCauchy scale must be > 0: -1.0", () -> HalfCauchy.of(-1));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("HalfCauchy data \"y\", row 0 must be >= 0: -2", new double[] {-2});
    }
}
