package dev.jensen.core.expr;

/** The states of an ODE at the times of a plate, made by {@link Ode#solve}. */
public final class OdeSolution {
    private final OdeProblem problem;
    private final Plate plate;
    private final int states;
    private final Expr all;
    private final boolean number; // a state is one, not a vector of one

    OdeSolution(OdeProblem problem, Plate plate, int states, Expr all) {
        this(problem, plate, states, all, false);
    }

    private OdeSolution(OdeProblem problem, Plate plate, int states, Expr all, boolean number) {
        this.problem = problem;
        this.plate = plate;
        this.states = states;
        this.all = all;
        this.number = number;
    }

    OdeSolution ofOneNumber() {
        return new OdeSolution(problem, plate, states, all, true);
    }

    /**
     * {@return the states, [n] or numbers as the start, at each time, on the rows of the plate; where there is no solution, the last that there is}
     */
    public Expr states() {
        int values = states * plate.size();
        Expr vectors = all.slice(0, values).reshape(states, plate.size()).toRows(plate);
        return number ? vectors.at(0) : vectors;
    }

    /**
     * {@return 0, or −∞ where there is no solution: a term to add to the log density, which makes such a draw impossible}
     */
    public Expr logSolved() {
        return all.at(states * plate.size());
    }

    /**
     * {@return the draws so far for which there was no solution}
     */
    public OdeFailures failures() {
        return problem.failures();
    }
}
