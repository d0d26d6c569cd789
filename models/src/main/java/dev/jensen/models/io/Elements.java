package dev.jensen.models.io;

import dev.jensen.core.density.Variable;
import java.util.ArrayList;
import java.util.List;

/** The elements of a variable as an array of other programs: rows first, then the inner dimensions. */
final class Elements {
    private Elements() {}

    /** Sizes, rows first; empty of a number. */
    static List<Integer> sizes(Variable variable) {
        List<Integer> sizes = new ArrayList<>();
        variable.rows().ifPresent(rows -> sizes.add(rows.count()));
        sizes.addAll(variable.inner());
        return sizes;
    }

    /** Where an element lies in Jensen's layout [inner…][row]. */
    static int position(Variable variable, int[] index) {
        int at = 0;
        int first = variable.rows().isPresent() ? 1 : 0;
        for (int k = 0; k < variable.inner().size(); k++) {
            at = at * variable.inner().get(k) + index[first + k];
        }
        return first == 0 ? at : at * variable.rows().orElseThrow().count() + index[0];
    }

    /** Goes to the next index, the first dimension fastest. */
    static void advance(int[] index, List<Integer> sizes) {
        for (int k = 0; k < index.length; k++) {
            if (++index[k] < sizes.get(k)) {
                return;
            }
            index[k] = 0;
        }
    }
}
