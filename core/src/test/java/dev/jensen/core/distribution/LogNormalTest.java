package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

class LogNormalTest extends LawContract {
    @Override
    String golden() {
        return "log-normal";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return LogNormal.of(parameters.get(0), parameters.get(1));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{0}, {1}}, new double[][] {{-1}, {0.4}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of("LogNormal scale must be > 0: -1.0", () -> LogNormal.of(0, -1));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("LogNormal data \"y\", row 1 must be > 0: 0", new double[] {1, 0});
    }

    @Override
    double conditioning(double[][] parameters, double[] x) {
        double z = (Math.log(x[0]) - parameters[0][0]) / parameters[1][0];
        return Math.abs(Math.log(x[0]) / parameters[1][0] * z) + Math.abs(Math.log(x[0]));
    }

    @Override
    boolean lightTailed() {
        return false;
    }
}
