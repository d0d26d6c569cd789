package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import org.junit.jupiter.api.Test;

/**
 * Normal data with known noise and a normal prior on the intercept and slope: the posterior is normal, so that every estimator
 * must find its mean and covariance.
 */
class ConjugateTest {
    private static final double[] X = {-1, 0, 0.5, 1, 2};
    private static final double[] Y = {-0.8, 0.3, 1.1, 1.4, 2.2};
    private static final double NOISE = 0.7;
    private static final double PRIOR = 2;

    private static Model model() {
        return Model.of("line", m -> {
            var point = m.plate("point", X.length);
            var a = m.latent("a", Normal.of(0, PRIOR));
            var b = m.latent("b", Normal.of(0, PRIOR));
            m.observe("y", Normal.of(a.plus(b.times(m.data("x", X, point))), NOISE), Y, point);
        });
    }

    @Test
    void defaultFit() {
        assertExact(model().fit());
    }

    @Test
    void stickingTheLanding() {
        assertExact(fit(StickingTheLanding.draws(10)));
    }

    @Test
    void scoreFunction() {
        assertExact(fit(ScoreFunction.leaveOneOut(100)));
    }

    private static Fit fit(Estimator<? super ExprDensity, ? super FullRankGaussian> estimator) {
        return StochasticGradientVi.of(model().density(), FullRankGaussian.of(2))
                .estimator(estimator)
                .fit(1);
    }

    private static void assertExact(Fit fit) {
        double aa = X.length / (NOISE * NOISE) + 1 / (PRIOR * PRIOR);
        double ab = 0;
        double bb = 1 / (PRIOR * PRIOR);
        double ay = 0;
        double by = 0;
        for (int i = 0; i < X.length; i++) {
            ab += X[i] / (NOISE * NOISE);
            bb += X[i] * X[i] / (NOISE * NOISE);
            ay += Y[i] / (NOISE * NOISE);
            by += X[i] * Y[i] / (NOISE * NOISE);
        }
        double determinant = aa * bb - ab * ab;
        FullRankGaussian q = (FullRankGaussian) fit.family();
        double[] mean = q.mean(fit.parameters());
        assertEquals((bb * ay - ab * by) / determinant, mean[0], 1e-3);
        assertEquals((aa * by - ab * ay) / determinant, mean[1], 1e-3);
        double[] variance = q.variance(fit.parameters());
        assertEquals(bb / determinant, variance[0], 1e-3);
        assertEquals(aa / determinant, variance[1], 1e-3);
        // q is the posterior, so that log p̃ − log q is the log evidence at every point, and its own mean.
        double[] joint = new double[1];
        double[] logQ = new double[1];
        model().density().logDensity(1, new double[2], joint);
        q.logDensity(fit.parameters(), 1, new double[2], logQ);
        assertEquals(joint[0] - logQ[0], fit.elbo().value(), 1e-2);
    }
}
