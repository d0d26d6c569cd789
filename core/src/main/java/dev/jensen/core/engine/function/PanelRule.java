package dev.jensen.core.engine.function;

/** The nodes and weights of Gauss and Legendre's rule of 16 points on [0, 1], found by Newton's method on the polynomial. */
public final class PanelRule {
    /** How many nodes there are. */
    public static final int SIZE = 16;

    private static final double[] NODES = new double[SIZE];
    private static final double[] WEIGHTS = new double[SIZE];

    static {
        for (int i = 0; i < SIZE; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (SIZE + 0.5));
            double slope = 1;
            for (int round = 0; round < 10; round++) {
                double before = 1;
                double value = x;
                for (int n = 2; n <= SIZE; n++) {
                    double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
                    before = value;
                    value = next;
                }
                slope = SIZE * (x * value - before) / (x * x - 1);
                x -= value / slope;
            }
            NODES[i] = 0.5 * (1 + x);
            WEIGHTS[i] = 1 / ((1 - x * x) * slope * slope);
        }
    }

    private PanelRule() {}

    /** {@return a node, between 0 and 1} */
    public static double node(int i) {
        return NODES[i];
    }

    /** {@return its weight; they sum to 1} */
    public static double weight(int i) {
        return WEIGHTS[i];
    }
}
