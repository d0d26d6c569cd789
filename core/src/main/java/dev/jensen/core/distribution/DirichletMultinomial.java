package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.CountVector;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * {@link Multinomial} counts whose probabilities vary from vector to vector by a {@link Dirichlet} law: with A = Σ αₖ,
 *
 * <pre>
 * log P(x) = log n! + log Γ(A) − log Γ(n + A) + Σ (log Γ(xₖ + αₖ) − log Γ(αₖ) − log xₖ!)
 * </pre>
 *
 * @param trials n, a whole number of 0 or more: a number or data, one for each vector of concentrations
 * @param concentration α &gt; 0, a vector along the last inner axis
 */
public record DirichletMultinomial(Expr trials, Expr concentration) implements DiscreteVector {
    /** Checks parameters that are known. */
    public DirichletMultinomial {
        Counts.check("DirichletMultinomial", trials, "concentration", concentration);
        Parameter.check("DirichletMultinomial", "concentration", concentration, Parameter.Range.POSITIVE);
    }

    /** {@return the Dirichlet-multinomial law of a number of trials and the concentrations along the last axis} */
    public static DirichletMultinomial of(Expr trials, Expr concentration) {
        return new DirichletMultinomial(trials, concentration);
    }

    /** {@return the Dirichlet-multinomial law of a number of trials and the concentrations along the last axis} */
    public static DirichletMultinomial of(double trials, Expr concentration) {
        return new DirichletMultinomial(Expr.constant(trials), concentration);
    }

    /** {@return the Dirichlet-multinomial law of a number of trials and some concentrations} */
    public static DirichletMultinomial of(double trials, double... concentration) {
        return new DirichletMultinomial(Expr.constant(trials), Expr.constant(concentration));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("trials", trials, Parameter.Range.COUNT),
                new Parameter("concentration", concentration, Parameter.Range.POSITIVE, 1));
    }

    @Override
    public int eventRank() {
        return 1;
    }

    @Override
    public Shape drawShape() {
        return Counts.drawShape(name(), trials, "concentration", concentration);
    }

    @Override
    public CountVector support() {
        return new CountVector(trials);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr total = concentration.sum(-1);
        Expr rising =
                x.plus(concentration).logGamma().minus(concentration.logGamma()).sum(-1);
        Expr all = total.logGamma().minus(trials.plus(total).logGamma());
        return rising.plus(all).plus(Counts.logArrangements(trials, x));
    }

    /** The mean shares α/A. */
    private Expr shares() {
        return concentration.dividedBy(Counts.onLastAxis(concentration.sum(-1)));
    }

    @Override
    public Expr mean() {
        return Counts.onLastAxis(trials).times(shares());
    }

    @Override
    public Expr variance() {
        Expr total = concentration.sum(-1);
        Expr inflation = trials.plus(total).dividedBy(total.plus(1));
        Expr binomial = mean().times(Expr.constant(1).minus(shares()));
        return binomial.times(Counts.onLastAxis(inflation));
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double[] shares = new double[out.length];
        Dirichlet.draw(random, Arrays.copyOfRange(parameters, 1, parameters.length), shares);
        Counts.sample(random, parameters[0], shares, out);
    }
}
