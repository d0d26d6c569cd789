package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Plate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A Bernoulli likelihood with a slope, an intercept and effects of groups, held to the loop over the rows that it stands for. */
class DataTotalsTest {
    private static final int ROWS = 600;
    private static final int GROUPS = 5;
    private static final double[][] X = new double[ROWS][2];
    private static final double[] Y = new double[ROWS];
    private static final int[] SORTED = new int[ROWS];
    private static final int[] MIXED = new int[ROWS];

    static {
        SplittableRandom random = new SplittableRandom(5);
        for (int row = 0; row < ROWS; row++) {
            X[row][0] = random.nextDouble(-2, 2);
            X[row][1] = random.nextDouble(-2, 2);
            Y[row] = random.nextInt(2);
            SORTED[row] = row * GROUPS / ROWS;
            MIXED[row] = random.nextInt(GROUPS);
        }
    }

    private static final Expr BETA = Expr.variable("beta", 2);
    private static final Expr ALPHA = Expr.variable("alpha");
    private static final Expr EFFECT = Expr.variable("effect", GROUPS);
    private static final List<Expr> UNKNOWNS = List.of(BETA, ALPHA, EFFECT);

    private static Program program(Plate plate, int[] groups) {
        IntColumn group = IntColumn.of(plate, "group", groups, GROUPS);
        Expr x = Expr.columns(plate, "x", X);
        Expr y = Expr.column(plate, "y", Y);
        Expr eta = x.dot(BETA).plus(ALPHA).minus(EFFECT.gather(group).times(ALPHA));
        Expr log = y.times(eta).minus(eta.softplus()).sumRows();
        List<Expr> outputs = new ArrayList<>(List.of(log));
        outputs.addAll(Gradient.of(log, UNKNOWNS));
        return Program.of(UNKNOWNS, outputs);
    }

    /** The value, then the derivatives, row by row. */
    private static double[] loop(int[] groups, double[] beta, double alpha, double[] effect) {
        double[] out = new double[4 + GROUPS];
        for (int row = 0; row < ROWS; row++) {
            double u = effect[groups[row]];
            double eta = X[row][0] * beta[0] + X[row][1] * beta[1] + alpha - u * alpha;
            double rest = Y[row] - 1 / (1 + Math.exp(-eta));
            out[0] += Y[row] * eta - Math.log1p(Math.exp(eta));
            out[1] += rest * X[row][0];
            out[2] += rest * X[row][1];
            out[3] += rest * (1 - u);
            out[4 + groups[row]] -= rest * alpha;
        }
        return out;
    }

    private static void assertEqualsTheLoop(int[] groups) {
        Program program = program(Plate.of("row", ROWS), groups);
        double[] beta = {0.4, -0.7};
        double[] effect = {0.1, -0.3, 0.2, 1.4, -1};
        for (Program on : List.of(program.on(new PlainKernels()), program.on(Kernels.best()))) {
            Frame frame = on.frame(1);
            frame.set(0, beta, 0, 2);
            frame.set(1, new double[] {-0.6}, 0, 1);
            frame.set(2, effect, 0, GROUPS);
            frame.run();
            double[] actual = new double[4 + GROUPS];
            frame.get(0, actual, 0, 1);
            frame.get(1, actual, 1, 2);
            frame.get(2, actual, 3, 1);
            frame.get(3, actual, 4, GROUPS);
            double[] expected = loop(groups, beta, -0.6, effect);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], actual[i], 1e-10, "output " + i);
            }
        }
    }

    @Test
    void valueAndGradientAreThoseOfTheLoop() {
        assertEqualsTheLoop(SORTED);
        assertEqualsTheLoop(MIXED);
    }

    /** Outcomes meet the predictor in totals that are computed once; a pass over the rows does not read them. */
    @Test
    void noPassReadsTheOutcomes() {
        List<String> listing = program(Plate.of("row", ROWS), SORTED).listing();
        assertFalse(listing.stream().anyMatch(line -> line.startsWith("  y ")), listing::toString);
    }

    /** Of a minibatch the totals would change from step to step. */
    @Test
    void minibatchesReadTheirOutcomes() {
        List<String> listing =
                program(Plate.of("row", ROWS).minibatch(100), SORTED).listing();
        assertTrue(listing.stream().anyMatch(line -> line.startsWith("  y ")), listing::toString);
    }
}
