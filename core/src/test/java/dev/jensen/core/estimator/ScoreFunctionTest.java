package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.Reparameterized;
import org.junit.jupiter.api.Test;

class ScoreFunctionTest extends EstimatorContract {

    @Override
    <F extends Reparameterized & EntropyKnown> Estimator<? super Differentiable, ? super F> estimator(int draws) {
        return ScoreFunction.leaveOneOut(draws);
    }

    @Test
    void needsTwoDraws() {
        String message = assertThrows(IllegalArgumentException.class, () -> ScoreFunction.leaveOneOut(1))
                .getMessage();
        assertEquals(
                "ScoreFunction.leaveOneOut, whose baseline is the mean of the other draws, needs at least 2 draws: 1",
                message);
    }
}
