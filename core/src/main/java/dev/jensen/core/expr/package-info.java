/**
 * What can be written down: expressions with static shapes, and their derivatives.
 *
 * <p>The question this room answers is <em>what</em> is to be computed, never how. Start with {@link
 * dev.jensen.core.expr.Expr}, which has every operation as a method; {@link dev.jensen.core.expr.Gradient} turns the
 * graph of a scalar into the graphs of its derivatives, which can be differentiated again. Each operation is a file
 * with its own derivative; a function that is computed elsewhere comes in as an {@link
 * dev.jensen.core.expr.ExternalFunction}. The room imports nothing of Jensen's.
 */
@NullMarked
package dev.jensen.core.expr;

import org.jspecify.annotations.NullMarked;
