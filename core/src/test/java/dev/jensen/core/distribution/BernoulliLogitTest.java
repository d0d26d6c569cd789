package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class BernoulliLogitTest extends LawContract {
    @Override
    String golden() {
        return "bernoulli-logit";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return Bernoulli.ofLogit(parameters.get(0));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{0.3}}, new double[][] {{-2}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of("Bernoulli logit must be finite: Infinity", () -> Bernoulli.ofLogit(Double.POSITIVE_INFINITY));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("Bernoulli data \"y\", row 1 must be a whole number from 0 to 1: -1", new double[] {1, -1});
    }

    @Override
    double conditioning(double[][] parameters, double[] x) {
        return Math.abs(parameters[0][0]);
    }
}
