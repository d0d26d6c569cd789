package dev.jensen.core.algorithm.guard;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExactGradient;
import dev.jensen.core.noise.MonteCarlo;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares a gradient that somebody wrote with central differences of the value, coordinate by coordinate; with more than 32 coordinates along eight
 * random directions first. Two lengths of the difference tell how exact it is: where they disagree nothing is said.
 */
final class GradientCheck {
    private static final int FEW = 32;
    private static final int DIRECTIONS = 8;
    private static final double STEP = 1e-5;
    private static final double NEARBY = 0.1;
    private static final double RELATIVE = 0.01;
    private static final double OF_DIFFERENCES = 20; // times that by which the two lengths disagree
    private static final double ROUNDING = 1e-14; // of the value
    private static final long SEED = 0x9_0ad;

    private final Differentiable target;
    private final double[] point;
    private final double[] gradient;
    private double value;

    private GradientCheck(Differentiable target, double[] centre) {
        this.target = target;
        point = centre.clone();
        gradient = new double[centre.length];
        double[] away = new double[centre.length];
        MonteCarlo.seed(SEED).fill(0, 1, away.length, away); // a centre may be where a wrong gradient is 0 too
        for (int i = 0; i < away.length; i++) {
            point[i] += NEARBY * away[i];
        }
        if (!evaluate()) {
            System.arraycopy(centre, 0, point, 0, centre.length);
            evaluate();
        }
    }

    private boolean evaluate() {
        double[] values = new double[1];
        target.gradient(1, point, values, gradient);
        value = values[0];
        return Double.isFinite(value)
                && IntStream.range(0, gradient.length).allMatch(i -> Double.isFinite(gradient[i]));
    }

    /** What is wrong. */
    record Wrong(int coordinate, double gradient, double difference, double[] point) {}

    /** Returns the coordinate in which the gradient is most surely wrong, or null. */
    static @Nullable Wrong at(Differentiable target, double[] centre) {
        if (target instanceof ExactGradient) {
            return null;
        }
        GradientCheck check = new GradientCheck(target, centre);
        int d = centre.length;
        if (d > FEW && IntStream.range(0, DIRECTIONS).noneMatch(check::isWrongAlong)) {
            return null;
        }
        OptionalInt wrong =
                IntStream.range(0, d).filter(i -> check.isWrong(unit(d, i))).findFirst();
        if (wrong.isEmpty()) {
            return null;
        }
        double difference = check.difference(unit(d, wrong.getAsInt()), STEP);
        return new Wrong(wrong.getAsInt(), check.gradient[wrong.getAsInt()], difference, check.point);
    }

    private static double[] unit(int d, int i) {
        double[] direction = new double[d];
        direction[i] = 1;
        return direction;
    }

    private boolean isWrongAlong(int number) {
        double[] direction = new double[point.length];
        MonteCarlo.seed(SEED).fill(1 + number, 1, direction.length, direction);
        for (int i = 0; i < direction.length; i++) {
            direction[i] = Math.signum(direction[i]);
        }
        return isWrong(direction);
    }

    private boolean isWrong(double[] direction) {
        double slope = 0;
        for (int i = 0; i < direction.length; i++) {
            slope += gradient[i] * direction[i];
        }
        double one = difference(direction, STEP);
        double other = difference(direction, STEP / 4);
        double allowed = RELATIVE * Math.max(Math.abs(slope), Math.abs(one))
                + OF_DIFFERENCES * Math.abs(one - other)
                + ROUNDING * (1 + Math.abs(value)) / STEP;
        return Math.abs(slope - one) > allowed; // not where any of it is NaN
    }

    private double difference(double[] direction, double step) {
        double length = step;
        for (int i = 0; i < point.length; i++) {
            length = direction[i] == 0 ? length : Math.max(length, step * Math.abs(point[i]));
        }
        int d = point.length;
        double[] points = new double[2 * d];
        for (int i = 0; i < d; i++) {
            points[i] = point[i] + length * direction[i];
            points[d + i] = point[i] - length * direction[i];
        }
        double[] values = new double[2];
        target.logDensity(2, points, values);
        return (values[0] - values[1]) / (2 * length);
    }
}
