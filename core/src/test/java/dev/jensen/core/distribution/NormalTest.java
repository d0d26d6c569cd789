package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NormalTest extends LawContract {
    @Override
    String golden() {
        return "normal";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return Normal.of(parameters.get(0), parameters.get(1));
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{0}, {1}}, new double[][] {{-1.5}, {0.7}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of(
                "Normal scale must be > 0: -0.2", () -> Normal.of(0, -0.2),
                "Normal mean must be finite: NaN", () -> Normal.of(Double.NaN, 1),
                "Normal scale[1] must be > 0: 0.0", () -> Normal.of(0, Expr.constant(new double[] {1, 0})),
                "Normal scale \"sd\", row 2 must be > 0: -3.0",
                        () -> Normal.of(0, Expr.column(Plate.of("home", 3), "sd", new double[] {1, 2, -3})));
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of();
    }

    @Test
    void namesShapesThatDoNotFit() {
        Normal law = Normal.of(Expr.variable("a", 2), Expr.variable("b", 3));
        assertEquals(
                "Normal: the parameters' shapes do not fit together: mean is [2], scale is [3]",
                assertThrows(IllegalArgumentException.class, law::drawShape).getMessage());
    }

    @Test
    void takesAnyMixOfNumbersAndExpressions() {
        Expr two = Expr.constant(2);
        Expr one = Expr.constant(1);
        for (Normal law : List.of(Normal.of(one, two), Normal.of(1, 2), Normal.of(one, 2), Normal.of(1, two))) {
            Expr log = law.logDensity(Expr.constant(3));
            assertEquals(-0.5 - Math.log(2 * Math.sqrt(2 * Math.PI)), ReferenceEvaluator.number(log, Map.of()), 1e-15);
        }
    }
}
