package dev.jensen.examples;

import dev.jensen.core.algorithm.StochasticGradientVi;
import dev.jensen.core.density.AmortisedDensity;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.diagnostic.Estimate;
import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.divergence.Elbo;
import dev.jensen.core.estimator.StickingTheLanding;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.noise.MonteCarlo;
import dev.jensen.models.Amortised;
import dev.jensen.models.Data;
import dev.jensen.models.Model;
import dev.jensen.models.io.Table;
import dev.jensen.models.neural.Activation;
import dev.jensen.models.neural.Dense;
import dev.jensen.models.report.HeatMap;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import dev.jensen.optim.rule.Adam;
import java.util.Arrays;
import java.util.List;

/** A variational auto-encoder of 1,797 handwritten digits (Kingma and Welling 2014; Alpaydin and Kaynak 1998). */
public final class E23Digits implements Lesson {
    private static final int IMAGES = 1797;
    private static final int BATCH = 100;
    private static final int CODE = 8;
    private static final int SIDE = 8;
    private static final int ACROSS = 7;

    private final int epochs;
    private final int fitted;
    private final boolean whole;

    /** The whole lesson. */
    public E23Digits() {
        this(200, 1500, true);
    }

    private E23Digits(int epochs, int fitted, boolean whole) {
        this.epochs = epochs;
        this.fitted = fitted;
        this.whole = whole;
    }

    /** With fewer images and rounds through them, for a test: the answers are rougher. */
    static E23Digits inShort() {
        return new E23Digits(25, 300, false);
    }

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E23Digits()));
    }

    @Override
    public String about() {
        return "a variational auto-encoder of handwritten digits: its bound, reconstructions and samples";
    }

    private static double[][] images(int from, int to) {
        List<String> lines = Table.resource(E23Digits.class, "digits.csv").strings("pixels");
        return lines.subList(from, to).stream()
                .map(line ->
                        line.chars().mapToDouble(c -> Character.digit(c, 17)).toArray())
                .toArray(double[][]::new);
    }

    private static Model model(Data images) {
        return Model.of("digits", images, (m, data) -> {
            var all = m.plate("image", data.rows());
            var image = data.rows() > BATCH ? all.minibatch(BATCH) : all;
            var x = m.data("x", data.vectors("x"), image);
            var shares = x.dividedBy(16);
            var hidden =
                    Dense.parameters(m, "encoder", 64, 100, Activation.TANH, 1).apply(shares);
            var mean = Dense.parameters(m, "mean", 100, CODE, Activation.IDENTITY, 2)
                    .apply(hidden);
            var logScale = Dense.parameters(m, "log scale", 100, CODE, Activation.IDENTITY, 3)
                    .apply(hidden);
            var z = m.latent("z", Normal.of(0, 1), Amortised.normal(mean, logScale));
            var back = Dense.parameters(m, "decoder", CODE, 100, Activation.TANH, 4)
                    .apply(z);
            var logits = Dense.parameters(m, "logits", 100, 64, Activation.IDENTITY, 5)
                    .apply(back);
            m.observe("x", Binomial.ofLogit(16, logits), x);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Digits by hand");
        page.say("""
                An image of 8 × 8 pixels, each the number of ink dots in a block of 16: 64 binomial numbers. What makes an image is a latent of
                eight numbers, z, whose network, the decoder, gives the 64 probabilities. There are as many z as images, and a fit of each would never
                end; another network, the encoder, takes an image and gives the normal law of its z. Both networks' weights are parameters, and a
                step looks at %d images: its time does not grow with their number.
                """, BATCH);
        Data shown = Data.of("x", images(0, fitted));
        Model model = model(shown);
        Fit fit = fit(model.stochasticFitting(), page);
        if (page.cancelled()) {
            page.line("cancelled; the bound so far, of all images: %s nats", fit.elbo());
            return;
        }
        page.say("""
                297 images were kept back. Of these, the lower bound of the log evidence with one draw an image, the ELBO, and the importance-weighted
                bound with 64 draws, in nats for each image: the second is tighter, and the gap says what the encoder's normal laws miss.
                """);
        double[][] others = images(1500, whole ? IMAGES : 1560);
        AmortisedDensity held = model(Data.of("x", others)).amortisedDensity();
        double elbo = bound(held, fit, 1) / others.length;
        double tighter = bound(held, fit, 64) / others.length;
        page.line("ELBO, one draw        %8.2f nats an image", elbo);
        page.line("importance weighted   %8.2f", tighter);

        page.say("""
                The tighter bound can be what is maximised, too, an importance-weighted auto-encoder (Burda, Grosse and Salakhutdinov 2016): with five
                draws an image the encoder need not be right, but only reach where the images' codes are, and the decoder may have codes whose laws are
                not normal. It takes some four times the work, and is to be read by the weighted bound: its ELBO is hardly better, for the ELBO is not
                what it climbed.
                """);
        Fit weighted = fit(model.importanceWeightedFitting(5), page);
        if (page.cancelled()) {
            return;
        }
        double byFive = bound(held, weighted, 64) / others.length;
        page.line(
                "fitted by five draws  %8.2f, importance weighted; its ELBO %.2f",
                byFive, bound(held, weighted, 1) / others.length);

        Draws again = fit.predict(Data.of("x", Arrays.copyOf(others, 21)), 100, 1);
        double[][] reconstructed = means(again.array("E(x)"), 21);
        page.picture(
                "E23-reconstructed",
                Picture.of(Plot.titled("Held out, and below each its reconstruction")
                                .heat(tiled(
                                        6,
                                        (row, column) ->
                                                (row % 2 == 0 ? others : reconstructed)[row / 2 * ACROSS + column])))
                        .sized(480, 420));
        page.say("""
                Codes drawn from their prior, decoded: digits that nobody wrote.
                """);
        int count = 7 * ACROSS;
        double[][] samples =
                means(model(Data.of("x", images(0, count))).generate(fit, 1, 5).array("E(x)"), count);
        page.picture(
                "E23-samples",
                Picture.of(Plot.titled("Samples").heat(tiled(7, (row, column) -> samples[row * ACROSS + column])))
                        .sized(480, 420));

        double error = 0;
        for (int i = 0; i < 21; i++) {
            for (int k = 0; k < 64; k++) {
                error += Math.abs(reconstructed[i][k] - others[i][k]) / (21 * 64);
            }
        }
        page.say("""
                The same model, data and steps in NumPyro 0.22 reach −111.1 and −104.2 (`benchmarks/src/main/python/digits_numpyro.py`).
                """);
        page.check("held-out ELBO, nats an image", elbo, whole ? -111.1 : -150, whole ? 2 : 40);
        page.check("what the weighted bound gains", tighter - elbo, whole ? 6.9 : 5, whole ? 2 : 4.9);
        page.check("what a fit by five draws gains", byFive - tighter, whole ? 3 : 2, whole ? 1.5 : 10);
        page.check("error of a reconstructed pixel, of 16", error, whole ? 1.3 : 2, whole ? 0.5 : 1);
    }

    private Fit fit(StochasticGradientVi<Differentiable, Reparameterized> fitting, Notebook page) {
        return fitting.estimator(StickingTheLanding.draws(1))
                .rule(Adam.at(0.003))
                .stop(() -> progress -> null)
                .maximumSteps((long) epochs * fitted / BATCH)
                .cancel(page::cancelled)
                .fit(1);
    }

    private static double bound(AmortisedDensity density, Fit fit, int draws) {
        Estimate bound =
                Elbo.estimate(density.importanceWeighted(draws), fit.family(), fit.parameters(), 5, MonteCarlo.seed(1));
        return bound.value();
    }

    /** Means over draws of images, which are laid out [pixel][image]. */
    private static double[][] means(double[][] draws, int count) {
        double[][] means = new double[count][SIDE * SIDE];
        for (double[] draw : draws) {
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < SIDE * SIDE; k++) {
                    means[i][k] += draw[k * count + i] / draws.length;
                }
            }
        }
        return means;
    }

    /** An image of a row and a column. */
    @FunctionalInterface
    private interface Images {
        double[] at(int row, int column);
    }

    /** Seven images a line with a gap between, ink bright. */
    private static HeatMap tiled(int lines, Images images) {
        return HeatMap.of(
                (x, y) -> {
                    int row = lines - 1 - (int) y / (SIDE + 1);
                    int line = SIDE - 1 - (int) y % (SIDE + 1);
                    int column = (int) x / (SIDE + 1);
                    int dot = (int) x % (SIDE + 1);
                    return row < 0 || column >= ACROSS || line < 0 || dot == SIDE
                            ? 0
                            : images.at(row, column)[line * SIDE + dot];
                },
                0,
                64,
                0,
                64);
    }
}
