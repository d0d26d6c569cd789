package dev.jensen.core.distribution;

import static org.apache.commons.numbers.gamma.LogGamma.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DirichletTest extends LawContract {
    @Override
    String golden() {
        return "dirichlet";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return Dirichlet.of(parameters.get(0));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{2, 3, 4}}, new double[][] {{0.7, 1.5}}, new double[][] {{1, 1, 1, 1}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of("Dirichlet concentration[1] must be > 0: -1.0", () -> Dirichlet.of(1, -1));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of(
                "Dirichlet data \"y\", row 1, must sum to 1: 0.75",
                new double[] {0.25, 0.25, 0.5, 0.25, 0.25, 0.25},
                "Dirichlet data \"y\", row 0, element 1 must be >= 0: -0.5",
                new double[] {1, -0.5, 0.5});
    }

    @Override
    int[] inner(int parameter, int length) {
        return new int[] {length};
    }

    @Override
    boolean interior(double[] x) {
        return Arrays.stream(x).allMatch(share -> share > 0);
    }

    @Override
    double conditioning(double[][] parameters, double[] x) {
        return value(Arrays.stream(parameters[0]).sum() + 1)
                + Arrays.stream(parameters[0]).map(a -> Math.abs(value(a) / a)).sum();
    }

    @Override
    double entropyConditioning(double[][] parameters) {
        return value(Arrays.stream(parameters[0]).sum() + 1)
                + Arrays.stream(parameters[0]).map(a -> 1 / a).sum();
    }

    @Test
    void integratesToOneOverTheSimplex() {
        int n = 300;
        double step = 0.1;
        double[][] u = new double[n * n][2];
        for (int i = 0; i < n * n; i++) {
            u[i][0] = (i / n - n / 2) * step;
            u[i][1] = (i % n - n / 2) * step;
        }
        Dirichlet law = Dirichlet.of(2, 3, 4);
        Expr rows = Expr.columns(Plate.of("point", n * n), "u", u);
        Expr log = law.logDensityInside(law.support().constrain(rows))
                .plus(law.support().logJacobian(rows));
        assertEquals(1, ReferenceEvaluator.number(log.exp().sumRows(), Map.of()) * step * step, 1e-9);
    }
}
