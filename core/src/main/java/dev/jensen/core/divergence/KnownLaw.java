package dev.jensen.core.divergence;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.distribution.Censored;
import dev.jensen.core.distribution.CensoredWhere;
import dev.jensen.core.distribution.ClosedEntropy;
import dev.jensen.core.distribution.Discrete;
import dev.jensen.core.distribution.DiscreteVector;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.IntervalCensored;
import dev.jensen.core.distribution.Parameter;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.expr.Variable;
import dev.jensen.core.support.Support;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A law whose parameters are numbers, as independent events: a normal law of three means is three events of one number
 * each, a Dirichlet law one event of several.
 */
final class KnownLaw {
    private final Distribution law;
    private final Shape draw;
    private final Shape batch;
    private final Expr batchLogDensity;
    private final Expr wholePoint;
    private final List<Event> events = new ArrayList<>();

    private KnownLaw(String who, Distribution law) {
        if (law instanceof Flat) {
            throw new IllegalArgumentException(
                    who
                            + " compares probability laws, and Flat is none, for its mass is not 1: between bounds take Uniform, else a wide proper law");
        }
        if (law instanceof Censored || law instanceof CensoredWhere || law instanceof IntervalCensored) {
            throw new IllegalArgumentException(
                    who + " compares laws that have a density or count, and " + law.name()
                            + " censored has neither, for part of its mass lies on bounds: compare the laws of what is measured");
        }
        this.law = law;
        for (Parameter parameter : law.parameters()) {
            refuseUnknowns(who, parameter);
        }
        draw = law.drawShape();
        wholePoint = Expr.variable("x", wholeInner());
        Plate plate = draw.plate();
        batchLogDensity = law.logDensity(plate == null ? wholePoint : wholePoint.toRows(plate));
        batch = draw.withInner(Arrays.copyOf(draw.inner(), draw.rank() - law.eventRank()));
        cutIntoEvents(who);
    }

    /**
     * A law as numbers.
     *
     * @param who asks, for messages: "Kl"
     * @throws IllegalArgumentException naming the parameter that is not a number, or not a legal one; or if it is no law
     */
    static KnownLaw of(String who, Distribution law) {
        return new KnownLaw(who, law);
    }

    private void refuseUnknowns(String who, Parameter parameter) {
        for (Expr node : Graph.topological(List.of(parameter.value()))) {
            if (node.operation() instanceof Variable variable) {
                throw new IllegalArgumentException(who + " needs laws of known numbers; " + law.name() + " "
                        + parameter.name() + " depends on the unknown \"" + variable + "\": put a number in its place");
            }
        }
    }

    private int[] wholeInner() {
        Plate plate = draw.plate();
        int[] inner = draw.inner();
        if (plate == null) {
            return inner;
        }
        int[] whole = Arrays.copyOf(inner, inner.length + 1);
        whole[inner.length] = plate.size();
        return whole;
    }

    private void cutIntoEvents(String who) {
        int[] eventShape = Arrays.copyOfRange(draw.inner(), batch.rank(), draw.rank());
        int count = batch.size() * rows(batch);
        List<double[][]> parameters = new ArrayList<>();
        for (Parameter parameter : law.parameters()) {
            double[][] values = perEvent(parameter.value(), parameter.rank());
            for (double[] event : values) {
                for (double value : event) {
                    if (!parameter.range().contains(value)) {
                        throw new IllegalArgumentException(who + ": " + law.name() + " " + parameter.name()
                                + " must be " + parameter.range() + ": " + value);
                    }
                }
            }
            parameters.add(values);
        }
        Expr point = Expr.variable("x", eventShape);
        Expr all = law.logDensity(point);
        Expr flat = (all.shape().hasRows() ? all.toAxis() : all).reshape(count);
        double[][] mean = eventShape.length == 0 ? perEvent(law.mean(), 0) : new double[count][1];
        double[][] variance = eventShape.length == 0 ? perEvent(law.variance(), 0) : new double[count][1];
        double[][] entropy = perEvent(law instanceof ClosedEntropy c ? c.entropy() : Expr.constant(Double.NaN), 0);
        Bounds[] bounds = Bounds.of(law.support(), value -> perEvent(value, 0), count);
        for (int e = 0; e < count; e++) {
            double[][] own = new double[parameters.size()][];
            for (int i = 0; i < own.length; i++) {
                own[i] = parameters.get(i)[e];
            }
            events.add(new Event(
                    law,
                    own,
                    eventShape.length == 0,
                    draw.size() / batch.size(),
                    bounds[e],
                    mean[e][0],
                    variance[e][0],
                    entropy[e][0],
                    ExprFunction.of(List.of(point), List.of(flat.at(e)))));
        }
    }

    /** The values that an expression without unknowns has in each event, of which its last axes are a part. */
    double[][] perEvent(Expr value, int rank) {
        int own = Math.min(rank, value.shape().rank());
        int[] inner = value.shape().inner();
        int[] target = Arrays.copyOf(batch.inner(), batch.rank() + own);
        System.arraycopy(inner, inner.length - own, target, batch.rank(), own);
        Expr full = value.plus(Expr.zeros(target));
        ExprFunction function = ExprFunction.of(List.of(), List.of(full));
        double[] values = new double[function.size()];
        function.evaluate(1, new double[0], values);
        int length = full.shape().size() / batch.size();
        int rows = rows(full.shape());
        double[][] cut = new double[batch.size() * rows(batch)][length];
        for (int e = 0; e < cut.length; e++) {
            int b = e / rows(batch);
            int row = rows == 1 ? 0 : e % rows(batch);
            for (int k = 0; k < length; k++) {
                cut[e][k] = values[(b * length + k) * rows + row];
            }
        }
        return cut;
    }

    private static int rows(Shape shape) {
        Plate plate = shape.plate();
        return plate == null ? 1 : plate.size();
    }

    String name() {
        return law.name();
    }

    Distribution law() {
        return law;
    }

    boolean discrete() {
        return law instanceof Discrete || law instanceof DiscreteVector;
    }

    Support support() {
        return law.support();
    }

    List<Event> events() {
        return events;
    }

    /** Whether the other law's draws have the same shape. */
    boolean sameDraws(KnownLaw other) {
        return Arrays.equals(wholeInner(), other.wholeInner());
    }

    /** What messages say of a draw. */
    String drawWords() {
        return draw.size() * rows(draw) == 1 && draw.rank() == 0 ? "single numbers" : "draws of shape " + draw;
    }

    /** How many numbers one draw of all events together has. */
    int length() {
        return draw.size() * rows(draw);
    }

    /**
     * Draws all events at once, laid out as {@link #logDensity} reads them: inner elements first, rows contiguous.
     *
     * @return whether a number beyond the doubles was moved to the nearest
     */
    boolean sample(RandomGenerator random, double[] out, int at) {
        int rows = rows(batch);
        int length = draw.size() / batch.size();
        double[] one = new double[length];
        boolean moved = false;
        for (int e = 0; e < events.size(); e++) {
            moved |= events.get(e).sample(random, one);
            for (int k = 0; k < length; k++) {
                out[at + (e / rows * length + k) * rows + e % rows] = one[k];
            }
        }
        return moved;
    }

    /** The log density of all events together. */
    ExprFunction logDensity() {
        Expr sum = batchLogDensity.sum();
        return ExprFunction.of(List.of(wholePoint), List.of(sum.shape().hasRows() ? sum.sumRows() : sum));
    }
}
