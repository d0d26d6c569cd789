package dev.jensen.core.algorithm.normal;

import dev.jensen.core.algorithm.guard.CutShort;
import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.density.Differentiable;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import dev.jensen.optim.Run;
import dev.jensen.optim.newton.DifferentiableFunction;
import dev.jensen.optim.newton.Lbfgs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One climb of log p̃ by L-BFGS, with its iterates, from which {@link #normals} makes the Gaussians of Pathfinder (Zhang, Carpenter,
 * Gelman and Vehtari, "Pathfinder: parallel quasi-Newton variational inference", JMLR 23, 2022): at each iterate the inverse
 * Hessian that L-BFGS believes in is the covariance, and its Newton step leads to the mean.
 *
 * @param points iterates, the start first
 * @param gradients ∇log p̃ there
 * @param value log p̃ at the last
 * @param ending what cut it short, or else {@link Ending#CONVERGED}
 */
public record Ascent(List<double[]> points, List<double[]> gradients, double value, Ending ending) {
    private static final int MEMORY = 6;
    private static final int MOST_STEPS = 200;
    private static final double TOLERANCE = 1e-10;
    private static final double CURVED = 1e-12;
    private static final int FIRST = 8;
    private static final int LAST = 15;
    private static final int BETWEEN = 12;

    /**
     * Climbs from a point where everything is finite.
     *
     * @throws CutShort if the beat or the target says so
     */
    public static Ascent from(double[] start, Differentiable target, Runnable beat) {
        Ascent all = untilCut(start, target, beat);
        if (all.ending != Ending.CONVERGED) {
            throw new CutShort(all.ending);
        }
        return all;
    }

    /** The same, but what is cut short on the way is as far as it came. */
    public static Ascent untilCut(double[] start, Differentiable target, Runnable beat) {
        double[] value = new double[1];
        DifferentiableFunction descent = new DifferentiableFunction() {
            @Override
            public int dimension() {
                return start.length;
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                target.gradient(1, x, value, gradient);
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] = -gradient[i];
                }
                return -value[0];
            }
        };
        List<double[]> points = new ArrayList<>();
        List<double[]> gradients = new ArrayList<>();
        points.add(start.clone());
        double[] first = new double[start.length];
        target.gradient(1, start, value, first);
        gradients.add(first);
        double highest = value[0];
        Run run = Lbfgs.minimise(descent)
                .memory(MEMORY)
                .tolerance(TOLERANCE)
                .loop(Loop.endless().maximumSteps(MOST_STEPS))
                .start(start);
        boolean goesOn = true;
        Ending ending = Ending.CONVERGED;
        while (goesOn) {
            try {
                goesOn = run.advance();
            } catch (CutShort e) {
                ending = e.ending();
                break;
            }
            if (run.result().ending() == Ending.STALLED) {
                break;
            }
            points.add(run.parameters().clone());
            double[] uphill = run.gradient().clone();
            for (int i = 0; i < uphill.length; i++) {
                uphill[i] = -uphill[i];
            }
            gradients.add(uphill);
            highest = -run.value();
            try {
                beat.run();
            } catch (CutShort e) {
                ending = e.ending();
                break;
            }
        }
        return new Ascent(points, gradients, highest, ending);
    }

    /** Returns the last point, length d, not a copy. */
    public double[] end() {
        return points.get(points.size() - 1);
    }

    /** Returns the Gaussian along the way that has the highest ELBO; nothing where none has a finite one. */
    public Optional<Candidate> best(Watched target, int draws, double[] noise) {
        Candidate best = null;
        for (FittedNormal normal : normals()) {
            Candidate candidate = Candidate.of(normal, target, draws, noise);
            if (candidate.isFinite() && (best == null || candidate.elbo() > best.elbo())) {
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns the Gaussians at the first iterates, the last, and some between. */
    List<FittedNormal> normals() {
        int d = points.get(0).length;
        double[] alpha = new double[d];
        Arrays.fill(alpha, 1);
        List<double[][]> pairs = new ArrayList<>();
        List<FittedNormal> normals = new ArrayList<>();
        int n = points.size();
        int stride = Math.max(1, (n - FIRST - LAST) / BETWEEN);
        for (int l = 1; l < n; l++) {
            double[] s = difference(points.get(l), points.get(l - 1));
            double[] y = difference(gradients.get(l - 1), gradients.get(l));
            double sy = dot(s, y);
            if (!(sy > CURVED * dot(y, y))) {
                continue;
            }
            updateDiagonal(alpha, s, y, sy);
            pairs.add(new double[][] {s, y});
            if (pairs.size() > MEMORY) {
                pairs.remove(0);
            }
            if (l <= FIRST || l >= n - LAST || (l - FIRST) % stride == 0) {
                at(l, alpha, pairs).ifPresent(normals::add);
            }
        }
        return normals;
    }

    /** The paper's algorithm 3: a diagonal that has learnt from every pair. */
    private static void updateDiagonal(double[] alpha, double[] s, double[] y, double sy) {
        double a = 0;
        double c = 0;
        for (int i = 0; i < alpha.length; i++) {
            a += y[i] * alpha[i] * y[i];
            c += s[i] * s[i] / alpha[i];
        }
        for (int i = 0; i < alpha.length; i++) {
            double precision =
                    a / (sy * alpha[i]) + y[i] * y[i] / sy - a * s[i] * s[i] / (sy * c * alpha[i] * alpha[i]);
            alpha[i] = precision > 0 ? 1 / precision : alpha[i];
        }
    }

    /** BFGS's inverse Hessian from a diagonal and the last pairs, and its Newton step. */
    private Optional<FittedNormal> at(int l, double[] alpha, List<double[][]> pairs) {
        int d = alpha.length;
        double[][] h = new double[d][d];
        for (int i = 0; i < d; i++) {
            h[i][i] = alpha[i];
        }
        double[] hy = new double[d];
        for (double[][] pair : pairs) {
            double[] s = pair[0];
            double[] y = pair[1];
            double rho = 1 / dot(s, y);
            for (int i = 0; i < d; i++) {
                hy[i] = dot(h[i], y);
            }
            double factor = rho * rho * dot(y, hy) + rho;
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    h[i][j] += factor * s[i] * s[j] - rho * (s[i] * hy[j] + hy[i] * s[j]);
                }
            }
        }
        double[] mean = points.get(l).clone();
        for (int i = 0; i < d; i++) {
            mean[i] += dot(h[i], gradients.get(l));
        }
        return FittedNormal.cholesky(h).map(factor -> new FittedNormal(mean, factor));
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        for (int i = 0; i < a.length; i++) {
            difference[i] -= b[i];
        }
        return difference;
    }

    /** Returns the sum of the products. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
