package dev.jensen.core.engine.ode;

/** The right-hand side f of a system dy/dt = f(t, y, p) and its vector–Jacobian products, for one draw at a time. */
public interface OdeSlopes {
    /** Returns the length n of y. */
    int states();

    /** Returns the length k of p. */
    int parameters();

    /**
     * Sets the parameters of all that follows.
     *
     * @param parameters p, length k, read at once
     */
    void set(double[] parameters);

    /** Writes f(t, y), reading y and writing from some offsets on. */
    void slope(double t, double[] y, int from, double[] out, int to);

    /** Writes (∂f/∂y)ᵀ u, length n, and (∂f/∂p)ᵀ u, length k. */
    void pullback(double t, double[] y, int from, double[] u, double[] ofState, double[] ofParameters);

    /** Writes I − s ∂f/∂y, n × n, row by row. */
    void identityMinusJacobian(double s, double t, double[] y, int from, double[] matrix);
}
