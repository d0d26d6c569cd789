package dev.jensen.core.algorithm.guard;

import dev.jensen.core.family.BesidePoints;
import dev.jensen.core.family.Bijection;
import dev.jensen.core.family.ExprBijection;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.MixedFamily;
import dev.jensen.core.family.MixtureFamily;
import dev.jensen.core.family.NormalizingFlow;
import dev.jensen.core.family.Whitened;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import java.util.Locale;

/**
 * Holds the layers of flows that somebody wrote to what {@link Bijection} promises, where a fit begins: the inverse to the map, the
 * log-determinant to differences of the map, and derivatives to differences. A map of more than 300 coordinates has too many differences:
 * of its log-determinant nothing is said.
 */
final class LayerCheck {
    static final int POINTS = 4;
    private static final int FEW_DIMENSIONS = 30;
    private static final int MOST_DIMENSIONS = 300;
    static final int AT = 3; // numbers before the layer's own, which it must leave alone
    private static final double NEARBY = 0.1;
    private static final double ALLOWED = 1e-3; // nats
    private static final double BACK = 1e-4;
    private static final long SEED = 0xfa_319;

    private final Bijection layer;
    private final String name;
    private final int d;
    private final double[] phi;
    private final double[] x;
    private final double[] y;

    private LayerCheck(Bijection layer, int number, double[] phi) {
        this.layer = layer;
        this.name = "layer " + number + " of the flow, " + FamilyCheck.name(layer);
        this.phi = phi;
        d = layer.dimension();
        x = noise(1, POINTS * d);
        y = new double[x.length];
        layer.forward(phi, AT, POINTS, x, y);
    }

    static double[] noise(int step, int length) {
        double[] numbers = new double[length];
        MonteCarlo.seed(SEED).fill(step, 1, length, numbers);
        return numbers;
    }

    /** Refuses a flow, alone or inside of another family, one of whose layers breaks its word. */
    static void require(Family family) {
        if (family instanceof Whitened<?> whitened) {
            require(whitened.inner());
        } else if (family instanceof MixtureFamily<?> mixture) {
            require(mixture.component());
        } else if (family instanceof BesidePoints<?> beside) {
            require(beside.family());
        } else if (family instanceof MixedFamily<?, ?> mixed) {
            require(mixed.continuous());
        } else if (family instanceof NormalizingFlow flow) {
            for (int l = 0; l < flow.layers().size(); l++) {
                Bijection layer = flow.layers().get(l);
                if (FamilyCheck.isOwn(layer) || layer instanceof ExprBijection) {
                    near(layer, l).require();
                }
            }
        }
    }

    /** Near its beginning, which may be where a wrong term is 0; there itself where not all is finite nearby. */
    private static LayerCheck near(Bijection layer, int number) {
        double[] phi = new double[AT + layer.parameterCount()];
        Arrays.fill(phi, Double.NaN);
        layer.initial(phi, AT);
        double[] moved = phi.clone();
        double[] away = noise(0, phi.length);
        for (int k = AT; k < phi.length; k++) {
            moved[k] += NEARBY * away[k];
        }
        LayerCheck nearby = new LayerCheck(layer, number, moved);
        return Arrays.stream(nearby.y).allMatch(Double::isFinite) ? nearby : new LayerCheck(layer, number, phi);
    }

    private void require() {
        for (int i = 0; i < y.length; i++) {
            if (!Double.isFinite(y[i])) {
                throw wrong("forward makes " + y[i] + " of x = " + point(x, i / d)
                        + " with the parameters that initial writes: its own begin at index 'at' of φ");
            }
        }
        double[] minus = requireInverse();
        requireChange(minus);
        if (FamilyCheck.isOwn(layer)) {
            for (LayerDerivative.Of what : LayerDerivative.Of.values()) {
                requireDerivative(what);
            }
        }
    }

    /** Refuses an inverse that is none; returns −ℓ. */
    private double[] requireInverse() {
        double[] back = new double[x.length];
        double[] minus = new double[POINTS];
        layer.inverse(phi, AT, POINTS, y.clone(), back, minus);
        for (int i = 0; i < x.length; i++) {
            if (!(Math.abs(back[i] - x[i]) <= BACK * (1 + Math.abs(x[i])))) {
                throw wrong("inverse does not lead back: forward makes " + point(y, i / d) + " of x = "
                        + point(x, i / d) + ", and inverse makes " + point(back, i / d) + " of that");
            }
        }
        int points = d <= FEW_DIMENSIONS ? POINTS : d <= MOST_DIMENSIONS ? 1 : 0;
        for (int s = 0; s < points; s++) {
            double differences = LogDeterminant.ofDifferences(
                    (count, from, to) -> layer.forward(phi, AT, count, from, to),
                    Arrays.copyOfRange(x, s * d, (s + 1) * d));
            requireLogDeterminant("inverse", s, -minus[s], "finite differences of forward", differences);
        }
        return minus;
    }

    /** Refuses ways up that say something else than the way down. */
    private void requireChange(double[] minus) {
        double[] change = new double[POINTS];
        layer.change(phi, AT, POINTS, x, y, change);
        double[] both = new double[POINTS];
        double[] again = new double[y.length];
        layer.forwardWithChange(phi, AT, POINTS, x, again, both);
        for (int s = 0; s < POINTS; s++) {
            requireLogDeterminant("change", s, -change[s], "inverse", -minus[s]);
            requireLogDeterminant("forwardWithChange", s, -both[s], "inverse", -minus[s]);
        }
        for (int i = 0; i < y.length; i++) {
            if (!(Math.abs(again[i] - y[i]) <= BACK * (1 + Math.abs(y[i])))) {
                throw wrong("forwardWithChange makes " + point(again, i / d) + " of x = " + point(x, i / d)
                        + ", forward " + point(y, i / d));
            }
        }
    }

    private void requireLogDeterminant(String method, int s, double stated, String other, double right) {
        if (!(Math.abs(stated - right) <= ALLOWED * (1 + Math.abs(right)))) {
            throw wrong(String.format(
                    Locale.US,
                    "%s says that log|det ∂T/∂x| is %.6g at x = %s, %s: %.6g",
                    method,
                    stated,
                    point(x, s),
                    other,
                    right));
        }
    }

    private void requireDerivative(LayerDerivative.Of what) {
        double[] from = what == LayerDerivative.Of.INVERSE ? y : x;
        LayerDerivative function = new LayerDerivative(layer, what, phi, from.length);
        GradientCheck.Wrong wrong;
        try {
            wrong = GradientCheck.at(function, function.at(from));
        } catch (UnsupportedOperationException e) { // a layer that is tried with one estimator need not have all
            return;
        }
        if (wrong != null) {
            throw wrong(String.format(
                    Locale.US,
                    "%s says that %s changes by %.6g in %s, finite differences say %.6g",
                    what.method(),
                    what.sum(),
                    wrong.gradient(),
                    function.component(wrong.coordinate()),
                    wrong.difference()));
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(name + ": " + what
                + ": mend it (what is overwritten, added to and subtracted from is in the Javadoc of Bijection)");
    }

    private String point(double[] points, int s) {
        return Arrays.toString(Arrays.copyOfRange(points, s * d, (s + 1) * d));
    }
}
