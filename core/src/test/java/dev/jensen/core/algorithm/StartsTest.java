package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.fixed.StartingRaces;
import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.algorithm.normal.Heartbeat;
import dev.jensen.core.algorithm.normal.Race;
import dev.jensen.core.algorithm.normal.StartingPoints;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.noise.MomentMatched;
import dev.jensen.core.noise.ScrambledSobol;
import dev.jensen.optim.Loop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where climbs begin, and how many there are. */
class StartsTest {
    private static final double SD = 0.1;
    private static final double RIGHT = 0.95;

    /** ∏ (0.05 N(z; −1, 0.1²) + 0.95 N(z; 1, 0.1²)): 2ᵈ modes, one of which holds 0.95ᵈ of the mass; its log evidence is 0. */
    private static Differentiable manyModes(int d) {
        return Differentiable.ofFunction(d, (z, gradient) -> {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                double left = Math.log(1 - RIGHT) - 0.5 * Math.pow((z[i] + 1) / SD, 2);
                double right = Math.log(RIGHT) - 0.5 * Math.pow((z[i] - 1) / SD, 2);
                double greater = Math.max(left, right);
                double log = greater + Math.log(Math.exp(left - greater) + Math.exp(right - greater));
                double share = Math.exp(right - log);
                gradient[i] = -(share * (z[i] - 1) + (1 - share) * (z[i] + 1)) / (SD * SD);
                sum += log - Math.log(SD) - 0.5 * Math.log(2 * Math.PI);
            }
            return sum;
        });
    }

    private static Differentiable normal(int d) {
        return Differentiable.ofFunction(d, (z, gradient) -> {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                gradient[i] = -z[i];
                sum -= 0.5 * z[i] * z[i];
            }
            return sum;
        });
    }

    @Test
    void theBestOfEightModes() {
        int d = 3;
        for (long seed = 1; seed <= 5; seed++) {
            Fit meanField = FixedDrawVi.of(manyModes(d), MeanFieldGaussian.of(d))
                    .startAfterRaces()
                    .fit(seed);
            Fit fullRank = FixedDrawVi.of(manyModes(d), FullRankGaussian.of(d))
                    .startAfterRaces()
                    .fit(seed);
            for (Estimate elbo : List.of(meanField.elbo(), fullRank.elbo())) {
                assertEquals(d * Math.log(RIGHT), elbo.value(), 0.02, "seed " + seed); // next is log 19 = 2.9 lower
            }
        }
    }

    /** N(3, 1) where z > 0 has a way uphill from −1 that leads to NaN; a race begins beyond. */
    @Test
    void theFirstWayMayEndInNan() {
        Differentiable target = Differentiable.ofFunction(1, (z, gradient) -> {
            gradient[0] = z[0] > 0 ? 3 - z[0] : -1;
            return z[0] > 0 ? -0.5 * (z[0] - 3) * (z[0] - 3) : z[0] < -4 ? Double.NaN : -10 - z[0];
        });
        MeanFieldGaussian family = MeanFieldGaussian.of(1);
        Fit fit = FixedDrawVi.of(target, family)
                .start(family.initial(new double[] {-1.5}, 0.01))
                .startAfterRaces()
                .fit(2);
        assertEquals(3, family.mean(fit.parameters())[0], 0.05);
    }

    @Test
    void fourRacesWhereTheyAgree() {
        StartingRaces races = new StartingRaces(normal(3), MeanFieldGaussian.of(3), new double[3], 1);
        int count = 0;
        for (; races.hasNext(); count++) {
            assertTrue(races.next().isPresent());
        }
        assertEquals(4, count);
    }

    /** With w different ends of n the chance of another is w(w + 1) / (n(n − 1)): 2 of 8 give 6/56 > 0.1, 2 of 9 give 6/72. */
    @Test
    void moreWhereTheyDiffer() {
        Differentiable target = manyModes(1);
        Watched watched = new Watched(target, Long.MAX_VALUE);
        Heartbeat heart = Heartbeat.about(FittedNormal.about(new double[1], 0.1), watched, Loop.endless());
        Race race = new Race(watched, heart, new MomentMatched(new ScrambledSobol(1, 12)), 1);
        for (int start = 0; start < 8; start++) {
            race.from(List.of(new double[] {start == 5 ? -1.5 : 1.5}));
            assertEquals(start >= 5, race.mayEndElsewhere(), "start " + start);
        }
        race.from(List.of(new double[] {1.5}));
        assertFalse(race.mayEndElsewhere());
    }

    @Test
    void points() {
        double[] place = {5, -7, 11};
        Differentiable positive =
                Differentiable.ofFunction(3, (z, gradient) -> z[0] > 0 ? -z[0] : Double.NEGATIVE_INFINITY);
        StartingPoints points = new StartingPoints(positive, new double[] {1, 1, 1}, 3);
        int moved = 0;
        for (int k = 0; k < 200; k++) {
            double[] about = points.about(2);
            assertTrue(about[0] > 0 && about[0] < 3 && about[1] > -1 && about[1] < 3);
            double[] kicked = points.kicked(place, 4);
            assertTrue(kicked[0] > 0);
            for (int i = 0; i < 3; i++) {
                assertEquals(place[i], kicked[i], 4);
                moved += kicked[i] == place[i] ? 0 : 1;
            }
        }
        assertEquals(200, moved, 4 * Math.sqrt(600 * 2 / 9.0)); // 4 standard deviations
        Differentiable nowhere = Differentiable.ofFunction(1, (z, gradient) -> Double.NEGATIVE_INFINITY);
        StartingPoints none = new StartingPoints(nowhere, new double[] {2}, 3);
        assertArrayEquals(new double[] {2}, none.about(1));
        assertArrayEquals(new double[] {3}, none.kicked(new double[] {3}, 1));
    }
}
