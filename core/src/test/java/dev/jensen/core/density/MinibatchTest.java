package dev.jensen.core.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Plate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Minibatches estimate the density of all rows without bias: an epoch's batches together are that density. */
class MinibatchTest {
    private static final int ROWS = 203;
    private static final int GROUPS = 7;
    private static final int DRAWS = 3;

    /** A logistic regression with group effects, an effect of each row, and columns computed from data. */
    private static ExprDensity regression(Plate row) {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = random.doubles(ROWS * 3L, -2, 3).toArray();
        double[] y = random.ints(ROWS, 0, 2).asDoubleStream().toArray();
        int[] group = random.ints(ROWS, 0, GROUPS).toArray();
        Expr beta = Expr.variable("beta", 3);
        Expr u = Expr.variable("u", GROUPS);
        Expr own = Expr.variable("own", ROWS);
        Expr raw = Expr.columns(row, "x", 3, x);
        Expr centred = raw.minus(raw.sumRows().dividedBy(ROWS)); // the mean is that of all rows
        Expr effect = own.toRows(row);
        Expr logit = centred.dot(beta)
                .plus(u.gather(IntColumn.of(row, "group", group, GROUPS)))
                .plus(effect);
        return ExprDensity.of(
                List.of(beta, u, own),
                List.of(
                        Factor.of("beta", Normal.of(0, 1).logDensity(beta)),
                        Factor.of("u", Normal.of(0, 2).logDensity(u)),
                        Factor.of("own", Normal.of(0, beta.at(0).exp()).logDensity(effect)),
                        Factor.of("y", Bernoulli.ofLogit(logit).logDensity(Expr.column(row, "y", y)))),
                Variables.unnamed(3 + GROUPS + ROWS));
    }

    /** Value, gradient and a product with the Hessian, of some points. */
    private static double[] evaluate(TwiceDifferentiable density, double[] points, double[] vectors) {
        int d = density.dimension();
        double[] values = new double[DRAWS];
        double[] gradients = new double[DRAWS * d];
        double[] products = new double[DRAWS * d];
        double[] alone = new double[DRAWS];
        density.gradient(DRAWS, points, values, gradients);
        density.hessianProduct(DRAWS, points, vectors, products);
        density.logDensity(DRAWS, points, alone);
        assertArrayEquals(values, alone, 1e-9 * Math.abs(values[0]));
        double[] all = Arrays.copyOf(values, DRAWS * (2 * d + 1));
        System.arraycopy(gradients, 0, all, DRAWS, DRAWS * d);
        System.arraycopy(products, 0, all, DRAWS * (d + 1), DRAWS * d);
        return all;
    }

    private static double[] points(int length, long seed) {
        return new SplittableRandom(seed).doubles(length, -1, 1).toArray();
    }

    private static double[] epochMean(ExprDensity density, Plate row, double[] points, double[] vectors) {
        double[] mean = new double[DRAWS * (2 * density.dimension() + 1)];
        int batches = row.batches();
        for (int step = 0; step < batches; step++) {
            double[] one = evaluate(density.batch(5, 3L * batches + step), points, vectors);
            long from = (long) ROWS * step / batches;
            long to = (long) ROWS * (step + 1) / batches;
            for (int i = 0; i < mean.length; i++) {
                mean[i] += one[i] * (to - from) / ROWS;
            }
        }
        return mean;
    }

    @Test
    void anEpochsMeanIsTheDensityOfAllRows() {
        Plate all = Plate.of("row", ROWS);
        for (int size : new int[] {203, 140, 32}) {
            Plate row = all.minibatch(size);
            ExprDensity density = regression(row);
            double[] points = points(DRAWS * density.dimension(), 2);
            double[] vectors = points(DRAWS * density.dimension(), 3);
            double[] full = evaluate(regression(all), points, vectors);
            assertArrayEquals(full, evaluate(density, points, vectors), 0, "itself it is the density of all rows");
            double[] mean = epochMean(density, row, points, vectors);
            for (int i = 0; i < full.length; i++) {
                assertEquals(full[i], mean[i], 1e-11 * (100 + Math.abs(full[i])), size + " rows, number " + i);
            }
        }
    }

    @Test
    void aStepIsAFunctionOfSeedAndStep() {
        ExprDensity density = regression(Plate.of("row", ROWS).minibatch(50));
        double[] points = points(DRAWS * density.dimension(), 2);
        double[] once = evaluate(density.batch(1, 4), points, points);
        assertArrayEquals(once, evaluate(density.batch(1, 4), points, points), 0);
        assertArrayEquals(once, evaluate(density.threads(2).batch(1, 4), points, points), 0);
        assertFalse(Arrays.equals(once, evaluate(density.batch(1, 5), points, points)));
        assertFalse(Arrays.equals(once, evaluate(density.batch(2, 4), points, points)));
        Batches run = density.batches(1);
        run.moveTo(4);
        assertArrayEquals(once, evaluate((ExprDensity) run.density(), points, points), 0);
        assertArrayEquals(
                evaluate(density, points, points), evaluate(density.batch(1, 4).allRows(), points, points), 0);
        assertThrows(IllegalArgumentException.class, () -> run.moveTo(-1));
    }

    private static ExprDensity ofSum(UnaryOperator<Expr> ofRows) {
        Plate row = Plate.of("row", 10).minibatch(4);
        Expr y = Expr.column(row, "y", new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        return LogDensity.of(1, z -> ofRows.apply(y.times(z.at(0)).exp()));
    }

    /** What is linear in the sum is estimated; what is not would be biased. */
    @Test
    void sumsMayBeUsedLinearly() {
        for (UnaryOperator<Expr> linear : List.<UnaryOperator<Expr>>of(
                x -> x.sumRows().times(2).minus(1).negate(),
                x -> x.square().sumRows().dividedBy(3),
                x -> x)) {
            ExprDensity density = ofSum(linear);
            double mean = 0;
            double[] value = new double[1];
            for (int step = 0; step < 3; step++) {
                density.batch(1, step).logDensity(1, new double[] {0.5}, value);
                mean += value[0] * (step < 2 ? 0.3 : 0.4); // 3, 3 and 4 of 10 rows
            }
            density.logDensity(1, new double[] {0.5}, value);
            assertEquals(value[0], mean, 1e-12 * Math.abs(mean));
        }
        for (UnaryOperator<Expr> other : List.<UnaryOperator<Expr>>of(
                x -> x.sumRows().log(),
                x -> x.minus(x.sumRows()).square(),
                x -> x.toAxis().logSumExp(0))) {
            ExprDensity density = ofSum(other);
            double[] value = new double[1];
            density.logDensity(1, new double[1], value); // all rows are no estimate
            assertTrue(Double.isFinite(value[0]));
            var refusal = assertThrows(
                    IllegalArgumentException.class, () -> density.batch(1, 0).logDensity(1, new double[1], value));
            assertTrue(refusal.getMessage().contains("leave minibatch(…) of the plate off"), refusal.getMessage());
        }
    }

    @Test
    void refusesSizesThatMakeNoSense() {
        Plate row = Plate.of("row", 10);
        for (int size : new int[] {0, -1, 11}) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> row.minibatch(size));
            assertTrue(refusal.getMessage().startsWith("a minibatch of plate \"row\" must have between 1 and 10 rows"));
        }
        assertEquals(4, row.minibatch(3).batches());
        assertFalse(row.minibatch(10).hasMinibatch());
    }
}
