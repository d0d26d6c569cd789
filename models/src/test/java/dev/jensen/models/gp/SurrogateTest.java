package dev.jensen.models.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.density.Variables;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Coordinates change nothing but themselves: densities by the change of variables, its determinant by central differences. */
class SurrogateTest {
    private static final double[][] X = {{0}, {0.7}, {2}};
    private static final double[] CLASSES = {1, 0, 1};

    private static Model model(Optional<Surrogate> about) {
        return Model.of("classes", m -> {
            var point = m.plate("point", 3);
            var length = m.latent("length", LogNormal.of(0, 0.5));
            GaussianProcess process = GaussianProcess.of(SquaredExponential.of(Expr.constant(2), length))
                    .mean(Expr.constant(0.3));
            LatentFunction f = about.map(a -> process.latent(m, "f", X, a)).orElseGet(() -> process.latent(m, "f", X));
            m.observe("class", Bernoulli.ofLogit(f.values(point)), CLASSES, point);
        });
    }

    private static double density(Model model, double[] u) {
        double[] value = new double[1];
        model.density().logDensity(1, u, value);
        return value[0];
    }

    /** log length and f. */
    private static double[] natural(Model model, double[] u) {
        Variables variables = Variables.of(model.density());
        double[] x = new double[variables.constrainedDimension()];
        variables.constrain(1, u, x);
        return new double[] {u[0], x[4], x[5], x[6]}; // length, coordinates, f
    }

    /** The coordinates of the plain model that give the same f, by Newton's steps: f is linear in them. */
    private static double[] plain(Model model, double[] natural) {
        double[] u = {natural[0], 0, 0, 0};
        double[] zero = natural(model, u);
        for (int i = 1; i <= 3; i++) { // a lower triangular map
            double rest = natural[i] - natural(model, u)[i];
            double[] up = u.clone();
            up[i] = 1;
            u[i] = rest / (natural(model, up)[i] - natural(model, u)[i]);
        }
        assertEquals(0.3, zero[1], 1e-12);
        return u;
    }

    @Test
    void thePosteriorIsTheSame() {
        Model plain = model(Optional.empty());
        Model about = model(Optional.of(Surrogate.of(new double[] {3, -2, 1}, new double[] {0.2, 0.5, 1})));
        double[] u = {0.2, 0.4, -0.8, 1.1};
        double[] z = plain(plain, natural(about, u));
        double expected = density(plain, z) + logDeterminant(about, u) - logDeterminant(plain, z);
        assertEquals(expected, density(about, u), 1e-8);
    }

    /** log |∂f/∂coordinates|. */
    private static double logDeterminant(Model model, double[] u) {
        double[][] s = new double[3][3];
        for (int j = 0; j < 3; j++) {
            double[] up = u.clone();
            double[] down = u.clone();
            up[j + 1] += 1e-5;
            down[j + 1] -= 1e-5;
            for (int i = 0; i < 3; i++) {
                s[i][j] = (natural(model, up)[i + 1] - natural(model, down)[i + 1]) / 2e-5;
            }
        }
        double determinant = s[0][0] * (s[1][1] * s[2][2] - s[1][2] * s[2][1])
                - s[0][1] * (s[1][0] * s[2][2] - s[1][2] * s[2][0])
                + s[0][2] * (s[1][0] * s[2][1] - s[1][1] * s[2][0]);
        return Math.log(Math.abs(determinant));
    }

    @Test
    void drawsOfThePriorAreThoseOfTheProcess() {
        Model about = model(Optional.of(Surrogate.ofClasses(CLASSES)));
        assertTrue(about.check().isClean(), () -> about.check().toString());
        double[] z = Arrays.stream(about.priorPredictive(4000, 1).of("f[1]"))
                .map(f -> (f - 0.3) / 2 / Math.sqrt(1 + 1e-6))
                .toArray();
        double square = 0;
        for (double each : z) {
            square += each * each / z.length;
        }
        assertEquals(1, square, 4 * Math.sqrt(2.0 / z.length)); // 4 standard errors
    }

    @Test
    void saysWhatDoesNotFit() {
        assertEquals(
                "a surrogate has 1 values, but 2 precisions",
                assertThrows(IllegalArgumentException.class, () -> Surrogate.of(new double[] {1}, new double[] {1, 2}))
                        .getMessage());
        assertEquals(
                "surrogate observation 1 needs a finite value and a precision > 0: 2.0, 0.0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Surrogate.of(new double[] {1, 2}, new double[] {1, 0}))
                        .getMessage());
        assertEquals(
                "a surrogate has 2 observations, but the function 3 points: give one for each",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> model(Optional.of(Surrogate.ofClasses(new double[] {1, 0}))))
                        .getMessage());
    }
}
