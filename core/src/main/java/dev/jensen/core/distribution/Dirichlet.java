package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Simplex;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Dirichlet law of vectors that sum to 1: log p(x) = Σ (αₖ − 1) log xₖ + log Γ(Σ αₖ) − Σ log Γ(αₖ), a density of the
 * first K − 1 elements.
 *
 * @param concentration α &gt; 0, a vector along the last inner axis
 */
public record Dirichlet(Expr concentration) implements Continuous, ClosedEntropy {
    /** Checks concentrations that are known. */
    public Dirichlet {
        if (concentration.shape().rank() == 0) {
            throw new IllegalArgumentException("Dirichlet concentration must be a vector with one element for each"
                    + " share, not a number: " + concentration + "; see Dirichlet.symmetric");
        }
        Parameter.check("Dirichlet", "concentration", concentration, Parameter.Range.POSITIVE);
    }

    /** {@return the Dirichlet law of the concentrations along the last axis} */
    public static Dirichlet of(Expr concentration) {
        return new Dirichlet(concentration);
    }

    /** {@return the Dirichlet law of some concentrations} */
    public static Dirichlet of(double... concentration) {
        return new Dirichlet(Expr.constant(concentration));
    }

    /** {@return the Dirichlet law of equal concentrations} */
    public static Dirichlet symmetric(int length, double concentration) {
        double[] all = new double[length];
        Arrays.fill(all, concentration);
        return of(all);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("concentration", concentration, Parameter.Range.POSITIVE, 1));
    }

    @Override
    public ContinuousSupport support() {
        return new Simplex();
    }

    /** {@inheritDoc} An element of 0 adds +∞, 0 or −∞ as its concentration is below, at or above 1. */
    @Override
    public Expr logDensity(Expr x) {
        Expr inside = XLogY.of(concentration.minus(1), x).sum(-1).plus(constant());
        return Expr.select(support().outside(x), Expr.constant(Double.NEGATIVE_INFINITY), inside);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return concentration.minus(1).times(x.log()).sum(-1).plus(constant());
    }

    private Expr constant() {
        return concentration.sum(-1).logGamma().minus(concentration.logGamma().sum(-1));
    }

    /** Σ αₖ in a last axis of length 1. */
    private Expr total() {
        int[] one = concentration.shape().inner();
        one[one.length - 1] = 1;
        return concentration.sum(-1).reshape(one);
    }

    @Override
    public Expr mean() {
        return concentration.dividedBy(total());
    }

    @Override
    public Expr variance() {
        Expr total = total();
        Expr others = total.minus(concentration).dividedBy(total);
        return mean().times(others).dividedBy(total.plus(1));
    }

    @Override
    public Expr entropy() {
        Expr total = concentration.sum(-1);
        int length = drawShape().dimension(drawShape().rank() - 1);
        Expr each = concentration.minus(1).times(concentration.digamma()).sum(-1);
        return total.minus(length).times(total.digamma()).minus(each).minus(constant());
    }

    @Override
    public int eventRank() {
        return 1;
    }

    @Override
    public Shape drawShape() {
        return concentration.shape();
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        draw(random, parameters, out);
    }

    /** Draws shares. */
    static void draw(RandomGenerator random, double[] parameters, double[] out) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < out.length; k++) {
            out[k] = GammaSampler.logDraw(random, parameters[k]);
            greatest = Math.max(greatest, out[k]);
        }
        double total = 0;
        for (int k = 0; k < out.length; k++) {
            out[k] = Math.exp(out[k] - greatest);
            total += out[k];
        }
        for (int k = 0; k < out.length; k++) {
            out[k] /= total;
        }
    }
}
