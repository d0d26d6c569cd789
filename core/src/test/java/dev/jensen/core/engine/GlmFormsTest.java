package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.Plate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Generalised linear models written plainly are the same programs as those that name their link, in operations counted. */
class GlmFormsTest {
    private static final Plate ROWS = Plate.of("row", 4);
    private static final Expr X =
            Expr.columns(ROWS, "x", new double[][] {{1, 2, 3}, {0.5, -1, 2}, {0, 1, 0.25}, {1.5, 0.1, -3}});
    private static final Expr Y = Expr.column(ROWS, "y", new double[] {1, 0, 0, 1});
    private static final Expr BETA = Expr.variable("beta", 3);
    private static final Expr ETA = X.dot(BETA);

    private static Program program(Distribution law) {
        Expr log = law.logDensityInside(Y).sumRows();
        List<Expr> outputs = new ArrayList<>(List.of(log));
        outputs.addAll(Gradient.of(log, List.of(BETA)));
        return Program.of(List.of(BETA), outputs);
    }

    private static double[] values(Program program, double scale) {
        Frame frame = program.frame(1);
        frame.set(0, new double[] {0.3 * scale, -0.2 * scale, 0.1 * scale}, 0, 3);
        frame.run();
        double[] out = new double[4];
        frame.get(0, out, 0, 1);
        frame.get(1, out, 1, 3);
        return out;
    }

    private static void assertSame(Distribution plain, Distribution named) {
        Program one = program(plain);
        Program other = program(named);
        assertEquals(other.listing(), one.listing());
        for (double scale : new double[] {1, 2000}) {
            double[] expected = values(other, scale);
            double[] actual = values(one, scale);
            for (int i = 0; i < 4; i++) {
                assertEquals(expected[i], actual[i], 0, "scale " + scale);
                assertTrue((scale > 1 && plain instanceof Poisson) || Double.isFinite(actual[i]), "finite at " + scale);
            }
        }
    }

    @Test
    void bernoulliOfASigmoidIsThatOfTheLogit() {
        assertSame(Bernoulli.of(ETA.sigmoid()), Bernoulli.ofLogit(ETA));
        assertSame(Bernoulli.of(Expr.constant(1).minus(ETA.negate().sigmoid())), Bernoulli.ofLogit(ETA));
        assertSame(Binomial.of(Expr.constant(2), ETA.sigmoid()), Binomial.ofLogit(Expr.constant(2), ETA));
    }

    @Test
    void bernoulliOfANormalIntegralIsThatOfTheProbit() {
        assertSame(Bernoulli.of(ETA.normalCdf()), Bernoulli.ofProbit(ETA));
        assertSame(Bernoulli.of(Expr.constant(1).minus(ETA.negate().normalCdf())), Bernoulli.ofProbit(ETA));
    }

    @Test
    void poissonOfAnExponentialIsThatOfTheLogRate() {
        assertSame(Poisson.of(ETA.exp()), Poisson.ofLogRate(ETA));
        Expr exposure = Expr.column(ROWS, "exposure", new double[] {1, 2, 0.5, 3});
        assertSame(Poisson.of(exposure.times(ETA.exp())), Poisson.ofLogRate(ETA.plus(exposure.log())));
        assertSame(Poisson.of(ETA.exp().times(exposure)), Poisson.ofLogRate(ETA.plus(exposure.log())));
    }

    /** Both share the exponential of the logit, and neither takes a logarithm of each row. */
    @Test
    void theLogisticFormHasOneExponentialARow() {
        List<String> listing = program(Bernoulli.of(ETA.sigmoid())).listing();
        assertEquals(
                1,
                listing.stream()
                        .filter(line -> line.contains("EXP"))
                        .filter(line -> line.contains("MINUS_ABS"))
                        .count());
        assertFalse(listing.stream().anyMatch(line -> line.contains("op=LOG]") || line.contains("SELECT")));
    }

    /** Of a linear model each row costs the product with x, the subtraction, and one inner product for the sum of squares. */
    @Test
    void theLinearFormIsAnInnerProduct() {
        List<String> listing = program(Normal.of(ETA, 1)).listing();
        assertEquals(1, listing.stream().filter(line -> line.contains("RowDot")).count(), listing::toString);
        assertEquals(
                1,
                listing.stream()
                        .filter(line -> line.contains("SUBTRACT") && line.endsWith("per row"))
                        .count(),
                listing::toString);
    }
}
