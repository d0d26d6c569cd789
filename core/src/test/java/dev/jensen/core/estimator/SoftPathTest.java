package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Relaxable;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.family.MeanFieldCategorical;
import dev.jensen.core.noise.MonteCarlo;
import org.junit.jupiter.api.Test;

/** The biased estimators: what they are exactly, and the bias. */
class SoftPathTest {

    private static final MeanFieldBernoulli TRIALS = MeanFieldBernoulli.of(3);
    private static final MeanFieldCategorical CHOICES = MeanFieldCategorical.of(2, 3);
    private static final double[] PHI = {0.4, -0.7, 1.1};

    /**
     * At fixed noise the value's derivative is the gradient, once log q is held fixed: ∂/∂φ of the linear part a·code, a = φ, is
     * code − E_q[code] besides.
     */
    @Test
    void gumbelSoftmaxIsTheDerivativeOfItsOwnValue() {
        Estimation trials = GumbelSoftmax.draws(2).start(DiscreteTarget.trials(), TRIALS, MonteCarlo.seed(4));
        double[] gradient = new double[3];
        double[] ignored = new double[3];
        for (int step = 0; step < 3; step++) {
            trials.valueAndGradient(step, PHI, gradient);
            double[] codes = codes(step);
            for (int k = 0; k < 3; k++) {
                double[] moved = PHI.clone();
                moved[k] += 1e-6;
                double above = trials.valueAndGradient(step, moved, ignored);
                moved[k] -= 2e-6;
                double below = trials.valueAndGradient(step, moved, ignored);
                double throughLogQ = 0.5 * (codes[k] + codes[3 + k]) - TRIALS.probabilities(PHI)[k];
                assertEquals((above - below) / 2e-6 - throughLogQ, gradient[k], 1e-8);
            }
        }
    }

    private static double[] codes(long step) {
        double[] noise = new double[6];
        MonteCarlo.seed(4).fill(step, 2, 3, noise);
        double[] codes = new double[6];
        TRIALS.keys(PHI, 2, noise, codes);
        TRIALS.soften(0.5, 2, codes, codes);
        return codes;
    }

    @Test
    void straightThroughAgreesWithGumbelSoftmaxOnALinearTarget() {
        Relaxable linear =
                Relaxable.oneHot(2, 3, x -> x.flat().dot(Expr.constant(new double[] {1, 2, -1, 0.3, 0, 0.7})));
        double[] phi = {0.4, -0.7, 0.1, -0.2, 0.5, 0};
        double[] soft = new double[6];
        double[] hard = new double[6];
        GumbelSoftmax.draws(3)
                .temperature(0.8)
                .start(linear, CHOICES, MonteCarlo.seed(5))
                .valueAndGradient(0, phi, soft);
        StraightThrough.draws(3)
                .temperature(0.8)
                .start(linear, CHOICES, MonteCarlo.seed(5))
                .valueAndGradient(0, phi, hard);
        assertArrayEquals(soft, hard, 1e-15);
    }

    @Test
    void theirBiasIsThere() {
        double[] exact = new double[3];
        double negativeElbo = DiscreteTarget.exact(DiscreteTarget.trials(), TRIALS, PHI, exact);
        RunningMoments value = new RunningMoments();
        RunningMoments[] through = DiscreteEstimatorContract.moments(
                StraightThrough.draws(4), DiscreteTarget.trials(), TRIALS, PHI, value);
        // the value is unbiased: 4 standard errors, 0.006 % for a fresh seed
        assertEquals(negativeElbo, value.mean(), 4 * value.estimate().standardError());
        RunningMoments[] soft = DiscreteEstimatorContract.moments(
                GumbelSoftmax.draws(4), DiscreteTarget.trials(), TRIALS, PHI, new RunningMoments());
        RunningMoments[] cold = DiscreteEstimatorContract.moments(
                GumbelSoftmax.draws(4).temperature(0.02), DiscreteTarget.trials(), TRIALS, PHI, new RunningMoments());
        double ofThrough = 0;
        double ofSoft = 0;
        for (int k = 0; k < 3; k++) {
            ofThrough = Math.max(ofThrough, Math.abs(through[k].mean() - exact[k]));
            ofSoft = Math.max(ofSoft, Math.abs(soft[k].mean() - exact[k]));
            assertEquals(exact[k], cold[k].mean(), 5 * cold[k].estimate().standardError(), "towards 0");
        }
        assertTrue(ofThrough > 0.03 && ofThrough < 0.5, "straight through: " + ofThrough);
        assertTrue(ofSoft > 0.01 && ofSoft < 0.5, "Gumbel softmax: " + ofSoft);
    }

    @Test
    void namesWhatIsOutOfRange() {
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String expected = "temperature must be positive and finite: " + wrong;
            assertTrue(message(() -> GumbelSoftmax.draws(1).temperature(wrong)).startsWith(expected));
            assertTrue(
                    message(() -> StraightThrough.draws(1).temperature(wrong)).startsWith(expected));
        }
        assertEquals("GumbelSoftmax needs at least 1 draw: 0", message(() -> GumbelSoftmax.draws(0)));
        assertEquals("coordinate 0 must have at least 2 outcomes: 1", message(() -> Relaxable.oneHot(2, 1, Expr::sum)));
    }

    private static String message(Runnable code) {
        return assertThrows(IllegalArgumentException.class, code::run).getMessage();
    }
}
