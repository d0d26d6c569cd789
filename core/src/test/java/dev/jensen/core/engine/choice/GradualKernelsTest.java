package dev.jensen.core.engine.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.KernelsContract;
import dev.jensen.core.engine.kernel.UnaryKernel;
import dev.jensen.core.engine.plain.PlainKernels;
import dev.jensen.core.expr.BinaryOp;
import dev.jensen.core.expr.UnaryOp;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradualKernelsTest {
    private static final int N = 300;
    private static final double[] X = KernelsContract.random(10 * N, 1);

    private final List<String> asked = new ArrayList<>();

    /** Kernels that write down which of them were asked for. */
    private Kernels noted() {
        Kernels plain = new PlainKernels();
        return (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return method.invoke(plain, arguments);
                });
    }

    @Test
    void eachGivesWayWhenItHasWorkedLongEnough() {
        Kernels kernels = new GradualKernels(new PlainKernels(), this::noted, 0);
        double sum = kernels.sum(X, 0, N);
        kernels.dot(X, 0, X, N, N);
        assertEquals(List.of(), asked);
        assertEquals(sum, kernels.sum(X, 0, N));
        assertEquals(List.of("sum"), asked);
        kernels.dot(X, 0, X, N, N);
        assertEquals(List.of("sum", "dot"), asked);
    }

    @Test
    void functionsGiveWayForAllTheirUsersTogether() {
        Kernels kernels = new GradualKernels(new PlainKernels(), this::noted, 0);
        double[] out = new double[N + Kernels.SLACK];
        kernels.unary(UnaryOp.EXP).apply(X, 0, out, 0, N);
        kernels.binary(BinaryOp.ADD).apply(X, 0, 1, X, 0, 1, out, 0, N);
        assertEquals(List.of(), asked);
        kernels.unary(UnaryOp.LOG).apply(X, 0, out, 0, N);
        assertEquals(List.of(), asked);
        kernels.unary(UnaryOp.EXP).apply(X, 0, out, 0, N);
        kernels.binary(BinaryOp.ADD).apply(X, 0, 1, X, 0, 1, out, 0, N);
        assertEquals(List.of("unary", "binary"), asked);
    }

    @Test
    void littleWorkStaysPlain() {
        Kernels kernels = new GradualKernels(new PlainKernels(), this::noted, GradualKernels.PATIENCE);
        double[] out = new double[N * 10];
        for (int i = 0; i < 100; i++) {
            kernels.project(X, 0, N, Kernels.STRIP, 3, X, 5, 3, 1, X, 0, 0, out, 0, N, 2, N);
            kernels.cholesky(1, new double[] {2}, 0, out, 0);
        }
        assertEquals(List.of(), asked);
    }

    @ParameterizedTest
    @EnumSource
    void theMomentDoesNotShow(UnaryOp op) {
        assumeTrue(IncubatorModule.readable(), "this JVM was started without --add-modules jdk.incubator.vector");
        UnaryKernel kernel = new GradualKernels(new PlainKernels(), () -> KernelChoice.choose("vector"), 0).unary(op);
        KernelsContract.assertSame(op + "", KernelsContract.apply(kernel, X), KernelsContract.apply(kernel, X));
    }
}
