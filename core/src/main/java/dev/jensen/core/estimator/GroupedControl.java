package dev.jensen.core.estimator;

import java.util.Arrays;

/** The mean of g_j − a_j∘c_j over groups of draws, a_j of the other groups: {@link ControlVariate#leaveOneOut}. */
final class GroupedControl implements Estimation {
    private final Estimation estimation;
    private final Control.Zero zero;
    private final Slices slices;
    private final double[][] g;
    private final double[][] c;
    private final double[] products; // Σ gc
    private final double[] squares; // Σ c²

    GroupedControl(Estimation estimation, Control.Zero zero, Slices slices, int groups) {
        this.estimation = estimation;
        this.zero = zero;
        this.slices = slices;
        int p = estimation.dimension();
        g = new double[groups][p];
        c = new double[groups][p];
        products = new double[p];
        squares = new double[p];
    }

    @Override
    public int dimension() {
        return products.length;
    }

    @Override
    public double valueAndGradient(long step, double[] phi, double[] gradient) {
        double loss = 0;
        Arrays.fill(products, 0);
        Arrays.fill(squares, 0);
        for (int j = 0; j < g.length; j++) {
            slices.turnTo(j);
            loss += estimation.valueAndGradient(step, phi, g[j]) / g.length;
            zero.at(step, phi, c[j]);
            for (int k = 0; k < products.length; k++) {
                products[k] += g[j][k] * c[j][k];
                squares[k] += c[j][k] * c[j][k];
            }
        }
        Arrays.fill(gradient, 0);
        for (int j = 0; j < g.length; j++) {
            for (int k = 0; k < products.length; k++) {
                double ofOthers = squares[k] - c[j][k] * c[j][k];
                double a = ofOthers > 0 ? (products[k] - g[j][k] * c[j][k]) / ofOthers : 0;
                gradient[k] += (g[j][k] - a * c[j][k]) / g.length;
            }
        }
        return loss;
    }
}
