package dev.jensen.core.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PredictiveAccuracyTest {
    private static final double[] Y = {0.3, -1.1, 2.0, 4.5, -0.2, 0.9};
    private static final int DRAWS = 1000;

    private static double[][] logLikelihood() {
        double[][] log = new double[DRAWS][Y.length];
        for (int s = 0; s < DRAWS; s++) {
            double u = (s + 1) * 0.6180339887498949 % 1;
            double v = (s + 1) * 0.41421356237309515 % 1;
            double mean = 0.5 + 0.25 * Math.log(u / (1 - u));
            double deviation = 1.3 + 0.4 * v;
            for (int i = 0; i < Y.length; i++) {
                double t = (Y[i] - mean) / deviation;
                log[s][i] = -0.5 * t * t - Math.log(deviation) - 0.5 * Math.log(2 * Math.PI);
            }
        }
        return log;
    }

    private static double[] golden(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(
                PredictiveAccuracyTest.class.getResourceAsStream("predictive-accuracy.properties"))) {
            properties.load(in);
        }
        return Arrays.stream(properties.getProperty(name).split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void assertIs(String name, PredictiveAccuracy found) throws IOException {
        assertEquals(golden(name + ".elpd")[0], found.elpd().value(), 1e-6);
        assertEquals(golden(name + ".se")[0], found.elpd().standardError(), 1e-6);
        assertEquals(golden(name + ".p")[0], found.effectiveParameters(), 1e-6);
        double[] each = golden(name + ".i");
        for (int i = 0; i < each.length; i++) {
            assertEquals(each[i], found.pointwise().get(i), 1e-6);
        }
    }

    @Test
    void leaveOneOutIsThatOfArviz() throws IOException {
        PredictiveAccuracy loo = PredictiveAccuracy.leaveOneOut(logLikelihood());
        assertIs("loo", loo);
        double[] kHats = golden("loo.k");
        for (int i = 0; i < kHats.length; i++) {
            assertEquals(kHats[i], loo.concern().get(i), 1e-6);
        }
    }

    @Test
    void waicIsThatOfArviz() throws IOException {
        assertIs("waic", PredictiveAccuracy.waic(logLikelihood()));
    }

    @Test
    void namesTheObservationsNotToBeTrusted() {
        double[][] log = logLikelihood();
        for (int s = 0; s < DRAWS; s++) {
            log[s][2] *= 9;
        }
        String loo = PredictiveAccuracy.leaveOneOut(log).toString();
        assertTrue(loo.contains("MISTRUST observations [") && loo.contains("2"), loo);
        assertTrue(PredictiveAccuracy.leaveOneOut(log).doubtful().contains(2));
        assertTrue(PredictiveAccuracy.waic(log).doubtful().contains(2));
    }

    @Test
    void refusesWhatIsNotFinite() {
        double[][] log = logLikelihood();
        log[4][1] = Double.NaN;
        assertEquals(
                "log likelihood of observation 1 at draw 4 must be finite: NaN",
                assertThrows(IllegalArgumentException.class, () -> PredictiveAccuracy.leaveOneOut(log))
                        .getMessage());
    }
}
