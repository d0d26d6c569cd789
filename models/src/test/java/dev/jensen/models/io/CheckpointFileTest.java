package dev.jensen.models.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.estimator.ScoreFunction;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.ForkedJvm;
import dev.jensen.models.Model;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Stop;
import dev.jensen.optim.average.PolynomialDecay;
import dev.jensen.optim.rule.Prodigy;
import dev.jensen.optim.stop.NoImprovement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A run that was cut off goes on as if nothing had happened. */
class CheckpointFileTest {
    private static final double[] Y = new SplittableRandom(4).doubles(300, 0, 2).toArray();

    @TempDir
    private Path folder;

    static Model model(double priorScale) {
        return Model.of("line", m -> {
            var row = m.plate("row", Y.length).minibatch(32);
            var a = m.latent("a", Normal.of(0, priorScale));
            var b = m.latent("b", Normal.of(0, 1));
            m.observe("y", Normal.of(a.plus(b.times(0.5)), 1), Y, row);
        });
    }

    static StochasticGradientVi<ExprDensity, FullRankGaussian> rounds() {
        return StochasticGradientVi.of(model(2).density(), FullRankGaussian.of(2));
    }

    private static void assertSameBits(Fit once, Fit resumed) {
        assertArrayEquals(once.parameters(), resumed.parameters(), 0);
        assertEquals(once.elbo(), resumed.elbo());
        assertEquals(once.origin().steps(), resumed.origin().steps());
        assertEquals(once.origin().trace().value(3), resumed.origin().trace().value(3), 0);
        assertEquals(once.verdict(), resumed.verdict());
    }

    /** Stopped within an epoch, within a block, and within a round. */
    @Test
    void goesOnWithTheSameBits() {
        CheckpointFile file = CheckpointFile.at(folder.resolve("rounds.json"));
        Fit once = rounds().maximumSteps(500).fit(1);
        rounds().maximumSteps(37).checkpoints(file).fit(1);
        rounds().maximumSteps(333).checkpoints(file).fit(1);
        assertSameBits(once, rounds().maximumSteps(500).checkpoints(file).fit(1));
        assertSameBits(once, rounds().maximumSteps(500).checkpoints(file).fit(1)); // all steps are taken already
    }

    @Test
    void goesOnWithTheSameBitsByAnyRule() {
        CheckpointFile file = CheckpointFile.at(folder.resolve("rule.json"));
        var climb = rounds().rule(Prodigy.standard())
                .average(PolynomialDecay.standard())
                .stop(NoImprovement.standard().window(40));
        Fit once = climb.maximumSteps(200).fit(1);
        climb.maximumSteps(77).checkpoints(file).fit(1);
        assertSameBits(once, climb.maximumSteps(200).checkpoints(file).fit(1));
    }

    @Test
    void theDefaultFitIsResumedToo() {
        CheckpointFile file = CheckpointFile.at(folder.resolve("default.json")).every(10);
        var fitting = model(2).fitting();
        Fit once = fitting.maximumSteps(150).fit();
        fitting.maximumSteps(60).checkpoints(file).fit();
        assertSameBits(once, fitting.maximumSteps(150).checkpoints(file).fit());
    }

    @Test
    void refusesAnotherRunAndADamagedFile() throws IOException {
        Path path = folder.resolve("one.json");
        CheckpointFile file = CheckpointFile.at(path);
        var climb = rounds().maximumSteps(20).checkpoints(file);
        climb.fit(1);
        assertRefused("is the checkpoint of another run: ", () -> climb.fit(2));
        assertRefused(
                "log density -",
                () -> StochasticGradientVi.of(model(3).density(), FullRankGaussian.of(2))
                        .checkpoints(file)
                        .fit(1));
        String text = Files.readString(path);
        Files.writeString(path, text.substring(0, text.length() / 2));
        assertRefused("cut off or altered", () -> climb.fit(1));
        Files.writeString(path, text.replace("\"steps\":20", "\"steps\":10"));
        assertRefused("delete it to begin anew", () -> climb.fit(1));
        assertRefused(
                "carries a memory from step to step",
                () -> climb.estimator(ScoreFunction.runningMean(4)).fit(1));
    }

    /** At the origin, where all predictors give the same density, one model is like the other. */
    @Test
    void refusesOtherPredictors() {
        CheckpointFile file = CheckpointFile.at(folder.resolve("predictors.json"));
        slope(1, 2).maximumSteps(20).checkpoints(file).fit(1);
        assertRefused(
                "is the checkpoint of another run: ",
                () -> slope(1, 3).checkpoints(file).fit(1));
    }

    private static StochasticGradientVi<?, ?> slope(double one, double other) {
        Model model = Model.of("line", m -> {
            var slope = m.latent("slope", Normal.of(0, 5));
            m.observe("y", Normal.of(slope.times(one), 1), 1);
            m.observe("z", Normal.of(slope.times(other), 1), 2);
        });
        return StochasticGradientVi.of(model.density(), FullRankGaussian.of(1));
    }

    private static void assertRefused(String part, Executable run) {
        String message = assertThrows(IllegalArgumentException.class, run).getMessage();
        assertTrue(message.contains(part), message);
    }

    /** A folder that cannot be made stands for a disk that is full. */
    @Test
    void aFailureToSaveDoesNotEndTheFit() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "in the way").resolve("checkpoint.json");
        Fit fit = rounds().maximumSteps(30)
                .checkpoints(CheckpointFile.at(blocked).every(10))
                .fit(1);
        assertEquals(Ending.STEP_LIMIT, fit.origin().ending());
        assertArrayEquals(rounds().maximumSteps(30).fit(1).parameters(), fit.parameters(), 0);
    }

    @Test
    void aFullDiskLeavesTheFileBefore() throws IOException {
        Path path = folder.resolve("old.json");
        rounds().maximumSteps(20).checkpoints(CheckpointFile.at(path)).fit(1);
        String before = Files.readString(path);
        var full = assertThrows(
                UncheckedIOException.class,
                () -> AtomicFile.write(path, out -> {
                    out.write(new byte[100]);
                    throw new IOException("No space left on device");
                }));
        assertEquals("cannot write " + path + ", which is as it was: No space left on device", full.getMessage());
        assertEquals(before, Files.readString(path));
    }

    /** Saves after every step until it is killed. */
    public static void main(String[] path) {
        System.out.println("running");
        rounds().maximumSteps(100_000_000)
                .stop(Stop.afterSteps(Long.MAX_VALUE))
                .rule(Prodigy.standard())
                .checkpoints(CheckpointFile.at(Path.of(path[0])).every(1))
                .fit(1);
    }

    /** Kill −9 while nothing but saving is done: whatever is there is whole, and goes on with the same bits. */
    @Test
    void killedInTheMiddleOfASave() throws Exception {
        Path path = folder.resolve("killed.json");
        Process process = ForkedJvm.start(CheckpointFileTest.class, path.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("running", out.readLine());
            while (!Files.exists(path)) {
                assertTrue(process.isAlive());
                Thread.sleep(5);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        var climb = rounds().rule(Prodigy.standard()).stop(Stop.afterSteps(Long.MAX_VALUE));
        Fit last = climb.maximumSteps(1)
                .checkpoints(CheckpointFile.at(path)) // which is past its first step
                .fit(1);
        long steps = last.origin().steps();
        assertTrue(steps >= 1);
        assertArrayEquals(climb.maximumSteps(steps).fit(1).parameters(), last.parameters(), 0);
        assertFalse(Files.size(path) == 0);
    }
}
