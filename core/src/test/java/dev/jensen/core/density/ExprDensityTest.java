package dev.jensen.core.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.jensen.core.expr.Expr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a density of expressions does with variables whose names mislead, and with what it cannot evaluate. */
class ExprDensityTest {
    private static ExprDensity density(Expr first, Expr second, Expr logDensity) {
        return ExprDensity.of(List.of(first, second), List.of(Factor.of("f", logDensity)), Variables.unnamed(2));
    }

    @Test
    void variablesOfOneNameAreTwoVariables() {
        Expr a = Expr.variable("u");
        Expr b = Expr.variable("u");
        double[] value = new double[1];
        double[] gradient = new double[2];
        density(a, b, a.times(2).plus(b.square())).gradient(1, new double[] {1, 10}, value, gradient);
        assertEquals(102, value[0]);
        assertArrayEquals(new double[] {2, 20}, gradient);
    }

    @Test
    void noNameDisturbsTheHessian() {
        Expr u = Expr.variable("u");
        Expr named = Expr.variable("direction of u");
        double[] product = new double[2];
        density(u, named, u.square().times(named)).hessianProduct(1, new double[] {3, 5}, new double[] {1, 0}, product);
        assertArrayEquals(new double[] {10, 6}, product);
    }

    /** A chain of 2,000 unknowns, the square root in whose last factor has no derivative at 0. */
    @Test
    void theCulpritAmongThousandsIsFoundSoon() {
        int length = 2000;
        List<Expr> chain = new ArrayList<>();
        List<Factor> factors = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            chain.add(Expr.variable("x" + i));
            Expr step = i == 0 ? chain.get(0) : chain.get(i).minus(chain.get(i - 1));
            factors.add(Factor.of("step " + i, i == length - 1 ? step.sqrt() : step.square()));
        }
        ExprDensity density = ExprDensity.of(chain, factors, Variables.unnamed(length));
        Optional<Factored.NonFinite> found =
                assertTimeoutPreemptively(Duration.ofMinutes(1), () -> density.firstNonFinite(new double[length]));
        assertEquals(
                "factor \"step 1999\" has a gradient that is not finite (its value is 0.0)",
                found.orElseThrow().describe());
    }

    @Test
    void aFunctionThatReturnsNothing() {
        assertEquals(
                "factor \"log density\" has no expression: null",
                assertThrows(NullPointerException.class, () -> LogDensity.of(2, z -> null))
                        .getMessage());
    }
}
