package dev.jensen.core.algorithm;

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
import dev.jensen.core.objective.CurvedObjective;
import dev.jensen.core.objective.LinearObjective;
import dev.jensen.core.objective.NegativeElbo;
import dev.jensen.core.objective.Objective;

/** The least noisy estimator that objective, target and family allow. */
final class Fitting {
    private static final int PATH_DRAWS = 10;
    private static final int SCORE_DRAWS = 64;

    private Fitting() {}

    /** Returns an estimator of −ELBO, with enough draws for most targets. */
    @SuppressWarnings("unchecked") // what the cast claims is what is tested
    static <T extends LogDensity, F extends Family> Estimator<T, F> estimator(T target, F family) {
        if (target instanceof Differentiable && family instanceof Pathwise pathwise) {
            int draws = Math.max(PATH_DRAWS, 2 * pathwise.strata());
            return estimator(target, family, NegativeElbo.standard(), draws);
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

    @SuppressWarnings("unchecked") // what the cast claims is what is tested
    static <T extends LogDensity, F extends Family> Estimator<T, F> estimator(
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
