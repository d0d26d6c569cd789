package dev.jensen.benchmarks;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A Bayesian neural net with one hidden layer: all weights ~ N(0, 1), sigma ~ HalfNormal(1),
 * y ~ N(tanh(X w1 + b1) w2 / √hidden, sigma).
 *
 * @param rows N
 * @param inputs columns of X
 * @param hidden units of the hidden layer
 */
record NeuralNet(int rows, int inputs, int hidden) implements Posterior {

    /** A smooth function of the first three inputs, and noise. */
    @Override
    public String write(Path folder, Path posteriordb) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
        double[] x = new double[rows * inputs];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < inputs; j++) {
                x[i * inputs + j] = random.nextGaussian();
            }
            int at = i * inputs;
            y[i] = Math.sin(x[at]) + 0.5 * x[at + 1] * x[at + 2] + 0.2 * random.nextGaussian();
        }
        RawArrays.write(folder.resolve("X.f64"), x);
        RawArrays.write(folder.resolve("y.f64"), y);
        return "neural net: synthetic, " + rows + " rows of " + inputs + ", seed 4";
    }

    @Override
    public Differentiable density(Path folder) throws IOException {
        double[] numbers = RawArrays.doubles(folder.resolve("X.f64"));
        double[] outcomes = RawArrays.doubles(folder.resolve("y.f64"));
        return Model.of("neural net", m -> {
                    var row = m.plate("row", rows);
                    var x = Expr.columns(row, "x", inputs, numbers).reshape(1, inputs);
                    var w1 = m.latent("w1", Normal.of(0, 1), inputs * hidden).reshape(inputs, hidden);
                    var b1 = m.latent("b1", Normal.of(0, 1), hidden);
                    var w2 = m.latent("w2", Normal.of(0, 1), hidden);
                    var sigma = m.latent("sigma", HalfNormal.of(1));
                    var layer = x.matMul(w1).reshape(hidden).plus(b1).tanh();
                    var mean = layer.dot(w2).dividedBy(Math.sqrt(hidden));
                    m.observe("y", Normal.of(mean, sigma), outcomes, row);
                })
                .density();
    }
}
