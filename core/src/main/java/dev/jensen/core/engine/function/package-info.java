/**
 * Functions of numbers, in plain Java. Not exported.
 *
 * <p>The question this room answers is what a special function is at a number, to the last bits, on any machine. Start
 * with {@link dev.jensen.core.engine.function.Exponential}; the logarithm, the logistic and trigonometric functions,
 * log Γ and its derivatives and the normal integral are made in the same way, of steps that the vector kernels repeat,
 * so their coefficients are open. The rest, from {@link dev.jensen.core.engine.function.GammaIntegral} to
 * {@link dev.jensen.core.engine.function.VonMisesPath}, is integrals by
 * {@link dev.jensen.core.engine.function.PanelRule}, series, and derivatives of draws by their parameters. It imports
 * nothing.
 */
@NullMarked
package dev.jensen.core.engine.function;

import org.jspecify.annotations.NullMarked;
