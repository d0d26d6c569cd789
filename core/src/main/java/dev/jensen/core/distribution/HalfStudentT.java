package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.LowerBounded;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of |X| for X of Student's t law about 0: log p(x) = log 2 + log StudentT(x | ν, 0, s), x ≥ 0.
 *
 * <p>The mean exists for ν &gt; 1, the variance for ν &gt; 2.
 *
 * @param degrees ν &gt; 0
 * @param scale s &gt; 0; not the standard deviation
 */
public record HalfStudentT(Expr degrees, Expr scale) implements CumulativeContinuous, LocationScale, ClosedEntropy {
    /** Checks parameters that are known. */
    public HalfStudentT {
        Parameter.check("HalfStudentT", "degrees of freedom", degrees, Parameter.Range.POSITIVE);
        Parameter.check("HalfStudentT", "scale", scale, Parameter.Range.POSITIVE);
    }

    /** {@return the half Student's t law of a degrees of freedom &gt; 0 and a scale &gt; 0} */
    public static HalfStudentT of(Expr degrees, Expr scale) {
        return new HalfStudentT(degrees, scale);
    }

    /** {@return the half Student's t law of a degrees of freedom &gt; 0 and a scale &gt; 0} */
    public static HalfStudentT of(Expr degrees, double scale) {
        return new HalfStudentT(degrees, Expr.constant(scale));
    }

    /** {@return the half Student's t law of a degrees of freedom &gt; 0 and a scale &gt; 0} */
    public static HalfStudentT of(double degrees, Expr scale) {
        return new HalfStudentT(Expr.constant(degrees), scale);
    }

    /** {@return the half Student's t law of a degrees of freedom &gt; 0 and a scale &gt; 0} */
    public static HalfStudentT of(double degrees, double scale) {
        return new HalfStudentT(Expr.constant(degrees), Expr.constant(scale));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("degrees of freedom", degrees, Parameter.Range.POSITIVE),
                new Parameter("scale", scale, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return LowerBounded.of(0);
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return StudentT.of(degrees, 0, scale).logDensityInside(x).plus(Math.log(2));
    }

    @Override
    public Expr mean() {
        return Expr.select(degrees.greaterThan(1), finiteMean(), Expr.constant(Double.POSITIVE_INFINITY));
    }

    @Override
    public Continuous standard() {
        return new HalfStudentT(degrees, Expr.constant(1));
    }

    @Override
    public Expr fromStandard(Expr z) {
        return z.times(scale);
    }

    @Override
    public Expr toStandard(Expr x) {
        return x.dividedBy(scale);
    }

    @Override
    public Expr variance() {
        Expr finite = scale.square()
                .times(degrees.dividedBy(degrees.minus(2)))
                .minus(finiteMean().square());
        return Expr.select(degrees.greaterThan(2), finite, Expr.constant(Double.POSITIVE_INFINITY));
    }

    @Override
    public Expr entropy() {
        return StudentT.of(degrees, 0, scale).entropy().minus(Math.log(2));
    }

    @Override
    public Expr logCdf(Expr x) {
        return Tails.withinStudent(degrees, Scaling.standardized(x.max(0), scale));
    }

    @Override
    public Expr logSurvival(Expr x) {
        return Tails.beyondStudent(degrees, Scaling.standardized(x.max(0), scale));
    }

    @Override
    public Level level(double x, double[] parameters) {
        return StudentT.sizeLevel(x / parameters[1], parameters[0]);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return parameters[1] * StudentT.beyond(level.mirrored(), parameters[0]);
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        StudentT.of(1, 0, 1).sample(random, new double[] {parameters[0], 0, parameters[1]}, out);
        out[0] = Math.abs(out[0]);
    }

    /** 2s√ν / ((ν − 1) B(ν/2, ½)). */
    private Expr finiteMean() {
        Expr beta = BetaFunction.log(degrees.times(0.5), Expr.constant(0.5));
        return scale.times(degrees.sqrt())
                .times(2)
                .dividedBy(degrees.minus(1))
                .times(beta.negate().exp());
    }
}
