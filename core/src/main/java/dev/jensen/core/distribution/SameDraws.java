package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A law whose draws are those of the law that it is made of. What differs is what an observation says of a draw, or the coordinate in
 * which a latent is fitted.
 */
public interface SameDraws extends Modified {
    @Override
    default List<Parameter> parameters() {
        return law().parameters();
    }

    @Override
    default int eventRank() {
        return law().eventRank();
    }

    @Override
    default Shape drawShape() {
        return law().drawShape();
    }

    @Override
    default Expr mean() {
        return law().mean();
    }

    @Override
    default Expr variance() {
        return law().variance();
    }

    @Override
    default void sample(RandomGenerator random, double[] parameters, double[] out) {
        law().sample(random, parameters, out);
    }
}
