package dev.jensen.core.algorithm.normal;

import dev.jensen.core.algorithm.guard.Watched;
import java.util.Arrays;
import java.util.Optional;

/**
 * Natural-gradient steps of a Gaussian q on fixed draws, in coordinates whitened by q (Khan and Rue, "The Bayesian learning rule",
 * JMLR 24, 2023; the Hessian by Stein's lemma, as Lin, Khan and Schmidt 2019). With z = m + Lε, G = Lᵀ∇log p̃(z), a = E[G] and
 * B = E[Gεᵀ], symmetrised, which is LᵀE[∇²log p̃]L:
 *
 * <pre>
 *   P = I + t(−B − I)        m ← m + t L P⁻¹ a        L ← L chol(P⁻¹)
 * </pre>
 *
 * <p>On moment-matched draws the step t = 1 solves a quadratic log p̃. The eigenvalues of −B are taken as at least −½ and at most 20,
 * those of P as at least 0.1, and t is halved until the ELBO on the draws rises.
 */
public final class NaturalSteps {
    private static final int MOST_HALVINGS = 7;
    private static final double LEAST_CURVATURE = -0.5;
    private static final double MOST_CURVATURE = 20;
    private static final double LEAST_PRECISION = 0.1;
    private static final double SMALL_SLOPE = 0.01; // nats a standard deviation
    private static final double SMALL_CURVATURE = 0.02;
    private static final double SMALL_GAIN = 1e-4; // nats
    private static final double NO_CURVATURE = 0.05;
    private static final int SHRINKS = 8;

    private final Watched target;
    private final int draws;
    private final double[] noise;
    private final Heartbeat heart;

    /**
     * Prepares the steps.
     *
     * @param noise draws × d, moment-matched
     */
    public NaturalSteps(Watched target, int draws, double[] noise, Heartbeat heart) {
        this.target = target;
        this.draws = draws;
        this.noise = noise;
        this.heart = heart;
    }

    /**
     * A normal, and what the draws say there.
     *
     * @param elbo on the draws, −∞ where one of them is
     * @param slope a
     * @param curvature the eigenvalues of −B
     * @param directions the eigenvectors, as rows
     * @param whitened G at each draw, draws × d
     */
    public record Position(
            FittedNormal normal,
            double elbo,
            double[] slope,
            double[] curvature,
            double[][] directions,
            double[] whitened) {

        /** Whether a normal that still grows would, along a direction without curvature, be as good the wider it is. */
        public boolean isRunningAway() {
            return Arrays.stream(curvature).anyMatch(c -> c < NO_CURVATURE);
        }

        /** Returns whether neither means nor scales would move noticeably. */
        public boolean isStationary() {
            boolean small = true;
            for (int i = 0; i < slope.length; i++) {
                small &= Math.abs(slope[i]) <= SMALL_SLOPE && Math.abs(curvature[i] - 1) <= SMALL_CURVATURE;
            }
            return small;
        }
    }

    /** The errors that the draws leave at a position. */
    public DrawErrors errors(Position at) {
        return DrawErrors.of(at.whitened, noise, at.normal.factor(), at.normal.factor());
    }

    /** Climbs from a normal, which is narrowed first where log p̃ is −∞ at one of its draws; nothing if that never ends. */
    public Optional<Position> climb(FittedNormal start, int steps) {
        return climb(start, steps, Double.NEGATIVE_INFINITY);
    }

    /** The same, but ends too once as much as the last step gained, again with every step that is left, would not reach an ELBO. */
    public Optional<Position> climb(FittedNormal start, int steps, double wanted) {
        Position at = look(start);
        for (int k = 0; k < SHRINKS && at.elbo == Double.NEGATIVE_INFINITY; k++) {
            at = look(at.normal.scaledBy(0.5));
        }
        if (at.elbo == Double.NEGATIVE_INFINITY) {
            return Optional.empty();
        }
        for (int k = 0; k < steps && !at.isStationary(); k++) {
            heart.better(at.normal, at.elbo);
            heart.beat();
            Optional<Position> next = better(at);
            if (next.isEmpty()) {
                break;
            }
            double gain = next.get().elbo - at.elbo;
            at = next.get();
            if (gain < SMALL_GAIN || at.elbo + (steps - 1 - k) * gain < wanted) {
                break;
            }
        }
        heart.better(at.normal, at.elbo);
        return Optional.of(at);
    }

    private Optional<Position> better(Position from) {
        double t = 1;
        for (int k = 0; k < MOST_HALVINGS; k++, t *= 0.5) {
            Optional<FittedNormal> moved = step(from, t);
            if (moved.isPresent()) {
                Position there = look(moved.get());
                if (there.elbo > from.elbo) {
                    return Optional.of(there);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<FittedNormal> step(Position from, double t) {
        int d = from.slope.length;
        double[][] covariance = new double[d][d];
        double[] way = new double[d];
        for (int e = 0; e < d; e++) {
            double[] v = from.directions[e];
            double curvature = Math.max(LEAST_CURVATURE, Math.min(MOST_CURVATURE, from.curvature[e]));
            double variance = 1 / Math.max(LEAST_PRECISION, 1 + t * (curvature - 1));
            double along = t * variance * Ascent.dot(v, from.slope);
            for (int i = 0; i < d; i++) {
                way[i] += along * v[i];
                for (int j = 0; j < d; j++) {
                    covariance[i][j] += variance * v[i] * v[j];
                }
            }
        }
        double[] mean = new double[d];
        from.normal.draw(1, way, mean);
        return FittedNormal.cholesky(covariance)
                .map(inner -> new FittedNormal(mean, product(from.normal.factor(), inner)));
    }

    private Position look(FittedNormal normal) {
        int d = normal.dimension();
        double[] z = new double[draws * d];
        double[] values = new double[draws];
        double[] gradients = new double[draws * d];
        normal.draw(draws, noise, z);
        target.gradient(draws, z, values, gradients);
        double[] slope = new double[d];
        double[][] b = new double[d][d];
        double[] g = new double[d];
        double sum = 0;
        for (int s = 0; s < draws; s++) {
            sum += values[s] / draws;
            for (int j = 0; j < d; j++) {
                double whitened = 0;
                for (int i = j; i < d; i++) {
                    whitened += normal.factor()[i][j] * gradients[s * d + i];
                }
                g[j] = whitened / draws;
                slope[j] += g[j];
                gradients[s * d + j] = whitened; // those before j are needed no more
            }
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    b[i][j] -= 0.5 * (g[i] * noise[s * d + j] + g[j] * noise[s * d + i]);
                }
            }
        }
        if (!(sum > Double.NEGATIVE_INFINITY)) {
            return new Position(normal, Double.NEGATIVE_INFINITY, slope, new double[d], b, gradients);
        }
        double elbo = sum + normal.entropy();
        return SymmetricEigen.of(b)
                .map(eigen -> new Position(normal, elbo, slope, eigen.values(), eigen.vectors(), gradients))
                .orElseGet(() -> new Position(normal, Double.NEGATIVE_INFINITY, slope, new double[d], b, gradients));
    }

    /** Returns the product of two lower triangular matrices, a new array. */
    public static double[][] product(double[][] a, double[][] b) {
        int d = a.length;
        double[][] product = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int k = 0; k <= i; k++) {
                for (int j = 0; j <= k; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }
}
