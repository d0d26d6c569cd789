package dev.jensen.core.density;

import dev.jensen.core.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The exact sum over an unknown with few outcomes, written into the target: log Σ_k p̃(k, x), one term for each outcome.
 * What remains is a density of the other unknowns, with all its derivatives, and no estimator is needed for the sum.
 *
 * <pre>{@code
 * // each row of a plate comes from one of three normals
 * Expr logDensity = Enumeration.logSum(3, k -> weights.at(k).log().plus(Normal.of(mu.at(k), 1).logDensity(y)));
 * }</pre>
 *
 * <p>Terms with rows are summed row by row: K terms for each row, not Kⁿ for all.
 */
public final class Enumeration {
    private Enumeration() {}

    /**
     * log Σ_k exp(term(k)), which does not overflow.
     *
     * @param outcomes K, at least 1
     * @param term the joint log density with the unknown at k, in nats; called once for each of 0, …, K − 1; all of one shape
     * @return the shape of a term
     */
    public static Expr logSum(int outcomes, IntFunction<Expr> term) {
        return terms(outcomes, term).logSumExp(0);
    }

    /**
     * The probabilities of the outcomes given everything else, proportional to exp(term(k)): the posterior of the unknown
     * that {@link #logSum} summed out.
     *
     * @param outcomes K, at least 1
     * @param term as for {@link #logSum}
     * @return one dimension more than a term, the first, of length K
     */
    public static Expr probabilities(int outcomes, IntFunction<Expr> term) {
        return terms(outcomes, term).softmax(0);
    }

    /** The terms along a new first axis. */
    private static Expr terms(int outcomes, IntFunction<Expr> term) {
        if (outcomes < 1) {
            throw new IllegalArgumentException("an unknown must have at least 1 outcome: " + outcomes);
        }
        List<Expr> terms = new ArrayList<>();
        for (int k = 0; k < outcomes; k++) {
            terms.add(term.apply(k));
        }
        return Expr.stack(terms);
    }
}
