package dev.jensen.core.density;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that a misspelt one was probably meant to be. */
public final class NearestName {

    private static final int SHOWN = 20;

    private NearestName() {}

    /**
     * Returns the candidate with the least edit distance, case ignored and swapped neighbours counted as one edit
     * (Levenshtein 1966, Damerau 1964), or empty when even that one differs in more than half of its letters.
     */
    public static Optional<String> to(String name, Collection<String> candidates) {
        Optional<String> nearest = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(name, candidate);
            if (distance < least && 2 * distance <= Math.max(name.length(), candidate.length())) {
                least = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /**
     * Makes the exception for a name that does not exist: {@code no variable "thta"; did you mean "theta"? There are:
     * mu, tau, theta}.
     *
     * @param kind what the name should have named, as {@code variable}
     */
    public static IllegalArgumentException unknown(String kind, String name, Collection<String> candidates) {
        String hint = to(name, candidates)
                .map(nearest -> "; did you mean \"" + nearest + "\"? There")
                .orElse("; there");
        String all = candidates.stream().limit(SHOWN).collect(Collectors.joining(", "));
        String more = candidates.size() > SHOWN ? ", … " + candidates.size() + " in all" : "";
        return new IllegalArgumentException("no " + kind + " \"" + name + "\"" + hint + " are: " + all + more);
    }

    private static int distance(String name, String candidate) {
        String a = name.toLowerCase(Locale.ROOT);
        String b = candidate.toLowerCase(Locale.ROOT);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i + j;
                if (i > 0 && j > 0) {
                    int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                    edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                }
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], 1 + edits[i - 2][j - 2]);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
