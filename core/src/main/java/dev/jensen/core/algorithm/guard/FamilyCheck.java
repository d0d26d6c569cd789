package dev.jensen.core.algorithm.guard;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.family.ExprFamily;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.Reparameterized;
import dev.jensen.core.family.Smooth;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import java.util.Locale;

/**
 * Holds a family that somebody wrote to what {@link Family} promises, where a fit begins: derivatives to differences, and draws to their
 * density. Otherwise p/q would be weighed by another law than that of the draws, and a wrong fit be called reliable.
 */
final class FamilyCheck {
    private static final String OURS = "dev.jensen.core.";
    private static final int POINTS = 4;
    private static final long SEED = 0xfa_317;
    private static final double NEARBY = 0.1;

    private final Family family;
    private final double[] phi;
    private final double[] noise;
    private final double[] z;
    private final double[] logQ;

    private FamilyCheck(Family family, double[] phi) {
        this.family = family;
        this.phi = phi;
        noise = new double[POINTS * family.noiseDimension()];
        MonteCarlo.seed(SEED).fill(1, POINTS, family.noiseDimension(), noise);
        z = new double[POINTS * family.dimension()];
        family.draw(phi, POINTS, noise, z);
        logQ = new double[POINTS];
        family.logDensity(phi, POINTS, z, logQ);
    }

    /** Near a start, which may be where a wrong term is 0 or 1; at the start itself where not all is finite nearby. */
    private static FamilyCheck near(Family family, double[] phi) {
        double[] moved = new double[phi.length];
        MonteCarlo.seed(SEED).fill(0, 1, moved.length, moved);
        for (int k = 0; k < moved.length; k++) {
            moved[k] = phi[k] + NEARBY * moved[k];
        }
        FamilyCheck nearby = new FamilyCheck(family, moved);
        return Arrays.stream(nearby.logQ).allMatch(Double::isFinite) ? nearby : new FamilyCheck(family, phi.clone());
    }

    /** Refuses parameters that cannot be those of a start, and a family of somebody's own that breaks its word. */
    static void require(Family family, double[] phi) {
        if (phi.length != family.parameterCount()) {
            throw new IllegalArgumentException("the start has " + phi.length + " parameters, but " + name(family)
                    + " has " + family.parameterCount() + ": its initial(centre, scale) must return as many");
        }
        for (int k = 0; k < phi.length; k++) {
            if (!Double.isFinite(phi[k])) {
                throw new IllegalArgumentException("parameter " + k + " of the start of " + name(family) + " is "
                        + phi[k] + ": start(family.initial(centre, scale)) takes finite ones");
            }
        }
        LayerCheck.require(family);
        if (isOwn(family) || family instanceof ExprFamily) {
            near(family, phi).require();
        }
    }

    static boolean isOwn(Object part) {
        return !part.getClass().getName().startsWith(OURS);
    }

    private void require() {
        for (int s = 0; s < POINTS; s++) {
            if (Double.isNaN(logQ[s]) || logQ[s] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(name(family) + ": log q is " + logQ[s]
                        + " at a draw of its own, z = "
                        + Arrays.toString(Arrays.copyOfRange(z, s * family.dimension(), (s + 1) * family.dimension()))
                        + ": mend logDensity");
            }
        }
        if (family instanceof Smooth smooth) {
            requireDerivative("gradient", "log q", "coordinate", ofPoint(smooth), Arrays.copyOf(z, family.dimension()));
        }
        requireDerivative("score", "Σ w log q", "parameter", ofParameters(), phi);
        if (family instanceof Reparameterized paths) {
            requireDerivative("pullback", "Σ vᵀz", "parameter", ofDraws(paths), phi);
        }
        DrawnLaw.require(family, name(family), phi, noise, z, logQ);
    }

    private void requireDerivative(String method, String of, String what, Differentiable function, double[] at) {
        GradientCheck.Wrong wrong;
        try {
            wrong = GradientCheck.at(function, at);
        } catch (UnsupportedOperationException e) { // a family that is tried with one estimator need not have all
            return;
        }
        if (wrong != null) {
            throw new IllegalArgumentException(String.format(
                    Locale.US,
                    "%s: %s says that %s changes by %.6g in %s %d, finite differences say %.6g: mend it (what is overwritten"
                            + " and what is added to is in its Javadoc), or state the family with expressions, ExprFamily, which derives it",
                    name(family),
                    method,
                    of,
                    wrong.gradient(),
                    what,
                    wrong.coordinate(),
                    wrong.difference()));
        }
    }

    private Differentiable ofPoint(Smooth smooth) {
        return new StatedDerivative(family.dimension()) {
            @Override
            double value(double[] x) {
                double[] value = new double[1];
                smooth.logDensity(phi, 1, x, value);
                return value[0];
            }

            @Override
            void derivative(double[] x, double[] out) {
                Arrays.fill(out, -5); // overwritten
                smooth.gradient(phi, 1, x, out);
            }
        };
    }

    private Differentiable ofParameters() {
        double[] weights = new double[POINTS];
        MonteCarlo.seed(SEED).fill(2, 1, POINTS, weights);
        return new StatedDerivative(phi.length) {
            @Override
            double value(double[] x) {
                double[] values = new double[POINTS];
                family.logDensity(x, POINTS, z, values);
                return dot(weights, values);
            }

            @Override
            void derivative(double[] x, double[] out) {
                Arrays.fill(out, -1); // added to
                family.score(x, POINTS, z, weights, out);
                Arrays.setAll(out, k -> out[k] + 1);
            }
        };
    }

    private Differentiable ofDraws(Reparameterized paths) {
        double[] vectors = new double[z.length];
        MonteCarlo.seed(SEED).fill(3, 1, z.length, vectors);
        return new StatedDerivative(phi.length) {
            @Override
            double value(double[] x) {
                double[] drawn = new double[z.length];
                paths.draw(x, POINTS, noise, drawn);
                return dot(vectors, drawn);
            }

            @Override
            void derivative(double[] x, double[] out) {
                double[] drawn = new double[z.length];
                paths.draw(x, POINTS, noise, drawn);
                Arrays.fill(out, -1); // added to
                paths.pullback(x, POINTS, noise, drawn, vectors, out);
                Arrays.setAll(out, k -> out[k] + 1);
            }
        };
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static String name(Object part) {
        String text = part.toString();
        return text.contains("@") ? part.getClass().getSimpleName() : text;
    }
}
