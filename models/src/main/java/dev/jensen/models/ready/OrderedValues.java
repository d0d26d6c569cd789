package dev.jensen.models.ready;

import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.ModelBuilder;
import java.util.List;

/** Values of components or states, in ascending order, so that each has a number of its own: the lowest, and gaps between them. */
final class OrderedValues {
    private OrderedValues() {}

    /**
     * States them.
     *
     * @param name of the derived vector
     * @param count how many, at least 1
     * @param lowest law of the lowest
     * @param gap law of each gap, on positive numbers
     * @return the values, ascending, length count
     */
    static Expr of(ModelBuilder m, String name, int count, Continuous lowest, Continuous gap) {
        Expr first = m.latent("lowest " + name, lowest);
        if (count == 1) {
            return m.derive(name, first.reshape(1));
        }
        Expr gaps = m.latent("gaps of " + name, gap, count - 1);
        return m.derive(
                name,
                Expr.concat(List.of(Expr.constant(0), gaps.cumulativeSum(0))).plus(first));
    }
}
