package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gradient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Covariances as triangles give what whole matrices give, and stay whole where something else needs them. */
class TrianglesTest {
    private static final int N = 23;
    private static final Expr SCALE = Expr.variable("scale");
    private static final Expr LENGTH = Expr.variable("length");
    private static final Expr NOISE = Expr.variable("noise");
    private static final Expr LATENT = Expr.variable("latent", N);
    private static final List<Expr> UNKNOWNS = List.of(SCALE, LENGTH, NOISE, LATENT);

    private static Expr matrix(boolean identity) {
        double[][] values = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                values[i][j] = identity ? (i == j ? 1 : 0) : 0.1 * (i - j) * (i - j);
            }
        }
        return Expr.constant(values);
    }

    private static double[] outcomes() {
        double[] y = new double[N];
        for (int i = 0; i < N; i++) {
            y[i] = Math.sin(i) + 0.1 * i;
        }
        return y;
    }

    private static final Expr SMOOTH =
            matrix(false).times(-0.5).dividedBy(LENGTH.square()).exp().times(SCALE.square());
    private static final Expr COVARIANCE = SMOOTH.plus(matrix(true).times(NOISE.square()));

    private static Expr density(Expr factor) {
        return MultivariateNormal.of(0, factor).logDensityInside(Expr.constant(outcomes()));
    }

    /** Value and gradient by the program, against those of the graph as it was written; returns the program's operations. */
    private static List<String> checked(Expr scalar) {
        List<Expr> outputs = new ArrayList<>(List.of(scalar));
        outputs.addAll(Gradient.of(scalar, UNKNOWNS));
        Program program = Program.of(UNKNOWNS, outputs);
        for (int draws : new int[] {1, 3}) {
            double[] actual = run(program, draws, outputs);
            double[] expected = run(Program.unfolded(UNKNOWNS, outputs), draws, outputs);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], actual[i], 1e-11 * (1 + Math.abs(expected[i])), "number " + i);
            }
        }
        return program.listing().stream().map(String::strip).toList();
    }

    private static double[] run(Program program, int draws, List<Expr> outputs) {
        Frame frame = program.frame(draws);
        for (int v = 0; v < UNKNOWNS.size(); v++) {
            int size = UNKNOWNS.get(v).shape().size();
            double[] values = new double[draws * size];
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.8 + 0.3 * Math.cos(3 * v + i);
            }
            frame.set(v, values, 0, size);
        }
        frame.run();
        int total = outputs.stream().mapToInt(output -> output.shape().size()).sum();
        double[] results = new double[draws * total];
        int at = 0;
        for (int i = 0; i < outputs.size(); i++) {
            int size = outputs.get(i).shape().size();
            frame.get(i, results, at, size);
            at += draws * size;
        }
        return results;
    }

    private static boolean has(List<String> listing, String operation) {
        return listing.stream().anyMatch(line -> line.startsWith(operation));
    }

    private static boolean isWhole(List<String> listing) {
        return Stream.of("TriangleCholesky", "CovarianceAdjoint", "TriangleOf").noneMatch(name -> has(listing, name));
    }

    @Test
    void aGaussianDensityTakesTheInverse() {
        List<String> listing = checked(density(COVARIANCE.choleskyFactor()));
        assertTrue(has(listing, "TriangleCholesky"));
        assertTrue(has(listing, "CovarianceAdjoint[outer=0.5, inverse=-0.5]"));
        assertFalse(has(listing, "CholeskyDerivative"));
        assertTrue(listing.stream().noneMatch(line -> line.startsWith("Binary") && line.endsWith("[23, 23]")));
    }

    @Test
    void multiplesAndJitterAreRecognised() {
        Expr jittered = SMOOTH.choleskyFactor("covariance", 1e-2);
        assertTrue(has(checked(density(jittered)), "CovarianceAdjoint"));
        int[] places = new int[N];
        for (int i = 0; i < N; i++) {
            places[i] = i * (N + 1);
        }
        Expr put = SMOOTH.plus(NOISE.square().plus(0.1).broadcastInner(N).put(places, N, N));
        List<String> listing = checked(density(put.choleskyFactor()).times(-3));
        assertTrue(has(listing, "CovarianceAdjoint[outer=" + -1.5 / 9 + ", inverse=1.5]"), listing::toString);
    }

    @Test
    void otherUsesOfTheFactorTakeItsDerivative() {
        Expr factor = COVARIANCE.choleskyFactor();
        List<String> latent = checked(factor.matVec(LATENT).square().sum());
        assertTrue(has(latent, "TriangleOf"));
        assertTrue(has(latent, "TriangleCholesky"));
        List<String> both =
                checked(density(factor).plus(factor.matVec(LATENT).sin().sum()));
        assertTrue(has(both, "CholeskyDerivative"));
        List<String> weighted = checked(density(factor).times(NOISE));
        assertTrue(has(weighted, "CholeskyDerivative"));
    }

    @Test
    void sumsQuotientsAndTwoFactorsAreTriangles() {
        Expr distance = matrix(false).plus(0.01).sqrt().dividedBy(LENGTH);
        Expr rational = distance.plus(1)
                .times(distance.negate().exp())
                .minus(distance.plus(2).reciprocal().times(0.1));
        Expr other = Expr.constant(1).dividedBy(matrix(false).times(LENGTH).plus(1));
        Expr covariance = rational.times(SCALE).plus(other).plus(matrix(true).times(NOISE));
        assertTrue(has(checked(density(covariance.choleskyFactor())), "CovarianceAdjoint"));
        Expr twice = density(COVARIANCE.choleskyFactor())
                .plus(density(COVARIANCE.plus(matrix(true)).choleskyFactor()));
        assertTrue(has(checked(twice), "CovarianceAdjoint"));
    }

    @Test
    void whatIsNeededWholeStaysWhole() {
        Expr factor = COVARIANCE.choleskyFactor();
        assertTrue(
                isWhole(checked(density(factor).plus(COVARIANCE.matVec(LATENT).sum()))));
        assertTrue(isWhole(checked(density(factor).plus(COVARIANCE.sum()))));
        double[][] skewed = new double[N][N];
        skewed[0][1] = 1; // of which the factor reads nothing
        assertTrue(isWhole(checked(
                density(COVARIANCE.plus(Expr.constant(skewed).times(LENGTH)).choleskyFactor()))));
    }

    @Test
    void severalOutcomesShareAFactor() {
        Expr factor = COVARIANCE.choleskyFactor();
        double[][] several = new double[N][3];
        for (int i = 0; i < N; i++) {
            several[i] = new double[] {Math.sin(i), Math.cos(2 * i), 1};
        }
        Expr z = factor.solveLower(Expr.constant(several));
        Expr value =
                z.square().sum().times(-0.5).minus(factor.diagonal().log().sum().times(3));
        assertTrue(has(checked(value), "CovarianceAdjoint[outer=0.5, inverse=-1.5]"));
    }
}
