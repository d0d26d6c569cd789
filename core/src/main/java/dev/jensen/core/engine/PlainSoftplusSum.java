package dev.jensen.core.engine;

/**
 * Σ log(1 + eˣ), given e^(−|x|). Element i of a block goes to running sum and running product i mod 8, as in vectors of
 * eight lanes, so that plain and vector kernels give the same bits.
 */
final class PlainSoftplusSum {
    /** Elements whose factors 1 + e^(−|x|), at most 2 each, are multiplied before a logarithm is taken: 2⁵¹² is finite. */
    static final int BLOCK = 512;

    private PlainSoftplusSum() {}

    static double apply(double[] x, int xo, double[] e, int eo, int n) {
        double sum = 0;
        for (int from = 0; from < n; from += BLOCK) {
            sum += block(x, xo + from, e, eo + from, Math.min(BLOCK, n - from));
        }
        return sum;
    }

    /** The sum, and the logistic function of each number: first the exponentials, in place of the results. */
    static double withSigmoid(double[] x, int xo, double[] out, int oo, int n) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Exponential.exp(-Math.abs(x[xo + i]));
        }
        double sum = apply(x, xo, out, oo, n);
        for (int i = 0; i < n; i++) {
            out[oo + i] = Logistic.sigmoid(x[xo + i], out[oo + i]);
        }
        return sum;
    }

    static double block(double[] x, int xo, double[] e, int eo, int n) {
        double s04 = lane(x, xo, 0, n) + lane(x, xo, 4, n);
        double s15 = lane(x, xo, 1, n) + lane(x, xo, 5, n);
        double s26 = lane(x, xo, 2, n) + lane(x, xo, 6, n);
        double s37 = lane(x, xo, 3, n) + lane(x, xo, 7, n);
        double p04 = product(e, eo, 0, n) * product(e, eo, 4, n);
        double p15 = product(e, eo, 1, n) * product(e, eo, 5, n);
        double p26 = product(e, eo, 2, n) * product(e, eo, 6, n);
        double p37 = product(e, eo, 3, n) * product(e, eo, 7, n);
        return total((s04 + s15) + (s26 + s37), (p04 * p15) * (p26 * p37));
    }

    static double total(double sum, double product) {
        return sum + Logarithm.log(product);
    }

    private static double lane(double[] x, int xo, int lane, int n) {
        double sum = 0;
        for (int i = lane; i < n; i += 8) {
            sum += Math.max(x[xo + i], 0);
        }
        return sum;
    }

    private static double product(double[] e, int eo, int lane, int n) {
        double product = 1;
        for (int i = lane; i < n; i += 8) {
            product = Math.fma(product, e[eo + i], product);
        }
        return product;
    }
}
