package dev.jensen.core.objective;

/**
 * −ELBO = −E_q[log p̃ − log q] = KL(q‖p) − log ∫p̃, the reverse KL divergence up to a constant (Jordan, Ghahramani, Jaakkola
 * and Saul, "An introduction to variational methods for graphical models", 1999).
 */
public record NegativeElbo() implements LinearObjective {

    /** Makes the objective. */
    public static NegativeElbo standard() {
        return new NegativeElbo();
    }

    @Override
    public String toString() {
        return "−ELBO";
    }
}
