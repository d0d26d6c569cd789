package dev.jensen.core.algorithm.guard;

import dev.jensen.core.family.Bijection;
import java.util.Arrays;

/** A sum that a layer makes of some points, as a function of the points and then of its parameters, beside what the layer says of its derivative. */
final class LayerDerivative extends StatedDerivative {
    private static final int POINTS = LayerCheck.POINTS;
    private static final int AT = LayerCheck.AT;

    private final Bijection layer;
    private final Of what;
    private final double[] phi;
    private final int size; // of all points
    private final double[] vectors;
    private final double[] weights;

    /** Which sum. */
    enum Of {
        FORWARD("pullback", "Σ vᵀT(x)"),
        CHANGE("pullbackWithChange", "Σ vᵀT(x) + w ℓ"),
        INVERSE("inversePullback", "Σ vᵀT⁻¹(y) − w ℓ");

        private final String method;
        private final String sum;

        Of(String method, String sum) {
            this.method = method;
            this.sum = sum;
        }

        String method() {
            return method;
        }

        String sum() {
            return sum;
        }
    }

    LayerDerivative(Bijection layer, Of what, double[] phi, int size) {
        super(size + layer.parameterCount());
        this.layer = layer;
        this.what = what;
        this.phi = phi;
        this.size = size;
        vectors = LayerCheck.noise(2, size);
        weights = what == Of.FORWARD ? new double[POINTS] : LayerCheck.noise(3, POINTS);
    }

    /** The points and the parameters, one after the other. */
    double[] at(double[] points) {
        double[] all = Arrays.copyOf(points, dimension());
        System.arraycopy(phi, AT, all, size, layer.parameterCount());
        return all;
    }

    /** What a coordinate is. */
    String component(int k) {
        return k < size
                ? "coordinate " + k % layer.dimension() + " of " + (what == Of.INVERSE ? "y" : "x")
                : "parameter " + (k - size);
    }

    private double[] parameters(double[] at) {
        double[] own = phi.clone();
        System.arraycopy(at, size, own, AT, own.length - AT);
        return own;
    }

    private double[] image(double[] at, double[] minus) {
        double[] to = new double[size];
        double[] from = Arrays.copyOf(at, size);
        if (what == Of.INVERSE) {
            layer.inverse(parameters(at), AT, POINTS, from, to, minus);
        } else {
            layer.forwardWithChange(parameters(at), AT, POINTS, from, to, minus);
        }
        return to;
    }

    @Override
    double value(double[] at) {
        double[] minus = new double[POINTS];
        double sum = FamilyCheck.dot(vectors, image(at, minus));
        double changes = FamilyCheck.dot(weights, minus);
        return what == Of.INVERSE ? sum + changes : sum - changes;
    }

    @Override
    void derivative(double[] at, double[] out) {
        double[] from = Arrays.copyOf(at, size);
        double[] to = image(at, new double[POINTS]);
        double[] own = parameters(at);
        double[] v = vectors.clone();
        double[] gradient = new double[phi.length];
        Arrays.fill(gradient, AT, gradient.length, -1); // added to
        switch (what) {
            case FORWARD -> layer.pullback(own, AT, POINTS, from, to, v, gradient);
            case CHANGE -> layer.pullbackWithChange(own, AT, POINTS, from, to, weights, v, gradient);
            case INVERSE -> layer.inversePullback(own, AT, POINTS, to, from, weights, v, gradient);
        }
        System.arraycopy(v, 0, out, 0, size);
        for (int k = AT; k < gradient.length; k++) {
            out[size + k - AT] = gradient[k] + 1;
        }
    }
}
