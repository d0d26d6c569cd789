package dev.jensen.core.distribution;

import static org.apache.commons.numbers.gamma.LogGamma.value;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class NegativeBinomialTest extends LawContract {
    @Override
    String golden() {
        return "negative-binomial";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return NegativeBinomial.of(parameters.get(0), parameters.get(1));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{3}, {2}}, new double[][] {{0.5}, {0.8}}, new double[][] {{30}, {5}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of(
                "NegativeBinomial dispersion must be > 0: 0.0", () -> NegativeBinomial.of(1, 0),
                "NegativeBinomial mean must be > 0: -1.0", () -> NegativeBinomial.of(-1, 1));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("NegativeBinomial data \"y\", row 0 must be a whole number >= 0: 1.5", new double[] {1.5});
    }

    @Override
    double conditioning(double[][] parameters, double[] x) {
        double total = Math.max(x[0], 0) + parameters[0][0] + parameters[1][0] + 2;
        return 3 * (value(total) + total);
    }
}
