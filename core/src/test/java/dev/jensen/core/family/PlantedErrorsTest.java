package dev.jensen.core.family;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The contract notices what a wrong family gets wrong. */
class PlantedErrorsTest {

    @Test
    void aRightFamilyPasses() {
        for (Consumer<FamilyContract> check : ALL) {
            check.accept(of(new Planted()));
        }
    }

    private static final Iterable<Consumer<FamilyContract>> ALL = List.of(
            FamilyContract::logDensityIntegratesToOne,
            FamilyContract::gradientIsTheDerivativeOfLogDensity,
            FamilyContract::scoreIsTheDerivativeOfTheWeightedLogDensities,
            FamilyContract::pullbackIsTheTransposedDerivativeOfThePaths,
            FamilyContract::weightsSumToOneAndTheirPullbackIsTheirDerivative,
            FamilyContract::weightedPathsFollowTheDensity,
            FamilyContract::drawsFollowTheDensity,
            FamilyContract::meanAndVarianceAreThoseOfTheDraws,
            FamilyContract::entropyIsMinusTheMeanLogDensity);

    @Test
    void aFlippedSignInPullback() {
        assertCaught(
                new Planted() {
                    @Override
                    public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] v, double[] g) {
                        double[] negated = v.clone();
                        for (int i = 0; i < negated.length; i++) {
                            negated[i] = -v[i];
                        }
                        super.pullback(phi, draws, noise, z, negated, g);
                    }
                },
                FamilyContract::pullbackIsTheTransposedDerivativeOfThePaths);
    }

    @Test
    void aMissingJacobian() {
        Planted wrong = new Planted() {
            @Override
            public void logDensity(double[] phi, int draws, double[] z, double[] values) {
                super.logDensity(phi, draws, z, values);
                for (int s = 0; s < draws; s++) {
                    for (int i = 0; i < dimension(); i++) {
                        values[s] += phi[dimension() + i]; // −Σ log σ is missing
                    }
                }
            }
        };
        assertCaught(wrong, FamilyContract::logDensityIntegratesToOne);
        assertCaught(wrong, FamilyContract::scoreIsTheDerivativeOfTheWeightedLogDensities);
        assertCaught(wrong, FamilyContract::entropyIsMinusTheMeanLogDensity);
    }

    @Test
    void aScoreWithoutItsWeights() {
        assertCaught(
                new Planted() {
                    @Override
                    public void score(double[] phi, int draws, double[] z, double[] w, double[] g) {
                        double[] ones = w.clone();
                        Arrays.fill(ones, 1);
                        super.score(phi, draws, z, ones, g);
                    }
                },
                FamilyContract::scoreIsTheDerivativeOfTheWeightedLogDensities);
    }

    @Test
    void aGradientWhereItWasNot() {
        assertCaught(
                new Planted() {
                    @Override
                    public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
                        super.gradient(phi, draws, z, gradients);
                        gradients[draws * dimension() - 1] *= 1.001;
                    }
                },
                FamilyContract::gradientIsTheDerivativeOfLogDensity);
    }

    @Test
    void drawsOfAnotherLaw() {
        Planted wrong = new Planted() {
            @Override
            public void draw(double[] phi, int draws, double[] noise, double[] z) {
                super.draw(phi, draws, noise, z);
                for (int i = 0; i < draws * dimension(); i++) {
                    z[i] += 0.05; // off centre by a sixteenth of a standard deviation
                }
            }
        };
        assertCaught(wrong, FamilyContract::drawsFollowTheDensity);
        assertCaught(wrong, FamilyContract::weightedPathsFollowTheDensity);
        assertCaught(wrong, FamilyContract::meanAndVarianceAreThoseOfTheDraws);
    }

    @Test
    void weightsThatDependOnParametersUnnoticed() {
        assertCaught(
                new Planted() {
                    @Override
                    public void weights(double[] phi, int draws, double[] weights) {
                        super.weights(phi, draws, weights);
                        weights[0] += 0.01 * phi[0];
                        weights[1] -= 0.01 * phi[0];
                    }
                },
                FamilyContract::weightsSumToOneAndTheirPullbackIsTheirDerivative);
    }

    @Test
    void anEntropyInBits() {
        assertCaught(
                new Planted() {
                    @Override
                    public double entropy(double[] phi) {
                        return super.entropy(phi) / Math.log(2);
                    }
                },
                FamilyContract::entropyIsMinusTheMeanLogDensity);
    }

    private static void assertCaught(Planted wrong, Consumer<FamilyContract> check) {
        assertThrows(AssertionError.class, () -> check.accept(of(wrong)));
    }

    private static FamilyContract of(Planted family) {
        return new FamilyContract() {
            @Override
            Family family(int dimension) {
                family.right = MeanFieldGaussian.of(dimension);
                return family;
            }
        };
    }

    /** The mean-field Gaussian, to be spoilt. */
    private static class Planted implements Reparameterized, EntropyKnown, MomentsKnown {
        private MeanFieldGaussian right = MeanFieldGaussian.of(1);

        @Override
        public int dimension() {
            return right.dimension();
        }

        @Override
        public int parameterCount() {
            return right.parameterCount();
        }

        @Override
        public int noiseDimension() {
            return right.noiseDimension();
        }

        @Override
        public double[] initial(double[] centre, double scale) {
            return right.initial(centre, scale);
        }

        @Override
        public void draw(double[] phi, int draws, double[] noise, double[] z) {
            right.draw(phi, draws, noise, z);
        }

        @Override
        public void pullback(double[] phi, int draws, double[] noise, double[] z, double[] v, double[] g) {
            right.pullback(phi, draws, noise, z, v, g);
        }

        @Override
        public void weights(double[] phi, int draws, double[] weights) {
            right.weights(phi, draws, weights);
        }

        @Override
        public void logDensity(double[] phi, int draws, double[] z, double[] values) {
            right.logDensity(phi, draws, z, values);
        }

        @Override
        public void gradient(double[] phi, int draws, double[] z, double[] gradients) {
            right.gradient(phi, draws, z, gradients);
        }

        @Override
        public void score(double[] phi, int draws, double[] z, double[] w, double[] g) {
            right.score(phi, draws, z, w, g);
        }

        @Override
        public double entropy(double[] phi) {
            return right.entropy(phi);
        }

        @Override
        public void entropyGradient(double[] phi, double weight, double[] gradient) {
            right.entropyGradient(phi, weight, gradient);
        }

        @Override
        public double[] mean(double[] phi) {
            return right.mean(phi);
        }

        @Override
        public double[] variance(double[] phi) {
            return right.variance(phi);
        }
    }
}
