package dev.jensen.core.algorithm.hierarchy;

import dev.jensen.core.algorithm.normal.FittedNormal;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A small flow about a normal: ε through a {@link TriangularScale}, a location and scale, the normal's correlations with the scales
 * first, on request {@link SinhArcsinh}, and the normal's own location and scale, which stay. It starts as that normal. The ELBO on
 * fixed draws is maximised by L-BFGS, with a ridge on what makes it more than a Gaussian.
 */
public final class FlowAbout {
    private static final int MEMORY = 30;
    private static final int MOST_STEPS = 60;
    private static final double NEGLIGIBLE = 3e-4; // nats
    private static final double RIDGE = 1e-3;
    private static final double FARTHEST = 5; // of a parameter that bends
    private static final double WIDEST = 30; // of a log scale
    private static final int MOST_PRODUCTS = 40;

    private final TriangularScale bend;
    private final double[][] factor; // of the correlations, in the order of the layer
    private final NormalizingFlow family;
    private final double[] phi;
    private final int free; // parameters to fit, the first; the others are the normal's
    private final int bendsFrom; // after the linear ones
    private final int bendsTo;
    private final int skewsFrom; // sinh-arcsinh's own

    private FlowAbout(double[] mean, double[][] covariance, TriangularScale bend, boolean skewed) {
        int d = mean.length;
        this.bend = bend;
        int[] order = bend.order();
        double[] spread = new double[d];
        for (int i = 0; i < d; i++) {
            spread[i] = Math.sqrt(covariance[i][i]);
        }
        factor = factor(covariance, spread, bend);
        List<Bijection> layers = new ArrayList<>(List.of(bend, LocationScale.of(d), FixedTriangular.of(order, factor)));
        if (skewed) {
            layers.add(SinhArcsinh.of(d));
        }
        family = NormalizingFlow.of(d, layers);
        phi = family.initial(mean, 1);
        for (int i = 0; i < d; i++) {
            phi[phi.length - d + i] = Math.log(spread[i]);
        }
        free = phi.length - 2 * d;
        bendsFrom = bend.linearCount();
        bendsTo = bend.parameterCount();
        skewsFrom = bend.parameterCount() + 2 * d;
    }

    /** The Cholesky factor of the correlations, without what the layer's structure leaves out. */
    private static double[][] factor(double[][] covariance, double[] spread, TriangularScale bend) {
        int d = spread.length;
        int[] order = bend.order();
        double[][] correlation = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                correlation[i][j] = covariance[order[i]][order[j]] / (spread[order[i]] * spread[order[j]]);
            }
            correlation[i][i] = 1 + 1e-13;
        }
        Optional<double[][]> full = FittedNormal.cholesky(correlation);
        double[][] factor = FittedNormal.about(spread, 1).factor();
        if (full.isPresent()) {
            for (int i = 0; i < d; i++) {
                factor[i][i] = full.get()[i][i];
                for (int j : bend.predecessors(i)) {
                    factor[i][j] = full.get()[i][j];
                }
            }
        }
        return factor;
    }

    /** The triangular flow that is a normal to begin with. */
    public static FlowAbout triangular(FittedNormal normal, int[] scales) {
        return new FlowAbout(normal.mean(), normal.covariance(), TriangularScale.of(normal.dimension(), scales), false);
    }

    /** The same with skewness and tails for each coordinate, beginning where this one is. */
    public FlowAbout sinhArcsinh(FittedNormal normal) {
        FlowAbout richer = new FlowAbout(normal.mean(), normal.covariance(), bend, true);
        System.arraycopy(phi, 0, richer.phi, 0, free);
        return richer;
    }

    /** The arrow flow about a normal with that structure. */
    public static FlowAbout arrow(double[] mean, double[][] covariance, Structure structure) {
        TriangularScale bend =
                TriangularScale.arrow(structure.scales(), structure.others(), structure.blocks(), MOST_PRODUCTS);
        return new FlowAbout(mean, covariance, bend, false);
    }

    /**
     * The law of the first coordinates in the layer's order, which depend on no others, as a flow of its own.
     *
     * @param count how many
     */
    NormalizingFlow leadingFamily(int count) {
        double[][] corner = new double[count][];
        for (int i = 0; i < count; i++) {
            corner[i] = Arrays.copyOf(factor[i], count);
        }
        int[] order = IntStream.range(0, count).toArray();
        return NormalizingFlow.of(
                count, List.of(bend.leading(count), LocationScale.of(count), FixedTriangular.of(order, corner)));
    }

    /** The parameters of {@link #leadingFamily}. */
    double[] leadingParameters(int count) {
        int d = family.dimension();
        int inner = bend.leading(count).parameterCount();
        double[] leading = new double[inner + 4 * count];
        bend.copyLeading(phi, 0, count, leading);
        int[] order = bend.order();
        for (int i = 0; i < count; i++) {
            for (int part = 0; part < 2; part++) {
                leading[inner + part * count + i] = phi[bend.parameterCount() + part * d + order[i]];
                leading[inner + (2 + part) * count + i] = phi[phi.length - 2 * d + part * d + order[i]];
            }
        }
        return leading;
    }

    /** The coordinates in the order of the layer, which is that of the noise. */
    int[] order() {
        return bend.order();
    }

    /** The standard deviations of the normal that it began as, by coordinate. */
    double[] spread() {
        int d = family.dimension();
        double[] spread = new double[d];
        for (int i = 0; i < d; i++) {
            spread[i] = Math.exp(phi[phi.length - d + i]);
        }
        return spread;
    }

    /** Returns the flow. */
    public NormalizingFlow family() {
        return family;
    }

    /** Returns its parameters as they are now, not a copy. */
    public double[] phi() {
        return phi;
    }

    /** Climbs the ELBO on fixed draws; the parameters here are those of the best so far, even where it is cut short. */
    public void climb(Differentiable target, int draws, Noise noise, Runnable beat) {
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
        double[] start = Arrays.copyOf(phi, free);
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
