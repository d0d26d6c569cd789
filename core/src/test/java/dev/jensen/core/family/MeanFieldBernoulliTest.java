package dev.jensen.core.family;

import static dev.jensen.core.family.FamilyContract.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MeanFieldBernoulliTest extends DiscreteFamilyContract {

    @Override
    DiscreteFamily family(int dimension) {
        return MeanFieldBernoulli.of(dimension);
    }

    @Test
    void holdsTheProbabilitiesThatItIsGiven() {
        MeanFieldBernoulli family = MeanFieldBernoulli.of(3);
        double[] phi = family.parameters(0.2, 0.5, 1e-12);
        assertArrayEquals(new double[] {0.2, 0.5, 1e-12}, family.probabilities(phi), 1e-16);
        assertEquals(Math.log(0.25), phi[0], 1e-15);
    }

    @Test
    void namesTheProbabilityThatIsOutOfRange() {
        assertMessage(
                "MeanFieldBernoulli probability[1] must be strictly between 0 and 1, or its logit is infinite: 1.0; an outcome"
                        + " that cannot be is left out of the family",
                () -> MeanFieldBernoulli.of(2).parameters(0.5, 1));
        assertMessage(": NaN", () -> MeanFieldBernoulli.of(1).parameters(Double.NaN));
        assertMessage(
                "probabilities must have 2 entries: 1",
                () -> MeanFieldBernoulli.of(2).parameters(0.5));
    }
}
