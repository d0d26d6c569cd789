package dev.jensen.core.algorithm.guard;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Factored;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Named;
import dev.jensen.core.density.Variable;
import dev.jensen.core.density.Variables;
import dev.jensen.core.diagnostic.Undefined;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.noise.Noise;
import dev.jensen.optim.NonFiniteException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Finds out what is not finite, and where, once something is not; costs nothing while everything is. */
public final class Finite {

    private static final int SHOWN = 12;
    private static final double FAR = 1e20;

    private final LogDensity target;
    private final Family family;

    /** Looks at draws of a family as points of a target. */
    public Finite(LogDensity target, Family family) {
        this.target = target;
        this.family = family;
    }

    /**
     * Refuses a start at whose centre, the draw of zero noise, log p̃ or its gradient is not finite, and a family of somebody's own that
     * breaks its word there.
     */
    public void requireAtStart(double[] phi) {
        FamilyCheck.require(family, phi);
        double[] centre = new double[family.dimension()];
        family.draw(phi, 1, new double[family.noiseDimension()], centre);
        requireFinite(centre);
    }

    /** Refuses a start at which log p̃ or its gradient is not finite. */
    public void requireFinite(double[] centre) {
        culprit(centre).ifPresent(culprit -> {
            throw new IllegalArgumentException(culprit + " at the start, z = " + show(centre) + named(centre)
                    + ": begin elsewhere, with fitting().start(z) for a model or start(family.initial(centre, scale)) for an"
                    + " algorithm, or mend the density there");
        });
        requireRightGradient(centre);
    }

    /** Refuses a gradient that somebody wrote and that disagrees with differences of log p̃ about this point. */
    public void requireRightGradient(double[] centre) {
        GradientCheck.Wrong wrong =
                target instanceof Differentiable differentiable ? GradientCheck.at(differentiable, centre) : null;
        if (wrong != null) {
            throw new IllegalArgumentException(String.format(
                    Locale.US,
                    "the gradient of log p̃ disagrees with its values in coordinate %d%s: it says %.6g, finite differences say"
                            + " %.6g, at z = %s: mend the gradient there, or write the density with expressions"
                            + " (LogDensity.of), which derive it; if it is right all the same, wrap the density in"
                            + " ExactGradient.of(…), and nothing checks it",
                    wrong.coordinate(),
                    name(wrong.coordinate()),
                    wrong.gradient(),
                    wrong.difference(),
                    show(wrong.point())));
        }
    }

    /** Refuses a start where log p̃ or its gradient is not finite at one of many points. */
    public void requireAtAll(double[] points) {
        for (int from = 0; from < points.length; from += family.dimension()) {
            double[] point = Arrays.copyOfRange(points, from, from + family.dimension());
            culprit(point).ifPresent(culprit -> {
                throw new IllegalArgumentException(culprit + " where a particle starts, z = " + show(point)
                        + ": begin elsewhere, or nearer, with start(centre, scale), or mend the density there");
            });
        }
    }

    /**
     * What came up in the middle of a run.
     *
     * @param what is not finite and where, in words
     * @param isRunaway whether draws have run off to where there is no density to speak of, so that the words name the way out
     */
    public record Explanation(String what, boolean isRunaway) {}

    /** Explains what came up at a step: its draws are made once more, and the first culprit among them is named, with a remark. */
    public Explanation explain(NonFiniteException e, Noise noise, int draws, String remark) {
        double[] epsilon = new double[draws * family.noiseDimension()];
        double[] z = new double[draws * family.dimension()];
        noise.fill(e.step(), draws, family.noiseDimension(), epsilon);
        if (family instanceof Pathwise pathwise && draws >= pathwise.strata()) {
            pathwise.paths(e.point(), draws, epsilon, z);
        } else {
            family.draw(e.point(), draws, epsilon, z);
        }
        return explain(e, z, remark);
    }

    /** Explains what came up at a step whose parameters are points. */
    public Explanation explain(NonFiniteException e) {
        return explain(e, e.point(), "");
    }

    private Explanation explain(NonFiniteException e, double[] z, String remark) {
        Optional<String> runaway = runaway(z);
        if (runaway.isPresent()) {
            return new Explanation(runaway.get(), true);
        }
        String what = e.what()
                + ", although log p̃ and its gradient are finite at all draws of the step: look at the family, the objective"
                + " and the estimator";
        for (int s = 0; s < z.length / family.dimension(); s++) {
            double[] point = Arrays.copyOfRange(z, s * family.dimension(), (s + 1) * family.dimension());
            Optional<String> culprit = culprit(point);
            if (culprit.isPresent()) {
                what = describe(point);
                break;
            }
        }
        return new Explanation(what + remark, false);
    }

    /** The coordinate in which draws lie farther out than any density with a finite integral would let them. */
    private Optional<String> runaway(double[] z) {
        int d = family.dimension();
        int farthest = 0;
        for (int i = 0; i < z.length; i++) {
            if (Math.abs(z[i]) > Math.abs(z[farthest])) {
                farthest = i;
            }
        }
        if (!(Math.abs(z[farthest]) > FAR)) {
            return overflow(Arrays.copyOfRange(z, farthest / d * d, farthest / d * d + d), farthest % d);
        }
        return Optional.of(
                "the draws have run off to " + z[farthest] + " in coordinate " + farthest % d + name(farthest % d)
                        + ", along which log p̃ does not fall: give it a proper prior, or data that tie it down; or steps are too"
                        + " long");
    }

    /** What is too large for a number at the draw that is farthest out, as the exponential of a scale may be. */
    private Optional<String> overflow(double[] point, int farthest) {
        Variables variables = Variables.of(target);
        double[] values = new double[variables.constrainedDimension()];
        variables.constrain(1, point, values);
        for (int c = 0; c < values.length; c++) {
            if (Double.isInfinite(values[c])) {
                return Optional.of("the draws have run off to "
                        + variables.componentNames().get(c) + " = " + values[c]
                        + ", at " + point[farthest] + " in coordinate " + farthest
                        + ", along which log p̃ does not fall: give it a proper prior, or data that tie it down");
            }
        }
        return Optional.empty();
    }

    /** A point by the names of its variables, where these are not its coordinates themselves. */
    private String named(double[] point) {
        if (!(target instanceof Named named)) {
            return "";
        }
        double[] values = new double[named.variables().constrainedDimension()];
        named.variables().constrain(1, point, values);
        return ", which is " + Undefined.at(named.variables().componentNames(), values);
    }

    /** Returns the name of the first variable's component that changes with a coordinate, or which coordinate it is where none does. */
    public String component(int coordinate) {
        return named(coordinate).orElse("coordinate " + coordinate);
    }

    private String name(int coordinate) {
        return named(coordinate).map(name -> ", \"" + name + "\"").orElse("");
    }

    private Optional<String> named(int coordinate) {
        Variables variables = Variables.of(target);
        double[] origin = new double[variables.constrainedDimension()];
        double[] moved = new double[origin.length];
        double[] point = new double[family.dimension()];
        variables.constrain(1, point, origin);
        point[coordinate] = 1;
        variables.constrain(1, point, moved);
        int at = 0;
        for (Variable variable : variables.list()) {
            for (int k = 0; k < variable.size(); k++, at++) {
                if (moved[at] != origin[at]) {
                    return Optional.of(variable.componentName(k));
                }
            }
        }
        return Optional.empty();
    }

    /** What is not finite at a draw, in words. */
    String describe(double[] point) {
        return culprit(point).orElse("the log density is finite") + " at the draw z = " + show(point) + named(point);
    }

    private Optional<String> culprit(double[] point) {
        double[] value = new double[1];
        double[] gradient = new double[point.length];
        if (target instanceof Differentiable differentiable) {
            differentiable.gradient(1, point, value, gradient);
        } else {
            target.logDensity(1, point, value);
        }
        String what;
        int bad = 0;
        while (bad < gradient.length && Double.isFinite(gradient[bad])) {
            bad++;
        }
        if (!Double.isFinite(value[0])) {
            what = "the log density is " + value[0];
        } else if (bad < gradient.length) {
            what = "the log density's gradient in coordinate " + bad + " is " + gradient[bad];
        } else {
            return Optional.empty();
        }
        if (target instanceof Factored factored) {
            what += factored.firstNonFinite(point)
                    .map(factor -> " (" + factor.describe() + ")")
                    .orElse("");
        }
        return Optional.of(what);
    }

    private static String show(double[] point) {
        return point.length <= SHOWN
                ? Arrays.toString(point)
                : Arrays.toString(Arrays.copyOf(point, SHOWN)).replace("]", ", … " + point.length + " coordinates]");
    }
}
