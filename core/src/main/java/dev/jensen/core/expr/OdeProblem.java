package dev.jensen.core.expr;

import java.util.List;

/**
 * What an engine needs to know to solve a system, the system apart.
 *
 * @param method how, and how exactly
 * @param from the time of the start
 * @param times at which values are wanted, increasing; not to be written to
 * @param controlled the leading states whose errors decide on the steps
 * @param failures where draws without a solution are reported
 * @param reports whether they are, so that a system and its sensitivities do not count twice
 */
public record OdeProblem(
        Ode method, double from, double[] times, int controlled, OdeFailures failures, boolean reports) {

    OdeProblem(String name, Ode method, double from, double[] times, int controlled, List<String> names) {
        this(method, from, times, controlled, new OdeFailures(name, names), true);
    }

    OdeProblem quiet() {
        return new OdeProblem(method, from, times, controlled, failures, false);
    }
}
