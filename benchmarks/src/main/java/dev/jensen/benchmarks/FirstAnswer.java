package dev.jensen.benchmarks;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.estimator.Reparameterization;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.fit.Fit;
import dev.jensen.optim.Stop;
import dev.jensen.optim.rule.Adam;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Jensen's side of {@code benchmarks/first-answer}: a program that reads the data of a model, fits it and prints the posterior,
 * and does nothing else, since its whole life is timed.
 */
public final class FirstAnswer {
    private static final int DRAWS = 10;
    private static final double STEP = 0.01;

    private FirstAnswer() {}

    /**
     * Fits.
     *
     * @param arguments the model, the folder of its data, and either {@code default} for the fit that is told nothing, or the
     *     number of steps of Adam on a mean-field Gaussian with ten draws, as the peer does
     */
    public static void main(String[] arguments) throws IOException {
        Differentiable density = Posterior.named(arguments[0]).density(Path.of(arguments[1]));
        Fit fit = arguments[2].equals("default")
                ? DefaultFit.of(density).fit()
                : climb(density, Long.parseLong(arguments[2]));
        System.out.println(fit.summary());
    }

    private static Fit climb(Differentiable density, long steps) {
        MeanFieldGaussian family = MeanFieldGaussian.of(density.dimension());
        return StochasticGradientVi.of(density, family)
                .estimator(Reparameterization.closedFormEntropy(DRAWS))
                .rule(Adam.at(STEP))
                .stop(Stop.afterSteps(steps))
                .fit(1);
    }
}
