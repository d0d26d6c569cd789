package dev.jensen.core.algorithm;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.divergence.MedianDistance;
import dev.jensen.core.divergence.RadialKernel;
import dev.jensen.core.divergence.SteinKernel;
import dev.jensen.optim.Resumable;
import dev.jensen.optim.StochasticObjective;
import java.util.Arrays;
import java.util.function.DoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The direction in which particles z_1, …, z_n decrease KL(q‖p) fastest, turned round, as if it were a gradient (Liu and Wang 2016,
 * equation 8):
 *
 * <pre>
 *   −1/n Σ_j [ k(z_j, z_i) ∇log p̃(z_j) + ∇_{z_j} k(z_j, z_i) ]
 * </pre>
 *
 * <p>The value is the squared Stein discrepancy over all pairs. A particle that a step has carried to where log p̃ = −∞ is drawn back to where it
 * was possible last, as by a normal about that place.
 */
final class SteinField implements StochasticObjective, Resumable {
    private static final Logger LOG = LoggerFactory.getLogger(SteinField.class);

    private final Differentiable target;
    private final int count;
    private final int d;
    private final DoubleFunction<RadialKernel> kernel;
    private final double[] values;
    private final double[] scores;
    private final double[] squares;
    private final double[] possible; // where each particle was last that log p̃ was not −∞
    private boolean isTold;

    SteinField(Differentiable target, int count, DoubleFunction<RadialKernel> kernel) {
        this.target = target;
        this.count = count;
        this.d = target.dimension();
        this.kernel = kernel;
        values = new double[count];
        scores = new double[count * d];
        squares = new double[count * (count - 1) / 2];
        possible = new double[count * d];
    }

    @Override
    public int dimension() {
        return count * d;
    }

    private void drawBack(double[] z) {
        for (int s = 0; s < count; s++) {
            boolean isPossible = values[s] != Double.NEGATIVE_INFINITY;
            for (int i = s * d; i < (s + 1) * d; i++) {
                if (isPossible) {
                    possible[i] = z[i];
                } else {
                    scores[i] = possible[i] - z[i];
                }
            }
            if (!isPossible && !isTold) {
                isTold = true;
                LOG.warn(
                        "Svgd: a step has carried a particle to where log p̃ is -Infinity; such are drawn back to where they were");
            }
        }
    }

    /** The particles, those whose log p̃ is −∞ where they were last that it was not. */
    double[] withinPossible(double[] z) {
        target.logDensity(count, z, values);
        double[] within = z.clone();
        for (int s = 0; s < count; s++) {
            if (values[s] == Double.NEGATIVE_INFINITY) {
                System.arraycopy(possible, s * d, within, s * d, d);
            }
        }
        return within;
    }

    @Override
    public double[][] state() {
        return new double[][] {possible};
    }

    @Override
    public double valueAndGradient(long step, double[] z, double[] gradient) {
        target.gradient(count, z, values, scores);
        drawBack(z);
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
