package dev.jensen.core.expr;

import java.util.List;
import java.util.function.BinaryOperator;

/**
 * How ordinary differential equations y′ = f(t, y) are solved: by steps whose lengths are chosen so that the error estimated for
 * each stays within absolute + relative · |y|, in the root mean square over the states.
 *
 * <pre>{@code
 * OdeSolution z = Ode.rk45().solve("hares and lynxes", start, 0, year, times, (t, y) -> {
 *     Expr prey = y.at(0);
 *     Expr predator = y.at(1);
 *     return Expr.stack(List.of(
 *             theta.at(0).minus(theta.at(1).times(predator)).times(prey),
 *             theta.at(3).times(prey).minus(theta.at(2)).times(predator)));
 * });
 * Expr both = z.states();                                   // [2] on the rows of the plate
 * }</pre>
 *
 * <p>The steps are the same for a value and its derivatives, which are exact for the steps taken, their lengths held fixed
 * (Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, 1993; Sandu, On the properties of Runge–Kutta
 * discrete adjoints, 2006).
 *
 * @param method which
 * @param relative tolerance, &gt; 0
 * @param absolute tolerance in the states' units, &gt; 0
 * @param mostSteps tried, rejected ones included, before a draw counts as one without a solution
 */
public record Ode(Method method, double relative, double absolute, int mostSteps) {
    /** The family of steps. */
    public enum Method {
        /** Dormand and Prince's explicit pair of orders 5 and 4. */
        DORMAND_PRINCE,
        /** Kennedy and Carpenter's L-stable diagonally implicit pair of orders 4 and 3. */
        KENNEDY_CARPENTER
    }

    /** Checks tolerances. */
    public Ode {
        requirePositive("relative tolerance", relative);
        requirePositive("absolute tolerance", absolute);
        if (mostSteps < 1) {
            throw new IllegalArgumentException("Ode mostSteps must be >= 1: " + mostSteps);
        }
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Ode " + what + " must be > 0: " + value);
        }
    }

    /**
     * The method of choice where nothing is stiff: Dormand and Prince's RK5(4)7M (Journal of Computational and Applied
     * Mathematics 6, 1980), tolerances 1e-8.
     *
     * @return a method
     */
    public static Ode rk45() {
        return new Ode(Method.DORMAND_PRINCE, 1e-8, 1e-8, 10_000);
    }

    /**
     * The method where some states move much faster than others: the implicit half of Kennedy and Carpenter's ARK4(3)6L[2]SA
     * (Applied Numerical Mathematics 44, 2003), L-stable, order 4, tolerances 1e-8. A step costs factorisations of n × n
     * matrices.
     *
     * @return a method
     */
    public static Ode stiff() {
        return new Ode(Method.KENNEDY_CARPENTER, 1e-8, 1e-8, 10_000);
    }

    /**
     * Other tolerances.
     *
     * @param relativeError &gt; 0
     * @param absoluteError in the states' units, &gt; 0
     * @return a new method
     */
    public Ode tolerances(double relativeError, double absoluteError) {
        return new Ode(method, relativeError, absoluteError, mostSteps);
    }

    /**
     * Another limit.
     *
     * @param steps at least 1
     * @return a new method
     */
    public Ode mostSteps(int steps) {
        return new Ode(method, relative, absolute, steps);
    }

    /**
     * The solution of y′ = f(t, y) at some times.
     *
     * @param name what messages call it
     * @param start y at {@code from}, a vector [n] or a number, without rows
     * @param from the time of the start
     * @param plate of the times
     * @param times one for each row, increasing, none before {@code from}; copied
     * @param slope from the time (a number) and the state, in the shape of the start, to y′; called once. It may use anything without rows
     * @return the solution, as a function of all that start and slope depend on
     * @throws IllegalArgumentException where times or shapes do not fit
     */
    public OdeSolution solve(
            String name, Expr start, double from, Plate plate, double[] times, BinaryOperator<Expr> slope) {
        if (start.shape().hasRows() || start.shape().rank() > 1) {
            throw new IllegalArgumentException("ODE \"" + name
                    + "\": the start must be a number, or a vector as from Expr.stack(…), without rows, not "
                    + start.shape());
        }
        if (start.shape().rank() == 0) {
            return solve(
                            name,
                            start.reshape(1),
                            from,
                            plate,
                            times,
                            (t, y) -> Expr.stack(List.of(slope.apply(t, y.at(0)))))
                    .ofOneNumber();
        }
        if (times.length != plate.size()) {
            throw new IllegalArgumentException("ODE \"" + name + "\" has " + times.length + " times, plate \""
                    + plate.name() + "\" has " + plate.size() + " rows: give one for each row");
        }
        double[] own = times.clone();
        double before = from;
        for (int i = 0; i < own.length; i++) {
            if (!(own[i] >= before && own[i] < Double.POSITIVE_INFINITY)
                    || (i > 0 && own[i] == before)
                    || !Double.isFinite(from)) {
                throw new IllegalArgumentException("ODE \"" + name + "\": times must increase from " + from
                        + " on; in row " + i + " comes " + own[i] + " after " + before);
            }
            before = own[i];
        }
        int states = start.shape().dimension(0);
        OdeSystem.Traced traced = OdeSystem.trace(name, states, slope);
        OdeProblem problem = new OdeProblem(name, this, from, own, states, traced.names());
        return new OdeSolution(problem, plate, states, OdeSolve.of(traced.system(), problem, start, traced.values()));
    }
}
