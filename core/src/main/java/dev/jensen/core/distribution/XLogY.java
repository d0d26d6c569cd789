package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;

/** a · log x with 0 · log 0 = 0, as counts and exponents need it at the edge of a support. */
final class XLogY {
    private XLogY() {}

    /**
     * a · log x, and 0 where a = x = 0.
     *
     * <p>Where each row has an a and all share an unknown x, the plain product is written: it is summed over the rows as
     * (Σ a) · log x, once. There x must not be exactly 0.
     */
    static Expr of(Expr a, Expr x) {
        Double value = x.number();
        boolean safe = value == null ? a.shape().hasRows() && !x.shape().hasRows() : value > 0;
        if (safe || isNonZero(a)) {
            return a.times(x.log());
        }
        Expr bothZero = a.equalTo(0).times(x.equalTo(0));
        return a.times(Expr.select(bothZero, Expr.constant(1), x).log());
    }

    /** a · log(1 − x), and 0 where a = 1 − x = 0; as {@link #of}. */
    static Expr complement(Expr a, Expr x) {
        Double value = x.number();
        boolean safe = value == null ? a.shape().hasRows() && !x.shape().hasRows() : value < 1;
        if (safe || isNonZero(a)) {
            return a.times(x.negate().log1p());
        }
        Expr bothZero = a.equalTo(0).times(x.equalTo(1));
        Expr other = Expr.select(bothZero, Expr.constant(0), x);
        return a.times(other.negate().log1p());
    }

    /**
     * k log p + (n − k) log(1 − p).
     *
     * <p>Where all rows share an unknown p it is written as k log(p/(1 − p)) + n log(1 − p), which is summed over the rows
     * as (Σ k) · log(p/(1 − p)) + …; there p must be strictly between 0 and 1.
     */
    static Expr successes(Expr k, Expr n, Expr p) {
        if (p.number() == null && k.shape().hasRows() && !p.shape().hasRows()) {
            Expr complement = p.negate().log1p();
            return k.times(p.log().minus(complement)).plus(n.times(complement));
        }
        return of(k, p).plus(complement(n.minus(k), p));
    }

    private static boolean isNonZero(Expr a) {
        Double number = a.number();
        return number != null && number != 0;
    }
}
