package dev.jensen.core.algorithm;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.estimator.Estimation;
import dev.jensen.core.estimator.TotalGradient;
import dev.jensen.core.family.Bijection;
import dev.jensen.core.family.FixedTriangular;
import dev.jensen.core.family.LocationScale;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.family.SinhArcsinh;
import dev.jensen.core.family.TriangularScale;
import dev.jensen.core.noise.Noise;
import dev.jensen.optim.Loop;
import dev.jensen.optim.NonFiniteException;
import dev.jensen.optim.Run;
import dev.jensen.optim.newton.DifferentiableFunction;
import dev.jensen.optim.newton.Lbfgs;
import java.util.ArrayList;
import java.util.List;

/**
 * A small flow about a normal: ε through a {@link TriangularScale}, a location and scale, the normal's correlations with the scales
 * first, on request {@link SinhArcsinh}, and the normal's own location and scale, which stay. It starts as that normal. The ELBO on
 * fixed draws is maximised by L-BFGS, with a ridge on what makes it more than a Gaussian.
 */
final class FlowAbout {
    private static final int MEMORY = 30;
    private static final int MOST_STEPS = 60;
    private static final double NEGLIGIBLE = 3e-4; // nats
    private static final double RIDGE = 1e-3;
    private static final double FARTHEST = 5; // of a parameter that bends
    private static final double WIDEST = 30; // of a log scale

    private final NormalizingFlow family;
    private final double[] phi;
    private final int free; // parameters to fit, the first; the others are the normal's
    private final int bendsFrom; // after the linear ones
    private final int bendsTo;
    private final int skewsFrom; // sinh-arcsinh's own

    private FlowAbout(NormalizingFlow family, double[] phi, int free, int bendsFrom, int bendsTo, int skewsFrom) {
        this.family = family;
        this.phi = phi;
        this.free = free;
        this.bendsFrom = bendsFrom;
        this.bendsTo = bendsTo;
        this.skewsFrom = skewsFrom;
    }

    /** The triangular flow that is a normal to begin with. */
    static FlowAbout triangular(FittedNormal normal, int[] scales) {
        return of(normal, scales, false);
    }

    /** The same with skewness and tails for each coordinate, beginning where this one is. */
    FlowAbout sinhArcsinh(FittedNormal normal, int[] scales) {
        FlowAbout richer = of(normal, scales, true);
        System.arraycopy(phi, 0, richer.phi, 0, free);
        return richer;
    }

    private static FlowAbout of(FittedNormal normal, int[] scales, boolean skewed) {
        int d = normal.dimension();
        int[] order = scalesFirst(d, scales);
        double[][] covariance = normal.covariance();
        double[][] correlation = new double[d][d];
        double[] spread = new double[d];
        for (int i = 0; i < d; i++) {
            spread[i] = Math.sqrt(covariance[i][i]);
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                correlation[i][j] = covariance[order[i]][order[j]] / (spread[order[i]] * spread[order[j]]);
            }
            correlation[i][i] = 1 + 1e-13;
        }
        double[][] factor = FittedNormal.cholesky(correlation)
                .orElseGet(() -> FittedNormal.about(spread, 1).factor());
        TriangularScale bend = TriangularScale.of(d, scales);
        List<Bijection> layers = new ArrayList<>(List.of(bend, LocationScale.of(d), FixedTriangular.of(order, factor)));
        if (skewed) {
            layers.add(SinhArcsinh.of(d));
        }
        NormalizingFlow family = NormalizingFlow.of(d, layers);
        double[] phi = family.initial(normal.mean(), 1);
        for (int i = 0; i < d; i++) {
            phi[phi.length - d + i] = Math.log(spread[i]);
        }
        int linear = d * (d - 1) / 2;
        return new FlowAbout(
                family, phi, phi.length - 2 * d, linear, bend.parameterCount(), bend.parameterCount() + 2 * d);
    }

    static int[] scalesFirst(int d, int[] scales) {
        int[] order = new int[d];
        boolean[] taken = new boolean[d];
        int next = 0;
        for (int scale : scales) {
            order[next++] = scale;
            taken[scale] = true;
        }
        for (int i = 0; i < d; i++) {
            if (!taken[i]) {
                order[next++] = i;
            }
        }
        return order;
    }

    NormalizingFlow family() {
        return family;
    }

    double[] phi() {
        return phi;
    }

    /** Climbs the ELBO on fixed draws; the parameters here are those of the best so far, even where it is cut short. */
    void climb(Differentiable target, int draws, Noise noise, Runnable beat) {
        Estimation estimation = TotalGradient.draws(draws).start(target, family, noise);
        double[] whole = phi.clone();
        double[] gradient = new double[phi.length];
        DifferentiableFunction loss = new DifferentiableFunction() {
            @Override
            public int dimension() {
                return free;
            }

            @Override
            public double valueAndGradient(double[] x, double[] ofX) {
                System.arraycopy(x, 0, whole, 0, free);
                if (isTooFar(x)) {
                    return Double.POSITIVE_INFINITY;
                }
                double value = estimation.valueAndGradient(0, whole, gradient);
                System.arraycopy(gradient, 0, ofX, 0, free);
                return value + ridge(x, ofX);
            }
        };
        double[] start = java.util.Arrays.copyOf(phi, free);
        double scale = Math.max(1, Math.abs(estimation.valueAndGradient(0, phi, gradient)));
        Run run = Lbfgs.minimise(loss)
                .memory(MEMORY)
                .tolerance(NEGLIGIBLE / scale)
                .loop(Loop.endless().maximumSteps(MOST_STEPS))
                .start(start);
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = run.advance();
                System.arraycopy(run.parameters(), 0, phi, 0, free);
                beat.run();
            }
        } catch (NonFiniteException e) {
            // the normal itself has a draw where log p̃ is −∞: it stays as it is
        }
    }

    private boolean isTooFar(double[] x) {
        for (int k = bendsFrom; k < free; k++) {
            boolean isLogScale = k >= bendsTo && k < skewsFrom;
            if (!(Math.abs(x[k]) <= (isLogScale ? WIDEST : FARTHEST))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the ridge's value, and adds its gradient. */
    private double ridge(double[] x, double[] ofX) {
        double value = 0;
        for (int k = bendsFrom; k < free; k++) {
            if (k < bendsTo || k >= skewsFrom) {
                value += 0.5 * RIDGE * x[k] * x[k];
                ofX[k] += RIDGE * x[k];
            }
        }
        return value;
    }
}
