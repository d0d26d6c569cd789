package dev.jensen.core.algorithm.climb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.guard.Watched;
import dev.jensen.core.algorithm.hierarchy.FlowAbout;
import dev.jensen.core.algorithm.hmc.Chained;
import dev.jensen.core.algorithm.importance.Weighed;
import dev.jensen.core.algorithm.normal.FittedNormal;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.density.Variables;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chains from the draws of a normal that is too narrow by half. */
class MovedDrawsTest {
    private static final int D = 4;

    private static Chained moved(ExprDensity target, long gradients) {
        Watched watched = new Watched(target, gradients);
        FlowAbout flow = FlowAbout.triangular(FittedNormal.about(new double[D], 0.6), new int[] {0});
        Weighed rung = Weighed.through("normal", watched, Variables.of(target), flow.family(), flow.phi(), 1024, 1)
                .orElseThrow();
        List<Chained> seen = new ArrayList<>();
        new MovedDraws(watched, Variables.of(target), flow, 1).of(rung, () -> {}, seen::add);
        return seen.get(seen.size() - 1);
    }

    /** Each coordinate a Gumbel: mean γ, variance π²/6. */
    private static ExprDensity gumbels() {
        return LogDensity.of(D, z -> z.negate().minus(z.negate().exp()).sum());
    }

    @Test
    void chainsForgetWhereTheyBeganAndAreRight() {
        Chained chains = moved(gumbels(), 60_000);
        assertTrue(chains.isSettled(), chains::toString);
        Verdict verdict = chains.verdict("more");
        assertTrue(verdict instanceof Verdict.Reliable, verdict::describe);
        for (int i = 0; i < D; i++) {
            // 4 errors of at most 0.03 standard deviations
            assertEquals(0.5772156649015329, chains.weighed().summary()[0][i], 0.12 * Math.PI / Math.sqrt(6));
            assertEquals(Math.PI / Math.sqrt(6), chains.weighed().summary()[1][i], 0.15);
        }
    }

    @Test
    void fewGradientsMakeShortChainsThatRemember() {
        Chained chains = moved(gumbels(), 14_000);
        assertFalse(chains.isSettled(), chains::toString);
    }

    @Test
    void aHeavyTailIsNotCalledReliable() {
        double nu = 2.2; // the variance is 11, but no second moment of draws settles
        ExprDensity student = LogDensity.of(D, z -> {
            Expr tail = z.square().dividedBy(nu).log1p().times(-0.5 * (nu + 1));
            return tail.sum();
        });
        Chained chains = moved(student, 60_000);
        Verdict verdict = chains.verdict("more");
        assertFalse(verdict instanceof Verdict.Reliable, verdict::describe);
        assertTrue(verdict.reason().contains("z["), verdict::reason);
    }
}
