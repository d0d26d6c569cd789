package dev.jensen.benchmarks;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Dirichlet;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A mixture of three Gaussians in the plane, the components summed out: w ~ Dirichlet(1, 1, 1), m ~ N(0, 5)^{3×2},
 * s ~ HalfNormal(2)^{3×2}.
 *
 * @param rows N
 */
record GaussianMixture(int rows) implements Posterior {
    private static final int COMPONENTS = 3;
    private static final double[][] CENTRE = {{-2, 0}, {0, 2.5}, {3, -1}};
    private static final double[][] SPREAD = {{0.5, 1}, {1.2, 0.4}, {0.8, 0.8}};

    /** Draws from three components of weights 0.5, 0.3 and 0.2. */
    @Override
    public String write(Path folder, Path posteriordb) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
        double[] y = new double[rows * 2];
        for (int i = 0; i < rows; i++) {
            double u = random.nextDouble();
            int k = u < 0.5 ? 0 : u < 0.8 ? 1 : 2;
            for (int j = 0; j < 2; j++) {
                y[2 * i + j] = CENTRE[k][j] + SPREAD[k][j] * random.nextGaussian();
            }
        }
        RawArrays.write(folder.resolve("Y.f64"), y);
        return "Gaussian mixture: synthetic, " + rows + " points of the plane, seed 2";
    }

    @Override
    public Differentiable density(Path folder) throws IOException {
        double[] points = RawArrays.doubles(folder.resolve("Y.f64"));
        return Model.of("Gaussian mixture", m -> {
                    var row = m.plate("row", rows);
                    var y = Expr.columns(row, "y", 2, points).reshape(1, 2);
                    var w = m.latent("w", Dirichlet.symmetric(COMPONENTS, 1));
                    var centre = m.latent("m", Normal.of(0, 5), COMPONENTS * 2).reshape(COMPONENTS, 2);
                    var spread = m.latent("s", HalfNormal.of(2), COMPONENTS * 2).reshape(COMPONENTS, 2);
                    var perComponent =
                            w.log().plus(Normal.of(centre, spread).logDensity(y).sum(-1));
                    m.factor("y", perComponent.logSumExp(-1));
                })
                .density();
    }
}
