package dev.jensen.models;

import dev.jensen.core.conjugate.Conjugacy;
import dev.jensen.core.conjugate.Latent;
import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.Factor;
import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.support.Real;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The log joint of a model over its latents' values, where its own density is over their coordinates. */
final class NaturalFactors {
    private NaturalFactors() {}

    /**
     * Reads a model's statements.
     *
     * @param density with discrete latents summed out
     */
    static Conjugacy read(Statement statement, List<Site> sites, Differentiable density) {
        Map<String, Factor> priors = new HashMap<>();
        List<Latent> latents = new ArrayList<>();
        for (Site site : sites) {
            if (site instanceof Site.Latent latent) {
                Continuous law = latent.ofCoordinate();
                boolean own = latent.law().equals(law);
                Expr coordinate = own ? latent.value() : constrained(latent);
                latents.add(new Latent(latent.name(), latent.unknown(), coordinate, law.support()));
                if (latent.imputed() == null) {
                    priors.put(latent.name(), Factor.of(latent.name(), law.logDensityInside(coordinate)));
                } else if (!(law.support() instanceof Real)) {
                    throw new IllegalArgumentException("the missing values \"" + latent.name() + "\" have support "
                            + law.support() + ": coordinate ascent fills in real numbers only; fit with fit()");
                }
            }
        }
        List<Factor> factors = statement.factors().stream()
                .map(factor -> priors.getOrDefault(factor.name(), factor))
                .toList();
        Statement natural = new Statement(
                statement.continuous(), statement.discrete(), factors, statement.variables(), statement.values());
        List<Factor> summed = statement.discrete().isEmpty()
                ? factors
                : SummingOut.of(natural).factors();
        return Conjugacy.of(density, latents, summed);
    }

    private static Expr constrained(Site.Latent latent) {
        Plate plate = latent.value().shape().plate();
        Expr u = plate == null ? latent.unknown() : latent.unknown().toRows(plate);
        return latent.ofCoordinate().support().constrain(u);
    }
}
