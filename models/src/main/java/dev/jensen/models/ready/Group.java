package dev.jensen.models.ready;

import java.util.List;

/**
 * A factor whose levels have intercepts of their own, and slopes of some predictors.
 *
 * @param column of names
 * @param slopes predictors
 */
record Group(String column, List<String> slopes) {
    Group {
        slopes = List.copyOf(slopes);
    }
}
