package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.density.Relaxable;
import dev.jensen.core.family.GumbelMax;
import dev.jensen.core.family.MeanFieldBernoulli;
import dev.jensen.core.noise.Noise;
import org.junit.jupiter.api.Test;

/** The contract notices what a wrong estimator gets wrong. */
class PlantedDiscreteErrorsTest {

    private static void assertCaught(double factor, int coordinate) {
        Estimator<Relaxable, GumbelMax> wrong = new Estimator<>() {
            @Override
            public int draws() {
                return 4;
            }

            @Override
            public Estimation start(Relaxable target, GumbelMax family, Noise noise) {
                Estimation right = ScoreFunction.leaveOneOut(4).start(target, family, noise);
                return new Estimation() {
                    @Override
                    public int dimension() {
                        return right.dimension();
                    }

                    @Override
                    public double valueAndGradient(long step, double[] phi, double[] gradient) {
                        double value = right.valueAndGradient(step, phi, gradient);
                        gradient[coordinate] *= factor;
                        return value;
                    }
                };
            }
        };
        double[] phi = {0.4, -0.7, 1.1};
        assertThrows(
                AssertionError.class,
                () -> DiscreteEstimatorContract.assertUnbiased(
                        wrong, DiscreteTarget.trials(), MeanFieldBernoulli.of(3), phi));
    }

    @Test
    void aFlippedSign() {
        assertCaught(-1, 1);
    }

    @Test
    void aMissingShare() {
        assertCaught(4, 0); // 1/S
        assertCaught(3.0 / 4, 0); // S in place of S − 1
    }
}
