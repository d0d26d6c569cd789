package dev.jensen.core.algorithm.fixed;

import dev.jensen.core.estimator.Estimation;
import dev.jensen.optim.newton.DifferentiableFunction;
import java.util.Arrays;
import java.util.Optional;

/** −ELBO on fixed draws; where it was evaluated last it is not evaluated again. */
public final class FixedDrawLoss {
    private final Estimation estimation;
    private final double[] at;
    private final double[] gradient;
    private double value;
    private Optional<double[]> beyond = Optional.empty();

    /** Evaluates by an estimation on draws that stay. */
    public FixedDrawLoss(Estimation estimation) {
        this.estimation = estimation;
        this.at = new double[estimation.dimension()];
        this.gradient = new double[estimation.dimension()];
        Arrays.fill(at, Double.NaN);
    }

    /** Returns −ELBO in nats. */
    double at(double[] phi) {
        if (!Arrays.equals(at, phi)) {
            System.arraycopy(phi, 0, at, 0, at.length);
            value = estimation.valueAndGradient(0, at, gradient);
            if (!Double.isFinite(value)) {
                beyond = Optional.of(at.clone());
            }
        }
        return value;
    }

    /** Returns φ of the last evaluation that was not finite, if any was. */
    Optional<double[]> beyond() {
        return beyond;
    }

    /** Returns whether the loss and its gradient are finite. */
    boolean isFiniteAt(double[] phi) {
        boolean finite = Double.isFinite(at(phi));
        for (double g : gradient) {
            finite &= Double.isFinite(g);
        }
        return finite;
    }

    /** Writes the gradient with respect to whitened coordinates, at their origin phi. */
    public void gradientAt(double[] phi, Whitening whitening, double[] out) {
        at(phi);
        whitening.gradient(new double[at.length], gradient, out);
    }

    /** The same in whitened coordinates. */
    public DifferentiableFunction in(Whitening whitening) {
        double[] phi = new double[at.length];
        return new DifferentiableFunction() {
            @Override
            public int dimension() {
                return phi.length;
            }

            @Override
            public double valueAndGradient(double[] x, double[] ofX) {
                whitening.parameters(x, phi);
                double loss = at(phi);
                whitening.gradient(x, gradient, ofX);
                return loss;
            }
        };
    }
}
