package dev.jensen.core.engine.function;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Values of a function computed to 60 digits elsewhere, from a CSV file whose first line names the source. */
public final class ReferenceValues {
    public final double[] arguments;
    public final double[] values;

    /** What rounding took from each value, in units of its last place. */
    private final double[] rests;

    private ReferenceValues(List<String> lines) {
        int n = lines.size();
        arguments = new double[n];
        values = new double[n];
        rests = new double[n];
        for (int i = 0; i < n; i++) {
            String[] cells = lines.get(i).split(",", -1);
            arguments[i] = Double.parseDouble(cells[0]);
            values[i] = Double.parseDouble(cells[1]);
            rests[i] = Double.parseDouble(cells[2]);
        }
    }

    public static ReferenceValues of(String function) {
        List<String> lines = new ArrayList<>();
        try (InputStream in = ReferenceValues.class.getResourceAsStream(function + ".csv")) {
            if (in == null) {
                throw new IllegalArgumentException("no reference values: " + function);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ReferenceValues(lines);
    }

    public int size() {
        return arguments.length;
    }

    /** The error of a computed value in units of the last place of the true one. */
    public double ulps(int i, double computed) {
        return error(i, computed, Math.ulp(values[i]));
    }

    /** The same in units of the last place of the larger of the true value and 1. */
    public double ulpsBesideOne(int i, double computed) {
        return error(i, computed, Math.max(Math.ulp(values[i]), Math.ulp(1.0)));
    }

    private double error(int i, double computed, double unit) {
        double value = values[i];
        boolean same = Double.doubleToLongBits(value) == Double.doubleToLongBits(computed);
        if (same || !Double.isFinite(value) || !Double.isFinite(computed)) {
            return same ? Math.abs(rests[i]) : Double.POSITIVE_INFINITY;
        }
        return Math.abs((computed - value) / unit - rests[i] * (Math.ulp(value) / unit));
    }
}
