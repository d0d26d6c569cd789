package dev.jensen.models.ready;

import dev.jensen.core.distribution.CumulativeContinuous;
import dev.jensen.core.distribution.Level;
import dev.jensen.core.distribution.Parameter;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Positive;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Times with a hazard exp(log hazard_b + η) that is constant on intervals: log p(t) = log hazard(t) − ∫₀ᵗ hazard.
 *
 * @param logHazards one for each interval
 * @param eta of each row
 * @param starts of the intervals, ascending from 0; the last has no end
 */
record PiecewiseExponential(Expr logHazards, Expr eta, double[] starts) implements CumulativeContinuous {

    private double length(int b) {
        return b + 1 < starts.length ? starts[b + 1] - starts[b] : Double.POSITIVE_INFINITY;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("log hazards", logHazards, Parameter.Range.REAL, 1),
                new Parameter("eta", eta, Parameter.Range.REAL));
    }

    @Override
    public Shape drawShape() {
        return eta.shape();
    }

    @Override
    public ContinuousSupport support() {
        return new Positive();
    }

    @Override
    public Expr logDensityInside(Expr x) {
        Expr log = logHazards.at(0);
        for (int b = 1; b < starts.length; b++) {
            log = Expr.select(x.greaterThan(starts[b]), logHazards.at(b), log);
        }
        return log.plus(eta).minus(cumulativeHazard(x));
    }

    private Expr cumulativeHazard(Expr x) {
        Expr sum = Expr.constant(0);
        for (int b = 0; b < starts.length; b++) {
            Expr within = x.minus(starts[b]).max(0).min(length(b));
            sum = sum.plus(within.times(logHazards.at(b).exp()));
        }
        return sum.times(eta.exp());
    }

    @Override
    public Expr logSurvival(Expr x) {
        return cumulativeHazard(x).negate();
    }

    @Override
    public Expr logCdf(Expr x) {
        return cumulativeHazard(x).negate().expm1().negate().log();
    }

    /** Σ over intervals of ∫ P(T &gt; t) dt. */
    @Override
    public Expr mean() {
        return moment(0);
    }

    /** 2 ∫ t P(T &gt; t) dt − mean². */
    @Override
    public Expr variance() {
        return moment(1).times(2).minus(mean().square());
    }

    private Expr moment(int power) {
        Expr total = Expr.constant(0);
        for (int b = 0; b < starts.length; b++) {
            Expr hazard = logHazards.at(b).plus(eta).exp();
            Expr survived = logSurvival(Expr.constant(starts[b])).exp();
            boolean last = b + 1 == starts.length;
            Expr left = last ? Expr.constant(0) : hazard.times(-length(b)).exp();
            Expr part = Expr.constant(1).minus(left).dividedBy(hazard);
            if (power == 1) {
                Expr tail = last ? Expr.constant(0) : left.times(length(b));
                part = part.times(starts[b]).plus(part.minus(tail).dividedBy(hazard));
            }
            total = total.plus(survived.times(part));
        }
        return total;
    }

    @Override
    public Level level(double x, double[] parameters) {
        double sum = 0;
        for (int b = 0; b < starts.length; b++) {
            sum += Math.min(length(b), Math.max(0, x - starts[b]))
                    * Math.exp(parameters[b] + parameters[starts.length]);
        }
        return Level.above(-sum);
    }

    @Override
    public double quantile(Level level, double[] parameters) {
        double left = -level.logAbove();
        int b = 0;
        double hazard = Math.exp(parameters[0] + parameters[starts.length]);
        while (left > hazard * length(b)) {
            left -= hazard * length(b++);
            hazard = Math.exp(parameters[b] + parameters[starts.length]);
        }
        return starts[b] + left / hazard;
    }

    @Override
    public void sample(RandomGenerator random, double[] parameters, double[] out) {
        out[0] = quantile(Level.above(Math.log1p(-random.nextDouble())), parameters);
    }
}
