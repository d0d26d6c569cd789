package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.Factor;
import dev.jensen.core.density.Variables;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.objective.Iwae;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Fits that look at some rows in each step. */
class MinibatchViTest {
    private static final int ROWS = 500;
    private static final MeanFieldGaussian NORMAL = MeanFieldGaussian.of(1);

    private static final double[] Y =
            new SplittableRandom(4).doubles(ROWS, 0, 2).toArray();

    /** μ ~ N(0, 2), y ~ N(μ, 1), sorted, so that consecutive rows would be a bad batch: the posterior is normal. */
    private static ExprDensity conjugate(int batch) {
        Plate row = Plate.of("row", ROWS).minibatch(batch);
        Expr mu = Expr.variable("mu");
        double[] sorted = Y.clone();
        Arrays.sort(sorted);
        return ExprDensity.of(
                List.of(mu),
                List.of(
                        Factor.of("mu", Normal.of(0, 2).logDensity(mu)),
                        Factor.of("y", Normal.of(mu, 1).logDensity(Expr.column(row, "y", sorted)))),
                Variables.unnamed(1));
    }

    /** The noise of 20 of 500 rows leaves an error of some hundredths of the standard deviation; the seed is fixed. */
    @Test
    void findsThePosteriorOfAllRows() {
        double precision = 0.25 + ROWS;
        double mean = new SplittableRandom(4).doubles(ROWS, 0, 2).sum() / precision;
        double sd = 1 / Math.sqrt(precision);
        for (Estimator<? super ExprDensity, ? super MeanFieldGaussian> estimator :
                List.<Estimator<? super ExprDensity, ? super MeanFieldGaussian>>of(
                        Reparameterization.<MeanFieldGaussian>closedFormEntropy(4), ScoreFunction.leaveOneOut(32))) {
            Fit fit = StochasticGradientVi.of(conjugate(20), NORMAL)
                    .estimator(estimator)
                    .maximumSteps(8000)
                    .fit(1);
            assertEquals(mean, NORMAL.mean(fit.parameters())[0], 0.3 * sd, estimator + " mean");
            assertEquals(
                    1, Math.sqrt(NORMAL.variance(fit.parameters())[0]) / sd, 0.15, estimator + " standard deviation");
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        var climb = StochasticGradientVi.of(conjugate(20), NORMAL).maximumSteps(100);
        assertArrayEquals(climb.fit(3).parameters(), climb.fit(3).parameters(), 0);
        assertTrue(climb.fit(3).parameters()[0] != climb.fit(4).parameters()[0]);
    }

    @Test
    void refusesAnObjectiveThatBatchesWouldBias() {
        var climb = StochasticGradientVi.of(conjugate(20), NORMAL).objective(Iwae.bound(), 8);
        String message =
                assertThrows(IllegalArgumentException.class, () -> climb.fit(1)).getMessage();
        assertTrue(message.contains("minimises −IWAE bound, which is not linear in log p̃"), message);
    }

    @Test
    void fixedDrawsRefuseAndDefaultsClimb() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> FixedDrawVi.of(conjugate(20), NORMAL).fit(1));
        assertEquals(
                "FixedDrawVi minimises one loss that stays the same, but plate \"row\" shows minibatches of 20 of its 500"
                        + " rows: use StochasticGradientVi, or leave minibatch(…) off to look at all rows at every step",
                refusal.getMessage());
        Fit fit = DefaultFit.of(conjugate(100)).maximumSteps(50).fit();
        assertEquals("StochasticGradientVi", fit.origin().method());
        assertEquals(
                "FixedDrawVi",
                DefaultFit.of(conjugate(ROWS))
                        .fullRank()
                        .maximumSteps(50)
                        .fit()
                        .origin()
                        .method());
    }
}
