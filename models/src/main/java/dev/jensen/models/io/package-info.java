/**
 * Data in: columns by name.
 *
 * <p>How do I get my data into a model? {@link dev.jensen.models.io.Table} reads a CSV file; its columns become the arrays that
 * {@link dev.jensen.models.ModelBuilder} takes, and {@link dev.jensen.models.io.Levels} turn a column of names into a plate's
 * labels and an index. The room imports nothing of Jensen's but {@code core.density}'s hints for misspelt names.
 */
@NullMarked
package dev.jensen.models.io;

import org.jspecify.annotations.NullMarked;
