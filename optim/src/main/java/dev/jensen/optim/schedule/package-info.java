/**
 * How does the step size change with the step? Start at {@link dev.jensen.optim.schedule.Schedule}, whose static methods
 * name the ready ones. Imports nothing of Jensen.
 */
@NullMarked
package dev.jensen.optim.schedule;

import org.jspecify.annotations.NullMarked;
