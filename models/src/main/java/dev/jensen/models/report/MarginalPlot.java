package dev.jensen.models.report;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.fit.Draws;
import java.util.Arrays;
import java.util.Optional;

/**
 * The posterior of one component, as a histogram of draws, with its prior and a reference beside it.
 *
 * <pre>{@code
 * MarginalPlot.of("tau", fit.draws(4000)).prior(HalfCauchy.of(5)).reference("chains", 3.60, 3.20).plot()
 * }</pre>
 *
 * Immutable.
 */
public final class MarginalPlot {
    private static final int BINS = 40;
    private static final double TAIL = 0.003; // of the draws on either side are not shown

    private final Plot plot;
    private final double from;
    private final double to;

    private MarginalPlot(Plot plot, double from, double to) {
        this.plot = plot;
        this.from = from;
        this.to = to;
    }

    /**
     * Begins with the posterior.
     *
     * @param component as {@code tau} or {@code theta[3]}
     * @param draws of a fit
     * @throws IllegalArgumentException if there is no such component, or all its draws are equal
     */
    public static MarginalPlot of(String component, Draws draws) {
        double[] values = draws.of(component);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = sorted[(int) (TAIL * (sorted.length - 1))];
        double high = sorted[(int) Math.ceil((1 - TAIL) * (sorted.length - 1))];
        double[] shown = low < high
                ? Arrays.stream(values).filter(v -> v >= low && v <= high).toArray()
                : values;
        Plot begun = Plot.titled("").axes(component, "density").histogram("posterior", shown, BINS);
        return new MarginalPlot(begun, low, high);
    }

    /** Adds the density of the prior, a law whose parameters are known. */
    public MarginalPlot prior(Continuous law) {
        return dashed("prior", law);
    }

    /** Adds the density of the prior, estimated from its draws. */
    public MarginalPlot prior(double[] draws) {
        return dashed("prior", draws);
    }

    /** Adds a reference: the density of a law whose parameters are known. */
    public MarginalPlot reference(String name, Continuous law) {
        return dashed(name, law);
    }

    /** Adds a reference, estimated from draws of it. */
    public MarginalPlot reference(String name, double[] draws) {
        return dashed(name, draws);
    }

    /** Adds a reference of which mean and standard deviation are known, as a normal law. */
    public MarginalPlot reference(String name, double mean, double sd) {
        double scale = 1 / (sd * Math.sqrt(2 * Math.PI));
        return with(
                plot.dashedCurve(name, x -> scale * Math.exp(-0.5 * (x - mean) * (x - mean) / (sd * sd)), from, to));
    }

    /** Returns the plot. */
    public Plot plot() {
        return plot;
    }

    private MarginalPlot dashed(String name, Continuous law) {
        Differentiable density = LogDensity.of(1, z -> law.logDensity(z.at(0)));
        return with(plot.dashedCurve(
                name,
                x -> {
                    double[] log = new double[1];
                    density.logDensity(1, new double[] {x}, log);
                    return Math.exp(log[0]);
                },
                from,
                to));
    }

    private MarginalPlot dashed(String name, double[] draws) {
        KernelDensity density = KernelDensity.of(name, draws);
        Optional<double[][]> inside = inside(density);
        return inside.map(xy -> with(plot.dashes(name, xy[0], xy[1]))).orElse(this);
    }

    /** The part of a density that lies where the posterior does. */
    private Optional<double[][]> inside(KernelDensity density) {
        double[][] xy = new double[2][density.x().length];
        int kept = 0;
        for (int i = 0; i < density.x().length; i++) {
            if (density.x()[i] >= from && density.x()[i] <= to) {
                xy[0][kept] = density.x()[i];
                xy[1][kept] = density.y()[i];
                kept++;
            }
        }
        return kept < 2
                ? Optional.empty()
                : Optional.of(new double[][] {Arrays.copyOf(xy[0], kept), Arrays.copyOf(xy[1], kept)});
    }

    private MarginalPlot with(Plot another) {
        return new MarginalPlot(another, from, to);
    }
}
