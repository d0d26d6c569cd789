package dev.jensen.benchmarks;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import java.util.Random;

/**
 * Twenty points in a row, each from one of two normal laws, ±1 with sd 1, and neighbours like to be from the same one: log p̃(z) = Σ
 * log N(y_i; ±1, 1) + J Σ [z_i = z_{i+1}], z of 0 and 1. The terms touch one or two points each.
 */
final class StickyMixture {
    private static final int POINTS = 20;
    private static final double STICKINESS = 1;

    private StickyMixture() {}

    static ExprDensity density() {
        Random random = new Random(1);
        double[] y = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            y[i] = (i / 5 % 2 == 0 ? -1 : 1) + random.nextGaussian();
        }
        return LogDensity.of(POINTS, z -> {
            Expr sum = Expr.constant(0);
            for (int i = 0; i < POINTS; i++) {
                // log N(y; 1, 1) − log N(y; −1, 1) = 2y
                sum = sum.plus(z.at(i).times(2 * y[i]));
                if (i > 0) {
                    Expr both = z.at(i).times(z.at(i - 1));
                    Expr alike = both.times(2).minus(z.at(i)).minus(z.at(i - 1)).plus(1);
                    sum = sum.plus(alike.times(STICKINESS));
                }
            }
            return sum;
        });
    }
}
