package dev.jensen.core.algorithm.guard;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.optim.Ending;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A target that counts, keeps within a budget of gradients, and is −∞ with gradient 0 wherever anything is not finite: a step too
 * long. Where the target has no Hessian, differences of gradients stand for it. Used by one thread.
 */
public final class Watched implements TwiceDifferentiable {
    private static final double DIFFERENCE = 1e-5;

    private final Differentiable target;
    private final long most;
    private long gradients;
    private long values;
    private boolean isSpent;
    private double @Nullable [] impossible; // the point nearest to the origin of those where something was not finite

    /** Watches a target, from which at most so many gradients are taken. */
    public Watched(Differentiable target, long most) {
        this.target = target;
        this.most = most;
    }

    /** Whether more gradients have been asked for than there were. */
    public boolean isSpent() {
        return isSpent;
    }

    /** How many gradients there are still to take. */
    public long left() {
        return most - gradients;
    }

    /** Returns how many gradients have been taken, a product with a Hessian counted as two. */
    public long gradients() {
        return gradients;
    }

    long values() {
        return values;
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public void logDensity(int draws, double[] points, double[] out) {
        values += draws;
        target.logDensity(draws, points, out);
        for (int s = 0; s < draws; s++) {
            if (!(Math.abs(out[s]) < Double.POSITIVE_INFINITY)) {
                out[s] = Double.NEGATIVE_INFINITY;
                note(points, s);
            }
        }
    }

    private void note(double[] points, int s) {
        double[] point = Arrays.copyOfRange(points, s * dimension(), (s + 1) * dimension());
        if (impossible == null || !(norm(point) >= norm(impossible))) {
            impossible = point;
        }
    }

    private static double norm(double[] point) {
        return Arrays.stream(point).map(Math::abs).max().orElse(0);
    }

    /** Returns whether anything was not finite. */
    public boolean hasTrouble() {
        return impossible != null;
    }

    /** Says what was not finite, and where, of all points the one nearest to the origin; that everything was, if it was. */
    public String trouble() {
        return impossible == null
                ? "log p̃ was finite everywhere"
                : new Finite(target, FullRankGaussian.of(dimension())).describe(impossible);
    }

    /** The target's values as they are, counted. */
    public LogDensity asItIs() {
        return new LogDensity() {
            @Override
            public int dimension() {
                return target.dimension();
            }

            @Override
            public void logDensity(int draws, double[] points, double[] out) {
                values += draws;
                target.logDensity(draws, points, out);
            }
        };
    }

    @Override
    public void gradient(int draws, double[] points, double[] out, double[] ofPoints) {
        if (gradients + draws > most) {
            isSpent = true;
            throw new CutShort(Ending.BUDGET_SPENT);
        }
        gradients += draws;
        target.gradient(draws, points, out, ofPoints);
        int d = target.dimension();
        for (int s = 0; s < draws; s++) {
            boolean finite = Math.abs(out[s]) < Double.POSITIVE_INFINITY;
            for (int i = s * d; i < (s + 1) * d; i++) {
                finite &= Math.abs(ofPoints[i]) < Double.POSITIVE_INFINITY;
            }
            if (!finite) {
                note(points, s);
                out[s] = Double.NEGATIVE_INFINITY;
                Arrays.fill(ofPoints, s * d, (s + 1) * d, 0);
            }
        }
    }

    @Override
    public void hessianProduct(int draws, double[] points, double[] vectors, double[] products) {
        if (target instanceof TwiceDifferentiable twice) {
            gradients += 2L * draws;
            twice.hessianProduct(draws, points, vectors, products);
            return;
        }
        int d = target.dimension();
        double[] moved = new double[draws * d];
        double[] back = new double[draws * d];
        double[] value = new double[draws];
        double[] steps = new double[draws];
        for (int s = 0; s < draws; s++) {
            double longest = 0;
            double farthest = 1;
            for (int i = s * d; i < (s + 1) * d; i++) {
                longest = Math.max(longest, Math.abs(vectors[i]));
                farthest = vectors[i] == 0 ? farthest : Math.max(farthest, Math.abs(points[i]));
            }
            steps[s] = DIFFERENCE * farthest / Math.max(longest, Double.MIN_NORMAL);
        }
        for (int i = 0; i < draws * d; i++) {
            moved[i] = points[i] + steps[i / d] * vectors[i];
            back[i] = points[i] - steps[i / d] * vectors[i];
        }
        double[] there = new double[draws * d];
        gradient(draws, moved, value, there);
        gradient(draws, back, value, products);
        for (int i = 0; i < draws * d; i++) {
            products[i] = (there[i] - products[i]) / (2 * steps[i / d]);
        }
    }
}
