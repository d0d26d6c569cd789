package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jensen.core.algorithm.stochastic.Fitting;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.divergence.EvidenceInterval;
import dev.jensen.core.divergence.InverseMultiquadric;
import dev.jensen.core.estimator.Collapse;
import dev.jensen.core.estimator.DoublyReparameterized;
import dev.jensen.core.estimator.DoublyReparameterizedForwardKl;
import dev.jensen.core.estimator.Estimator;
import dev.jensen.core.estimator.FisherDivergence;
import dev.jensen.core.estimator.ImportanceForwardKl;
import dev.jensen.core.estimator.JeffreysDivergence;
import dev.jensen.core.estimator.LearnedMix;
import dev.jensen.core.estimator.MarkovianScoreClimbing;
import dev.jensen.core.estimator.MaximumLikelihood;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.estimator.SteinDiscrepancyPath;
import dev.jensen.core.estimator.SteinDiscrepancyScore;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.estimator.TotalGradient;
import dev.jensen.core.estimator.VarGrad;
import dev.jensen.core.estimator.WeightCollapseException;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.family.SplineCoupling;
import dev.jensen.core.family.Whitened;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.core.objective.BetaElbo;
import dev.jensen.core.objective.Cubo;
import dev.jensen.core.objective.FDivergence;
import dev.jensen.core.objective.Iwae;
import dev.jensen.core.objective.Objective;
import dev.jensen.core.objective.RenyiBound;
import dev.jensen.optim.Descent;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.rule.Adam;
import dev.jensen.optim.schedule.Schedule;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every objective is run by the same loop, and finds a target that is in the family. */
class ObjectivesFitTest {

    /** e³ N(1, 0.5²). */
    private static final TwiceDifferentiable TARGET =
            LogDensity.of(1, z -> z.minus(1).square().times(-2).plus(3 - Math.log(2 * Math.PI) / 2 + Math.log(2)));

    private static final MeanFieldGaussian FAMILY = MeanFieldGaussian.of(1);

    private static final List<Estimator<? super TwiceDifferentiable, ? super MeanFieldGaussian>> ALL = List.of(
            StickingTheLanding.draws(5),
            LearnedMix.draws(5),
            ScoreFunction.runningMean(20),
            VarGrad.draws(20),
            DoublyReparameterized.of(Iwae.bound(), 5),
            DoublyReparameterized.of(RenyiBound.of(0.5), 5),
            TotalGradient.draws(5).objective(RenyiBound.of(2)),
            DoublyReparameterized.of(Cubo.of(2), 20),
            DoublyReparameterized.of(
                    FDivergence.of("squared Hellinger", x -> x.sqrt().minus(1).square())
                            .logEvidence(3),
                    10),
            ImportanceForwardKl.draws(20),
            DoublyReparameterizedForwardKl.draws(20),
            MarkovianScoreClimbing.draws(20),
            JeffreysDivergence.draws(20),
            MaximumLikelihood.of(normal(4000)).batch(50),
            FisherDivergence.draws(5),
            SteinDiscrepancyPath.of(InverseMultiquadric.standard(), 10),
            SteinDiscrepancyScore.of(InverseMultiquadric.standard(), 20));

    @TestFactory
    Stream<DynamicTest> findsATargetThatIsInTheFamily() {
        return ALL.stream()
                .map(estimator -> dynamicTest(estimator.toString(), () -> {
                    Fit fit = StochasticGradientVi.of(TARGET, FAMILY)
                            .estimator(estimator)
                            .start(FAMILY.initial(new double[] {0.5}, 1))
                            .maximumSteps(2500)
                            .fit(1);
                    assertEquals(1, FAMILY.mean(fit.parameters())[0], 0.05);
                    assertEquals(0.25, FAMILY.variance(fit.parameters())[0], 0.025);
                    assertEquals(3, fit.elbo().value(), 0.01);
                    EvidenceInterval evidence = fit.evidenceInterval();
                    assertTrue(evidence.low() < 3.001 && 2.999 < evidence.high(), evidence.toString());
                    assertEquals(estimator.minimises(), fit.minimised().what());
                    assertTrue(
                            fit.minimised().value().standardError() < 0.2,
                            fit.minimised().toString());
                    assertEquals(
                            !estimator.minimises().equals("−ELBO"),
                            fit.toString().contains("minimised "),
                            fit.toString());
                }));
    }

    @Test
    void anObjectiveTakesTheLeastNoisyEstimatorThatIsLegal() {
        assertTaken("DoublyReparameterized[draws=8", FAMILY, Iwae.bound());
        assertTaken("StickingTheLanding[draws=8", FAMILY, BetaElbo.of(0.9));
        assertTaken("TotalGradient[draws=8", MixtureFamily.of(FAMILY, 2), Iwae.bound());
        assertTaken("TotalGradient[draws=8", NormalizingFlow.neuralSpline(1, 1, 2, 3), Iwae.bound());
        assertTaken("TotalGradient[draws=8", NormalizingFlow.neuralSpline(1, 1, 2, 3), BetaElbo.of(0.9));
        var ownSpline = NormalizingFlow.of(1, List.of(SplineCoupling.of(1, 0, 2, 3)));
        assertTaken("TotalGradient[draws=8", ownSpline, BetaElbo.of(0.9));
        var whitened = Whitened.of(ownSpline, new double[1], new double[][] {{2}});
        assertTaken("TotalGradient[draws=8", whitened, BetaElbo.of(0.9));
        assertEquals(
                "ScoreFunction[draws=8, objective=−IWAE bound, baseline=leave one out]",
                Fitting.estimator(LogDensity.ofFunction(1, z -> -z[0] * z[0]), FAMILY, Iwae.bound(), 8)
                        .toString());
    }

    private static void assertTaken(String name, Family family, Objective objective) {
        String taken = Fitting.estimator(TARGET, family, objective, 8).toString();
        assertTrue(taken.startsWith(name), taken);
        Fit fit = StochasticGradientVi.of(TARGET, family)
                .objective(objective, 8)
                .maximumSteps(20)
                .fit(1);
        assertEquals(objective.toString(), fit.minimised().what());
    }

    @Test
    void anUpperBoundBeginsWideByItself() {
        var off = LogDensity.of(2, z -> z.minus(2).square().sum().times(-0.5)); // log ∫ = log 2π
        Fit fit = StochasticGradientVi.of(off, MeanFieldGaussian.of(2))
                .objective(Cubo.of(2), 200)
                .maximumSteps(2500)
                .fit(1);
        assertEquals(Math.log(2 * Math.PI), fit.elbo().value(), 0.02);
        assertFalse(fit.toString().contains("NOT TO BE TRUSTED"), fit.toString());
        Fit narrow = StochasticGradientVi.of(off, MeanFieldGaussian.of(2))
                .start(MeanFieldGaussian.of(2).initial(new double[2], 0.05))
                .objective(Cubo.of(2), 20)
                .maximumSteps(500)
                .fit(1);
        assertTrue(narrow.toString().contains("NOT TO BE TRUSTED"), narrow.toString());
    }

    @Test
    void aCollapseOfTheWeightsEndsTheRun() {
        var far = LogDensity.of(1, z -> z.minus(40).square().times(-200));
        var climb = StochasticGradientVi.of(far, FAMILY)
                .estimator(ImportanceForwardKl.draws(200).collapse(new Collapse(3, 20, size -> {})));
        assertThrows(WeightCollapseException.class, () -> climb.fit(1));
    }

    @Test
    void aBoundLivesWithDrawsWhereTheDensityIsZero() {
        // an exponential law, whose log evidence is 0: of a mean of logs one such draw is the end, of a log of means it
        // is not.
        // A path would miss the edge. The ELBO is that of q given that its draws are possible
        var exponential = LogDensity.ofFunction(1, z -> z[0] > 0 ? -z[0] : Double.NEGATIVE_INFINITY);
        Fit fit = StochasticGradientVi.of(exponential, FAMILY)
                .objective(Iwae.bound(), 20)
                .start(FAMILY.initial(new double[] {1}, 1))
                .maximumSteps(500)
                .fit(1);
        assertEquals(0, fit.minimised().value().value(), 0.2);
        assertTrue(fit.elbo().value() > -0.5 && fit.elbo().value() < 0, fit::toString);
    }

    @Test
    void theEntropysWeightWidensOrNarrows() {
        for (double beta : new double[] {0.25, 4}) {
            Fit fit = StochasticGradientVi.of(TARGET, FAMILY)
                    .estimator(Reparameterization.<MeanFieldGaussian>closedFormEntropy(10)
                            .objective(BetaElbo.of(beta)))
                    .maximumSteps(3000)
                    .fit(1);
            assertEquals(0.25 * beta, FAMILY.variance(fit.parameters())[0], 0.02 * beta);
        }
    }

    @Test
    void maximumLikelihoodComesNearTheForwardMinimumAsSamplesGrow() {
        // p is a Gumbel law of minima, of mean −γ and variance π²/6, whose nearest normal in KL(p‖q) has these moments
        double gamma = 0.5772156649015329;
        double variance = Math.PI * Math.PI / 6;
        double before = Double.POSITIVE_INFINITY;
        for (int count : new int[] {30, 1000, 10_000}) {
            double[][] samples = normal(count);
            double mean = 0;
            for (double[] sample : samples) {
                sample[0] = Math.log(-Math.log(cdf((sample[0] - 1) / 0.5)));
                mean += sample[0] / count;
            }
            Minimum minimum = Descent.minimise(MaximumLikelihood.of(samples).start(FAMILY, MonteCarlo.seed(1)))
                    .rule(Adam.at(Schedule.polynomial(0.3, 0.7)))
                    .maximumSteps(count > 1000 ? 300 : 500)
                    .from(new double[2]);
            double m = minimum.point()[0];
            double s = FAMILY.variance(minimum.point())[0];
            assertEquals(mean, m, 0.01); // the likelihood's own maximum
            double excess = 0.5 * (Math.log(s / variance) + (variance + (gamma + m) * (gamma + m)) / s - 1);
            assertTrue(excess < before && excess < 8.0 / count + 1e-4, count + " samples: " + excess + " nats");
            before = excess;
        }
    }

    @Test
    void refusesMinibatchesOfWhatIsNotLinear() {
        assertTrue(TotalGradient.draws(2).allowsMinibatches());
        assertTrue(TotalGradient.draws(2).objective(BetaElbo.of(2)).allowsMinibatches());
        assertTrue(!ScoreFunction.plain(2).objective(Iwae.bound()).allowsMinibatches());
    }

    private static double[][] normal(int count) {
        double[] noise = new double[count];
        MonteCarlo.seed(7).fill(0, count, 1, noise);
        double[][] samples = new double[count][1];
        for (int i = 0; i < count; i++) {
            samples[i][0] = 1 + 0.5 * noise[i];
        }
        return samples;
    }

    private static double cdf(double x) {
        return 0.5 * Erf.erfc(-x / Math.sqrt(2));
    }
}
