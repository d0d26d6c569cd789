package dev.jensen.core.family;

/**
 * Up through a flow's layers with the density, and down again with the derivatives: q_s = log N(ε_s; 0, I) − Σ_l ℓ_l(x_{l−1}), of which
 * the first term does not depend on φ.
 */
final class FlowAlongPaths implements DensityAlongPaths {

    private final Bijection[] layers;
    private final int[] at;
    private final int draws;
    private final double[][] levels; // x_0 = ε, …, x_L = z
    private final double[] changes; // the weights of the ℓ_l
    private double[] phi = {};

    /**
     * Prepares the arrays.
     *
     * @param layers all of them, not copied
     * @param at where each one's parameters begin
     */
    FlowAlongPaths(Bijection[] layers, int[] at, int draws) {
        this.layers = layers;
        this.at = at;
        this.draws = draws;
        levels = new double[layers.length + 1][Math.multiplyExact(draws, layers[0].dimension())];
        changes = new double[draws];
    }

    @Override
    public void draw(double[] phi, double[] noise, double[] z, double[] logDensity) {
        this.phi = phi;
        int top = layers.length;
        levels[0] = noise;
        levels[top] = z;
        Gaussian.standardLogDensity(layers[0].dimension(), draws, noise, logDensity);
        for (int l = 0; l < top; l++) {
            layers[l].forwardWithChange(phi, at[l], draws, levels[l], levels[l + 1], logDensity);
        }
    }

    @Override
    public void pullback(double[] vectors, double[] weights, double[] gradient) {
        for (int s = 0; s < draws; s++) {
            changes[s] = -weights[s];
        }
        for (int l = layers.length - 1; l >= 0; l--) {
            layers[l].pullbackWithChange(phi, at[l], draws, levels[l], levels[l + 1], changes, vectors, gradient);
        }
    }
}
