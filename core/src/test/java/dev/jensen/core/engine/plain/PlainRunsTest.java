package dev.jensen.core.engine.plain;

import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.KernelsContract;
import dev.jensen.core.engine.kernel.UnaryKernel;
import dev.jensen.core.expr.UnaryOp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long runs go by other loops than short ones; both give the same bits. */
class PlainRunsTest {
    /** Where some function changes its form, and numbers that are special to all of them. */
    private static final double[] BORDERS = {
        0x1p-1074,
        0x1p-1022,
        0x1p-1021,
        0x1p-1020,
        0x1p-54,
        0.5,
        Math.sqrt(0.5),
        1,
        1.25,
        Math.sqrt(2),
        2.25,
        2.5,
        6,
        8,
        10,
        22,
        39,
        40,
        707,
        707.5,
        707.9,
        708,
        709,
        710,
        745,
        746,
        0x1p20,
        1e300,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN,
        0
    };

    /** Next to every border: each number among usual ones, so that nothing else tells of it. */
    @ParameterizedTest
    @EnumSource
    void longAndShortAgree(UnaryOp op) {
        UnaryKernel kernel = new PlainKernels().unary(op);
        int n = PlainScratch.SHORT;
        double[] usual = new double[n + Kernels.SLACK];
        for (int i = 0; i < usual.length; i++) {
            usual[i] = 0.3 + 0.37 * i;
        }
        double[] together = new double[n + Kernels.SLACK];
        double[] apart = new double[1 + Kernels.SLACK];
        for (int i = 0; i < 6 * BORDERS.length; i++) {
            double border = BORDERS[i / 6];
            double near = i % 3 == 0 ? border : i % 3 == 1 ? Math.nextUp(border) : Math.nextDown(border);
            double[] x = usual.clone();
            x[i % n] = i % 6 < 3 ? near : -near;
            kernel.apply(x, 0, together, 0, n);
            for (int j = 0; j < n; j++) {
                kernel.apply(x, j, apart, 0, 1);
                KernelsContract.assertSame(op + " of " + x[j], new double[] {apart[0]}, new double[] {together[j]});
            }
        }
    }
}
