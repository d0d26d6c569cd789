package dev.jensen.core.algorithm.importance;

import dev.jensen.core.algorithm.guard.Finite;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.diagnostic.Diagnosis;
import dev.jensen.core.family.DiscreteFamily;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.MixedFamily;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether log p̃ does not fall along a coordinate, farther out than any density with a finite integral has mass: then a run has nothing to
 * come to, however long it is. Asked where a fit has come to nothing; some 80 values of log p̃.
 */
final class Endless {
    private static final int MOST_COORDINATES = 16; // those in which q is widest
    private static final int DRAWS = 128;
    private static final double FAR = 1e20;
    private static final double FARTHER = 1e40;
    private static final double FALL = 1; // nats; a Cauchy has lost 92 at 1e20

    private final LogDensity target;
    private final double[] centre;
    private final double atCentre;

    private Endless(LogDensity target, double[] centre) {
        this.target = target;
        this.centre = centre;
        atCentre = at(0, centre[0]);
    }

    /** The verdict on a fit whose density does not fall along a coordinate; empty where it does, or where nothing is known. */
    static Optional<Verdict> verdict(Fit fit, Diagnosis diagnosis) {
        Family q = fit.family();
        if (q instanceof DiscreteFamily || q instanceof MixedFamily) {
            return Optional.empty();
        }
        int d = q.dimension();
        double[] z = fit.unconstrained(DRAWS, fit.origin().seed());
        double[] centre = new double[d];
        double[] width = new double[d];
        for (int i = 0; i < z.length; i++) {
            centre[i % d] += z[i] / DRAWS;
            width[i % d] = Math.max(width[i % d], Math.abs(z[i]));
        }
        Endless endless = new Endless(fit.target(), centre);
        return IntStream.range(0, d)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -width[i]))
                .limit(MOST_COORDINATES)
                .flatMap(i -> Stream.of(1, -1)
                        .filter(sign -> endless.doesNotFall(i, sign))
                        .map(sign -> endless.diverged(i, sign, new Finite(fit.target(), q).component(i), diagnosis)))
                .findFirst();
    }

    private boolean doesNotFall(int i, int sign) {
        return Double.isFinite(atCentre)
                && at(i, sign * FAR) >= atCentre - FALL
                && at(i, sign * FARTHER) >= atCentre - FALL;
    }

    /** log p̃ at the centre but for one coordinate. */
    private double at(int i, double value) {
        double[] point = centre.clone();
        double[] logDensity = new double[1];
        point[i] = value;
        try {
            target.logDensity(1, point, logDensity);
        } catch (RuntimeException e) { // as a density of the user's own may so far out
            return Double.NaN;
        }
        return logDensity[0];
    }

    private Verdict diverged(int i, int sign, String name, Diagnosis diagnosis) {
        return new Verdict.Diverged(
                diagnosis,
                String.format(
                        Locale.US,
                        "the density does not fall along %s, and has no finite integral: log p̃ is %.6g where its coordinate is %.0e,"
                                + " %.6g where it is %.6g, at the centre of q",
                        name,
                        at(i, sign * FAR),
                        sign * FAR,
                        atCentre,
                        centre[i]),
                "give " + name + " a proper prior, or bounds, or mend the sign of what draws it out");
    }
}
