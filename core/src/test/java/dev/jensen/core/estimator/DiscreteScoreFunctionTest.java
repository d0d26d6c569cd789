package dev.jensen.core.estimator;

import dev.jensen.core.density.Relaxable;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.family.MeanFieldCategorical;
import java.util.Optional;

class DiscreteScoreFunctionTest extends DiscreteEstimatorContract {

    @Override
    Estimator<? super Relaxable, ? super MeanFieldBernoulli> ofTrials(int draws) {
        return ScoreFunction.leaveOneOut(draws);
    }

    @Override
    Optional<Estimator<? super Relaxable, ? super MeanFieldCategorical>> ofChoices(int draws) {
        return Optional.of(ScoreFunction.leaveOneOut(draws));
    }
}
