package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CategoricalTest extends LawContract {
    @Override
    String golden() {
        return "categorical";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return Categorical.of(parameters.get(0));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{0.2, 0.5, 0.3}}, new double[][] {{0.7, 0.3}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of(
                "Categorical probabilities must sum to 1: 0.75", () -> Categorical.of(0.5, 0.25),
                "Categorical probabilities[1] must be >= 0: -0.5", () -> Categorical.of(1.5, -0.5));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of("Categorical data \"y\", row 1 must be a whole number from 0 to 2: 3", new double[] {2, 3});
    }

    @Override
    int[] inner(int parameter, int length) {
        return new int[] {length};
    }

    @Test
    void gathersDataAndComparesTheRest() {
        Plate plate = Plate.of("row", 3);
        Expr outcome = Expr.column(plate, "k", new double[] {2, 0, 2});
        Expr p = Expr.variable("p", 3);
        Map<String, double[]> at = Map.of("p", new double[] {0.2, 0.5, 0.3});
        double[] expected = new double[3];
        for (int i = 0; i < 3; i++) {
            Expr k = Expr.constant(new double[] {2, 0, 2}[i]);
            expected[i] = ReferenceEvaluator.number(Categorical.of(p).logDensity(k), at);
        }
        double[] gathered = ReferenceEvaluator.evaluate(Categorical.of(p).logDensityInside(outcome), at);
        double[] compared =
                ReferenceEvaluator.evaluate(Categorical.of(p.onRows(plate)).logDensityInside(outcome), at);
        assertArrayEquals(expected, gathered, 1e-15);
        assertArrayEquals(expected, compared, 1e-15);
    }
}
