package dev.jensen.core.estimator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not legal does not compile, and what is does: javac is asked, once for all. */
class IllegalPairingsTest {

    private static final Map<String, String> LEGAL = Map.of(
            "Relaxed",
            "Rebar.draws(2).start(Relaxable.binary(smooth), coins, noise)",
            "Mixed",
            "StochasticGradientVi.of(mixed, MixedFamily.of(coins, normal)).estimator(ScoreAndPath.draws(2))",
            "Landing",
            "StickingTheLanding.draws(2).objective(BetaElbo.of(2)).start(smooth, normal, noise)",
            "Mixture",
            "TotalGradient.draws(2).objective(Iwae.bound()).start(smooth, mixture, noise)",
            "Doubly",
            "DoublyReparameterized.of(Cubo.of(2), 2).start(smooth, normal, noise)",
            "Coins",
            "ScoreFunction.leaveOneOut(2).objective(Iwae.bound()).start(plain, coins, noise)",
            "Fisher",
            "FisherDivergence.draws(2).start(twice, mixture, noise)",
            "Climbing",
            "MarkovianScoreClimbing.draws(2).start(plain, coins, noise)",
            "Algorithm",
            "StochasticGradientVi.of(smooth, normal).estimator(LearnedMix.draws(2))");

    private static final Map<String, String> ILLEGAL = new LinkedHashMap<>();

    static {
        ILLEGAL.put("LandingOfABound", "StickingTheLanding.draws(2).objective(Iwae.bound())");
        ILLEGAL.put("ClosedEntropyOfABound", "new Reparameterization<MeanFieldGaussian>(2, Cubo.of(2))");
        ILLEGAL.put("LandingWithoutGradient", "StickingTheLanding.draws(2).start(plain, normal, noise)");
        ILLEGAL.put("LandingOfCoins", "StickingTheLanding.draws(2).start(smooth, coins, noise)");
        ILLEGAL.put("DoublyForAMixture", "DoublyReparameterized.of(Iwae.bound(), 2).start(smooth, mixture, noise)");
        ILLEGAL.put("ClosedEntropyOfAMixture", "LearnedMix.<MixtureFamily<MeanFieldGaussian>>draws(2)");
        ILLEGAL.put("FisherOfFirstOrder", "FisherDivergence.draws(2).start(smooth, normal, noise)");
        ILLEGAL.put(
                "SteinForAMixture", "SteinDiscrepancyPath.of(GaussianKernel.of(1), 2).start(twice, mixture, noise)");
        ILLEGAL.put("LandingOfMixedUnknowns", "StickingTheLanding.draws(2).start(mixed, normal, noise)");
        ILLEGAL.put(
                "PathsOfAMixedFamily", "TotalGradient.draws(2).start(smooth, MixedFamily.of(coins, normal), noise)");
        ILLEGAL.put("ScoreAndPathOfCoins", "ScoreAndPath.draws(2).start(mixed, coins, noise)");
        ILLEGAL.put("RelaxedPlain", "Rebar.draws(2).start(plain, coins, noise)");
        ILLEGAL.put("PairsOfNormals", "DisArm.draws(2).start(plain, normal, noise)");
        ILLEGAL.put("LocalNormals", "LocalExpectation.<MeanFieldGaussian>draws(2)");
        ILLEGAL.put("PathsOfPoints", "TotalGradient.draws(2).start(smooth, Particles.of(2, 2), noise)");
        ILLEGAL.put("Algorithm2", "StochasticGradientVi.of(plain, coins).estimator(TotalGradient.draws(2))");
    }

    @Test
    void doNotCompile(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-proc:none",
                "-encoding",
                "UTF-8",
                "-Xmaxerrs",
                "1000",
                "-d",
                folder.toString(),
                "-cp",
                Path.of("target", "classes") + File.pathSeparator + Path.of("..", "optim", "target", "classes")));
        for (Map<String, String> sources : List.of(LEGAL, ILLEGAL)) {
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path file = folder.resolve(source.getKey() + ".java");
                Files.writeString(file, source(source.getKey(), source.getValue()));
                command.add(file.toString());
            }
        }
        Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(javac.waitFor() != 0);
        Map<String, Integer> errors = new LinkedHashMap<>();
        Matcher matcher = Pattern.compile("(\\w+)\\.java:(\\d+): error").matcher(output);
        while (matcher.find()) {
            errors.merge(matcher.group(1), 1, Integer::sum);
            assertEquals("14", matcher.group(2), output); // the line of the expression, and no other
        }
        assertEquals(ILLEGAL.keySet(), errors.keySet(), output);
    }

    private static String source(String name, String expression) {
        return """
                import dev.jensen.core.algorithm.*;
                import dev.jensen.core.density.*;
                import dev.jensen.core.divergence.*;
                import dev.jensen.core.estimator.*;
                import dev.jensen.core.family.*;
                import dev.jensen.core.noise.*;
                import dev.jensen.core.objective.*;

                class %s {
                    Object made(
                            LogDensity plain, Differentiable smooth, TwiceDifferentiable twice,
                            MeanFieldBernoulli coins, MeanFieldGaussian normal, MixtureFamily<MeanFieldGaussian> mixture,
                            Noise noise, MixedDensity mixed) {
                        return %s;
                    }
                }
                """.formatted(name, expression);
    }
}
