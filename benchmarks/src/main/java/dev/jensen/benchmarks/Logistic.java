package dev.jensen.benchmarks;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Logistic regression on synthetic data: beta ~ N(0, 1)^D, alpha ~ N(0, 1), y ~ Bernoulli(logit = X beta + alpha).
 *
 * @param rows N
 * @param columns D
 * @param kind what the numbers of X are
 */
record Logistic(int rows, int columns, Kind kind) implements Posterior {

    /** Columns of standard normals. */
    Logistic(int rows, int columns) {
        this(rows, columns, Kind.NORMAL);
    }

    /** What the columns hold. */
    enum Kind {
        /** Standard normals. */
        NORMAL,
        /** Dummy variables, 0 or 1. */
        BINARY,
        /** Standard normals of single precision. */
        FLOAT;

        private double number(RandomGenerator random) {
            return switch (this) {
                case NORMAL -> random.nextGaussian();
                case BINARY -> random.nextInt(2);
                case FLOAT -> (float) random.nextGaussian();
            };
        }
    }

    /** Columns of the kind, coefficients N(0, 1/D) so that the logits stay within a few units. */
    @Override
    public String write(Path folder, Path posteriordb) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        double[] beta = new double[columns];
        for (int j = 0; j < columns; j++) {
            beta[j] = random.nextGaussian() / Math.sqrt(columns);
        }
        double[] x = new double[rows * columns];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            double logit = 0.5;
            for (int j = 0; j < columns; j++) {
                double value = kind.number(random);
                x[i * columns + j] = value;
                logit += beta[j] * value;
            }
            y[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
        }
        RawArrays.write(folder.resolve("X.f64"), x);
        RawArrays.write(folder.resolve("y.f64"), y);
        return "logistic: synthetic, " + rows + " rows of " + columns + ", seed 1";
    }

    @Override
    public Differentiable density(Path folder) throws IOException {
        double[] numbers = RawArrays.doubles(folder.resolve("X.f64"));
        double[] outcomes = RawArrays.doubles(folder.resolve("y.f64"));
        return Model.of("logistic regression", m -> {
                    var row = m.plate("row", rows);
                    var x = Expr.columns(row, "x", columns, numbers);
                    var beta = m.latent("beta", Normal.of(0, 1), columns);
                    var alpha = m.latent("alpha", Normal.of(0, 1));
                    m.observe("y", Bernoulli.ofLogit(x.dot(beta).plus(alpha)), outcomes, row);
                })
                .density();
    }
}
