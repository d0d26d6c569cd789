package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Given the values before the first. */
class AutoRegressiveAfterTest extends LawContract {
    @Override
    String golden() {
        return "auto-regressive-after";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return AutoRegressive.of(parameters.get(1), parameters.get(2), 5)
                .intercept(parameters.get(0))
                .after(parameters.get(3));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(
                new double[][] {{1.2}, {1.2, -0.5}, {0.4}, {1, -2}}, new double[][] {{-3}, {2, -1}, {2.5}, {0.3, 4}});
    }

    @Override
    int[] inner(int parameter, int length) {
        return parameter % 2 == 1 ? new int[] {length} : new int[0];
    }

    @Override
    double conditioning(double[][] parameters, double[] x) {
        double log = 0;
        for (double value : x) {
            log += Math.pow((Math.abs(value) + 10) / parameters[2][0], 2);
        }
        return 100 * log; // the covariance that the golden values come from is worse conditioned than the recursion
    }

    @Override
    double entropyConditioning(double[][] parameters) {
        return 1000;
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of(
                "AutoRegressive past must be finite: NaN",
                () -> AutoRegressive.of(new double[1], 1, 5).after(new double[] {Double.NaN}));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of();
    }
}
