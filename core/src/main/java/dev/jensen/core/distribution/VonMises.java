package dev.jensen.core.distribution;

import dev.jensen.core.engine.function.PanelRule;
import dev.jensen.core.engine.function.VonMisesPath;
import dev.jensen.core.expr.CosineMoment;
import dev.jensen.core.expr.CosineTail;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.Interval;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The von Mises law of an angle: log p(x) = κ cos(x − μ) − log 2πI₀(κ), −π ≤ x ≤ π, the normal law of the circle.
 *
 * <p>The circle is cut at ±π, and as a latent the angle is mapped from the line to that interval; of a law whose mass is about the cut
 * measure angles from elsewhere. Mean and variance are those of the angle as a number between −π and π, and found by quadrature where
 * the parameters are numbers, else NaN; {@link #direction} and {@link #circularVariance} are the circle's own.
 *
 * @param direction μ, radians
 * @param concentration κ ≥ 0; about 1 over the variance where it is large, and 0 for all angles alike
 */
public record VonMises(Expr direction, Expr concentration) implements CumulativeContinuous, ClosedEntropy {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    /** Checks parameters that are known. */
    public VonMises {
        Parameter.check("VonMises", "direction", direction, Parameter.Range.REAL);
        Parameter.check("VonMises", "concentration", concentration, Parameter.Range.NON_NEGATIVE);
    }

    /** {@return the von Mises law of a direction and a concentration of 0 or more} */
    public static VonMises of(Expr direction, Expr concentration) {
        return new VonMises(direction, concentration);
    }

    /** {@return the von Mises law of a direction and a concentration of 0 or more} */
    public static VonMises of(double direction, Expr concentration) {
        return new VonMises(Expr.constant(direction), concentration);
    }

    /** {@return the von Mises law of a direction and a concentration of 0 or more} */
    public static VonMises of(Expr direction, double concentration) {
        return new VonMises(direction, Expr.constant(concentration));
    }

    /** {@return the von Mises law of a direction and a concentration of 0 or more} */
    public static VonMises of(double direction, double concentration) {
        return new VonMises(Expr.constant(direction), Expr.constant(concentration));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("direction", direction, Parameter.Range.REAL),
                new Parameter("concentration", concentration, Parameter.Range.NON_NEGATIVE));
    }

    /** {@return the angles from −π to π} */
    @Override
    public Interval support() {
        return Interval.of(-Math.PI, Math.PI);
    }

    /** {@inheritDoc} With cos t − 1 = −2 sin²(t/2), so that nothing cancels where κ is large. */
    @Override
    public Expr logDensityInside(Expr x) {
        Expr drop = x.minus(direction).times(0.5).sin().square().times(-2);
        return concentration
                .times(drop)
                .minus(CosineMoment.logScaledBessel(concentration).plus(LOG_TWO_PI));
    }

    @Override
    public Expr mean() {
        return Expr.constant(moments()[0]);
    }

    @Override
    public Expr variance() {
        return Expr.constant(moments()[1]);
    }

    /** Mean and variance, by panels of the angle. */
    private double[] moments() {
        Double mu = direction.number();
        Double kappa = concentration.number();
        if (mu == null || kappa == null) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double[] circle = new double[3];
        VonMisesPath.circle(kappa, circle);
        int panels = (int) Math.min(100_000, Math.ceil(4 + 2 * Math.PI * Math.sqrt(kappa)));
        double width = 2 * Math.PI / panels;
        double[] sums = new double[3];
        for (int i = 0; i < panels * PanelRule.SIZE; i++) {
            int panel = i / PanelRule.SIZE;
            double x = -Math.PI + width * (panel + PanelRule.node(i % PanelRule.SIZE));
            double mass = width
                    * PanelRule.weight(i % PanelRule.SIZE)
                    * Math.exp(kappa * VonMisesPath.drop(x - mu) - circle[0]);
            double fromZero = x - Math.IEEEremainder(mu, 2 * Math.PI);
            sums[0] += mass;
            sums[1] += mass * fromZero;
            sums[2] += mass * fromZero * fromZero;
        }
        double shift = sums[1] / sums[0];
        return new double[] {Math.IEEEremainder(mu, 2 * Math.PI) + shift, sums[2] / sums[0] - shift * shift};
    }

    /** {@return 1 − E[cos(x − μ)] = 1 − I₁(κ)/I₀(κ), from 0 to 1} */
    public Expr circularVariance() {
        return CosineMoment.meanDrop(concentration).negate();
    }

    @Override
    public Expr entropy() {
        Expr drop = CosineMoment.meanDrop(concentration).times(concentration);
        return CosineMoment.logScaledBessel(concentration).plus(LOG_TWO_PI).minus(drop);
    }

    /** {@inheritDoc} Angles are counted from −π, where the circle is cut. */
    @Override
    public Expr logCdf(Expr x) {
        return tail(x, direction);
    }

    /** {@inheritDoc} As −x has the direction −μ. */
    @Override
    public Expr logSurvival(Expr x) {
        return tail(x.negate(), direction.negate());
    }

    private Expr tail(Expr x, Expr mu) {
        Expr isBelow = x.lessOrEqual(-Math.PI);
        Expr isAbove = x.greaterOrEqual(Math.PI);
        Expr inside = Expr.select(isBelow.max(isAbove), Expr.constant(0), x);
        Expr log = Expr.select(
                isBelow, Expr.constant(Double.NEGATIVE_INFINITY), CosineTail.log(inside, mu, concentration));
        return Expr.select(isAbove, Expr.constant(0), log);
    }

    @Override
    public Level level(double x, double[] parameters) {
        double at = Math.max(-Math.PI, Math.min(Math.PI, x));
        double below = VonMisesPath.logProbability(parameters[0], parameters[1], -Math.PI, at);
        double above = VonMisesPath.logProbability(parameters[0], parameters[1], at, Math.PI);
        return below < above ? Level.below(below) : Level.above(above);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        return angle(Tails.normal(level), parameters);
    }

    private static double angle(double normal, double[] parameters) {
        double[] circle = new double[3];
        VonMisesPath.circle(parameters[1], circle);
        return VonMisesPath.quantile(parameters[0], parameters[1], circle[0], normal);
    }

    /** {@inheritDoc} By inversion. */
    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = angle(random.nextGaussian(), parameters);
    }
}
