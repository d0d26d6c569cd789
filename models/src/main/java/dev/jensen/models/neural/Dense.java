package dev.jensen.models.neural;

import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.ModelBuilder;
import dev.jensen.models.PointEstimate;
import java.util.SplittableRandom;

/**
 * A dense layer: activation(Wx + b).
 *
 * <pre>{@code
 * Dense hidden = Dense.parameters(m, "hidden", 64, 100, Activation.TANH, 1);
 * Dense output = Dense.parameters(m, "output", 100, 10, Activation.IDENTITY, 2);
 * Expr y = output.apply(hidden.apply(x));
 * }</pre>
 *
 * @param weights W, [outputs, inputs]
 * @param bias b, [outputs]
 * @param activation of each output
 */
public record Dense(Expr weights, Expr bias, Activation activation) {
    /** Checks that the shapes belong together. */
    public Dense {
        boolean fits = weights.shape().rank() == 2
                && bias.shape().rank() == 1
                && weights.shape().dimension(0) == bias.shape().dimension(0);
        if (!fits) {
            throw new IllegalArgumentException(
                    "a dense layer needs weights [outputs, inputs] and a bias [outputs], not " + weights.shape()
                            + " and " + bias.shape());
        }
    }

    /**
     * A layer whose weights are parameters, which begin as uniform numbers within ±√(6/(inputs + outputs)), so that signals keep their
     * size (Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010), and biases at 0.
     *
     * @param m takes the parameters, {@code name.weights} and {@code name.bias}
     * @param inputs length of x, at least 1
     * @param outputs how many, at least 1
     * @param seed the same seed gives the same start
     */
    public static Dense parameters(
            ModelBuilder m, String name, int inputs, int outputs, Activation activation, long seed) {
        requireSizes(name, inputs, outputs);
        double limit = Math.sqrt(6.0 / (inputs + outputs));
        SplittableRandom random = new SplittableRandom(seed);
        double[][] start = new double[outputs][];
        for (int o = 0; o < outputs; o++) {
            start[o] = random.doubles(inputs, -limit, limit).toArray();
        }
        return new Dense(
                m.parameter(name + ".weights", PointEstimate.from(start)),
                m.parameter(name + ".bias", PointEstimate.from(new double[outputs])),
                activation);
    }

    /**
     * A layer of a Bayesian network, whose weights are latents: normal about 0 with standard deviation scale/√inputs, so that the outputs'
     * prior does not depend on the number of inputs, and biases with {@code scale} (Neal, "Bayesian learning for neural networks", 1996).
     *
     * @param m takes the latents, {@code name.weights} and {@code name.bias}
     * @param inputs length of x, at least 1
     * @param outputs how many, at least 1
     * @param scale a number above 0, or an expression of other latents
     */
    public static Dense latents(
            ModelBuilder m, String name, int inputs, int outputs, Activation activation, Expr scale) {
        requireSizes(name, inputs, outputs);
        Expr unit = m.latent(name + ".weights", Normal.of(0, 1), inputs * outputs);
        Expr bias = m.latent(name + ".bias", Normal.of(0, 1), outputs);
        return new Dense(
                unit.reshape(outputs, inputs).times(scale.dividedBy(Math.sqrt(inputs))), bias.times(scale), activation);
    }

    private static void requireSizes(String name, int inputs, int outputs) {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "layer \"" + name + "\" needs at least 1 input and 1 output: " + inputs + " and " + outputs);
        }
    }

    /**
     * Applies the layer.
     *
     * @param x a vector, or one for each row, as long as the layer has inputs
     * @throws IllegalArgumentException if it has another shape
     */
    public Expr apply(Expr x) {
        int inputs = weights.shape().dimension(1);
        if (x.shape().rank() != 1 || x.shape().dimension(0) != inputs) {
            throw new IllegalArgumentException(
                    "a dense layer of " + inputs + " inputs needs a vector of that length, not " + x.shape());
        }
        return activation.of(weights.matVec(x).plus(bias));
    }
}
