package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.EntropyKnown;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.noise.Noise;
import dev.jensen.core.objective.Iwae;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** The contracts catch what goes wrong in an estimator: each error is planted into a right one. */
class PlantedErrorsTest {

    @Test
    void aFlippedSignIsCaught() {
        assertCaught((index, g) -> -g);
    }

    @Test
    void aMissingDivisionByTheNumberOfDrawsIsCaught() {
        assertCaught((index, g) -> 4 * g);
    }

    @Test
    void oneWrongCoordinateIsCaught() {
        assertCaught((index, g) -> index == 0 ? 1.5 * g : g);
    }

    @Test
    void aScoreTermLeftOutWhereItMattersIsCaught() {
        MeanFieldGaussian family = MeanFieldGaussian.of(1);
        double[] phi = family.parameters(new double[] {-0.2}, new double[] {1.5});
        Differentiable target = ObjectivesByEstimatorsTest.SKEWED;
        Truth truth = Outcomes.grid(target, family, -12, 12, 100).truth(Iwae.bound(), phi);
        truth.assertUnbiased(TotalGradient.draws(2).objective(Iwae.bound()), target, family, phi, 4000);
        assertThrows(AssertionError.class, () -> truth.assertUnbiased(new LandedTooEarly(), target, family, phi, 4000));
    }

    /** Sticking the landing with the importance-weighted bound, which the types forbid. */
    private record LandedTooEarly() implements Estimator<Differentiable, Pathwise> {

        @Override
        public int draws() {
            return 2;
        }

        @Override
        public Estimation start(Differentiable target, Pathwise family, Noise noise) {
            double[] slopes = new double[2];
            return new PathGradient(target, family, noise, 2, (at, v, gradient) -> {
                Iwae.bound().slopes(at.logWeights(1), slopes);
                at.alongLogWeights(slopes, 1, v);
                return Iwae.bound().loss(at.logWeights(1));
            });
        }
    }

    private static void assertCaught(DoubleBinaryOperator error) {
        EstimatorContract contract = new EstimatorContract() {
            @Override
            <F extends Reparameterized & EntropyKnown> Estimator<? super Differentiable, ? super F> estimator(
                    int draws) {
                return new Wrong(StickingTheLanding.draws(draws), error);
            }
        };
        assertThrows(AssertionError.class, contract::isUnbiasedForASkewedTarget);
        assertThrows(AssertionError.class, contract::isUnbiasedForACorrelatedGaussianByAMeanFieldFamily);
    }

    private record Wrong(StickingTheLanding right, DoubleBinaryOperator error)
            implements Estimator<Differentiable, Pathwise> {

        @Override
        public int draws() {
            return right.draws();
        }

        @Override
        public Estimation start(Differentiable target, Pathwise family, Noise noise) {
            Estimation estimation = right.start(target, family, noise);
            return new Estimation() {
                @Override
                public int dimension() {
                    return estimation.dimension();
                }

                @Override
                public double valueAndGradient(long step, double[] x, double[] gradient) {
                    double value = estimation.valueAndGradient(step, x, gradient);
                    for (int k = 0; k < gradient.length; k++) {
                        gradient[k] = error.applyAsDouble(k, gradient[k]);
                    }
                    return value;
                }
            };
        }
    }
}
