package dev.jensen.examples;

import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Model;
import dev.jensen.models.io.Table;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/** A Gaussian process: how smooth is the Nile? Its kernel's parameters are latents, the curve is integrated out. */
public final class E22GaussianProcess implements Lesson {

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E22GaussianProcess()));
    }

    @Override
    public String about() {
        return "a Gaussian process with its curve integrated out, held to an exact grid: the Nile again";
    }

    /** Squared distances of the years, in decades. */
    private static double[][] squares(int n) {
        double[][] squares = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                squares[i][j] = (i - j) * (i - j) / 100.0;
            }
        }
        return squares;
    }

    private static Model model(double[] y) {
        int n = y.length;
        double[][] identity = new double[n][n];
        Arrays.setAll(identity, i -> {
            identity[i][i] = 1;
            return identity[i];
        });
        return Model.of("Nile, Gaussian process", m -> {
            var length = m.latent("length", LogNormal.of(0, 1)); // decades
            var signal = m.latent("signal", HalfNormal.of(3));
            var noise = m.latent("noise", HalfNormal.of(3));
            var smooth = Expr.constant(squares(n))
                    .times(length.square().reciprocal().times(-0.5))
                    .exp();
            var covariance =
                    smooth.times(signal.square()).plus(Expr.constant(identity).times(noise.square()));
            m.observe("y", MultivariateNormal.of(new double[n], covariance.choleskyFactor()), y);
        });
    }

    @Override
    public void tell(Notebook page) {
        page.heading("How smooth is the Nile?");
        page.say("""
                A Gaussian process says of a curve only how smooth it is: years a *length* apart have much to do with each other, and the curve
                goes up and down by about *signal*. On top there is noise. The curve itself is integrated out, so that three latents
                are left, and a Cholesky factor of a 100 × 100 matrix in every evaluation.
                """);
        double[] volume = Table.resource(E22GaussianProcess.class, "nile.csv").doubles("volume");
        double[] y = Arrays.stream(volume).map(v -> (v - 900) / 100).toArray();
        Fit fit = model(y).fitting().cancel(page::cancelled).fit();
        Summary summary = fit.summary();
        page.show(summary);
        if (page.cancelled()) {
            return;
        }
        double[][] curves = curves(fit.draws(60), y);
        double[] years = new double[y.length];
        double[] low = new double[y.length];
        double[] high = new double[y.length];
        double[] mean = new double[y.length];
        for (int t = 0; t < y.length; t++) {
            int at = t;
            years[t] = 1871 + t;
            double[] values = Arrays.stream(curves)
                    .mapToDouble(curve -> curve[at])
                    .sorted()
                    .toArray();
            low[t] = 900 + 100 * values[(int) (0.05 * values.length)];
            high[t] = 900 + 100 * values[(int) (0.95 * values.length)];
            mean[t] = 900 + 100 * Arrays.stream(values).average().orElseThrow();
        }
        page.picture(
                "E22-gaussian-process",
                Picture.of(Plot.titled("Water of the Nile at Aswan, 10⁸ m³")
                                .axes("year", "volume")
                                .points("measured", years, volume)
                                .band("mean curve, 5 to 95 % of the draws", years, low, high)
                                .line("its mean", years, mean))
                        .sized(760, 420));

        page.say("""
                Around 1898 the river fell, when the first dam at Aswan was begun, and the process can only say that smoothly. Three parameters can be
                summed over a fine grid, which is as good as exact:
                """);
        References grid = References.of(this);
        for (String name : List.of("length", "signal", "noise")) {
            grid.checkMean(page, summary.row(name), name, 0.1);
            grid.checkSd(page, summary.row(name), name, 0.15);
        }
        for (int t : new int[] {5, 27, 50, 95}) {
            String name = "f[" + (1871 + t) + "]";
            page.check("curve in " + (1871 + t), (mean[t] - 900) / 100, grid.mean(name), 0.1);
        }
    }

    /** The mean curve given the data, for each draw of the parameters: K (K + noise² I)⁻¹ y. */
    private static double[][] curves(Draws draws, double[] y) {
        int n = y.length;
        double[][] squares = squares(n);
        double[] length = draws.of("length");
        double[] signal = draws.of("signal");
        double[] noise = draws.of("noise");
        double[][] curves = new double[draws.count()][];
        RealVector observed = new ArrayRealVector(y);
        for (int s = 0; s < curves.length; s++) {
            RealMatrix smooth = new Array2DRowRealMatrix(n, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    smooth.setEntry(
                            i, j, signal[s] * signal[s] * Math.exp(-0.5 * squares[i][j] / (length[s] * length[s])));
                }
            }
            RealMatrix noisy = smooth.copy();
            for (int i = 0; i < n; i++) {
                noisy.addToEntry(i, i, noise[s] * noise[s]);
            }
            RealVector weights = new CholeskyDecomposition(noisy).getSolver().solve(observed);
            curves[s] = smooth.operate(weights).toArray();
        }
        return curves;
    }
}
