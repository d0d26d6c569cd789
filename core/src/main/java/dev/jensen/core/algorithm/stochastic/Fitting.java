package dev.jensen.core.algorithm.stochastic;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.PartlyDifferentiable;
import dev.jensen.core.density.Separable;
import dev.jensen.core.estimator.DoublyReparameterized;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.RaoBlackwell;
import dev.jensen.core.estimator.ScoreAndPath;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.estimator.TotalGradient;
import dev.jensen.core.family.Blockwise;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.MixedFamily;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.family.Whitened;
import dev.jensen.core.noise.Antithetic;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.noise.Orthogonal;
import dev.jensen.core.objective.CurvedObjective;
import dev.jensen.core.objective.LinearObjective;
import dev.jensen.core.objective.NegativeElbo;
import dev.jensen.core.objective.Objective;
import java.util.Arrays;

/** The least noisy estimator that objective, target and family allow. */
public final class Fitting {
    private static final int PATH_DRAWS = 10;
    private static final int MOST_TIED_DRAWS = 64;
    private static final int SCORE_DRAWS = 64;

    private Fitting() {}

    /** Returns an estimator of −ELBO, with enough draws for most targets. */
    @SuppressWarnings("unchecked") // what the cast claims is what is tested
    public static <T extends LogDensity, F extends Family> Estimator<T, F> estimator(T target, F family) {
        if (target instanceof Differentiable && family instanceof Pathwise pathwise) {
            return estimator(target, family, NegativeElbo.standard(), draws(pathwise));
        }
        Estimator<?, ?> fitting = ScoreFunction.leaveOneOut(SCORE_DRAWS);
        if (target instanceof PartlyDifferentiable
                && family instanceof MixedFamily<?, ?> mixed
                && mixed.continuous() instanceof Reparameterized) {
            fitting = ScoreAndPath.draws(SCORE_DRAWS);
        } else if (target instanceof PartlyDifferentiable
                && target instanceof Separable
                && family instanceof Blockwise) {
            fitting = RaoBlackwell.leaveOneOut(SCORE_DRAWS);
        }
        return (Estimator<T, F>) fitting;
    }

    /** How many paths are enough for a family: at least 10. */
    public static int draws(Pathwise family) {
        int tied = family instanceof Blockwise blocks ? Math.min(2 * tied(blocks), MOST_TIED_DRAWS) : 0;
        return Math.max(PATH_DRAWS, Math.max(tied, 2 * family.strata()));
    }

    /** Opposite pairs, and for blocks noise that is orthogonal where parameters mix coordinates. */
    public static Noise noise(Family family, Noise normals) {
        return Antithetic.of(family instanceof Blockwise blocks ? Orthogonal.of(normals, others(blocks)) : normals);
    }

    /** How many coordinates a block and its ancestors have at most, and one more. */
    private static int tied(Blockwise family) {
        return 2 + Arrays.stream(others(family)).mapToInt(of -> of.length).max().orElse(0);
    }

    private static int[][] others(Blockwise family) {
        int[][] others = new int[family.dimension()][];
        for (int b = 0; b < family.blocks(); b++) {
            int[] above = Arrays.stream(family.ancestors(b))
                    .flatMap(a -> Arrays.stream(family.coordinates(a)))
                    .toArray();
            int[] own = family.coordinates(b);
            for (int k = 0; k < own.length; k++) {
                others[own[k]] = Arrays.copyOf(above, above.length + k);
                System.arraycopy(own, 0, others[own[k]], above.length, k);
            }
        }
        return others;
    }

    /** Returns an estimator of that objective with so many draws. */
    @SuppressWarnings("unchecked") // what the cast claims is what is tested
    public static <T extends LogDensity, F extends Family> Estimator<T, F> estimator(
            T target, F family, Objective objective, int draws) {
        Estimator<?, ?> fitting;
        if (!(target instanceof Differentiable && family instanceof Pathwise)) {
            fitting = ScoreFunction.leaveOneOut(draws).objective(objective);
        } else if (isKinked(family)) {
            fitting = TotalGradient.draws(draws).objective(objective);
        } else if (objective instanceof LinearObjective linear) {
            fitting = StickingTheLanding.draws(draws).objective(linear);
        } else if (objective instanceof CurvedObjective curved && family instanceof Reparameterized) {
            fitting = DoublyReparameterized.of(curved, draws);
        } else {
            fitting = TotalGradient.draws(draws).objective(objective);
        }
        return (Estimator<T, F>) fitting;
    }

    private static boolean isKinked(Family family) {
        return family instanceof Whitened<?> whitened
                ? isKinked(whitened.inner())
                : family instanceof NormalizingFlow flow && flow.kinked();
    }
}
