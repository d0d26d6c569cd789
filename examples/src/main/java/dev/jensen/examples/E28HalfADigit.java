package dev.jensen.examples;

import dev.jensen.core.distribution.Binomial;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.io.Table;
import dev.jensen.models.report.HeatMap;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import dev.jensen.nd4j.Nd4jDense;
import dev.jensen.nd4j.SameDiffFile;
import dev.jensen.nd4j.SameDiffFunction;
import dev.jensen.nd4j.TensorData;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nd4j.autodiff.samediff.SameDiff;

/** A network that was trained in Keras is the likelihood: which digits may lie under the lower half of an image? */
public final class E28HalfADigit implements Lesson {
    private static final int CODE = 4;
    private static final int PIXELS = 64;
    private static final int SEEN = 32;
    private static final int IMAGE = 1502; // the decoder was trained on the first 1,500
    private static final int SIDE = 8;

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E28HalfADigit()));
    }

    @Override
    public String about() {
        return "a network trained in Keras, by way of ONNX and SameDiff, is the likelihood: what is under half a digit?";
    }

    @Override
    public String command() {
        return "mvn -ntp -q -Pnd4j compile exec:exec -Dlessons=" + name();
    }

    private static double[] image(int number) {
        String line = Table.resource(E28HalfADigit.class, "digits.csv")
                .strings("pixels")
                .get(number);
        return line.chars().mapToDouble(c -> Character.digit(c, 17)).toArray();
    }

    private static Model model(UnaryOperator<Expr> decoder, double[] image) {
        return Model.of("half a digit", m -> {
            var pixel = m.plate("pixel", SEEN);
            var z = m.latent("z", Normal.of(0, 1), CODE);
            Expr logits = decoder.apply(z);
            m.derive("ink", logits.sigmoid().times(16));
            m.observe(
                    "y", Binomial.ofLogit(16, logits.slice(0, SEEN).toRows(pixel)), Arrays.copyOf(image, SEEN), pixel);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("Half a digit");
        Optional<String> obstacle = new Nd4jDense().obstacle();
        if (obstacle.isPresent()) {
            page.say("This lesson needs ND4J's native code: run it with `" + command() + "`. " + obstacle.get() + ".");
            return;
        }
        page.say("""
                Somebody has trained an auto-encoder of handwritten digits in Keras. Its decoder takes a code of four numbers and gives the logits of
                64 pixels. It came here by way of ONNX, which ND4J's importer reads into a SameDiff graph; `docs/nd4j.md` says how. As one operation of a
                model, it is differentiated by SameDiff, and many draws are one run of the graph.
                """);
        SameDiff graph = SameDiffFile.resource(E28HalfADigit.class, "digits-decoder.fb");
        SameDiffFunction decoder = SameDiffFunction.of(graph, "logits", "code");
        double[] image = image(IMAGE);
        Model model = model(z -> Expr.external(decoder, z), image);
        page.say("""
                Of an image that the network never saw the upper half is shown. The code has a normal prior, as in its training; each pixel is binomial, a
                number of ink dots of 16.
                """);
        Fit fit = model.fitting().cancel(page::cancelled).fit();
        Summary summary = fit.summary();
        page.show(summary.only("z"));
        if (page.cancelled()) {
            return;
        }
        Draws draws = fit.draws(2000);
        double[][] ink = draws.array("ink");
        page.picture("E28-half-a-digit", pictures(image, ink));
        page.say("""
                From the left: the image, what is shown of it, the mean of the posterior, and four draws.
                """);
        double error = 0;
        for (int k = SEEN; k < PIXELS; k++) {
            double mean = 0;
            for (double[] draw : ink) {
                mean += draw[k] / ink.length;
            }
            error += Math.abs(mean - image[k]) / SEEN;
        }
        page.check("error of a hidden pixel, of 16", error, 1, 0.5);
        page.say("""
                The same network as expressions, from the weights that the graph holds: the engine's own derivative, and the same answer.
                """);
        Fit ours = model(z -> expressions(graph, z), image)
                .fitting()
                .cancel(page::cancelled)
                .fit();
        for (int k = 0; k < CODE; k++) {
            Summary.Row row = ours.summary().row("z[" + k + "]");
            double apart = (summary.row("z[" + k + "]").mean() - row.mean()) / row.sd();
            page.check("means of z[" + k + "] apart, in sds", apart, 0, 0.02);
        }
    }

    private static Expr expressions(SameDiff graph, Expr z) {
        Expr hidden = layer(graph, "hidden", z).tanh();
        return layer(graph, "logits", hidden);
    }

    private static Expr layer(SameDiff graph, String name, Expr input) {
        Expr weights = weights(graph, name + "/MatMul").transpose();
        return weights.matVec(input).plus(weights(graph, name + "/BiasAdd"));
    }

    private static Expr weights(SameDiff graph, String name) {
        return TensorData.constant(
                name,
                graph.getVariable("sequential_1/" + name + "/ReadVariableOp").getArr());
    }

    private static Picture pictures(double[] image, double[][] ink) {
        double[] mean = new double[PIXELS];
        for (double[] draw : ink) {
            for (int k = 0; k < PIXELS; k++) {
                mean[k] += draw[k] / ink.length;
            }
        }
        List<double[]> shown =
                List.of(image, Arrays.copyOf(Arrays.copyOf(image, SEEN), PIXELS), mean, ink[0], ink[1], ink[2], ink[3]);
        return Picture.of(Plot.titled("Image, shown, mean, four draws").heat(sideBySide(shown)))
                .sized(760, 200);
    }

    /** Images in a line, a gap between them. */
    private static HeatMap sideBySide(List<double[]> images) {
        int width = images.size() * (SIDE + 1) - 1;
        return HeatMap.of(
                (x, y) -> {
                    int dot = (int) x % (SIDE + 1);
                    int line = SIDE - 1 - (int) y;
                    return dot == SIDE || line < 0 ? 0 : images.get((int) x / (SIDE + 1))[line * SIDE + dot];
                },
                0,
                width,
                0,
                SIDE);
    }
}
