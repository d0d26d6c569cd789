package dev.jensen.core.algorithm.guard;

import dev.jensen.core.objective.CurvedObjective;
import dev.jensen.core.objective.LogWeights;
import dev.jensen.core.objective.Objective;
import java.util.Arrays;
import java.util.Locale;

/** Holds an objective that somebody wrote to its own loss: slopes and curvatures to differences, at some log weights. */
public final class ObjectiveCheck {
    private static final String OURS = "dev.jensen.core.";
    private static final double[] AT = {0.4, -1.3, 0.9, -0.2};
    private static final double STEP = 1e-5;
    private static final double RELATIVE = 1e-3;

    private ObjectiveCheck() {}

    /** Refuses an objective of somebody's own that is not finite at ordinary log weights, or whose derivatives are not its loss's. */
    public static void require(Objective objective) {
        if (objective.getClass().getName().startsWith(OURS)) {
            return;
        }
        double loss = loss(objective, -1, 0);
        if (!Double.isFinite(loss)) {
            throw new IllegalArgumentException(name(objective) + ": the loss is " + loss + " at the log weights "
                    + Arrays.toString(AT) + ": it must be finite wherever they are");
        }
        double[] slopes = slopes(objective, -1, 0);
        double[] curvatures = new double[AT.length];
        if (objective instanceof CurvedObjective curved) {
            curved.curvatures(weights(-1, 0), curvatures);
        }
        for (int s = 0; s < AT.length; s++) {
            double slope = (loss(objective, s, STEP) - loss(objective, s, -STEP)) / (2 * STEP);
            require(objective, "slope", s, slopes[s], slope);
            if (objective instanceof CurvedObjective) {
                double curvature = (slopes(objective, s, STEP)[s] - slopes(objective, s, -STEP)[s]) / (2 * STEP);
                require(objective, "curvature", s, curvatures[s], curvature);
            }
        }
    }

    private static void require(Objective objective, String what, int s, double said, double difference) {
        if (!(Math.abs(said - difference) <= RELATIVE * (1 + Math.abs(difference)))) {
            throw new IllegalArgumentException(String.format(
                    Locale.US,
                    "%s: the %s by the log weight of draw %d is %.6g, but differences say %.6g, at the log weights %s: mend it",
                    name(objective),
                    what,
                    s,
                    said,
                    difference,
                    Arrays.toString(AT)));
        }
    }

    private static LogWeights weights(int moved, double by) {
        double[] values = AT.clone();
        if (moved >= 0) {
            values[moved] += by;
        }
        double[] shares = new double[AT.length];
        Arrays.fill(shares, 1.0 / AT.length);
        return new LogWeights(values, shares);
    }

    private static double loss(Objective objective, int moved, double by) {
        return objective.loss(weights(moved, by));
    }

    private static double[] slopes(Objective objective, int moved, double by) {
        double[] slopes = new double[AT.length];
        objective.slopes(weights(moved, by), slopes);
        return slopes;
    }

    private static String name(Objective objective) {
        String text = objective.toString();
        return text.contains("@") || text.contains("$$") ? objective.getClass().getSimpleName() : text;
    }
}
