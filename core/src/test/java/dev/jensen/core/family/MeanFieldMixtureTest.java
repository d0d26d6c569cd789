package dev.jensen.core.family;

import org.junit.jupiter.api.Test;

class MeanFieldMixtureTest extends FamilyContract {

    @Override
    Family family(int dimension) {
        return MeanFieldMixture.of(dimension, 3);
    }

    @Test
    void needsAComponent() {
        assertMessage("MeanFieldMixture needs at least 1 component: 0", () -> MeanFieldMixture.of(2, 0));
    }
}
