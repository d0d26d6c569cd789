/**
 * Effects of regions that are like those of their neighbours.
 *
 * <p>What is each region's risk, if counts are small and nearby regions resemble each other? {@link
 * dev.jensen.models.spatial.Neighbours} is the map. {@link dev.jensen.models.spatial.ConditionalAutoregressive} is a proper law,
 * {@link dev.jensen.models.spatial.Icar} its limit, which knows differences only, and {@link dev.jensen.models.spatial.Bym2} joins
 * that with independent noise under parameters that can be read; start there. Imports {@code core}'s {@code expr}, {@code
 * distribution} and {@code density}, {@link dev.jensen.models.ModelBuilder}, and Commons Math for eigenvalues.
 */
@NullMarked
package dev.jensen.models.spatial;

import org.jspecify.annotations.NullMarked;
