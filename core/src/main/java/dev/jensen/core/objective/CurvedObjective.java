package dev.jensen.core.objective;

/** An objective that knows its second derivatives; what the doubly reparameterised gradient needs. */
public interface CurvedObjective extends Objective {

    /**
     * Writes ∂²L/∂ℓ_s², the diagonal alone.
     *
     * @param at the log weights; read only
     * @param curvatures length S, overwritten
     */
    void curvatures(LogWeights at, double[] curvatures);
}
