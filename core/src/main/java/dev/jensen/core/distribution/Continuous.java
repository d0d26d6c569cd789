package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;

/** A law with a density, whose unknowns have a gradient: its support is an image of ℝᵈ. */
public interface Continuous extends Distribution {
    @Override
    ContinuousSupport support();

    /**
     * The log density of unconstrained numbers whose image under the support's transform has this law: that of the image, and the
     * log Jacobian. Laws of matrices pass by the image, of which they would need the Cholesky factor that the transform had in
     * its hands.
     *
     * @param u unconstrained, in the dimensions that the support names for a draw or a stack of draws
     * @param x the image, {@code support().constrain(u)}: the same node that others use, so that its derivative is taken once
     * @return nats, one number, or one for each row: the sum over all inner elements
     */
    default Expr logDensityUnconstrained(Expr u, Expr x) {
        Expr jacobian = support().logJacobian(u).sum();
        return logDensityInside(x).sum().plus(jacobian);
    }
}
