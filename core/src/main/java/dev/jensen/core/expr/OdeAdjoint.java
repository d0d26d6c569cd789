package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the start [n] and the parameters [k] of an {@link OdeSolve} receive from the adjoint of its values: Jᵀ Λ, the steps that
 * were taken gone back one by one. A vector [n + k]; 0 where there is no solution.
 *
 * <p>Its own derivative goes through the sensitivities s = J w, which are the solution of a system of twice the size:
 * w · JᵀΛ = Λ · Jw.
 */
public final class OdeAdjoint implements Operation {
    private final OdeSystem system;
    private final OdeProblem problem;

    OdeAdjoint(OdeSystem system, OdeProblem problem) {
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
     * @return as of the solution
     */
    public OdeProblem problem() {
        return problem;
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        int n = system.states();
        int k = system.parameters();
        int values = n * problem.times().length;
        Expr w = Broadcasting.toInner(adjoint, n + k);
        Expr start = Expr.concat(List.of(node.operand(0), w.slice(0, n)));
        Expr parameters = Expr.concat(List.of(node.operand(1), w.slice(n, n + k)));
        Expr moved = OdeSolve.of(system.tangent(), problem.quiet(), start, parameters);
        Expr none = Expr.zeros(1);
        Expr ofValues = Expr.concat(List.of(moved.slice(values, 2 * values), none));
        Expr lambda = Expr.concat(List.of(Expr.zeros(values), node.operand(2).slice(0, values), none));
        List<@Nullable Expr> back = moved.operation().pullback(moved, lambda);
        return List.of(part(back.get(0), n), part(back.get(1), k), ofValues);
    }

    private static Expr part(@Nullable Expr whole, int length) {
        if (whole == null) {
            throw new IllegalStateException("the solution of an ODE depends on its start and parameters");
        }
        return whole.slice(0, length);
    }

    @Override
    public String toString() {
        return "ode adjoint";
    }
}
