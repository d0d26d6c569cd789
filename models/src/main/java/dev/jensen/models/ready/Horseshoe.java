package dev.jensen.models.ready;

import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.distribution.Mixture;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Parameter;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The regularised horseshoe of one slope with its local scale summed out, on 32 quantiles of that scale's half-Cauchy law.
 *
 * <p>Its coordinate u, with x = τ sinh u, suits the few and the many: of a slope that the data know, u and log τ go together in a line;
 * one that they do not know follows τ, and its spike at 0 becomes a hill.
 *
 * @param tau the global scale
 * @param widest the standard deviation of a slope that is left alone
 */
record Horseshoe(Expr tau, double widest) implements Continuous {
    private static final int LOCAL_SCALES = 32;

    private static double localScale(int k) {
        return Math.tan(0.5 * Math.PI * (k + 0.5) / LOCAL_SCALES);
    }

    private Mixture summedOut() {
        double[] weights = new double[LOCAL_SCALES];
        Continuous[] laws = new Continuous[LOCAL_SCALES];
        for (int k = 0; k < LOCAL_SCALES; k++) {
            weights[k] = 1.0 / LOCAL_SCALES;
            Expr wide = tau.times(localScale(k)).square();
            laws[k] = Normal.of(
                    0, wide.dividedBy(wide.plus(widest * widest)).sqrt().times(widest));
        }
        return Mixture.of(weights, laws);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("global scale", tau, Parameter.Range.POSITIVE));
    }

    @Override
    public ContinuousSupport support() {
        return new Real();
    }

    @Override
    public Expr logDensityInside(Expr x) {
        return summedOut().logDensity(x);
    }

    @Override
    public Expr mean() {
        return tau.times(0);
    }

    @Override
    public Expr variance() {
        return summedOut().variance();
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        double wide = parameters[0] * localScale(random.nextInt(LOCAL_SCALES));
        out[0] = random.nextGaussian() * wide * widest / Math.hypot(wide, widest);
    }

    /** The law of the coordinate. */
    Continuous ofCoordinate() {
        return new OfCoordinate(this);
    }

    /** The slope at a coordinate. */
    Expr at(Expr u) {
        return tau.times(0.5).times(u.exp().minus(u.negate().exp()));
    }

    /** The law of u given τ. */
    private record OfCoordinate(Horseshoe slope) implements Continuous {
        @Override
        public String name() {
            return "Horseshoe";
        }

        @Override
        public List<Parameter> parameters() {
            return slope.parameters();
        }

        @Override
        public ContinuousSupport support() {
            return new Real();
        }

        @Override
        public Expr logDensityInside(Expr u) {
            Expr size = u.abs();
            Expr logCosh = size.plus(size.times(-2).exp().log1p()).minus(Math.log(2));
            return slope.logDensityInside(slope.at(u)).plus(slope.tau().log()).plus(logCosh);
        }

        @Override
        public Expr mean() {
            return slope.mean();
        }

        @Override
        public Expr variance() {
            return Expr.constant(Double.NaN);
        }

        @Override
        public void sample(RandomGenerator random, double[] parameters, double[] out) {
            slope.sample(random, parameters, out);
            double v = out[0] / parameters[0];
            out[0] = Math.copySign(Math.log(Math.abs(v) + Math.hypot(v, 1)), v);
        }
    }
}
