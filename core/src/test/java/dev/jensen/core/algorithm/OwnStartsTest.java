package dev.jensen.core.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Algorithms that are not told where to begin, on a line through points whose x are far from 0: y = a + bx + σε, flat a and b, log σ flat. */
class OwnStartsTest {
    private static final int N = 40;
    private static final double[] X = new double[N];
    private static final double[] Y = new double[N];

    static {
        Random random = new Random(3);
        for (int i = 0; i < N; i++) {
            X[i] = 20 + 60 * random.nextDouble();
            Y[i] = 5 + 0.7 * X[i] + 4 * random.nextGaussian();
        }
    }

    private static ExprDensity line() {
        return LogDensity.of(3, z -> {
            Expr residual =
                    Expr.constant(Y).minus(Expr.constant(X).times(z.at(1))).minus(z.at(0));
            return residual.square()
                    .sum()
                    .times(z.at(2).times(-2).exp())
                    .times(-0.5)
                    .minus(z.at(2).times(N));
        });
    }

    /** The slope is Student's t with n − 2 degrees of freedom about the least squares slope, and log σ has ln(SSE/2)/2 − ψ((n − 2)/2)/2. */
    private static void assertRight(Fit fit, double share) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < N; i++) {
            meanX += X[i] / N;
            meanY += Y[i] / N;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < N; i++) {
            xx += (X[i] - meanX) * (X[i] - meanX);
            xy += (X[i] - meanX) * (Y[i] - meanY);
            yy += (Y[i] - meanY) * (Y[i] - meanY);
        }
        double slope = xy / xx;
        double squares = yy - slope * xy;
        double sd = Math.sqrt(squares / (N - 4) / xx);
        double psi = 2.917851; // scipy.special.digamma(19)
        double ofLog = 0.5 * Math.log(squares / 2) - 0.5 * psi;
        var rows = fit.summary();
        assertEquals(slope, rows.row("z[1]").mean(), share * sd, fit::toString);
        assertEquals(sd, rows.row("z[1]").sd(), share * sd, fit::toString);
        assertEquals(ofLog, rows.row("z[2]").mean(), share * 0.117, fit::toString); // its sd, from trigamma(19)
    }

    @Test
    void normalsFindTheirWay() {
        Differentiable line = line();
        for (Fit fit : new Fit[] {
            NaturalGradient.of(line).fit(1),
            BatchAndMatch.of(line).fit(1),
            LowRankBatchAndMatch.of(line, 2).fit(1),
            Pathfinder.of(line).fit(1)
        }) {
            assertRight(fit, 0.15);
            assertTrue(fit.origin().describeEnding().startsWith("converged"), fit::toString);
        }
        assertInstanceOf(
                Verdict.Reliable.class,
                NaturalGradient.of(line).fit(2).verdict().orElseThrow());
    }

    @Test
    void particlesToo() {
        assertRight(Svgd.of(line()).maximumSteps(300).fit(1), 0.3);
    }

    /** A mode is not a mean: log σ is off, and the verdict says so. */
    @Test
    void aModeIsNotCalledReliable() {
        Verdict verdict = LaplaceApproximation.of(line()).fit(1).verdict().orElseThrow();
        assertFalse(verdict instanceof Verdict.Reliable, verdict::toString);
    }
}
