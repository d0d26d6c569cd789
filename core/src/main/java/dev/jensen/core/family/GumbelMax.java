package dev.jensen.core.family;

/**
 * A discrete family whose outcomes are where independent noisy keys are greatest: key_k = log θ_k + Gumbel noise for outcome k of
 * a choice (Gumbel 1954; Maddison, Tarlow and Minka, "A* sampling", NeurIPS 2014), key = logit θ + logistic noise for a trial,
 * which is 1 where its key is above 0.
 *
 * <p>The keys are smooth in the parameters. Softening where the greatest is into a softmax gives a smooth draw (Jang, Gu and Poole,
 * "Categorical reparameterization with Gumbel-softmax", ICLR 2017; Maddison, Mnih and Teh, "The concrete distribution", ICLR 2017),
 * on the code that {@code density.Relaxable} describes. Keys, codes and parameters are laid out alike, and P of each there are for
 * a draw; the keys move as the parameters do, ∂key/∂φ = I.
 */
public interface GumbelMax extends DiscreteFamily {

    /**
     * Draws keys.
     *
     * @param phi length P
     * @param draws number of draws S
     * @param noise length at least S·P, standard normals
     * @param keys length at least S·P, overwritten
     */
    void keys(double[] phi, int draws, double[] noise, double[] keys);

    /**
     * Draws keys given the outcomes that they have, which follow the same law as {@link #keys} with {@link #choose}.
     *
     * @param phi length P
     * @param draws number of draws S
     * @param z the outcomes, length at least S·d
     * @param noise length at least S·P, standard normals
     * @param keys length at least S·P, overwritten
     */
    void keysGiven(double[] phi, int draws, double[] z, double[] noise, double[] keys);

    /**
     * Adds Σ_s (∂key_s/∂φ)ᵀ v_s of {@link #keysGiven}, outcomes and noise held fixed.
     *
     * @param phi length P
     * @param draws number of draws S
     * @param z the outcomes
     * @param noise the noise that the keys were drawn from
     * @param vectors the v_s, length at least S·P
     * @param gradient length P, added to
     */
    void keysGivenPullback(double[] phi, int draws, double[] z, double[] noise, double[] vectors, double[] gradient);

    /**
     * Finds the outcomes of keys.
     *
     * @param draws number of draws S
     * @param keys length at least S·P
     * @param z length at least S·d, overwritten
     */
    void choose(int draws, double[] keys, double[] z);

    /**
     * Writes the code of outcomes.
     *
     * @param draws number of draws S
     * @param z length at least S·d
     * @param codes length at least S·P, overwritten
     */
    void encode(int draws, double[] z, double[] codes);

    /**
     * Softens keys into codes: softmax(key/τ), or sigmoid(key/τ) for a trial.
     *
     * @param temperature τ, more than 0; towards 0 the codes become those of the outcomes
     * @param draws number of draws S
     * @param keys length at least S·P
     * @param codes length at least S·P, overwritten
     */
    void soften(double temperature, int draws, double[] keys, double[] codes);

    /**
     * Replaces v_s by (∂code_s/∂key_s)ᵀ v_s of {@link #soften}.
     *
     * @param temperature τ
     * @param draws number of draws S
     * @param codes what the keys were softened into
     * @param vectors length at least S·P, overwritten
     */
    void softenPullback(double temperature, int draws, double[] codes, double[] vectors);

    /**
     * Writes a with log q(z) = a·code(z) + a number that no z changes.
     *
     * @param phi length P
     * @param slope length P, overwritten
     */
    void logDensitySlope(double[] phi, double[] slope);
}
