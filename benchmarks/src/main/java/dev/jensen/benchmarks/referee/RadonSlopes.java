package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.models.Model;

/** Radon in homes, intercept and slope by county, both non-centred. */
final class RadonSlopes {
    private RadonSlopes() {}

    static Differentiable density(Reference reference) {
        double[] y = reference.column("log_radon");
        return Model.of(reference.name(), m -> {
                    var home = m.plate("home", y.length);
                    var county = m.plate("county", (int) reference.number("J"));
                    var of = m.index("county of home", reference.indices("county_idx"), home, county);
                    var floor = m.data("floor", reference.column("floor_measure"), home);
                    var sigmaY = m.latent("sigma_y", Flat.positive());
                    var sigmaAlpha = m.latent("sigma_alpha", Flat.positive());
                    var sigmaBeta = m.latent("sigma_beta", Flat.positive());
                    m.factor("prior of sigma_y", Normal.of(0, 1).logDensityInside(sigmaY));
                    m.factor("prior of sigma_alpha", Normal.of(0, 1).logDensityInside(sigmaAlpha));
                    m.factor("prior of sigma_beta", Normal.of(0, 1).logDensityInside(sigmaBeta));
                    var alphaRaw = m.latent("alpha_raw", Normal.of(0, 1), county);
                    var betaRaw = m.latent("beta_raw", Normal.of(0, 1), county);
                    var muAlpha = m.latent("mu_alpha", Normal.of(0, 10));
                    var muBeta = m.latent("mu_beta", Normal.of(0, 10));
                    var alpha = m.derive("alpha", muAlpha.plus(sigmaAlpha.times(alphaRaw)));
                    var beta = m.derive("beta", muBeta.plus(sigmaBeta.times(betaRaw)));
                    var mean = alpha.gather(of).plus(floor.times(beta.gather(of)));
                    m.observe("log_radon", Normal.of(mean, sigmaY), y, home);
                })
                .density();
    }
}
