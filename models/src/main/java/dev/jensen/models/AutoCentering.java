package dev.jensen.models;

import dev.jensen.core.algorithm.FixedDrawVi;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.TargetException;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.optim.Loop;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the coordinates of latents that leave them open: those in which the mean-field Gaussian has the greater ELBO. The evidence
 * that it bounds is the same whatever the coordinates, so the greater bound belongs to the coordinates in which the posterior is nearer to
 * independent normals: centred where each element has much data of its own, non-centred where it has little.
 *
 * <p>All latents one way and all the other are compared, then from the better each is turned by itself. It costs a short mean-field fit
 * for each, with a fixed seed: the same model is always stated alike.
 */
final class AutoCentering {
    private static final Logger LOG = LoggerFactory.getLogger(AutoCentering.class);
    private static final int DRAWS = 32;
    private static final long MOST_STEPS = 300;

    private final String model;
    private final Function<Set<String>, ExprDensity> stated;

    /**
     * Prepares.
     *
     * @param model what messages call it
     * @param stated the model's density, where some latents are non-centred
     */
    AutoCentering(String model, Function<Set<String>, ExprDensity> stated) {
        this.model = model;
        this.stated = stated;
    }

    /** Which of some latents are better non-centred. */
    Set<String> choose(List<String> open) {
        Set<String> best = Set.of();
        double greatest = elbo(best);
        double centred = greatest;
        double turned = elbo(Set.copyOf(open));
        if (turned > greatest) {
            best = Set.copyOf(open);
            greatest = turned;
        }
        for (String name : open.size() > 1 ? open : List.<String>of()) {
            Set<String> other = new HashSet<>(best);
            if (!other.remove(name)) {
                other.add(name);
            }
            double elbo = elbo(other);
            if (elbo > greatest) {
                best = other;
                greatest = elbo;
            }
        }
        LOG.info(
                "model \"{}\": non-centred {} of {}: mean-field ELBO {} (all centred {}, all non-centred {})",
                model,
                best.isEmpty() ? "none" : String.join(", ", best),
                open,
                rounded(greatest),
                rounded(centred),
                rounded(turned));
        return best;
    }

    private static String rounded(double elbo) {
        return String.format(Locale.US, "%.2f", elbo);
    }

    private double elbo(Set<String> nonCentered) {
        ExprDensity density = stated.apply(nonCentered);
        try {
            double elbo = FixedDrawVi.of(density, MeanFieldGaussian.of(density.dimension()))
                    .draws(DRAWS, DRAWS)
                    .loop(Loop.endless().maximumSteps(MOST_STEPS))
                    .fit(1)
                    .elbo()
                    .value();
            return Double.isNaN(elbo) ? Double.NEGATIVE_INFINITY : elbo;
        } catch (ArithmeticException | TargetException e) {
            return Double.NEGATIVE_INFINITY; // the fit itself will say more
        }
    }
}
