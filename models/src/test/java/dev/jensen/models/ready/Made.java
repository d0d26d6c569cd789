package dev.jensen.models.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Summary;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Made numbers that another language can make too, and what is asserted of fits to them. */
final class Made {
    private Made() {}

    /** Between 0 and 1, in no order that shows. */
    static double uniform(int i, int k) {
        double v = Math.sin(12.9898 * i + 78.233 * k) * 43758.5453;
        return v - Math.floor(v);
    }

    static double x(int i) {
        return Math.sin(1.3 * i) * 3 + 5;
    }

    static double w(int i) {
        return Math.cos(0.7 * i * i) * 0.02;
    }

    static int group(int i) {
        return i * 7 % 8;
    }

    static double effect(int i) {
        return Math.sin(2.1 * group(i) + 1);
    }

    static double[] column(int n, IntToDoubleFunction value) {
        return IntStream.range(0, n).mapToDouble(value).toArray();
    }

    /** Within a share of the reference's standard deviation. */
    static void assertRow(Summary summary, String name, double mean, double sd, double share) {
        Summary.Row row = summary.row(name);
        assertEquals(mean, row.mean(), share * sd, name);
        assertEquals(sd, row.sd(), share * sd, name + " sd");
    }

    static void assertRow(Summary summary, String name, double mean, double sd) {
        assertRow(summary, name, mean, sd, 0.1);
    }

    static double mean(Draws draws, String name) {
        return Arrays.stream(draws.of(name)).average().orElseThrow();
    }

    static String refusal(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }
}
