package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.divergence.GaussianKernel;
import dev.jensen.core.divergence.InverseMultiquadric;
import dev.jensen.core.divergence.MaximumMeanDiscrepancy;
import dev.jensen.core.divergence.RadialKernel;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.family.Particles;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Ending;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SvgdTest {

    /** N((1, −2), ·) with standard deviations 0.5 and 2 and correlation 0.6. */
    private static final Differentiable NORMAL = LogDensity.of(2, z -> {
        var u = z.at(0).minus(1).dividedBy(0.5);
        var v = z.at(1).plus(2).dividedBy(2);
        return u.square().minus(u.times(v).times(1.2)).plus(v.square()).times(-0.5 / 0.64);
    });

    /** z_0 ~ N(0, 1), z_1 | z_0 ~ N(z_0² − 1, 0.5²). */
    private static final Differentiable BANANA = LogDensity.of(
            2,
            z -> z.at(0)
                    .square()
                    .plus(z.at(1).minus(z.at(0).square()).plus(1).times(2).square())
                    .times(-0.5));

    @Test
    void particlesTakeTheMomentsOfANormal() {
        for (Svgd svgd : new Svgd[] {Svgd.of(NORMAL), Svgd.of(NORMAL).kernel(h -> new InverseMultiquadric(h, -0.5))}) {
            Fit fit = svgd.particles(60).maximumSteps(600).fit(1);
            Particles family = (Particles) fit.family();
            double[] mean = family.mean(fit.parameters());
            double[] variance = family.variance(fit.parameters());
            assertEquals(1, mean[0], 0.05);
            assertEquals(-2, mean[1], 0.1);
            assertEquals(0.5, Math.sqrt(variance[0]), 0.08);
            assertEquals(2, Math.sqrt(variance[1]), 0.3);
        }
    }

    @Test
    void theDirectionIsTheOneOfThePaper() {
        double[] z = {0.3, -1, 1.2, 0.4, -0.8, 2};
        double[] scores = new double[6];
        NORMAL.gradient(3, z, new double[3], scores);
        RadialKernel kernel = GaussianKernel.of(0.9);
        double[] gradient = new double[6];
        new SteinField(NORMAL, 3, h -> kernel).valueAndGradient(0, z, gradient);
        for (int i = 0; i < 3; i++) {
            for (int a = 0; a < 2; a++) {
                double expected = 0;
                for (int j = 0; j < 3; j++) {
                    double t = Math.pow(z[2 * j] - z[2 * i], 2) + Math.pow(z[2 * j + 1] - z[2 * i + 1], 2);
                    double k = Math.exp(-t / (2 * 0.81));
                    expected -= (k * scores[2 * j + a] - k * (z[2 * j + a] - z[2 * i + a]) / 0.81) / 3;
                }
                assertEquals(expected, gradient[2 * i + a], 1e-14);
            }
        }
    }

    @Test
    void followsABananaAsAFlowDoesWhereANormalCannot() {
        Random random = new Random(3);
        double[][] exact = new double[400][2];
        for (double[] draw : exact) {
            draw[0] = random.nextGaussian();
            draw[1] = draw[0] * draw[0] - 1 + 0.5 * random.nextGaussian();
        }
        Estimate meanField = discrepancy(
                exact,
                StochasticGradientVi.of(BANANA, MeanFieldGaussian.of(2))
                        .maximumSteps(1000)
                        .fit(1));
        Estimate flow = discrepancy(
                exact,
                StochasticGradientVi.of(BANANA, NormalizingFlow.triangular(2, 0))
                        .maximumSteps(1000)
                        .fit(1));
        Fit fit = Svgd.of(BANANA).maximumSteps(500).fit(1);
        Estimate particles =
                MaximumMeanDiscrepancy.squared(exact, ((Particles) fit.family()).points(fit.parameters()), KERNEL);
        String all = "MMD² to exact draws: mean-field " + meanField + ", flow " + flow + ", particles " + particles;
        assertTrue(meanField.value() > 0.03, all);
        assertTrue(flow.value() < 0.1 * meanField.value(), all);
        assertTrue(particles.value() < 0.2 * meanField.value(), all);
    }

    private static final RadialKernel KERNEL = GaussianKernel.of(1);

    private static Estimate discrepancy(double[][] exact, Fit fit) {
        return MaximumMeanDiscrepancy.squared(exact, fit.draws(400).array("z"), KERNEL);
    }

    @Test
    void givesAFitWithDrawsAndASummaryByNameAndTheSameBitsForASeed() {
        double[] values = new double[50];
        Svgd svgd = Svgd.of(NORMAL)
                .particles(20)
                .start(new double[] {1, 0}, 0.5)
                .maximumSteps(50)
                .listen(progress -> values[(int) progress.step() - 1] = progress.value());
        Fit fit = svgd.fit(7);
        assertArrayEquals(fit.parameters(), svgd.fit(7).parameters());
        assertEquals(Ending.STEP_LIMIT, fit.origin().ending());
        assertTrue(values[49] > 0 && values[49] < 0.1 * values[0], values[0] + " to " + values[49]);
        String summary = fit.summary().toString();
        assertTrue(
                summary.contains(
                        "Svgd, Particles[count=20, dimension=2], seed 7\nno ELBO, minimised squared Stein discrepancy: "),
                summary);
        double first = fit.draws(1000).of("z[0]")[0];
        double[][] points = ((Particles) fit.family()).points(fit.parameters());
        assertTrue(Arrays.stream(points).anyMatch(point -> point[0] == first));
        assertThrows(IllegalArgumentException.class, fit::weighted);
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertMessage(
                "Svgd needs at least 2 particles, which push each other off: 1",
                () -> Svgd.of(NORMAL).particles(1));
        assertMessage(
                "Particles scale must be positive and finite: 0.0",
                () -> Svgd.of(NORMAL).start(new double[2], 0));
        Differentiable half = LogDensity.of(1, z -> z.at(0).log());
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Svgd.of(half).start(new double[1], 1).fit(1))
                .getMessage();
        assertTrue(message.contains("where a particle starts, z = [-"), message);
    }

    /** A standard normal cut off at 1, by a density that is −∞ beyond: no particle is there in the end, though they crowd at the border. */
    @Test
    void particlesStayWhereTheyArePossible() {
        Differentiable cut = new Differentiable() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public void logDensity(int draws, double[] z, double[] values) {
                for (int s = 0; s < draws; s++) {
                    values[s] = z[s] > 1 ? Double.NEGATIVE_INFINITY : -0.5 * z[s] * z[s];
                }
            }

            @Override
            public void gradient(int draws, double[] z, double[] values, double[] gradients) {
                logDensity(draws, z, values);
                for (int s = 0; s < draws; s++) {
                    gradients[s] = z[s] > 1 ? Double.NaN : -z[s];
                }
            }
        };
        for (Svgd svgd : new Svgd[] {Svgd.of(cut), Svgd.of(cut).start(new double[1], 1)}) {
            Fit fit = svgd.particles(50).maximumSteps(300).fit(3);
            double[][] points = ((Particles) fit.family()).points(fit.parameters());
            assertTrue(Arrays.stream(points).allMatch(point -> point[0] <= 1));
            double mean = Arrays.stream(points)
                    .mapToDouble(point -> point[0])
                    .average()
                    .orElseThrow();
            assertEquals(-0.2876, mean, 0.5); // −φ(1)/Φ(1): Stein's identity does not hold at a border
        }
    }

    private static void assertMessage(String message, Runnable code) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
    }
}
