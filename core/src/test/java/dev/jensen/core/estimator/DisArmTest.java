package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.density.Relaxable;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.family.MeanFieldCategorical;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisArmTest extends DiscreteEstimatorContract {

    @Override
    Estimator<? super Relaxable, ? super MeanFieldBernoulli> ofTrials(int draws) {
        return DisArm.draws(draws);
    }

    @Override
    Optional<Estimator<? super Relaxable, ? super MeanFieldCategorical>> ofChoices(int draws) {
        return Optional.empty();
    }

    @Test
    void needsPairs() {
        assertEquals(
                "DisArm's draws come in pairs, so that there must be an even number: 3",
                assertThrows(IllegalArgumentException.class, () -> DisArm.draws(3))
                        .getMessage());
    }
}
