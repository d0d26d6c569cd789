package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import org.apache.commons.numbers.gamma.LogBeta;

/** log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b). */
final class BetaFunction {
    private BetaFunction() {}

    /** Of two numbers it is computed while the graph is written, without the cancellation of the three terms. */
    static Expr log(Expr a, Expr b) {
        Double first = a.number();
        Double second = b.number();
        if (first != null && second != null) {
            return Expr.constant(LogBeta.value(first, second));
        }
        return a.logGamma().plus(b.logGamma()).minus(a.plus(b).logGamma());
    }
}
