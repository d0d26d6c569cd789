package dev.jensen.core.objective;

import dev.jensen.core.density.ExprFunction;

/** f, f′ and f″ of a function written with expressions, in one program. */
final class TracedFunction implements ConvexFunction {

    private final ExprFunction program;
    private final ThreadLocal<double[]> arguments = ThreadLocal.withInitial(() -> new double[1]);
    private final ThreadLocal<double[]> results = ThreadLocal.withInitial(() -> new double[3]);

    TracedFunction(ExprFunction program) {
        this.program = program;
    }

    @Override
    public double value(double x) {
        return at(x)[0];
    }

    @Override
    public double slope(double x) {
        return at(x)[1];
    }

    @Override
    public double curvature(double x) {
        return at(x)[2];
    }

    private double[] at(double x) {
        double[] argument = arguments.get();
        double[] result = results.get();
        argument[0] = x;
        program.evaluate(1, argument, result);
        return result;
    }
}
