package dev.jensen.core.family;

import dev.jensen.core.expr.Expr;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Independent logistic laws, which Jensen has not. */
class ExprFamilyTest extends FamilyContract {

    @Override
    Family family(int d) {
        return ExprFamily.of(
                d,
                2 * d,
                (phi, epsilon) -> {
                    Expr logit = epsilon.logNormalCdf().minus(epsilon.negate().logNormalCdf());
                    return phi.slice(0, d).plus(phi.slice(d, 2 * d).exp().times(logit));
                },
                (phi, z) -> {
                    Expr u = z.minus(phi.slice(0, d))
                            .times(phi.slice(d, 2 * d).negate().exp());
                    return u.minus(u.softplus().times(2)).minus(phi.slice(d, 2 * d));
                },
                (centre, scale) -> {
                    double[] phi = Arrays.copyOf(centre, 2 * d);
                    Arrays.fill(phi, d, 2 * d, Math.log(scale * Math.sqrt(3) / Math.PI));
                    return phi;
                });
    }

    @Test
    void namesWhatHasTheWrongShape() {
        assertMessage(
                "ExprFamily draw must return a vector of 2: ",
                () -> ExprFamily.of(2, 4, (phi, epsilon) -> phi, (phi, z) -> z, (centre, scale) -> centre));
        ExprFamily family = ExprFamily.of(2, 4, (phi, epsilon) -> epsilon, (phi, z) -> z, (centre, scale) -> centre);
        assertMessage("ExprFamily initial parameters must have 4 entries: 2", () -> family.initial(new double[2], 1));
        assertMessage(
                "at least 1 number of noise and 1 parameter: 2 and 0",
                () -> ExprFamily.of(2, 0, (phi, epsilon) -> epsilon, (phi, z) -> z, (centre, scale) -> centre));
    }
}
