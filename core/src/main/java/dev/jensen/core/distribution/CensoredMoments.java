package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.Optional;

/** Mean and variance of a censored law of known numbers: atoms at the bounds, and the truncated law between them; else NaN. */
record CensoredMoments(double mean, double variance) {
    static CensoredMoments of(Censored censored) {
        Optional<double[]> known = KnownParameters.ifKnown(censored);
        if (known.isEmpty()) {
            return new CensoredMoments(Double.NaN, Double.NaN);
        }
        double[] parameters = known.get();
        CumulativeContinuous law = censored.law();
        double[] own = KnownParameters.first(law, parameters);
        double[] values = {censored.bound(true, parameters), 0, censored.bound(false, parameters)};
        Level low = Double.isInfinite(values[0]) ? Level.NOTHING_BELOW : law.level(values[0], own);
        Level high = Double.isInfinite(values[2]) ? Level.NOTHING_BELOW.mirrored() : law.level(values[2], own);
        double[] masses = {Math.exp(low.logBelow()), 0, Math.exp(high.logAbove())};
        double within = 0;
        if (low.logBelow() < high.logBelow() || high.logAbove() < low.logAbove()) {
            masses[1] = Math.exp(IntervalMass.log(low, high));
            Truncated between = law.truncated(Expr.constant(values[0]), Expr.constant(values[2]));
            DensityMoments moments =
                    DensityMoments.of(between, law::logDensityInside, KnownParameters.of(law.name(), between));
            values[1] = moments.mean();
            within = masses[1] * moments.variance();
        }
        double mean = 0;
        for (int part = 0; part < 3; part++) {
            mean += masses[part] == 0 ? 0 : masses[part] * values[part];
        }
        double variance = within;
        for (int part = 0; part < 3; part++) {
            double off = values[part] - mean;
            variance += masses[part] == 0 ? 0 : masses[part] * off * off;
        }
        return new CensoredMoments(mean, variance);
    }
}
