package dev.jensen.core.algorithm.climb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.hierarchy.ConditionalLaplace;
import dev.jensen.core.algorithm.hierarchy.Structure;
import dev.jensen.core.algorithm.hmc.ChainMoments;
import dev.jensen.core.algorithm.hmc.TransportHmc;
import dev.jensen.core.algorithm.importance.StudentMixture;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArrowPartsTest {
    private static final int[][] BLOCKS = {{1, 2}, {3}};

    /** Given z0: (z1, z2) ~ N((z0, 2), [[4, 1], [1, 2]]⁻¹), z3 ~ N(−z0, 1/9). */
    private static ExprDensity conditional() {
        return LogDensity.of(4, z -> {
            Expr a = z.at(1).minus(z.at(0));
            Expr b = z.at(2).minus(2);
            Expr c = z.at(3).plus(z.at(0));
            return z.at(0)
                    .square()
                    .plus(a.square().times(4))
                    .plus(a.times(b).times(2))
                    .plus(b.square().times(2))
                    .plus(c.square().times(9))
                    .times(-0.5);
        });
    }

    @Test
    void conditionalNormalsAreExactWhereTheLawIsNormal() {
        int n = 2000;
        double[] x = new double[n * 4];
        double[] noise = new double[n * 4];
        MonteCarlo.seed(3).fill(0, n, 4, noise);
        for (int s = 0; s < n; s++) {
            x[s * 4] = 0.7;
            x[s * 4 + 1] = -1; // far from where it belongs
        }
        double[] log = new double[n];
        BitSet[] pairs = {new BitSet(), BitSet.valueOf(new long[] {4}), BitSet.valueOf(new long[] {2}), new BitSet()};
        Structure structure = new Structure(new int[] {0}, new int[0], BLOCKS, pairs);
        new ConditionalLaplace(conditional(), structure, new double[] {1, 1, 1, 1}).draw(n, x, noise, log);
        double mean = 0;
        double square = 0;
        double cross = 0;
        for (int s = 0; s < n; s++) {
            double a = x[s * 4 + 1] - 0.7;
            double b = x[s * 4 + 2] - 2;
            double c = x[s * 4 + 3] + 0.7;
            double exact = -1.5 * Math.log(2 * Math.PI)
                    + 0.5 * Math.log(7 * 9)
                    - 0.5 * (4 * a * a + 2 * a * b + 2 * b * b + 9 * c * c);
            assertEquals(exact, log[s], 1e-5);
            mean += x[s * 4 + 3] / n;
            square += a * a / n;
            cross += a * b / n;
        }
        assertEquals(-0.7, mean, 0.03); // four standard errors
        assertEquals(2.0 / 7, square, 0.04);
        assertEquals(-1.0 / 7, cross, 0.04);
    }

    @Test
    void hamiltonianMonteCarloMovesChainsToTheTargetFromTheWrongPlace() {
        ExprDensity target = LogDensity.of(2, z -> {
            Expr a = z.at(0).minus(1);
            Expr b = z.at(1);
            return a.square().minus(a.times(b).times(1.6)).plus(b.square()).times(-0.5 / 0.36);
        });
        NormalizingFlow flow = NormalizingFlow.triangular(2, 0);
        double[] phi = flow.initial(new double[] {1, 0}, 0.8);
        double[] starts = new double[512 * 2]; // all at the origin
        TransportHmc hmc = new TransportHmc(target, flow, phi, starts, 5);
        for (int k = 0; k < 20; k++) {
            hmc.warmUp();
            if (k == 9) {
                hmc.adapt();
            }
        }
        double[] draws = new double[20 * starts.length];
        double taken = 0;
        for (int k = 0; k < 20; k++) {
            taken += hmc.move() / 20;
            System.arraycopy(hmc.points(), 0, draws, k * starts.length, starts.length);
        }
        ChainMoments first = ChainMoments.of(draws, 20, 512, 0, 2);
        assertEquals(1, first.mean(), 4 * first.error());
        assertEquals(1, first.deviation(), 4 * first.deviationError());
        assertTrue(first.between() < 0.2 && first.deviationError() < 0.02 && taken > 0.5, first + " " + taken);
    }

    @Test
    void aMixtureOfStudentsFindsTwoHeaps() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 4000;
        double[] points = random.doubles(n, -10, 10).toArray();
        double[] weights = new double[n];
        for (int s = 0; s < n; s++) {
            weights[s] = 0.7 * Math.exp(-0.5 * Math.pow(points[s] + 4, 2))
                    + 0.3 * Math.exp(-2 * Math.pow(points[s] - 3, 2)) * 2;
        }
        double total = Arrays.stream(weights).sum();
        for (int s = 0; s < n; s++) {
            weights[s] /= total;
        }
        StudentMixture mixture = StudentMixture.fit(points, 1, weights, random);
        double mass = 0;
        double left = 0;
        for (double x = -400; x < 400; x += 0.01) {
            double p = Math.exp(mixture.logDensity(new double[] {x})) * 0.01;
            mass += p;
            left += x < 0 ? p : 0;
        }
        assertEquals(1, mass, 1e-3);
        assertEquals(0.8 * 0.7 + 0.1 * 0.5 + 0.1 * 0.63, left, 0.05);
        double[] drawn = mixture.draw(4000, random);
        assertEquals(left, Arrays.stream(drawn).filter(x -> x < 0).count() / 4000.0, 0.04);
        assertEquals(List.of(true), List.of(mixture.shares().length <= 7));
    }
}
