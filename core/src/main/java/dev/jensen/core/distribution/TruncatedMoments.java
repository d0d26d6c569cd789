package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/** Mean and variance of a truncated law: of the normal law by formula, of others by quadrature. */
record TruncatedMoments(Expr mean, Expr variance) {
    static TruncatedMoments of(Truncated truncated) {
        if (truncated.law() instanceof Normal normal) {
            return normal(normal, truncated);
        }
        QuantileMoments numeric = QuantileMoments.of(truncated);
        return new TruncatedMoments(numeric.mean(), numeric.variance());
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
