package dev.jensen.core.engine;

import dev.jensen.core.engine.ode.OdeSlopes;
import dev.jensen.core.expr.OdeSystem;
import dev.jensen.core.expr.Scan;

/** The right-hand side of a system and its vector–Jacobian products, compiled, for one draw at a time. */
final class CompiledSlopes implements OdeSlopes {
    private final int n;
    private final int k;
    private final Frame slope;
    private final Frame pullback;
    private final double[] unit;
    private final double[] now = new double[1];

    CompiledSlopes(OdeSystem system) {
        n = system.states();
        k = system.parameters();
        slope = compile(system.slope());
        pullback = compile(system.pullback());
        unit = new double[n];
    }

    private static Frame compile(Scan.Step step) {
        return Program.of(step.variables(), step.next()).frame(1);
    }

    @Override
    public int states() {
        return n;
    }

    @Override
    public int parameters() {
        return k;
    }

    @Override
    public void set(double[] parameters) {
        slope.set(2, parameters, 0, k);
        pullback.set(2, parameters, 0, k);
    }

    @Override
    public void slope(double t, double[] y, int from, double[] out, int to) {
        now[0] = t;
        slope.set(0, now, 0, 1);
        slope.set(1, y, from, n);
        slope.run();
        slope.get(0, out, to, n);
    }

    @Override
    public void pullback(double t, double[] y, int from, double[] u, double[] ofState, double[] ofParameters) {
        at(t, y, from);
        products(u);
        pullback.get(0, ofState, 0, n);
        pullback.get(1, ofParameters, 0, k);
    }

    @Override
    public void identityMinusJacobian(double s, double t, double[] y, int from, double[] matrix) {
        at(t, y, from);
        for (int i = 0; i < n; i++) {
            unit[i] = 1;
            products(unit);
            unit[i] = 0;
            pullback.get(0, matrix, i * n, n);
        }
        for (int i = 0; i < n * n; i++) {
            matrix[i] = (i / n == i % n ? 1 : 0) - s * matrix[i];
        }
    }

    private void at(double t, double[] y, int from) {
        now[0] = t;
        pullback.set(0, now, 0, 1);
        pullback.set(1, y, from, n);
    }

    private void products(double[] u) {
        pullback.set(3, u, 0, n);
        pullback.run();
    }
}
