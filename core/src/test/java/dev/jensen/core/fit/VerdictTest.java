package dev.jensen.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.diagnostic.Diagnosis;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.Undefined;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static Diagnosis diagnosis(double kHat, double share, double greatestWeight, Undefined undefined) {
        Estimate some = new Estimate(-3, 0.01, 8192);
        return new Diagnosis(
                kHat, 0.3, "mu", share, 0.01, 0.02, "mu", some, some, -3, -3, 8192, greatestWeight, undefined);
    }

    private static Verdict weighted(double kHat, double share, double greatestWeight) {
        return Verdict.ofWeighted(diagnosis(kHat, share, greatestWeight, Undefined.NOWHERE), List.of(), "");
    }

    @Test
    void aLargeKHatIsOverruledOnlyWhereNoDrawWeighsMuch() {
        assertInstanceOf(Verdict.Reliable.class, weighted(0.6, 0.3, 0.01));
        assertInstanceOf(Verdict.Unreliable.class, weighted(0.92, 0.85, 0.02));
        assertInstanceOf(Verdict.Unreliable.class, weighted(0.92, 0.85, Double.NaN));
        assertInstanceOf(Verdict.Unreliable.class, weighted(0.92, 0.75, 5e-4));
        Verdict even = assertInstanceOf(Verdict.Reliable.class, weighted(0.92, 0.85, 5e-4));
        assertTrue(
                even.reason().contains("k-hat 0.92 is that of a few equal ends: no draw stands for more than 0.050 %"),
                even::reason);
        assertInstanceOf(Verdict.Reliable.class, weighted(0.92, 0.96, 0.002));
        Verdict flat = assertInstanceOf(Verdict.Reliable.class, weighted(4.55, 0.96, 1.73 / 8192));
        assertEquals("importance weights correct what q lacks, and are even enough to be trusted", flat.reason());
        assertTrue(
                flat.describe()
                        .contains(
                                "\neven weights, none more than 1.73 times the mean (no tail, no k-hat), of second moments k-hat 0.30 (mu)"),
                flat::describe);
        Diagnosis plain = diagnosis(0.92, 0.85, 0.02, Undefined.NOWHERE);
        assertInstanceOf(Verdict.Unreliable.class, Verdict.ofPlain(plain, List.of()));
    }

    @Test
    void whatHasNoVarianceIsNamed() {
        Estimate some = new Estimate(-3, 0.01, 8192);
        Diagnosis heavy = new Diagnosis(
                -0.9, 3.2, "phi", 0.95, 0.01, 10, "phi", some, some, -3, -3, 8192, 2e-4, Undefined.NOWHERE);
        Verdict verdict = assertInstanceOf(Verdict.Unreliable.class, Verdict.ofWeighted(heavy, List.of(), ""));
        assertTrue(verdict.next().startsWith("read the quantiles of phi and not its mean"), verdict::next);
    }

    @Test
    void whatIsUndefinedCounts() {
        for (double share : new double[] {1e-4, 5e-3, 5e-2}) {
            Undefined undefined = new Undefined(37, share, "log p̃ is NaN at mu = 1.5");
            Diagnosis d = diagnosis(0.1, 0.9, 2e-4, undefined);
            Class<? extends Verdict> word = share < 1e-3
                    ? Verdict.Reliable.class
                    : share < 1e-2 ? Verdict.Usable.class : Verdict.Unreliable.class;
            for (Verdict verdict : List.of(Verdict.ofWeighted(d, List.of(), ""), Verdict.ofPlain(d, List.of()))) {
                assertInstanceOf(word, verdict);
                assertTrue(verdict.describe().contains("undefined at 37 of 8,192 draws"), verdict::describe);
                assertTrue(verdict.describe().contains("(log p̃ is NaN at mu = 1.5)"), verdict::describe);
                assertTrue(share < 1e-3 || verdict.next().contains("mend the density"), verdict::next);
            }
        }
    }

    /** An ELBO of −2.5e23 does not mean that the density rises, but that the scales of data and model have nothing to do with each other. */
    @Test
    void anElboFarBelowIsNotCalledRising() {
        Estimate low = new Estimate(-2.5e23, 4e21, 8192);
        Diagnosis drowned =
                new Diagnosis(9, 9, "sigma", 0, 0.5, 3, "sigma", low, low, -3, -3, 8192, 1, Undefined.NOWHERE);
        Verdict verdict = assertInstanceOf(Verdict.Diverged.class, Verdict.ofWeighted(drowned, List.of(), ""));
        assertTrue(verdict.reason().startsWith("the ELBO is -2.5e+23 nats, whose last digit"), verdict::reason);
        assertTrue(verdict.next().startsWith("bring data and predictors to a scale of about 1"), verdict::next);
        Estimate high = new Estimate(2.5e23, 4e21, 8192);
        Diagnosis rising =
                new Diagnosis(9, 9, "sigma", 0, 0.5, 3, "sigma", high, high, -3, -3, 8192, 1, Undefined.NOWHERE);
        Verdict upwards = assertInstanceOf(Verdict.Diverged.class, Verdict.ofWeighted(rising, List.of(), ""));
        assertTrue(upwards.reason().contains("far out along sigma: the density rises"), upwards::reason);
    }
}
