package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Relaxable;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.DiscreteFamily;

/** Discrete targets of a few points, so that the ELBO and its gradient are sums over all of them. */
final class DiscreteTarget {

    private DiscreteTarget() {}

    /** Three trials that pull at each other: log p̃ = a·z + zᵀBz, and a term of all three. */
    static Relaxable trials() {
        return Relaxable.binary(
                3,
                z -> z.dot(Expr.constant(new double[] {0.7, -1.1, 0.4}))
                        .plus(z.at(0).times(z.at(1)).times(1.8))
                        .minus(z.at(1).times(z.at(2)).times(1.3))
                        .plus(z.at(0).times(z.at(1)).times(z.at(2)).times(0.9))
                        .minus(2));
    }

    /** Two choices among three that pull at each other. */
    static Relaxable choices() {
        double[][] pull = {{1, -0.5, 0.2}, {-1.3, 0.4, 0.9}, {0.1, -0.8, 1.5}};
        return Relaxable.oneHot(
                2,
                3,
                x -> x.at(0)
                        .dot(Expr.constant(pull).matVec(x.at(1)))
                        .plus(x.at(0, 2).times(0.6)));
    }

    /** Adds the gradient of −ELBO to an array, and returns −ELBO. */
    static double exact(LogDensity target, DiscreteFamily family, double[] phi, double[] gradient) {
        int d = family.dimension();
        int points = 1;
        for (int i = 0; i < d; i++) {
            points *= family.outcomes(i);
        }
        double[] z = new double[d];
        double[] logTarget = new double[1];
        double[] logFamily = new double[1];
        double negativeElbo = 0;
        for (int p = 0; p < points; p++) {
            int left = p;
            for (int i = 0; i < d; i++) {
                z[i] = left % family.outcomes(i);
                left /= family.outcomes(i);
            }
            target.logDensity(1, z, logTarget);
            family.logDensity(phi, 1, z, logFamily);
            double loss = Math.exp(logFamily[0]) * (logFamily[0] - logTarget[0]);
            negativeElbo += loss;
            family.score(phi, 1, z, new double[] {loss}, gradient);
        }
        return negativeElbo;
    }
}
