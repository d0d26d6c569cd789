package dev.jensen.core.estimator;

/** g − a∘c with a of the steps before: {@link ControlVariate#running}. */
final class RunningControl implements Estimation {
    private final Estimation estimation;
    private final Control.Zero zero;
    private final double memory;
    private final double[] c;
    private final double[] products; // running E[gc]
    private final double[] squares; // running E[c²]

    RunningControl(Estimation estimation, Control.Zero zero, double memory) {
        this.estimation = estimation;
        this.zero = zero;
        this.memory = memory;
        c = new double[estimation.dimension()];
        products = new double[c.length];
        squares = new double[c.length];
    }

    @Override
    public int dimension() {
        return c.length;
    }

    @Override
    public double valueAndGradient(long step, double[] phi, double[] gradient) {
        double loss = estimation.valueAndGradient(step, phi, gradient);
        zero.at(step, phi, c);
        for (int k = 0; k < c.length; k++) {
            double g = gradient[k];
            gradient[k] -= squares[k] > 0 ? products[k] / squares[k] * c[k] : 0;
            products[k] = memory * products[k] + (1 - memory) * g * c[k];
            squares[k] = memory * squares[k] + (1 - memory) * c[k] * c[k];
        }
        return loss;
    }
}
