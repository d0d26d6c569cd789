package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.AffineFamily;
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

    /** 30 groups of 20 rows, non-centred: the noise of a batch in 30 effects would drive their scale down by some standard deviations. */
    private static Model groups(int batch) {
        SplittableRandom random = new SplittableRandom(2);
        int groups = 30;
        int[] of = new int[20 * groups];
        double[] y = new double[of.length];
        for (int i = 0; i < of.length; i++) {
            of[i] = i % groups;
            y[i] = Math.sin(of[i]) + random.nextGaussian();
        }
        return Model.of("groups", m -> {
            var group = m.plate("group", groups);
            var all = m.plate("row", y.length);
            var row = batch < y.length ? all.minibatch(batch) : all;
            var where = m.index("group of row", of, row, group);
            var mu = m.latent("mu", Normal.of(0, 3));
            var tau = m.latent("tau", HalfNormal.of(1));
            var effect = mu.plus(tau.times(m.latent("effect", Normal.of(0, 1), group)));
            m.observe("y", Normal.of(effect.gather(where), 1), y, row);
        });
    }

    /** The same family on all rows; a tenth of its standard deviations; the seeds are fixed. */
    @Test
    void noiseOfBatchesDoesNotMoveAHierarchysScale() {
        Fit batches = groups(60).fit();
        assertEquals(Ending.CONVERGED, batches.origin().ending());
        AffineFamily family = (AffineFamily) batches.family();
        double[] right = StochasticGradientVi.of((Differentiable) groups(600).density(), family)
                .estimator(StickingTheLanding.draws(64))
                .start(batches.parameters())
                .maximumSteps(200)
                .fit(2)
                .parameters();
        for (int i = 0; i < family.dimension(); i++) {
            double sd = Math.sqrt(family.variance(right)[i]);
            assertEquals(family.mean(right)[i], family.mean(batches.parameters())[i], 0.1 * sd, "mean " + i);
            assertEquals(1, Math.sqrt(family.variance(batches.parameters())[i]) / sd, 0.1, "sd " + i);
        }
    }
}
