/**
 * Targets whose graph shows globals and small blocks that are independent given these. Not exported.
 *
 * <p>The question this room answers is what sparsity is good for. Start with {@link dev.jensen.core.algorithm.hierarchy.Structure}, which finds
 * globals and blocks; {@link dev.jensen.core.algorithm.hierarchy.ConditionalLaplace} has the blocks' normals given the globals, {@link
 * dev.jensen.core.algorithm.hierarchy.GivenGlobals} and {@link dev.jensen.core.algorithm.hierarchy.ThroughScales} sample by means of them, {@link
 * dev.jensen.core.algorithm.hierarchy.ScalesLast} finds starts, and {@link dev.jensen.core.algorithm.hierarchy.FlowAbout} bends a normal, for which
 * a structure leaves out what is independent. Imports {@code guard}, {@code normal}, {@code fixed} and {@code importance}.
 */
@NullMarked
package dev.jensen.core.algorithm.hierarchy;

import org.jspecify.annotations.NullMarked;
