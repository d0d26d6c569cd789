package dev.jensen.core.objective;

/**
 * The importance-weighted bound, L = −log mean_s exp(ℓ_s): its negative's mean over S draws lies between the ELBO and the log
 * evidence, and rises with S (Burda, Grosse and Salakhutdinov, "Importance weighted autoencoders", ICLR 2016). What it fits is
 * not q itself but importance sampling from q.
 *
 * <p>The gradient's signal falls faster with S than its noise (Rainforth et al., "Tighter variational bounds are not
 * necessarily better", ICML 2018), unless it is doubly reparameterised.
 */
public record Iwae() implements LogMeanObjective {

    /** Makes the objective; S is the estimator's number of draws. */
    public static Iwae bound() {
        return new Iwae();
    }

    @Override
    public double power() {
        return 1;
    }

    @Override
    public double factor() {
        return -1;
    }

    @Override
    public String toString() {
        return "−IWAE bound";
    }
}
