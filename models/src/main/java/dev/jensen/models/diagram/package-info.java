/**
 * A plate diagram: circles for variables, boxes for plates, arrows for what depends on what.
 *
 * <p>How do I draw a graph with nested and crossed boxes? A {@link dev.jensen.models.diagram.PlateDiagram} says what there is, {@link
 * dev.jensen.models.diagram.Box} and its kin find places, and {@link dev.jensen.models.diagram.Drawing} writes SVG. Imports nothing of
 * Jensen; not exported.
 */
@NullMarked
package dev.jensen.models.diagram;

import org.jspecify.annotations.NullMarked;
