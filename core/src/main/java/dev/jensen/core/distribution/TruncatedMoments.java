package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.Optional;

/**
 * Mean and variance of a truncated law: of the normal law by formula; of others by quadrature where all parameters are numbers, and
 * else by those of the law of density x p(x)/E[X], where that is of a kind we know.
 */
record TruncatedMoments(Expr mean, Expr variance) {
    static TruncatedMoments of(Truncated truncated) {
        if (truncated.law() instanceof Normal normal) {
            return normal(normal, truncated);
        }
        Optional<double[]> known = KnownParameters.ifKnown(truncated);
        if (known.isPresent()) {
            DensityMoments numeric = DensityMoments.of(truncated, truncated.law()::logDensityInside, known.get());
            return new TruncatedMoments(Expr.constant(numeric.mean()), Expr.constant(numeric.variance()));
        }
        return bySizeBias(truncated);
    }

    /** E[X | B] = E[X] P₁(B)/P(B), with P₁ the size-biased law; and E[X² | B] = E[X | B] E₁[X | B]. */
    private static TruncatedMoments bySizeBias(Truncated truncated) {
        Expr mean = mean(truncated);
        Expr ofBiased = sizeBiased(truncated.law())
                .map(biased -> mean(new Truncated(biased, truncated.low(), truncated.high())))
                .orElse(mean);
        return new TruncatedMoments(mean, mean.times(ofBiased.minus(mean)));
    }

    private static Expr mean(Truncated truncated) {
        return sizeBiased(truncated.law())
                .map(biased -> {
                    Expr mass = IntervalMass.log(biased, truncated.low(), truncated.high());
                    return truncated
                            .law()
                            .mean()
                            .times(mass.minus(truncated.logMass()).exp());
                })
                .orElse(Expr.constant(Double.NaN));
    }

    /** The law of density x p(x)/E[X]. */
    private static Optional<CumulativeContinuous> sizeBiased(CumulativeContinuous law) {
        if (law instanceof Gamma gamma) {
            return Optional.of(Gamma.of(gamma.shape().plus(1), gamma.rate()));
        }
        if (law instanceof Exponential exponential) {
            return Optional.of(Gamma.of(Expr.constant(2), exponential.rate()));
        }
        if (law instanceof ChiSquared squares) {
            return Optional.of(ChiSquared.of(squares.degrees().plus(2)));
        }
        if (law instanceof Beta beta) {
            return Optional.of(Beta.of(beta.a().plus(1), beta.b()));
        }
        if (law instanceof LogNormal normal) {
            Expr location = normal.location().plus(normal.scale().square());
            return Optional.of(LogNormal.of(location, normal.scale()));
        }
        return Optional.empty();
    }

    /** With α, β the standardised bounds, Z the mass, p = φ(α)/Z and q = φ(β)/Z: μ + σ(p − q) and σ²(1 + αp − βq − (p − q)²). */
    private static TruncatedMoments normal(Normal normal, Truncated truncated) {
        Expr mass = truncated.logMass();
        Expr difference = Expr.constant(0);
        Expr weighted = Expr.constant(1);
        if (!IntervalMass.isNone(truncated.low())) {
            Expr alpha = truncated.low().minus(normal.mean()).dividedBy(normal.scale());
            Expr p = density(alpha, mass);
            difference = difference.plus(p);
            weighted = weighted.plus(alpha.times(p));
        }
        if (!IntervalMass.isNone(truncated.high())) {
            Expr beta = truncated.high().minus(normal.mean()).dividedBy(normal.scale());
            Expr q = density(beta, mass);
            difference = difference.minus(q);
            weighted = weighted.minus(beta.times(q));
        }
        return new TruncatedMoments(
                normal.mean().plus(normal.scale().times(difference)),
                normal.scale().square().times(weighted.minus(difference.square())));
    }

    private static Expr density(Expr z, Expr mass) {
        return z.square()
                .times(-0.5)
                .minus(Gaussians.HALF_LOG_TWO_PI)
                .minus(mass)
                .exp();
    }
}
