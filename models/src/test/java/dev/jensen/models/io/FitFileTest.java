package dev.jensen.models.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.distribution.HalfCauchy;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.family.AffineCoupling;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.FixedTriangular;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.LocationScale;
import dev.jensen.core.family.LowRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.MeanFieldStudentT;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.family.Outline;
import dev.jensen.core.family.SinhArcsinh;
import dev.jensen.core.family.StructuredGaussian;
import dev.jensen.core.family.TriangularScale;
import dev.jensen.core.family.Whitened;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FitFileTest {
    private static final double[] Y = {28, 8, -3, 7, -1, 1, 18, 12};
    private static final double[] SIGMA = {15, 10, 16, 11, 9, 11, 10, 18};

    @TempDir
    Path folder;

    private static Model schools(String deviation, double... y) {
        return Model.of("schools", m -> {
            Plate school = m.plate("school", y.length);
            Expr mu = m.latent("mu", Normal.of(0, 5));
            Expr tau = m.latent(deviation, HalfCauchy.of(5));
            Expr theta = mu.plus(tau.times(m.latent("z", Normal.of(0, 1), school)));
            m.derive("theta", theta);
            m.observe("y", Normal.of(theta, m.data("sigma", SIGMA, school)), y, school);
        });
    }

    private static void assertSame(Fit fit, Fit again) {
        assertArrayEquals(fit.parameters(), again.parameters());
        assertEquals(fit.summary().toString(), again.summary().toString());
        assertEquals(fit.verdict(), again.verdict());
        assertEquals(fit.elbo(), again.elbo());
        assertEquals(fit.isWeighted(), again.isWeighted());
        assertEquals(fit.origin().describeEnding(), again.origin().describeEnding());
        assertEquals(fit.origin().trace().size(), again.origin().trace().size());
        assertArrayEquals(fit.draws(300).of("tau"), again.draws(300).of("tau"));
        assertArrayEquals(fit.draws(30, 9).of("theta[7]"), again.draws(30, 9).of("theta[7]"));
        if (fit.isWeighted()) {
            assertArrayEquals(
                    fit.weighted().weights().weights(),
                    again.weighted().weights().weights());
        }
    }

    @Test
    void theDefaultFitComesBackBitByBit() {
        Fit fit = schools("tau", Y).fit(3);
        Path file = folder.resolve("new/schools.json");
        FitFile.save(fit, file);
        assertSame(fit, FitFile.load(file, schools("tau", Y).density()));
    }

    @Test
    void aFitThatIsNotWeightedComesBackBitByBit() {
        LogDensity target = schools("tau", Y).density();
        Fit fit = FixedDrawVi.of(schools("tau", Y).density(), MeanFieldGaussian.of(10))
                .fit(3);
        Path file = folder.resolve("schools.json");
        FitFile.save(fit, file);
        Fit again = FitFile.load(file, target);
        assertSame(fit, again);
        FitFile.save(again, folder.resolve("again.json"));
        assertEquals(read(file), read(folder.resolve("again.json")));
    }

    static Stream<Family> families() {
        double[][] factor = {{2, 0, 0}, {0.5, 1, 0}, {0, -0.25, 3}};
        return Stream.of(
                FullRankGaussian.of(3),
                LowRankGaussian.of(3, 1),
                MeanFieldStudentT.of(3, 4.5),
                StructuredGaussian.arrow(new int[] {2}, new int[] {0}, new int[] {1}),
                MixtureFamily.of(FullRankGaussian.of(3), 2),
                Whitened.of(MeanFieldGaussian.of(3), new double[] {1, 2, 3}, factor),
                NormalizingFlow.triangular(3, 1),
                NormalizingFlow.sinhArcsinh(3),
                NormalizingFlow.planar(3, 2),
                NormalizingFlow.of(
                        3,
                        List.of(
                                TriangularScale.arrow(new int[] {2}, new int[] {}, new int[][] {{0}, {1}}, 9),
                                LocationScale.of(3),
                                FixedTriangular.of(new int[] {2, 0, 1}, factor),
                                SinhArcsinh.of(3))));
    }

    @ParameterizedTest
    @MethodSource("families")
    void aFamilyIsMadeAgain(Family family) throws IOException {
        Outline outline = Outline.of(family).orElseThrow();
        Family again = OutlineJson.outline(
                        new ObjectMapper().readTree(OutlineJson.of(outline).toString()))
                .family();
        assertEquals(family.parameterCount(), again.parameterCount());
        double[] phi = family.initial(new double[] {0.1, -0.2, 0.3}, 0.7);
        SplittableRandom random = new SplittableRandom(1);
        for (int p = 0; p < phi.length; p++) {
            phi[p] += 0.1 * random.nextDouble();
        }
        double[] noise = new double[5 * family.noiseDimension()];
        for (int k = 0; k < noise.length; k++) {
            noise[k] = 2 * random.nextDouble() - 1;
        }
        double[] z = new double[15];
        double[] zAgain = new double[15];
        family.draw(phi, 5, noise, z);
        again.draw(phi, 5, noise, zAgain);
        assertArrayEquals(z, zAgain);
        double[] log = new double[5];
        double[] logAgain = new double[5];
        family.logDensity(phi, 5, z, log);
        again.logDensity(phi, 5, z, logAgain);
        assertArrayEquals(log, logAgain);
    }

    private Path saved() {
        Path file = folder.resolve("schools.json");
        FitFile.save(
                FixedDrawVi.of(schools("tau", Y).density(), MeanFieldGaussian.of(10))
                        .fit(1),
                file);
        return file;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertRefused(String part, Path file, Model model) {
        String message = assertThrows(IllegalArgumentException.class, () -> FitFile.load(file, model.density()))
                .getMessage();
        assertTrue(message.contains(part) && message.contains(file.toString()), message);
    }

    @Test
    void refusesAFileThatWasCutOffOrAltered() throws IOException {
        Path file = saved();
        String text = read(file);
        Model model = schools("tau", Y);
        for (int length : new int[] {0, 1, 30, 90, 150, text.length() / 2, text.length() - 2, text.length() - 1}) {
            Files.writeString(file, text.substring(0, length));
            assertRefused(length < 120 ? "only the beginning of one" : "cut off or altered", file, model);
        }
        Files.writeString(file, text.replace("\"seed\":1", "\"seed\":2"));
        assertRefused("cut off or altered: its checksum is ", file, model);
        Files.writeString(file, text.replace("\"version\":1", "\"version\":7"));
        assertRefused("of format version 7, newer than 1", file, model);
        Files.writeString(file, "{\"@class\":\"java.lang.Runtime\"}");
        assertRefused("this is no saved fit", file, model);
    }

    @Test
    void refusesAnotherModel() {
        Path file = saved();
        assertRefused("its variable 2 is \"tau\", the target's is \"spread\"", file, schools("spread", Y));
        double[] other = Y.clone();
        other[0] = 27;
        assertRefused("another model or of other data: log p at 0 was ", file, schools("tau", other));
    }

    private static Model line(double... x) {
        return Model.of("line", m -> {
            Plate row = m.plate("row", x.length);
            Expr slope = m.latent("slope", Normal.of(0, 5));
            m.observe("y", Normal.of(slope.times(m.data("x", x, row)), 1), new double[] {1, 2, 3}, row);
        });
    }

    /** At 0 all predictors give the same density. */
    @Test
    void refusesOtherPredictors() throws IOException {
        Path file = folder.resolve("line.json");
        Model fitted = line(1, 2, 4);
        Fit fit = FixedDrawVi.of(fitted.density(), MeanFieldGaussian.of(1)).fit(1);
        FitFile.save(fit, file);
        assertArrayEquals(fit.parameters(), FitFile.load(file, fitted.density()).parameters());
        assertRefused("another model or of other data: log p at ½ sin(1), ½ sin(2), … was ", file, line(1, 2, 5));
        String text = read(file); // as files of before are
        String body = text.substring(text.indexOf("\"fit\":") + 6, text.lastIndexOf('}'));
        String older = body.replaceFirst(",\"logDensityOffZero\":[^,}]*", "");
        assertTrue(older.length() < body.length(), body);
        Files.writeString(file, text.replace(body, older).replace(sha256(body), sha256(older)));
        assertArrayEquals(fit.parameters(), FitFile.load(file, fitted.density()).parameters());
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileThatIsNotThereOrNoTextIsNamed() throws IOException {
        Path file = folder.resolve("not there.json");
        UncheckedIOException missing = assertThrows(
                UncheckedIOException.class,
                () -> FitFile.load(file, line(1, 2, 4).density()));
        assertEquals("there is no file " + file.toAbsolutePath(), missing.getMessage());
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        assertRefused("this is no saved fit, for it is not in UTF-8: save it again", file, line(1, 2, 4));
    }

    @Test
    void aFamilyThatNoFileDescribesMustBeGiven() {
        Model model = schools("tau", Y);
        NormalizingFlow flow = NormalizingFlow.realNvp(10, 1, 2);
        Fit pattern = FixedDrawVi.of(model.density(), MeanFieldGaussian.of(10)).fit(1);
        Fit fit = new Fit(model.density(), flow, flow.initial(new double[10], 1), pattern.elbo(), pattern.origin());
        Path file = folder.resolve("flow.json");
        FitFile.save(fit, file);
        assertRefused("is not one that a file can describe: give it, FitFile.load(path, target, family)", file, model);
        assertSame(fit, FitFile.load(file, model.density(), NormalizingFlow.realNvp(10, 1, 2)));
    }

    private static String refused(Path file, LogDensity target, Family given) {
        return assertThrows(IllegalArgumentException.class, () -> FitFile.load(file, target, given))
                .getMessage();
    }

    /** Some of these have as many parameters. */
    @Test
    void aFamilyThatIsGivenMustBeTheOneSaved() {
        LogDensity target = schools("tau", Y).density();
        Path file = saved();
        String other = refused(file, target, MeanFieldStudentT.of(10, 5));
        assertTrue(
                other.contains(
                                "the fit was saved with the family MeanFieldGaussian[dimension=10] of 20 parameters; the one given is ")
                        && other.contains("MeanFieldStudentT")
                        && other.contains("or none, as the file describes it: FitFile.load(path, target)"),
                other);
        String smaller = refused(file, target, FullRankGaussian.of(5));
        assertTrue(smaller.contains("the one given is FullRankGaussian[dimension=5] of 20: give"), smaller);
        String few = refused(file, target, MeanFieldGaussian.of(3));
        assertTrue(few.contains("of 20 parameters; the one given is MeanFieldGaussian[dimension=3] of 6"), few);
        assertSame(FitFile.load(file, target), FitFile.load(file, target, MeanFieldGaussian.of(10)));
    }

    @Test
    void aFlowThatIsGivenMustDrawAsTheOneSaved() {
        LogDensity target = schools("tau", Y).density();
        NormalizingFlow flow = nets(1);
        Fit pattern = FixedDrawVi.of(schools("tau", Y).density(), MeanFieldGaussian.of(10))
                .fit(1);
        double[] phi = flow.initial(new double[10], 1); // at which both are normal
        Arrays.setAll(phi, k -> phi[k] + 0.1 * Math.sin(k));
        Fit fit = new Fit(target, flow, phi, pattern.elbo(), pattern.origin());
        Path file = folder.resolve("flow.json");
        FitFile.save(fit, file);
        assertSame(fit, FitFile.load(file, target, nets(1)));
        String message = refused(file, target, nets(0)); // as many parameters, and the same name
        assertTrue(
                message.contains("saved with the family NormalizingFlow[of 2 layers, dimension=10]")
                        && message.contains("given is NormalizingFlow[of 2 layers, dimension=10]")
                        && message.contains("whose draws are others: give the family that was fitted"),
                message);
        String gaussian = refused(file, target, FullRankGaussian.of(10));
        assertTrue(gaussian.contains("the one given is FullRankGaussian[dimension=10] of 65"), gaussian);
    }

    private static NormalizingFlow nets(int first) {
        return NormalizingFlow.of(10, List.of(AffineCoupling.of(10, first, 2), AffineCoupling.of(10, 1 - first, 2)));
    }

    @Test
    void whatGoesWrongInTheMiddleOfASaveLeavesTheOldFile() throws IOException {
        Path file = saved();
        String before = read(file);
        UncheckedIOException full = assertThrows(
                UncheckedIOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(before.substring(0, 100).getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    assertEquals(before, read(file)); // what a kill at this point would leave
                    throw new IOException("No space left on device");
                }));
        assertTrue(full.getMessage().contains("which is as it was: No space left on device"), full.getMessage());
        assertEquals(before, read(file));
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(List.of(file), all.toList());
        }
    }

    @Test
    void replacesNothingButAFile() {
        UncheckedIOException refused =
                assertThrows(UncheckedIOException.class, () -> AtomicFile.write(folder, out -> out.write(1)));
        assertTrue(refused.getMessage().contains("something that is no file"), refused.getMessage());
    }
}
