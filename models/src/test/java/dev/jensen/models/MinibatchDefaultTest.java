package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Ending;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A model with minibatches is fitted by default as well as with all rows. */
class MinibatchDefaultTest {
    private static final int ROWS = 1000;
    private static final int COLUMNS = 4;

    private static Model logistic(int batch) {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = random.doubles((long) ROWS * COLUMNS, -2, 2).toArray();
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = random.nextDouble() < 1 / (1 + Math.exp(-x[i * COLUMNS] + 0.5 * x[i * COLUMNS + 1])) ? 1 : 0;
        }
        return Model.of("logistic", m -> {
            var all = m.plate("row", ROWS);
            var row = batch < ROWS ? all.minibatch(batch) : all;
            var beta = m.latent("beta", Normal.of(0, 1), COLUMNS);
            m.observe("y", Bernoulli.ofLogit(Expr.columns(row, "x", COLUMNS, x).dot(beta)), y, row);
        });
    }

    /** A tenth of a posterior standard deviation; the seed is fixed. */
    @Test
    void isTheFitOfAllRows() {
        Fit all = logistic(ROWS).fit();
        Fit batches = logistic(50).fit();
        assertEquals(Ending.CONVERGED, batches.origin().ending());
        assertEquals("RELIABLE", batches.verdict().orElseThrow().word());
        for (int k = 0; k < COLUMNS; k++) {
            var right = all.summary().row("beta[" + k + "]");
            var row = batches.summary().row("beta[" + k + "]");
            assertEquals(right.mean(), row.mean(), 0.1 * right.sd());
            assertEquals(1, row.sd() / right.sd(), 0.1);
        }
    }
}
