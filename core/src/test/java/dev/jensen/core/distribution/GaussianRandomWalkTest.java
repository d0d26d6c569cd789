package dev.jensen.core.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class GaussianRandomWalkTest extends LawContract {
    @Override
    String golden() {
        return "gaussian-random-walk";
    }

    @Override
    Distribution law(List<Expr> parameters) {
        return new GaussianRandomWalk(parameters.get(0), parameters.get(1), parameters.get(2), parameters.get(3), 4);
    }

    @Override
    List<double[][]> ordinary() {
        return List.of(new double[][] {{1.5}, {0.3}, {-0.2}, {2.5}}, new double[][] {{-1}, {2}, {0.5}, {0.4}});
    }

    @Override
    Map<String, Executable> bad() {
        return Map.of(
                "GaussianRandomWalk scale must be > 0: -0.5",
                () -> GaussianRandomWalk.of(-0.5, 3),
                "GaussianRandomWalk start scale must be > 0: 0.0",
                () -> GaussianRandomWalk.of(1, 3).startingAt(0, 0),
                "GaussianRandomWalk drift must be finite: NaN",
                () -> GaussianRandomWalk.of(1, 3).drift(Double.NaN),
                "GaussianRandomWalk length must be >= 1: 0",
                () -> GaussianRandomWalk.of(1, 0),
                "GaussianRandomWalk parameters must be numbers, not [2]: for several series, put them on the rows of a"
                        + " plate",
                () -> GaussianRandomWalk.of(Expr.variable("s", 2), 3).drawShape());
    }

    @Override
    Map<String, double[]> badData() {
        return Map.of();
    }

    /** A walk for each row of a plate, each with a scale of its own; and several walks as a matrix. */
    @Test
    void isTheLawOfEachRow() {
        double[][] walks = {{0, 0.5, 1, -1}, {2, 2, 3, 4}, {-1, 0, 1, 5}};
        double[] scales = {0.5, 1, 2};
        Plate series = Plate.of("series", 3);
        Expr scale = Expr.column(series, "scale", scales);
        Expr rows = GaussianRandomWalk.of(scale, 4).logDensityInside(Expr.columns(series, "y", walks));
        double[] logs = ReferenceEvaluator.evaluate(rows, Map.of());
        Expr stacked = GaussianRandomWalk.of(1, 4).logDensityInside(Expr.constant(walks));
        for (int i = 0; i < 3; i++) {
            Expr alone = GaussianRandomWalk.of(scales[i], 4).logDensity(Expr.constant(walks[i]));
            assertEquals(ReferenceEvaluator.number(alone, Map.of()), logs[i], 1e-12);
        }
        Expr alone = GaussianRandomWalk.of(1, 4).logDensity(Expr.constant(walks[2]));
        assertEquals(
                ReferenceEvaluator.number(alone, Map.of()), ReferenceEvaluator.evaluate(stacked, Map.of())[2], 1e-12);
    }

    @Test
    void mayBeOfOneValue() {
        Expr log = GaussianRandomWalk.of(2, 1).logDensity(Expr.constant(new double[] {1}));
        assertEquals(
                -0.125 - Math.log(2) - 0.5 * Math.log(2 * Math.PI), ReferenceEvaluator.number(log, Map.of()), 1e-14);
    }
}
