package dev.jensen.core.family;

import dev.jensen.core.expr.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** z = m + s·(ε + b·(ε² of the coordinate before)): a banana, its density from the derived Jacobian. */
class ExprFamilyByInverseTest extends FamilyContract {

    @Override
    Family family(int d) {
        return ExprFamily.byInverse(
                d,
                2 * d + 1,
                (phi, epsilon) -> {
                    List<Expr> z = new ArrayList<>();
                    for (int i = 0; i < d; i++) {
                        z.add(
                                i == 0
                                        ? epsilon.at(0)
                                        : epsilon.at(i)
                                                .plus(phi.at(2 * d)
                                                        .times(epsilon.at(i - 1).square())));
                    }
                    return phi.slice(0, d).plus(phi.slice(d, 2 * d).exp().times(Expr.stack(z)));
                },
                (phi, z) -> {
                    Expr y = z.minus(phi.slice(0, d))
                            .times(phi.slice(d, 2 * d).negate().exp());
                    List<Expr> epsilon = new ArrayList<>();
                    for (int i = 0; i < d; i++) {
                        epsilon.add(
                                i == 0
                                        ? y.at(0)
                                        : y.at(i)
                                                .minus(phi.at(2 * d)
                                                        .times(epsilon.get(i - 1)
                                                                .square())));
                    }
                    return Expr.stack(epsilon);
                },
                (centre, scale) -> {
                    double[] phi = Arrays.copyOf(centre, 2 * d + 1);
                    Arrays.fill(phi, d, 2 * d, Math.log(scale));
                    return phi;
                });
    }
}
