package dev.jensen.core.objective;

/**
 * −E_q[log p̃] − β H(q), which is −β ELBO of the tempered target p̃^{1/β}: β above 1 widens q, β below 1 draws it towards the
 * mode (Higgins et al., "β-VAE", ICLR 2017; Mandt, McInerney, Abrol, Ranganath and Blei, "Variational tempering", AISTATS
 * 2016). With the target log p(x | z) + β log p(z) it is the β-VAE's own objective, E[log p(x | z)] − β KL(q‖prior), negated.
 *
 * @param beta β, more than 0
 */
public record BetaElbo(double beta) implements LinearObjective {

    /** Checks the range. */
    public BetaElbo {
        if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "BetaElbo beta must be positive and finite: " + beta + "; the mode alone is the family Delta");
        }
    }

    /** Makes the objective of a β. */
    public static BetaElbo of(double beta) {
        return new BetaElbo(beta);
    }

    @Override
    public double entropyWeight() {
        return beta;
    }

    @Override
    public String toString() {
        return "−ELBO with entropy × " + beta;
    }
}
