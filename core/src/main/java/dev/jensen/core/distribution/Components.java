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
        Shape common = x.shape();
        List<Expr> logs = new ArrayList<>();
        for (Distribution law : laws) {
            Expr log = logDensity(law, x);
            logs.add(log);
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
        ones[0] = laws.size();
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
        Expr somewhere = law.support() instanceof ContinuousSupport continuous
                ? continuous.constrain(Expr.constant(0))
                : Expr.constant(((IntegerRange) law.support()).low());
        Expr inside = Expr.select(outside, somewhere, x);
        return Expr.select(outside, Expr.constant(Double.NEGATIVE_INFINITY), law.logDensity(inside));
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

    /** How many numbers a law of one number draws with. */
    private static int numbers(Distribution law) {
        if (law instanceof Mixture mixture) {
            return numbers(mixture.components());
        }
        if (law instanceof MixtureDiscrete mixture) {
            return numbers(mixture.components());
        }
        return takesVector(law)
                ? law.parameters().stream()
                        .mapToInt(p -> p.value().shape().size())
                        .sum()
                : law.parameters().size();
    }

    /** Whether a parameter of a law of one number is a vector. */
    static boolean takesVector(Distribution law) {
        return law instanceof Categorical
                || law instanceof CategoricalLogits
                || law instanceof OrderedLogistic
                || law instanceof OrderedProbit;
    }

    private static int numbers(List<? extends Distribution> laws) {
        return laws.size() + laws.stream().mapToInt(Components::numbers).sum();
    }

    static void sample(List<? extends Distribution> laws, RandomGenerator random, double[] parameters, double[] out) {
        int chosen = Categories.draw(random, Arrays.copyOf(parameters, laws.size()));
        int from = laws.size();
        for (int k = 0; k < chosen; k++) {
            from += numbers(laws.get(k));
        }
        Distribution law = laws.get(chosen);
        law.sample(random, Arrays.copyOfRange(parameters, from, from + numbers(law)), out);
    }
}
