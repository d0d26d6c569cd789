package dev.jensen.models;

import dev.jensen.core.density.Variable;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.LocationScale;
import dev.jensen.core.distribution.Parameter;
import dev.jensen.core.distribution.Recentered;
import dev.jensen.core.distribution.Sequential;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws a variable from its law, element by element and row by row, given the numbers that the law's parameters have at one draw of
 * what they depend on.
 */
final class LawSampler {
    private final String what;
    private final Variable variable;
    private final Distribution law;
    private final List<Parameter> parameters;
    private final int rows;
    private final int[] batch; // inner dimensions of independent events
    private final int event; // numbers in one event
    private final int[][] strides; // of each parameter, along the batch
    private final int[] lengths; // numbers of each parameter that one event takes
    private final int[] offsets; // of each parameter among all numbers
    private final boolean[] byRow;

    /**
     * Prepares.
     *
     * @param what it is, for messages
     * @param shape of the variable
     */
    LawSampler(String what, Variable variable, Distribution law, Shape shape) {
        this.what = what;
        this.variable = variable;
        this.law = law instanceof Recentered recentered ? recentered.law() : law;
        Plate plate = shape.plate();
        rows = plate == null ? 1 : plate.size();
        int[] inner = shape.inner();
        batch = Arrays.copyOf(inner, inner.length - law.eventRank());
        event = size(Arrays.copyOfRange(inner, batch.length, inner.length));
        parameters = law.parameters();
        strides = new int[parameters.size()][];
        lengths = new int[parameters.size()];
        offsets = new int[parameters.size()];
        byRow = new boolean[parameters.size()];
        int offset = 0;
        for (int p = 0; p < lengths.length; p++) {
            Shape own = parameters.get(p).value().shape();
            int ownBatch = Math.max(0, own.rank() - parameters.get(p).rank());
            int[] all = own.inner();
            lengths[p] = size(Arrays.copyOfRange(all, ownBatch, all.length));
            strides[p] = strides(Arrays.copyOf(all, ownBatch), lengths[p]);
            offsets[p] = offset;
            byRow[p] = own.hasRows();
            offset += own.size() * (byRow[p] ? rows : 1);
        }
    }

    private static int size(int[] dimensions) {
        return Arrays.stream(dimensions).reduce(1, Math::multiplyExact);
    }

    /** How far apart the parameter's numbers for neighbouring events lie, along each axis of the batch. */
    private int[] strides(int[] own, int length) {
        int[] along = new int[batch.length];
        int step = length;
        for (int back = 1; back <= own.length; back++) {
            int size = own[own.length - back];
            along[batch.length - back] = size == 1 ? 0 : step;
            step *= size;
        }
        return along;
    }

    /** What to evaluate at a draw: the law's parameters. */
    List<Expr> parameters() {
        return parameters.stream().map(Parameter::value).toList();
    }

    /** How many numbers one draw of the variable has. */
    int size() {
        return size(batch) * event * rows;
    }

    /**
     * Draws those numbers that are not known.
     *
     * @param numbers of the parameters, one after the other, each [inner…][row]
     * @param from where they begin
     * @param out overwritten from {@code at} on, [inner…][row]
     * @param known for each number of {@code out}, whether it stays
     */
    void sample(RandomGenerator random, double[] numbers, int from, double[] out, int at, boolean[] known) {
        int events = size(batch);
        double[] drawn = new double[event];
        double[] all = new double[Arrays.stream(lengths).sum()];
        for (int b = 0; b < events; b++) {
            for (int row = 0; row < rows; row++) {
                int first = b * event * rows + row;
                int count = known(known, first);
                if (count == event) {
                    continue;
                }
                gather(numbers, from, b, row, all);
                for (int e = 0; e < count; e++) {
                    drawn[e] = out[at + first + e * rows];
                }
                draw(random, all, count, drawn, first);
                for (int e = count; e < event; e++) {
                    out[at + first + e * rows] = drawn[e];
                }
            }
        }
    }

    /** How many elements of an event are known, the first ones. */
    private int known(boolean[] known, int first) {
        int count = 0;
        while (count < event && known[first + count * rows]) {
            count++;
        }
        for (int e = count; e < event; e++) {
            if (known[first + e * rows]) {
                throw new IllegalArgumentException(cannotDraw(first + count * rows)
                        + "elements that come after it were fitted," + " and a " + law.name()
                        + " law is only drawn forwards: predict for elements that follow those fitted");
            }
        }
        return count;
    }

    private void gather(double[] numbers, int from, int b, int row, double[] all) {
        int filled = 0;
        for (int p = 0; p < lengths.length; p++) {
            int first = 0;
            int rest = b;
            for (int axis = batch.length - 1; axis >= 0; axis--) {
                first += rest % batch[axis] * strides[p][axis];
                rest /= batch[axis];
            }
            for (int k = 0; k < lengths[p]; k++) {
                double value = numbers[from + offsets[p] + (byRow[p] ? (first + k) * rows + row : first + k)];
                Parameter parameter = parameters.get(p);
                if (value == 0
                        && law instanceof LocationScale
                        && parameter.name().equals("scale")) {
                    value = Double.MIN_NORMAL; // underflow of a scale near 0: all but a point at the location
                }
                if (!parameter.range().contains(value)) {
                    throw new IllegalArgumentException(cannotDraw(b * event * rows + row) + "in some draw, "
                            + law.name() + " " + parameter.name() + " must be " + parameter.range() + ": " + value
                            + "; give the variables that it depends on laws with shorter tails");
                }
                all[filled++] = value;
            }
        }
    }

    /** Draws what comes after the first elements. */
    private void draw(RandomGenerator random, double[] numbers, int count, double[] drawn, int position) {
        try {
            if (count == 0) {
                law.sample(random, numbers, drawn);
            } else if (law instanceof Sequential series) {
                series.sampleAfter(random, numbers, count, drawn);
            } else {
                throw new IllegalArgumentException(
                        cannotDraw(position + count * rows) + "the " + count
                                + " elements before it were fitted, and a " + law.name()
                                + " law does not say how they go on: take a law of series, such as GaussianRandomWalk or AutoRegressive");
            }
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException(cannotDraw(position) + e.getMessage(), e);
        }
    }

    private String cannotDraw(int position) {
        return what + " \"" + variable.componentName(position) + "\" cannot be drawn: ";
    }
}
