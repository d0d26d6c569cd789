package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.engine.choice.KernelChoice;
import dev.jensen.core.engine.plain.PlainKernels;
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
        for (Program on : List.of(program.on(new PlainKernels()), program.on(KernelChoice.best()))) {
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

    // ---------------------------------------------------------------- squares

    private static final int MANY = 3000;
    private static final Expr SLOPE = Expr.variable("slope", GROUPS);
    private static final Expr FIXED = Expr.variable("fixed");

    /** Squares of y − ½ − (α + c x + u[g] − x b[g] α), of which the groups' effects and slopes are optional. */
    private static Program squares(Plate plate, boolean grouped) {
        int[] groups = new int[MANY];
        double[] x = new double[MANY];
        double[] y = new double[MANY];
        fill(groups, x, y);
        IntColumn group = IntColumn.of(plate, "group", groups, GROUPS);
        Expr slopes = Expr.column(plate, "x", x);
        Expr mean = ALPHA.plus(FIXED.times(slopes));
        if (grouped) {
            mean = mean.plus(EFFECT.gather(group))
                    .minus(slopes.times(SLOPE.gather(group)).times(ALPHA));
        }
        Expr log = Expr.column(plate, "y", y).minus(0.5).minus(mean).square().sumRows();
        List<Expr> unknowns = List.of(ALPHA, FIXED, EFFECT, SLOPE);
        List<Expr> outputs = new ArrayList<>(List.of(log));
        outputs.addAll(Gradient.of(log, unknowns));
        return Program.of(unknowns, outputs);
    }

    private static void fill(int[] groups, double[] x, double[] y) {
        SplittableRandom random = new SplittableRandom(6);
        for (int row = 0; row < MANY; row++) {
            groups[row] = random.nextInt(GROUPS - 1); // the last group has no rows
            x[row] = groups[row] == 1 ? 1.5 : random.nextDouble(-2, 2); // and one whose slope is its level
            y[row] = 1e4 + random.nextDouble(-1, 1);
        }
    }

    private static double[] loop(boolean grouped, double alpha, double fixed, double[] effect, double[] slope) {
        int[] groups = new int[MANY];
        double[] x = new double[MANY];
        double[] y = new double[MANY];
        fill(groups, x, y);
        double[] out = new double[3 + 2 * GROUPS];
        for (int row = 0; row < MANY; row++) {
            double u = grouped ? effect[groups[row]] : 0;
            double b = grouped ? slope[groups[row]] : 0;
            double r = y[row] - 0.5 - (alpha + fixed * x[row] + u - x[row] * b * alpha);
            out[0] += r * r;
            out[1] -= 2 * r * (1 - x[row] * b);
            out[2] -= 2 * r * x[row];
            if (grouped) {
                out[3 + groups[row]] -= 2 * r;
                out[3 + GROUPS + groups[row]] += 2 * r * x[row] * alpha;
            }
        }
        return out;
    }

    @Test
    void sumsOfSquaresAreThoseOfTheLoop() {
        double[] effect = {0.1, -0.3, 0.2, 1.4, -1};
        double[] slope = {-1e-4, 2e-4, 1e-4, -1e-4, 3};
        for (boolean grouped : new boolean[] {true, false}) {
            Program program = squares(Plate.of("row", MANY), grouped);
            Frame frame = program.frame(1);
            frame.set(0, new double[] {9999.25}, 0, 1); // near the outcomes: what is left is small beside them
            frame.set(1, new double[] {0.4}, 0, 1);
            frame.set(2, effect, 0, GROUPS);
            frame.set(3, slope, 0, GROUPS);
            frame.run();
            double[] expected = loop(grouped, 9999.25, 0.4, effect, slope);
            double[] actual = new double[expected.length];
            frame.get(0, actual, 0, 1);
            frame.get(1, actual, 1, 1);
            frame.get(2, actual, 2, 1);
            frame.get(3, actual, 3, GROUPS);
            frame.get(4, actual, 3 + GROUPS, GROUPS);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], actual[i], 1e-9 * (1 + Math.abs(expected[i])), "output " + i);
            }
        }
    }

    @Test
    void noPassReadsRowsOfWhichOnlySquaresAreNeeded() {
        for (boolean grouped : new boolean[] {true, false}) {
            List<String> all = squares(Plate.of("row", MANY), grouped).listing();
            assertFalse(all.stream().anyMatch(line -> line.startsWith("over row")), all::toString);
            List<String> batch =
                    squares(Plate.of("row", MANY).minibatch(100), grouped).listing();
            assertTrue(batch.stream().anyMatch(line -> line.startsWith("over row")), batch::toString);
        }
    }
}
