package dev.jensen.core.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import org.junit.jupiter.api.Test;

/** Independent normal numbers beside a multivariate normal law: the closed forms of the latter hold. */
class NormalVectorTest {
    private static final Normal VECTOR =
            Normal.of(Expr.constant(new double[] {1, -2}), Expr.constant(new double[] {0.5, 3}));
    private static final MultivariateNormal SAME =
            MultivariateNormal.of(new double[] {1, -2}, new double[][] {{0.5, 0}, {0, 3}});
    private static final MultivariateNormal OTHER =
            MultivariateNormal.of(new double[] {0, 1}, new double[][] {{1, 0}, {0.5, 2}});

    @Test
    void klIsClosedBothWays() {
        // Σ' = [[1, 0.5], [0.5, 4.25]], Σ'⁻¹ = [[4.25, −0.5], [−0.5, 1]]/4, difference (1, −3):
        // ½ (tr(Σ'⁻¹Σ) + (1, −3) Σ'⁻¹ (1, −3)ᵀ − 2 + log 4/2.25)
        double trace = (4.25 * 0.25 + 9) / 4;
        double square = (4.25 + 2 * 1.5 + 9) / 4;
        Divergence forward = Kl.of(VECTOR, OTHER);
        assertEquals(Route.CLOSED_FORM, forward.route());
        assertEquals(0.5 * (trace + square - 2 + Math.log(4 / 2.25)), forward.value(), 1e-13);
        Divergence back = Kl.of(OTHER, VECTOR);
        assertEquals(Route.CLOSED_FORM, back.route());
        assertEquals(Kl.of(OTHER, SAME).value(), back.value(), 1e-15);
    }

    @Test
    void aVectorIsTheLawOfADiagonalFactor() {
        assertEquals(0, Kl.of(VECTOR, SAME).value(), 0);
        assertEquals(
                Hellinger.of(SAME, OTHER).value(), Hellinger.of(VECTOR, OTHER).value(), 1e-14);
    }

    @Test
    void oneScaleForAllElements() {
        Normal law = Normal.of(Expr.constant(new double[] {1, -2}), 2);
        MultivariateNormal same = MultivariateNormal.of(new double[] {1, -2}, new double[][] {{2, 0}, {0, 2}});
        assertEquals(Kl.of(same, OTHER).value(), Kl.of(law, OTHER).value(), 1e-15);
    }
}
