package dev.jensen.core.objective;

/**
 * The χ upper bound on the log evidence, L = 1/n log mean_s exp(n ℓ_s), to be minimised; q covers p's support (Dieng, Tran,
 * Ranganath, Paisley and Blei, "Variational inference via χ upper bound minimization", NeurIPS 2017).
 *
 * <p>It bounds from above only in the limit of many draws: with S it is biased downwards, and the bias is great where a
 * weight is rare and large. Watch k-hat.
 *
 * <p>Begin wide, from {@code family.initial(centre, scale)} with q wider than p: the draws of a q that lies within a flank of p all have
 * much the same weight, and say that the bound falls as q shrinks to a point. Such a run ends far below log ∫p̃, and {@code
 * fit.evidenceInterval()} refutes it by its k-hat.
 *
 * @param order n, more than 1; 2 is the χ² divergence
 */
public record Cubo(double order) implements LogMeanObjective {

    /** Checks the range. */
    public Cubo {
        if (!(order > 1 && order < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Cubo order must be more than 1 and finite: " + order
                            + "; from 0 to 1 it is a lower bound, which is maximised: use RenyiBound.of(1 − order), or Iwae for 1");
        }
    }

    /** Makes the objective of an order n. */
    public static Cubo of(double order) {
        return new Cubo(order);
    }

    @Override
    public double power() {
        return order;
    }

    @Override
    public double factor() {
        return 1 / order;
    }

    @Override
    public String toString() {
        return "CUBO of order " + order;
    }
}
