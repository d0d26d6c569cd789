package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;

/**
 * The Wasserstein distance of order 2 between Gaussian laws, W₂² = ‖m_p − m_q‖² + tr(Σ_p + Σ_q − 2(Σ_p^½ Σ_q Σ_p^½)^½)
 * (Dowson and Landau, "The Fréchet distance between multivariate normal distributions", Journal of Multivariate Analysis
 * 12, 1982): how far mass has to be carried, root mean square, to turn one law into the other. Unlike the divergences it
 * stays finite for laws without common mass, and is measured in the unit of the draws.
 */
public final class Wasserstein2 {
    private Wasserstein2() {}

    /**
     * W₂ between two normal laws, univariate (of any shape; independent elements add in square) or multivariate.
     *
     * @param p {@link Normal} or {@link MultivariateNormal}, of known numbers
     * @param q of the same kind and the same draws
     * @return W₂, not its square, in the unit of the draws, by closed form
     * @throws IllegalArgumentException if a law is not Gaussian, the draws' shapes differ, or a parameter is unknown
     */
    public static Divergence of(Distribution p, Distribution q) {
        refuseOthers(p);
        refuseOthers(q);
        Pair pair = Pair.of("Wasserstein2", p, q);
        if (p.getClass() != q.getClass()) {
            throw new IllegalArgumentException("Wasserstein2 has its formula for two Normal or two MultivariateNormal"
                    + " laws: write the first as the second is written");
        }
        double sum = 0;
        for (int e = 0; e < pair.p().events().size(); e++) {
            sum += square(pair.p().events().get(e), pair.q().events().get(e));
        }
        return new Divergence(Math.sqrt(sum), 0, Route.CLOSED_FORM, Unit.OF_THE_DRAWS);
    }

    private static double square(Event p, Event q) {
        if (p.scalar()) {
            double means = p.number(0) - q.number(0);
            double scales = p.number(1) - q.number(1);
            return means * means + scales * scales;
        }
        double means = GaussianAlgebra.difference(p.vector(0), q.vector(0)).getNorm();
        return means * means
                + GaussianAlgebra.procrustes(
                        GaussianAlgebra.factor(p.vector(1), p.length()),
                        GaussianAlgebra.factor(q.vector(1), q.length()));
    }

    private static void refuseOthers(Distribution law) {
        if (!(law instanceof Normal || law instanceof MultivariateNormal)) {
            throw new IllegalArgumentException("Wasserstein2 is known between Gaussian laws only, not for " + law.name()
                    + "; TotalVariation and Hellinger take any law");
        }
    }
}
