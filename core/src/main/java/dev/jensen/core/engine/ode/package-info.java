/**
 * Systems of differential equations, solved and differentiated. Not exported.
 *
 * <p>The question this room answers is where a system that starts here is at the wanted times, and what its start and
 * its parameters receive from there. Start with {@link dev.jensen.core.engine.ode.OdeInstruction};
 * {@link dev.jensen.core.engine.ode.OdeSteps} takes steps of {@link dev.jensen.core.engine.ode.RungeKutta} rules with
 * the error in bounds, {@link dev.jensen.core.engine.ode.OdeBackward} goes back through the steps taken, and
 * {@link dev.jensen.core.engine.ode.OdeSlopes} is the door to the right-hand side, which the engine compiles. It
 * imports {@code instruction} and expressions.
 */
@NullMarked
package dev.jensen.core.engine.ode;

import org.jspecify.annotations.NullMarked;
