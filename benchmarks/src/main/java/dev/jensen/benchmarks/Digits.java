package dev.jensen.benchmarks;

import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.models.Amortised;
import dev.jensen.models.Model;
import dev.jensen.models.io.Table;
import dev.jensen.models.neural.Activation;
import dev.jensen.models.neural.Dense;
import dev.jensen.optim.rule.Adam;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An epoch of the variational auto-encoder of lesson E23Digits, 15 steps of 100 images: the least processor time of its epochs, for {@code
 * digits_numpyro.py} to be held beside.
 */
public final class Digits {
    private static final int FITTED = 1500;
    private static final int STEPS = 15;

    private Digits() {}

    /**
     * Prints the time.
     *
     * @param arguments the lesson's digits.csv, and how many epochs
     */
    public static void main(String[] arguments) {
        double[][] images = Table.read(Path.of(arguments[0])).strings("pixels").subList(0, FITTED).stream()
                .map(line ->
                        line.chars().mapToDouble(c -> Character.digit(c, 17)).toArray())
                .toArray(double[][]::new);
        int epochs = Integer.parseInt(arguments[1]);
        var threads = ManagementFactory.getThreadMXBean();
        long[] began = {0};
        double[] least = {Double.POSITIVE_INFINITY};
        model(images)
                .stochasticFitting()
                .estimator(StickingTheLanding.draws(1))
                .rule(Adam.at(0.003))
                .stop(() -> progress -> null)
                .maximumSteps((long) epochs * STEPS)
                .listen(progress -> {
                    if (progress.step() % STEPS == 0) {
                        long now = threads.getCurrentThreadCpuTime();
                        least[0] = began[0] == 0 ? least[0] : Math.min(least[0], (double) (now - began[0]));
                        began[0] = now;
                    }
                })
                .fit(1);
        System.out.printf(Locale.ROOT, "an epoch of 15 steps: %.2f ms at best%n", least[0] / 1e6);
    }

    private static Model model(double[][] images) {
        return Model.of("digits", m -> {
            var image = m.plate("image", images.length).minibatch(100);
            var x = m.data("x", images, image);
            var hidden =
                    Dense.parameters(m, "encoder", 64, 100, Activation.TANH, 1).apply(x.dividedBy(16));
            var mean =
                    Dense.parameters(m, "mean", 100, 8, Activation.IDENTITY, 2).apply(hidden);
            var logScale = Dense.parameters(m, "log scale", 100, 8, Activation.IDENTITY, 3)
                    .apply(hidden);
            var z = m.latent("z", Normal.of(0, 1), Amortised.normal(mean, logScale));
            var back =
                    Dense.parameters(m, "decoder", 8, 100, Activation.TANH, 4).apply(z);
            var logits = Dense.parameters(m, "logits", 100, 64, Activation.IDENTITY, 5)
                    .apply(back);
            m.observe("x", Binomial.ofLogit(16, logits), x);
        });
    }
}
