package dev.jensen.core.estimator;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.objective.LogWeights;
import dev.jensen.core.objective.MeanObjective;
import dev.jensen.core.objective.Objective;
import java.util.function.ToDoubleBiFunction;

/**
 * All that a draw can be: the outcomes of a discrete law, or a grid so fine that the trapezoidal rule over it is exact for all
 * purposes. Expectations under q_φ are sums, and take nothing of the family but its log density.
 *
 * @param points n·d
 * @param volume of the cell of a point; 1 for a discrete law
 */
record Outcomes(LogDensity target, Family family, double[] points, double volume) {

    /** A grid over [low, high]ᵈ. */
    static Outcomes grid(LogDensity target, Family family, double low, double high, int perDimension) {
        int d = target.dimension();
        int count = (int) Math.pow(perDimension, d);
        double width = (high - low) / (perDimension - 1);
        double[] points = new double[count * d];
        for (int n = 0; n < count; n++) {
            for (int i = 0, rest = n; i < d; i++, rest /= perDimension) {
                points[n * d + i] = low + width * (rest % perDimension);
            }
        }
        return new Outcomes(target, family, points, Math.pow(width, d));
    }

    /** All vectors of zeros and ones. */
    static Outcomes binary(LogDensity target, Family family) {
        return grid(target, family, 0, 1, 2);
    }

    int count() {
        return points.length / target.dimension();
    }

    double[] logTarget() {
        double[] logTarget = new double[count()];
        target.logDensity(count(), points, logTarget);
        return logTarget;
    }

    /** E_q[h(log p̃, log q)]. */
    double mean(double[] phi, ToDoubleBiFunction<Double, Double> h) {
        double[] logTarget = logTarget();
        double[] logFamily = new double[count()];
        family.logDensity(phi, count(), points, logFamily);
        double sum = 0;
        for (int n = 0; n < count(); n++) {
            sum += volume * Math.exp(logFamily[n]) * h.applyAsDouble(logTarget[n], logFamily[n]);
        }
        return sum;
    }

    /** The mean of an objective over two independent draws, and its gradient. */
    Truth truth(Objective objective, double[] phi) {
        return Truth.of(at -> ofTwoDraws(objective, at), phi);
    }

    /** The expectation of the loss over two independent draws. */
    double ofTwoDraws(Objective objective, double[] phi) {
        double beta = objective.entropyWeight();
        if (objective instanceof MeanObjective mean) {
            return mean(phi, (logTarget, logFamily) -> mean.value(logTarget - beta * logFamily));
        }
        double[] logTarget = logTarget();
        double[] logFamily = new double[count()];
        family.logDensity(phi, count(), points, logFamily);
        double[] two = new double[2];
        LogWeights view = new LogWeights(two, new double[] {0.5, 0.5});
        double sum = 0;
        for (int n = 0; n < count(); n++) {
            for (int m = 0; m <= n; m++) {
                double mass = volume * volume * Math.exp(logFamily[n] + logFamily[m]) * (m == n ? 1 : 2);
                if (mass > 1e-13) {
                    two[0] = logTarget[n] - beta * logFamily[n];
                    two[1] = logTarget[m] - beta * logFamily[m];
                    sum += mass * objective.loss(view);
                }
            }
        }
        return sum;
    }
}
