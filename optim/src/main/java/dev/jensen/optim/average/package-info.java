/**
 * Which average of the iterates is the answer? Each is a {@link dev.jensen.optim.IterateAverage}; start at
 * {@link dev.jensen.optim.average.PolynomialDecay}. May import {@code optim}.
 */
@NullMarked
package dev.jensen.optim.average;

import org.jspecify.annotations.NullMarked;
