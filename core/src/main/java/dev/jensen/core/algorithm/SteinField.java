package dev.jensen.core.algorithm;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.divergence.MedianDistance;
import dev.jensen.core.divergence.RadialKernel;
import dev.jensen.core.divergence.SteinKernel;
import dev.jensen.optim.StochasticObjective;
import java.util.Arrays;
import java.util.function.DoubleFunction;

/**
 * The direction in which particles z_1, …, z_n decrease KL(q‖p) fastest, turned round, as if it were a gradient (Liu and Wang 2016,
 * equation 8):
 *
 * <pre>
 *   −1/n Σ_j [ k(z_j, z_i) ∇log p̃(z_j) + ∇_{z_j} k(z_j, z_i) ]
 * </pre>
 *
 * <p>The value is the squared Stein discrepancy over all pairs.
 */
final class SteinField implements StochasticObjective {

    private final Differentiable target;
    private final int count;
    private final int d;
    private final DoubleFunction<RadialKernel> kernel;
    private final double[] values;
    private final double[] scores;
    private final double[] squares;

    SteinField(Differentiable target, int count, DoubleFunction<RadialKernel> kernel) {
        this.target = target;
        this.count = count;
        this.d = target.dimension();
        this.kernel = kernel;
        values = new double[count];
        scores = new double[count * d];
        squares = new double[count * (count - 1) / 2];
    }

    @Override
    public int dimension() {
        return count * d;
    }

    @Override
    public double valueAndGradient(long step, double[] z, double[] gradient) {
        target.gradient(count, z, values, scores);
        double median = MedianDistance.of(count, d, z, squares);
        // so that Σ_j k(z_j, z_i) is about n·exp(−log n) + 1 = 2, section 5 of the paper
        double scale = median / Math.sqrt(2 * Math.log(count));
        RadialKernel k = kernel.apply(scale > 0 ? scale : 1);
        SteinKernel stein = new SteinKernel(k, d);
        Arrays.fill(gradient, 0);
        double discrepancy = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                double t = 0;
                for (int a = 0; a < d; a++) {
                    double difference = z[j * d + a] - z[i * d + a];
                    t += difference * difference;
                }
                double near = k.derivative(t, 0);
                double slope = 2 * k.derivative(t, 1);
                for (int a = 0; a < d; a++) {
                    double push = slope * (z[j * d + a] - z[i * d + a]);
                    gradient[i * d + a] -= (near * scores[j * d + a] + push) / count;
                }
                discrepancy += stein.value(z, scores, i, j) / count / count;
            }
        }
        return discrepancy;
    }
}
