package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The states of a system of ordinary differential equations at given times: a vector [n·T + 1] of each state's values, one
 * state after the other, and behind them 0, or −∞ where there is no solution. Operands are the start [n] and the parameters [k].
 *
 * <p>The derivative is that of the steps taken, their lengths held fixed: {@link OdeAdjoint}.
 */
public final class OdeSolve implements Operation {
    private final OdeSystem system;
    private final OdeProblem problem;

    OdeSolve(OdeSystem system, OdeProblem problem) {
        this.system = system;
        this.problem = problem;
    }

    /**
     * The right-hand side.
     *
     * @return the traced system
     */
    public OdeSystem system() {
        return system;
    }

    /**
     * Times, method and tolerances.
     *
     * @return what is the same for a system and its sensitivities
     */
    public OdeProblem problem() {
        return problem;
    }

    static Expr of(OdeSystem system, OdeProblem problem, Expr start, Expr parameters) {
        int length = Math.addExact(Math.multiplyExact(system.states(), problem.times().length), 1);
        return new Expr(new OdeSolve(system, problem), List.of(start, parameters), Shape.of(length));
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr full = Broadcasting.toInner(adjoint, node.shape().inner());
        int n = system.states();
        int k = system.parameters();
        Expr both = new Expr(
                new OdeAdjoint(system, problem), List.of(node.operand(0), node.operand(1), full), Shape.of(n + k));
        return List.of(both.slice(0, n), both.slice(n, n + k));
    }

    @Override
    public String toString() {
        return "ode";
    }
}
