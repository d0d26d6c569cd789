package dev.jensen.core.distribution;

import static org.apache.commons.numbers.gamma.LogGamma.value;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class BinomialTest extends LawContract {
    @Override
    String golden() {
        return "binomial";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return Binomial.of(parameters.get(0), parameters.get(1));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{10}, {0.3}}, new double[][] {{60}, {0.5}}, new double[][] {{400}, {0.9}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of(
                "Binomial trials must be a whole number >= 0: 2.5", () -> Binomial.of(2.5, 0.5),
                "Binomial probability must be between 0 and 1: -0.1", () -> Binomial.of(3, -0.1));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("Binomial data \"y\", row 1 must be a whole number from 0 to 10: 11", new double[] {3, 11});
    }

    @Override
    double conditioning(double[][] parameters, double[] x) {
        double n = parameters[0][0];
        return 3 * value(n + 2);
    }
}
