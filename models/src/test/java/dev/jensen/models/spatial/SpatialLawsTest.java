package dev.jensen.models.spatial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import dev.jensen.models.Golden;
import dev.jensen.models.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Densities and covariances against dense ones of another library. */
class SpatialLawsTest {
    private static final Golden GOLDEN = Golden.of("spatial/golden.properties");
    private static final Neighbours ONE = Neighbours.of(new int[][] {{1, 2}, {0, 2, 3}, {0, 1}, {1, 4}, {3}});
    private static final Neighbours ISLANDS = Neighbours.of(new int[][] {{1, 2}, {0, 2}, {0, 1, 3}, {2}, {5}, {4}, {}});

    private static ConditionalAutoregressive car(Expr precision, Expr dependence) {
        return ConditionalAutoregressive.of(ONE, Expr.constant(GOLDEN.numbers("mean")), precision, dependence);
    }

    @Test
    void carIsTheDenseNormal() {
        ConditionalAutoregressive law = car(Expr.constant(1.7), Expr.constant(0.85));
        Expr x = Expr.constant(GOLDEN.numbers("x"));
        assertEquals(GOLDEN.number("car.logDensity"), Golden.value(law.logDensity(x))[0], 1e-12);
        assertEquals(1, Golden.value(law.logDensity(x)).length);
        assertArrayEquals(GOLDEN.numbers("car.variance"), Golden.value(law.variance()), 1e-12);
    }

    @Test
    void carHasTheDerivativesOfItsDifferences() {
        Expr precision = Expr.variable("tau");
        Expr dependence = Expr.variable("alpha");
        Expr x = Expr.variable("x", 5);
        List<Expr> unknowns = List.of(precision, dependence, x);
        Expr log = car(precision, dependence).logDensity(x);
        double[] at = {1.7, 0.85, 0.5, -0.2, 1.1, 0.3, -0.9};
        List<Double> gradient = new ArrayList<>();
        for (Expr part : Gradient.of(log, unknowns)) {
            Arrays.stream(Golden.value(part, unknowns, at)).forEach(gradient::add);
        }
        for (int i = 0; i < at.length; i++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double slope = (Golden.value(log, unknowns, up)[0] - Golden.value(log, unknowns, down)[0]) / 2e-5;
            assertEquals(slope, gradient.get(i), 1e-8);
        }
    }

    /** Variances of 20,000 draws within 4 standard errors, 5 comparisons: 0.03 % false alarms for a fresh seed; it is fixed. */
    @Test
    void carDrawsHaveItsVariances() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        double[] parameters = Arrays.copyOf(GOLDEN.numbers("mean"), 7);
        parameters[5] = 1.7;
        parameters[6] = 0.85;
        double[] squares = new double[5];
        double[] draw = new double[5];
        ConditionalAutoregressive law = car(Expr.constant(1.7), Expr.constant(0.85));
        int n = 20_000;
        for (int s = 0; s < n; s++) {
            law.sample(random, parameters, draw);
            for (int i = 0; i < 5; i++) {
                squares[i] += Math.pow(draw[i] - parameters[i], 2) / n;
            }
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(1, squares[i] / GOLDEN.numbers("car.variance")[i], 4 * Math.sqrt(2.0 / n));
        }
    }

    private static Expr latent(Icar icar) {
        return latent(icar, new ArrayList<>());
    }

    private static Expr latent(Icar icar, List<ExprDensity> density) {
        Expr[] made = new Expr[1];
        density.add(Model.of("map", m -> made[0] = icar.latent(m, "phi")).density());
        return made[0];
    }

    /** J Jᵀ for φ = J z, z standard normal. */
    private static double[] covariance(Expr phi) {
        List<Expr> z = Golden.unknowns(phi);
        int n = phi.shape().dimension(0);
        double[] at = new double[z.stream().mapToInt(u -> u.shape().size()).sum()];
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Golden.value(Expr.concat(Gradient.of(phi.at(i), z)), z, at);
        }
        Expr jacobian = Expr.constant(rows);
        return Golden.value(jacobian.matMul(jacobian.transpose()));
    }

    @Test
    void icarHasThePseudoInverseAsCovariance() {
        assertArrayEquals(GOLDEN.numbers("icar.covariance"), covariance(latent(Icar.of(ONE))), 1e-12);
        assertEquals(GOLDEN.number("icar.factor"), Icar.of(ONE).scalingFactor(0), 1e-12);
    }

    @Test
    void scaledIslandByIsland() {
        Icar icar = Icar.of(ISLANDS).byIsland().scaled();
        assertArrayEquals(GOLDEN.numbers("islands.scaled"), covariance(latent(icar)), 1e-12);
        double[] factors = GOLDEN.numbers("islands.factors");
        for (int i = 0; i < factors.length; i++) {
            assertEquals(factors[i], icar.scalingFactor(i), 1e-12);
        }
    }

    /** σ² (ρ S + (1 − ρ) I), S the scaled covariance of another library. */
    @Test
    void bym2HasBothParts() {
        double[] expected = GOLDEN.numbers("islands.scaled");
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                expected[i * 7 + j] = 1.3 * 1.3 * (0.7 * expected[i * 7 + j] + (i == j ? 0.3 : 0));
            }
        }
        Expr sigma = Expr.constant(1.3);
        Expr rho = Expr.constant(0.7);
        Expr[] made = new Expr[2];
        Model.of("map", m -> made[0] = Bym2.latent(m, "effect", ISLANDS, sigma, rho));
        Icar icar = Icar.of(ISLANDS).byIsland().scaled();
        Model.of("map", m -> made[1] = Bym2.byParts(m, "effect", icar, 7, sigma, rho));
        assertArrayEquals(expected, covariance(made[0]), 1e-12);
        assertArrayEquals(expected, covariance(made[1]), 1e-12);
    }

    /** The contrasts are orthonormal, so that the density by z is that on the hyperplane. */
    @Test
    void byContrastsItIsTheSingularNormal() {
        List<ExprDensity> density = new ArrayList<>();
        Expr phi = latent(Icar.of(ONE).byContrasts(), density);
        List<Expr> z = Golden.unknowns(phi);
        double[] wanted = GOLDEN.numbers("icar.centred");
        double[] at = new double[4];
        for (int i = 0; i < 5; i++) {
            double[] column = Golden.value(Gradient.of(phi.at(i), z).get(0), z, at);
            for (int k = 0; k < 4; k++) {
                at[k] += column[k] * wanted[i]; // Hᵀ φ
            }
        }
        assertArrayEquals(wanted, Golden.value(phi, z, at), 1e-12);
        double[] log = new double[1];
        density.get(0).logDensity(1, at, log);
        assertEquals(GOLDEN.number("icar.logDensity"), log[0], 1e-12);
    }

    /** Both forms are one law: densities at points that give one φ differ by the volume of T, which is the same everywhere. */
    @Test
    void bothFormsAgreeOnIslands() {
        List<ExprDensity> byMatrix = new ArrayList<>();
        List<ExprDensity> byContrasts = new ArrayList<>();
        Icar icar = Icar.of(ISLANDS).byIsland().scaled();
        Expr first = latent(icar, byMatrix);
        Expr second = latent(icar.byContrasts(), byContrasts);
        List<Expr> z = Golden.unknowns(first);
        List<Expr> u = Golden.unknowns(second);
        double[] differences = new double[3];
        for (int trial = 0; trial < 3; trial++) {
            double[] at = new double[5];
            for (int k = 0; k < 5; k++) {
                at[k] = Math.sin(trial * 5 + k + 1.0);
            }
            double[] phi = Golden.value(first, z, at);
            double[] other = new double[5];
            double[] zero = new double[5];
            for (int i = 0; i < 7; i++) {
                double[] column = Golden.value(Gradient.of(second.at(i), u).get(0), u, zero);
                double norm = 1 / icar.scalingFactor(i);
                for (int k = 0; k < 5; k++) {
                    other[k] += column[k] * phi[i] / norm;
                }
            }
            assertArrayEquals(phi, Golden.value(second, u, other), 1e-12);
            double[] log = new double[2];
            byMatrix.get(0).logDensity(1, at, log);
            double one = log[0];
            byContrasts.get(0).logDensity(1, other, log);
            differences[trial] = log[0] - one;
        }
        assertEquals(differences[0], differences[1], 1e-10);
        assertEquals(differences[0], differences[2], 1e-10);
    }
}
