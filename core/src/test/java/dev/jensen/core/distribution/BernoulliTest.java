package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class BernoulliTest extends LawContract {
    @Override
    String golden() {
        return "bernoulli";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return Bernoulli.of(parameters.get(0));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{0.3}}, new double[][] {{0.9}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of(
                "Bernoulli probability must be between 0 and 1: 1.2", () -> Bernoulli.of(1.2),
                "Bernoulli probability must be between 0 and 1: NaN", () -> Bernoulli.of(Double.NaN));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of(
                "Bernoulli data \"y\", row 2 must be a whole number from 0 to 1: 2",
                new double[] {1, 0, 2},
                "Bernoulli data \"y\", row 0 must be a whole number from 0 to 1: 0.5",
                new double[] {0.5, 0, 1});
    }
}
