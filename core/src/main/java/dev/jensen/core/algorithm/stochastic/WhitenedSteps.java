package dev.jensen.core.algorithm.stochastic;

import dev.jensen.core.family.AffineFamily;
import dev.jensen.optim.Resumable;
import java.util.Arrays;

/**
 * Steps in the coordinates that the present member whitens: φ ← φ ∘ (−γ ∇), ∇ the gradient by the inner parameters at the identity. There
 * the Fisher information of a Gaussian is 1 by the means and by what mixes coordinates, and 2 by log scales, so that this is a
 * natural-gradient step but for that 2 (Lin, Nielsen, Khan and Schmidt, "Tractable structured natural-gradient descent using local
 * parameterizations", ICML 2021); scales are multiplied, and stay positive.
 *
 * <p>No step is longer than one standard deviation, or a factor e of one scale, and none so long that noise alone would drive the
 * iterates farther about than is asked for: with noise of variance ν, all parameters together, steps γ
 * do so by γν/2.
 */
final class WhitenedSteps implements Resumable {
    /** The length to begin with. */
    static final double FIRST = 0.5;

    private static final double LONGEST = 1;
    private static final double MEMORY = 0.95;

    private final AffineFamily family;
    private final double[] identity;
    private final double[] inner;
    private final double[] mean; // of the whitened gradients, a moving average
    private final double[] square = new double[2]; // of their norm, and the weight of both averages

    WhitenedSteps(AffineFamily family) {
        this.family = family;
        identity = new double[family.parameterCount()];
        inner = new double[family.parameterCount()];
        mean = new double[family.parameterCount()];
    }

    /**
     * Makes a step.
     *
     * @param phi length P, where the gradient was taken; read only
     * @param gradient length P, of the loss by φ; read only
     * @param length γ
     * @param wander γ is also so short that noise drives iterates about by no more than this, in standard deviations
     * @param next length P, overwritten with where the step ends
     * @return the share of the length that was safe to go, in (0, 1]
     */
    double advance(double[] phi, double[] gradient, double length, double wander, double[] next) {
        family.pullbackComposition(phi, identity, gradient, inner);
        double squares = 0;
        double ofMean = 0;
        for (int i = 0; i < inner.length; i++) {
            squares += inner[i] * inner[i];
            mean[i] = MEMORY * mean[i] + (1 - MEMORY) * inner[i];
            ofMean += mean[i] * mean[i];
        }
        square[0] = MEMORY * square[0] + (1 - MEMORY) * squares;
        square[1] = MEMORY * square[1] + (1 - MEMORY);
        double noise = Math.max(0, square[0] / square[1] - ofMean / (square[1] * square[1]));
        double still = 2 * wander * wander * family.dimension() / noise;
        double safe = Math.min(Math.min(length, LONGEST / Math.sqrt(squares)), still);
        for (int i = 0; i < inner.length; i++) {
            inner[i] *= -safe;
        }
        family.compose(phi, inner, next);
        return safe / length;
    }

    /** Adds what the last step went in whitened coordinates. */
    void addTo(double[] way) {
        for (int i = 0; i < way.length; i++) {
            way[i] += inner[i];
        }
    }

    /** Forgets the noise of earlier steps. */
    void forget() {
        Arrays.fill(mean, 0);
        Arrays.fill(square, 0);
    }

    @Override
    public double[][] state() {
        return new double[][] {mean, square};
    }
}
