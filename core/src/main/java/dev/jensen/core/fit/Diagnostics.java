package dev.jensen.core.fit;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.NearestName;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.diagnostic.ImportanceWeights;
import dev.jensen.core.diagnostic.RunningMoments;
import dev.jensen.core.divergence.EvidenceInterval;
import dev.jensen.core.family.Smooth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that can be measured of a fit without another method beside it; made by {@link Fit#diagnostics}. Prints as a table.
 *
 * @param elbo of q, in nats
 * @param evidence bounds of the log evidence from both sides, with their own k-hat
 * @param kHat of the importance weights of q's draws, or of the points that stand in its place
 * @param effectiveShare their effective sample size as a share of the draws
 * @param residual what of log p̃ q has not followed; empty where target or family have no gradient
 * @param rows the components that vary
 */
public record Diagnostics(
        Estimate elbo,
        EvidenceInterval evidence,
        double kHat,
        double effectiveShare,
        Optional<Residual> residual,
        List<Row> rows) {
    private static final int SHOWN = 40;
    private static final int RESIDUAL_DRAWS = 512;
    private static final double ROUNDING = 1e-12; // of a constant, in its standard deviation over itself

    /**
     * The difference r = ∇log p̃ − ∇log q, which is 0 everywhere where q is the posterior, in q's standard deviations of each coordinate.
     *
     * @param size √(E‖r‖² / d): the root of the whitened Fisher divergence for each coordinate; below 0.1 q is next to exact
     * @param worst the coordinate in ℝᵈ with the greatest part in it
     * @param signalToNoise ‖E r‖ / √tr Var r of one draw's gradient of the ELBO with respect to q's location: what a step could still
     *     gain over its noise; next to 0 at an optimum
     */
    public record Residual(double size, int worst, double signalToNoise) {}

    /**
     * A component; errors are in weighted standard deviations.
     *
     * @param name of it
     * @param mean of q
     * @param sd of q
     * @param weightedMean by importance weights
     * @param weightedSd by importance weights
     * @param shift q's mean less the weighted one
     * @param logRatio log of q's standard deviation over the weighted one
     * @param error Monte Carlo standard error of the weighted mean
     * @param kHat of w (x − m)²: above 0.7 its standard deviation is not to be trusted, even where those of others are
     * @param sampleSize how many independent draws the weighted mean is worth
     */
    public record Row(
            String name,
            double mean,
            double sd,
            double weightedMean,
            double weightedSd,
            double shift,
            double logRatio,
            double error,
            double kHat,
            double sampleSize) {}

    /** Copies the list. */
    public Diagnostics {
        rows = List.copyOf(rows);
    }

    static Diagnostics of(Fit fit) {
        WeightedDraws weighted = fit.weighted();
        double[] weights = weighted.weights().weights();
        Draws plain = fit.drawsOfQ(weights.length);
        List<Row> rows = new ArrayList<>();
        List<String> names = plain.components();
        for (int c = 0; c < names.size(); c++) {
            Summary.Row posterior =
                    WeightedRow.of(names.get(c), weighted.draws().column(c), weights);
            if (!(posterior.sd() > ROUNDING * Math.abs(posterior.mean()))) {
                continue; // a component that never varies, as the diagonal of a correlation matrix
            }
            RunningMoments own = new RunningMoments();
            for (double value : plain.column(c)) {
                own.add(value);
            }
            rows.add(new Row(
                    names.get(c),
                    own.mean(),
                    own.standardDeviation(),
                    posterior.mean(),
                    posterior.sd(),
                    (own.mean() - posterior.mean()) / posterior.sd(),
                    Math.log(own.standardDeviation() / posterior.sd()),
                    posterior.mcse() / posterior.sd(),
                    kHat(weights, weighted.draws().column(c), posterior.mean()),
                    Math.pow(posterior.sd() / posterior.mcse(), 2)));
        }
        return new Diagnostics(
                fit.elbo(),
                fit.evidenceInterval(),
                weighted.weights().kHat(),
                weighted.weights().effectiveSampleSize() / weights.length,
                residual(fit),
                rows);
    }

    private static double kHat(double[] weights, double[] values, double mean) {
        double[] logs = new double[weights.length];
        for (int s = 0; s < weights.length; s++) {
            logs[s] = weights[s] == 0
                    ? Double.NEGATIVE_INFINITY
                    : Math.log(weights[s]) + 2 * Math.log(Math.abs(values[s] - mean));
        }
        return ImportanceWeights.paretoSmoothed(logs).kHat();
    }

    private static Optional<Residual> residual(Fit fit) {
        if (!(fit.target() instanceof Differentiable target && fit.family() instanceof Smooth family)) {
            return Optional.empty();
        }
        int d = family.dimension();
        double[] z = fit.pointsOfQ(RESIDUAL_DRAWS);
        double[] gradients = new double[z.length];
        double[] ofFamily = new double[z.length];
        target.gradient(RESIDUAL_DRAWS, z, new double[RESIDUAL_DRAWS], gradients);
        family.gradient(fit.parameters(), RESIDUAL_DRAWS, z, ofFamily);
        double squares = 0;
        double signal = 0;
        double noise = 0;
        int worst = 0;
        double greatest = -1;
        for (int i = 0; i < d; i++) {
            RunningMoments scale = new RunningMoments();
            RunningMoments difference = new RunningMoments();
            for (int s = 0; s < RESIDUAL_DRAWS; s++) {
                scale.add(z[s * d + i]);
                difference.add(gradients[s * d + i] - ofFamily[s * d + i]);
            }
            double unit = scale.variance();
            double mean = difference.mean() * difference.mean() * unit;
            double variance = difference.variance() * unit;
            double own = mean + variance * (RESIDUAL_DRAWS - 1) / RESIDUAL_DRAWS;
            squares += own;
            signal += Math.max(0, mean - variance / RESIDUAL_DRAWS); // without what the noise adds to it
            noise += variance;
            if (!(own <= greatest)) {
                greatest = own;
                worst = i;
            }
        }
        return Optional.of(new Residual(Math.sqrt(squares / d), worst, noise > 0 ? Math.sqrt(signal / noise) : 0));
    }

    /**
     * Returns the row of a component.
     *
     * @throws IllegalArgumentException if there is no such component, with the nearest name that there is
     */
    public Row row(String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> NearestName.unknown(
                        "component", name, rows.stream().map(Row::name).toList()));
    }

    /** Returns what concerns the fit as a whole, a line for each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("ELBO " + elbo + " nats");
        lines.add(evidence.toString());
        lines.add(String.format(
                Locale.US, "k-hat of the weights %.2f, effective sample size %.0f %%", kHat, 100 * effectiveShare));
        residual.ifPresent(r -> lines.add(String.format(
                Locale.US,
                "gradient residual %.3f for each coordinate in q's sds, most along coordinate %d of ℝᵈ; gradient signal-to-noise of a draw %.3f",
                r.size(),
                r.worst(),
                r.signalToNoise())));
        return lines;
    }

    /** Returns the lines and the table, of many components those that are farthest off. */
    @Override
    public String toString() {
        List<Row> shown = rows;
        if (rows.size() > SHOWN) {
            shown = rows.stream()
                    .sorted(Comparator.comparingDouble(
                            row -> -Math.max(Math.abs(row.shift()), Math.abs(row.logRatio()))))
                    .limit(SHOWN)
                    .toList();
        }
        int width = shown.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder(String.join("\n", lines())).append("\n\n");
        text.append(" ".repeat(width))
                .append(
                        "      q mean       q sd   weighted         sd   shift  log sd ratio    mcse   k-hat     ESS\n");
        for (Row row : shown) {
            text.append(row.name())
                    .append(" ".repeat(width - row.name().length()))
                    .append(String.format(
                            Locale.US,
                            "  %10.4g  %9.3g  %9.4g  %9.3g  %6.2f  %12.2f  %6.3f  %6.2f  %6.0f%n",
                            row.mean(),
                            row.sd(),
                            row.weightedMean(),
                            row.weightedSd(),
                            row.shift(),
                            row.logRatio(),
                            row.error(),
                            row.kHat(),
                            row.sampleSize()));
        }
        if (shown.size() < rows.size()) {
            text.append("… ").append(rows.size() - shown.size()).append(" more: rows()\n");
        }
        return text.toString();
    }
}
