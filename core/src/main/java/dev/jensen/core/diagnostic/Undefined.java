package dev.jensen.core.diagnostic;

import java.util.List;
import java.util.Locale;

/**
 * Draws at which log p̃ is no number, or +∞: an error of the density, which says nothing of how much of the posterior lies there. (−∞ is a number
 * that a density may have.)
 *
 * @param draws how many
 * @param share how much of q lies there, between 0 and 1
 * @param where the first of them, its value and its parameters by name; empty where there is none
 */
public record Undefined(int draws, double share, String where) {
    /** No draw is. */
    public static final Undefined NOWHERE = new Undefined(0, 0, "");

    private static final int MOST_NAMED = 6;

    /**
     * Describes a draw.
     *
     * @param value of log p̃ there
     * @param names of its components
     * @param values of the components
     */
    public static String describe(double value, List<String> names, double[] values) {
        return "log p̃ is " + value + " at " + at(names, values);
    }

    /** Names a point by the first of its components: {@code mu = 1.2, tau = 0.01, …}. */
    public static String at(List<String> names, double[] values) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < Math.min(MOST_NAMED, values.length); c++) {
            text.append(c == 0 ? "" : ", ")
                    .append(names.get(c))
                    .append(" = ")
                    .append(String.format(Locale.US, "%.4g", values[c]));
        }
        return text + (values.length > MOST_NAMED ? ", …" : "");
    }

    /** Says how many of how many draws are undefined, and where the first of them is. */
    public String describe(int all) {
        return String.format(
                Locale.US,
                "log p̃ is undefined at %,d of %,d draws, %.2g %% of q (%s)",
                draws,
                all,
                100 * share,
                where);
    }
}
