package dev.jensen.models;

import dev.jensen.core.density.Variable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which row of a variable that was fitted each row of the same variable is, in data that it is stated on now. */
@FunctionalInterface
interface Matching {

    /** The rows of the data that were fitted themselves. */
    Matching SAME = (fitted, now) -> {
        int[] rows = new int[count(now)];
        if (count(fitted) != rows.length) {
            throw new IllegalArgumentException("\"" + now.name() + "\" has " + count(fitted) + " rows in the draws and "
                    + rows.length + " in the model: take draws of a fit of this model");
        }
        Arrays.setAll(rows, row -> row);
        return rows;
    };

    /**
     * Finds rows.
     *
     * @param fitted the variable as it was fitted
     * @param now the variable as it is stated now
     * @return for each row of {@code now} one of {@code fitted}, or −1 for a new one
     */
    int[] rows(Variable fitted, Variable now);

    private static int count(Variable variable) {
        return variable.rows().map(Variable.Rows::count).orElse(1);
    }

    /**
     * Rows with labels are those of the same label. Rows without are others than those fitted where something is observed of each,
     * and else the same, one after the other.
     */
    final class ByLabel implements Matching {
        private final Set<String> observed = new HashSet<>(); // plates
        private final Set<String> others = new HashSet<>(); // variables whose rows are others in other data

        ByLabel(List<Site> sites) {
            for (Site site : sites) {
                Site.Imputed imputed = site instanceof Site.Latent latent ? latent.imputed() : null;
                if (imputed != null && !imputed.labelled()) {
                    others.add(site.name());
                }
                if (site instanceof Site.Outcome outcome) {
                    outcome.variable().rows().ifPresent(rows -> observed.add(rows.plate()));
                }
            }
        }

        @Override
        public int[] rows(Variable fitted, Variable now) {
            int[] found = new int[count(now)];
            if (fitted.rows().isEmpty() || now.rows().isEmpty()) {
                if (fitted.rows().isPresent() != now.rows().isPresent()) {
                    throw new IllegalArgumentException("\"" + now.name() + "\" is on a plate in "
                            + (now.rows().isPresent() ? "the new data" : "the data fitted")
                            + " only: state it alike on both");
                }
                return found;
            }
            Variable.Rows then = fitted.rows().get();
            Variable.Rows here = now.rows().get();
            if (then.labels().isEmpty() != here.labels().isEmpty()) {
                throw new IllegalArgumentException("plate \"" + here.plate() + "\" has labels in "
                        + (here.labels().isEmpty() ? "the data fitted" : "the new data")
                        + " only, so that its rows cannot be matched: give it labels in both");
            }
            if (others.contains(now.name())) {
                Arrays.fill(found, -1);
            } else if (!here.labels().isEmpty()) {
                Map<String, Integer> positions = new HashMap<>();
                for (int row = 0; row < then.count(); row++) {
                    positions.put(then.label(row), row);
                }
                Arrays.setAll(found, row -> positions.getOrDefault(here.label(row), -1));
            } else if (observed.contains(here.plate())) {
                Arrays.fill(found, -1);
            } else if (then.count() == here.count()) {
                Arrays.setAll(found, row -> row);
            } else {
                throw new IllegalArgumentException("plate \"" + here.plate() + "\" has " + then.count()
                        + " rows without labels in the data fitted and " + here.count()
                        + " in the new ones, so that they cannot be matched: give the plate labels, as m.plate(\""
                        + here.plate() + "\", labels)");
            }
            return found;
        }
    }
}
