package dev.jensen.benchmarks;

import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.UnaryKernel;
import dev.jensen.core.expr.UnaryOp;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Random;

/** Nanoseconds a number of a function by plain and by vector kernels, on arguments as models have them. */
record KernelTimes(UnaryOp function, double plain, double vector) {
    /** Those with an accuracy and a speed to answer for. */
    static final List<UnaryOp> FUNCTIONS = List.of(
            UnaryOp.EXP,
            UnaryOp.LOG,
            UnaryOp.LOG1P,
            UnaryOp.EXPM1,
            UnaryOp.TANH,
            UnaryOp.SIGMOID,
            UnaryOp.SOFTPLUS,
            UnaryOp.LOG_GAMMA,
            UnaryOp.DIGAMMA,
            UnaryOp.ERF,
            UnaryOp.NORMAL_CDF,
            UnaryOp.LOG_NORMAL_CDF);

    private static final int NUMBERS = 512; // as many as a tile has rows
    private static final int CALLS = 200;

    /** Times both sets of kernels in turn. */
    static KernelTimes of(UnaryOp function) {
        Kernels plain = kernels("plain.PlainKernels");
        Kernels vector = kernels("vector.VectorKernels");
        double[] x = arguments(function);
        double[] out = new double[x.length];
        Runnable byPlain = calls(plain.unary(function), x, out);
        Runnable byVector = calls(vector.unary(function), x, out);
        WarmUp.of(byPlain, 2, 1);
        WarmUp.of(byVector, 2, 1);
        double[] best = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (int turn = 0; turn < 10; turn++) {
            best[0] = Math.min(best[0], Stopwatch.best(40, byPlain));
            best[1] = Math.min(best[1], Stopwatch.best(40, byVector));
        }
        double unit = 1e9 / (NUMBERS * CALLS);
        return new KernelTimes(function, best[0] * unit, best[1] * unit);
    }

    private static Runnable calls(UnaryKernel kernel, double[] x, double[] out) {
        return Stopwatch.times(CALLS, () -> kernel.apply(x, 0, out, 0, NUMBERS));
    }

    /** Normal numbers, of which half are beyond ±2; their absolute values where the function asks for positive ones. */
    private static double[] arguments(UnaryOp function) {
        boolean positive = switch (function) {
            case LOG, LOG1P, LOG_GAMMA, DIGAMMA -> true;
            default -> false;
        };
        Random random = new Random(1);
        double[] x = new double[NUMBERS + Kernels.SLACK];
        for (int i = 0; i < NUMBERS; i++) {
            double z = 3 * random.nextGaussian();
            x[i] = positive ? Math.abs(z) : z;
        }
        return x;
    }

    /** The engine does not show its kernels, but on the class path they can be had. */
    private static Kernels kernels(String name) {
        try {
            Constructor<? extends Kernels> constructor = Class.forName("dev.jensen.core.engine." + name)
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("no " + name + ": start Java with --add-modules jdk.incubator.vector", e);
        }
    }
}
