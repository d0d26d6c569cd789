/**
 * Numbered lessons on real data.
 *
 * <p>How is it used? Each {@link dev.jensen.examples.Lesson} is a {@code main} that reads like a notebook: prose, code, table,
 * prose. It asserts its answer, and the tests run it. Start reading at {@link dev.jensen.examples.E01EightSchools}; {@link
 * dev.jensen.examples.Main} runs lessons by name. May import everything.
 */
@NullMarked
package dev.jensen.examples;

import org.jspecify.annotations.NullMarked;
