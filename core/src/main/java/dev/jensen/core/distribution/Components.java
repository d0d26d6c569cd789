package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.KnownValues;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.IntegerRange;
import dev.jensen.core.support.Simplex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The components of a mixture and their weights. */
final class Components {
    private Components() {}

    static void check(Expr weights, List<? extends Distribution> laws) {
        int rank = weights.shape().rank();
        if (laws.isEmpty() || rank != 1 || weights.shape().dimension(0) != laws.size()) {
            throw new IllegalArgumentException("Mixture weights must be a vector of one for each of the " + laws.size()
                    + " components, not " + weights.shape());
        }
        if (KnownValues.of(weights) != null) {
            new Simplex().check("Mixture weights", weights);
        }
        for (Distribution law : laws) {
            if (law instanceof Continuous && law.drawShape().rank() > 0 && !(law instanceof Quantiles)) {
                throw new IllegalArgumentException("Mixture needs components of one number each, not " + law.name()
                        + " of " + law.drawShape()
                        + ": sum out a Categorical latent of vectors, with marginalized()");
            }
        }
    }

    /** log wₖ + log pₖ(x), along a new first axis. */
    static Expr joint(Expr weights, List<? extends Distribution> laws, Expr x) {
        return along(weights, laws.stream().map(law -> logDensity(law, x)).toList(), x);
    }

    /** log wₖ and the terms of each component, along a new first axis. */
    private static Expr along(Expr weights, List<Expr> logs, Expr x) {
        Shape common = x.shape();
        for (Expr log : logs) {
            Shape next = Shape.broadcast(common, log.shape());
            common = next == null ? common : next;
        }
        Expr zeros = Expr.zeros(common.inner());
        Plate plate = common.plate();
        Expr whole = plate == null ? zeros : zeros.onRows(plate);
        List<Expr> equal = logs.stream()
                .map(log -> log.shape().equals(whole.shape()) ? log : whole.plus(log))
                .toList();
        int[] ones = new int[common.rank() + 1];
        Arrays.fill(ones, 1);
        ones[0] = logs.size();
        return Expr.stack(equal).plus(weights.log().reshape(ones));
    }

    /** A component's log density, −∞ outside its support, with derivatives that are 0 there. */
    private static Expr logDensity(Distribution law, Expr x) {
        Expr outside = law.support().outside(x);
        if (outside.isKnown()
                && outside.operands().isEmpty()
                && Double.valueOf(0).equals(outside.number())) {
            return law.logDensity(x);
        }
        Expr inside = Expr.select(outside, somewhere(law), x);
        return Expr.select(outside, Expr.constant(Double.NEGATIVE_INFINITY), law.logDensity(inside));
    }

    /** A value in a law's support. */
    private static Expr somewhere(Distribution law) {
        return law.support() instanceof ContinuousSupport continuous
                ? continuous.constrain(Expr.constant(0))
                : Expr.constant(((IntegerRange) law.support()).low());
    }

    static Expr responsibilities(Expr joint) {
        return joint.softmax(0);
    }

    /** Σ wₖ fₖ. */
    static Expr weighted(Expr weights, List<Expr> values) {
        Expr sum = Expr.constant(0);
        for (int k = 0; k < values.size(); k++) {
            sum = sum.plus(weights.at(k).times(values.get(k)));
        }
        return sum;
    }

    static Expr mean(Expr weights, List<? extends Distribution> laws) {
        return weighted(weights, laws.stream().map(Distribution::mean).toList());
    }

    /** Σ wₖ (σₖ² + (μₖ − μ)²). */
    static Expr variance(Expr weights, List<? extends Distribution> laws) {
        Expr mean = mean(weights, laws);
        return weighted(
                weights,
                laws.stream()
                        .map(law -> law.variance().plus(law.mean().minus(mean).square()))
                        .toList());
    }

    static List<Parameter> parameters(Expr weights, List<? extends Distribution> laws) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter("weights", weights, Parameter.Range.PROBABILITY, 1));
        for (int k = 0; k < laws.size(); k++) {
            for (Parameter own : laws.get(k).parameters()) {
                parameters.add(
                        new Parameter("component " + k + " " + own.name(), own.value(), own.range(), own.rank()));
            }
        }
        return parameters;
    }

    static Shape drawShape(String law, List<? extends Distribution> laws, Expr weights) {
        Shape common = weights.at(0).shape();
        for (Distribution component : laws) {
            Shape next = Shape.broadcast(common, component.drawShape());
            if (next == null) {
                throw new IllegalArgumentException(law + ": the components' shapes do not fit together: " + common
                        + " and " + component.drawShape());
            }
            common = next;
        }
        return common;
    }

    /** Where the numbers that a component draws with begin. */
    private static int from(List<? extends Distribution> laws, int component) {
        return laws.size()
                + laws.subList(0, component).stream()
                        .mapToInt(KnownParameters::count)
                        .sum();
    }

    private static double[] numbers(List<? extends Distribution> laws, int component, double[] parameters) {
        int from = from(laws, component);
        return Arrays.copyOfRange(parameters, from, from + KnownParameters.count(laws.get(component)));
    }

    static void sample(List<? extends Distribution> laws, RandomGenerator random, double[] parameters, double[] out) {
        int chosen = Categories.draw(random, Arrays.copyOf(parameters, laws.size()));
        laws.get(chosen).sample(random, numbers(laws, chosen, parameters), out);
    }

    // ---------------------------------------------------------------- distribution functions

    private static Cumulative cumulative(List<? extends Distribution> laws, int component) {
        if (laws.get(component) instanceof Cumulative law) {
            return law;
        }
        throw new IllegalArgumentException(
                "Mixture: component " + component + ", " + laws.get(component).name()
                        + ", has no distribution function, so that the mixture has none, and can be neither truncated nor censored");
    }

    /** log Σ wₖ P(X ≤ x), or of the probabilities above. */
    static Expr logTail(Expr weights, List<? extends Distribution> laws, Expr x, boolean lower) {
        List<Expr> tails = new ArrayList<>();
        for (int k = 0; k < laws.size(); k++) {
            tails.add(logTail(cumulative(laws, k), x, lower));
        }
        return along(weights, tails, x).logSumExp(0).min(0);
    }

    /** A component's, with derivatives that are 0 outside its support. */
    private static Expr logTail(Cumulative law, Expr x, boolean lower) {
        Expr outside = law.support().outside(x);
        Expr somewhere = somewhere(law);
        Expr inside = Expr.select(outside, somewhere, x);
        Expr beyond = Expr.select(
                lower ? x.lessThan(somewhere) : somewhere.lessThan(x),
                Expr.constant(Double.NEGATIVE_INFINITY),
                Expr.constant(0));
        return Expr.select(outside, beyond, lower ? law.logCdf(inside) : law.logSurvival(inside));
    }

    static Level level(List<? extends Distribution> laws, double x, double[] parameters) {
        double below = 0;
        double above = 0;
        double most = Double.NEGATIVE_INFINITY; // of the logarithms on the lesser side
        Level[] levels = new Level[laws.size()];
        for (int k = 0; k < levels.length; k++) {
            levels[k] = cumulative(laws, k).level(x, numbers(laws, k, parameters));
            below += parameters[k] * Math.exp(levels[k].logBelow());
            above += parameters[k] * Math.exp(levels[k].logAbove());
        }
        boolean lower = below <= above;
        double[] logs = new double[levels.length];
        for (int k = 0; k < levels.length; k++) {
            logs[k] = Math.log(parameters[k]) + (lower ? levels[k].logBelow() : levels[k].logAbove());
            most = Math.max(most, logs[k]);
        }
        double sum = 0;
        for (int k = 0; k < logs.length && most > Double.NEGATIVE_INFINITY; k++) {
            sum += Math.exp(logs[k] - most);
        }
        double log = most == Double.NEGATIVE_INFINITY ? most : Math.min(0, most + Math.log(sum));
        return lower ? Level.below(log) : Level.above(log);
    }

    /** The least and the greatest quantile of components that have a weight: the mixture's lies between them. */
    static double[] quantiles(List<? extends Distribution> laws, Level level, double[] parameters) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < laws.size(); k++) {
            if (parameters[k] > 0) {
                double own = cumulative(laws, k).quantile(level, numbers(laws, k, parameters));
                least = Math.min(least, own);
                greatest = Math.max(greatest, own);
            }
        }
        return new double[] {least, greatest};
    }
}
