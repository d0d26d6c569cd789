package dev.jensen.nd4j;

import dev.jensen.core.density.Differentiable;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Values and gradients of a target as arrays of ND4J, for whoever climbs it with an optimiser of their own.
 *
 * @param values log p̃ of each point in nats, shape [point]
 * @param gradients ∇log p̃, shape [point, d]
 */
public record TensorGradients(INDArray values, INDArray gradients) {

    /**
     * Evaluates a target.
     *
     * @param target in d dimensions
     * @param points shape [point, d], or [d] for one
     * @return in double precision
     * @throws IllegalArgumentException if the shape or the type of the points does not fit
     * @throws IllegalStateException if ND4J has no backend, naming the artifact to add
     */
    public static TensorGradients at(Differentiable target, INDArray points) {
        Backend.require();
        TensorView view = TensorView.of("points", points);
        int[] shape = view.shape();
        int d = target.dimension();
        if (shape.length < 1 || shape.length > 2 || shape[shape.length - 1] != d) {
            throw new IllegalArgumentException("points are an INDArray of shape " + Arrays.toString(shape)
                    + ", but the target has " + d + " coordinates: give [points, " + d + "]");
        }
        int count = shape.length == 1 ? 1 : shape[0];
        double[] values = new double[count];
        double[] gradients = new double[Math.multiplyExact(count, d)];
        target.gradient(count, view.numbers(), values, gradients);
        return new TensorGradients(TensorDraws.array(values, count), TensorDraws.array(gradients, count, d));
    }
}
