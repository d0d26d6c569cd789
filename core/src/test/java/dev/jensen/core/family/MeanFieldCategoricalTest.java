package dev.jensen.core.family;

import static dev.jensen.core.family.FamilyContract.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeanFieldCategoricalTest extends DiscreteFamilyContract {

    @Override
    DiscreteFamily family(int dimension) {
        return MeanFieldCategorical.of(dimension, 3);
    }

    @Nested
    class WithOutcomesOfItsOwnForEachCoordinate extends DiscreteFamilyContract {

        @Override
        DiscreteFamily family(int dimension) {
            int[] outcomes = new int[dimension];
            for (int i = 0; i < dimension; i++) {
                outcomes[i] = 2 + (i + 1) % 3;
            }
            return MeanFieldCategorical.of(outcomes);
        }
    }

    @Test
    void holdsTheProbabilitiesThatItIsGiven() {
        MeanFieldCategorical family = MeanFieldCategorical.of(new int[] {2, 3});
        double[][] probabilities = {{0.2, 0.8}, {0.5, 0.4, 0.1}};
        double[][] back = family.probabilities(family.parameters(probabilities));
        assertArrayEquals(probabilities[0], back[0], 1e-15);
        assertArrayEquals(probabilities[1], back[1], 1e-15);
        assertEquals("MeanFieldCategorical[dimension=2, outcomes=[2, 3]]", family.toString());
        assertEquals(
                "MeanFieldCategorical[dimension=2, outcomes=3]",
                MeanFieldCategorical.of(2, 3).toString());
    }

    @Test
    void namesWhatIsOutOfRange() {
        MeanFieldCategorical family = MeanFieldCategorical.of(2, 2);
        double[] half = {0.5, 0.5};
        assertMessage(
                "MeanFieldCategorical probabilities[1] must sum to 1, but sum to 0.8: divide them by it",
                () -> family.parameters(half, new double[] {0.3, 0.5}));
        assertMessage(
                "MeanFieldCategorical probabilities[1][0] must be strictly between 0 and 1, or its logit is infinite: 0.0;",
                () -> family.parameters(half, new double[] {0, 1}));
        assertMessage("probabilities[0] must have 2 entries: 3", () -> family.parameters(new double[3], half));
        assertMessage("needs the probabilities of 2 coordinates: 1", () -> family.parameters(half));
        assertMessage(
                "MeanFieldCategorical coordinate 0 has 1 outcome: there must be at least 2 to choose from",
                () -> MeanFieldCategorical.of(3, 1));
    }
}
