package dev.jensen.benchmarks;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Gamma;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Gaussian process regression with the squared exponential kernel, the function integrated out: rho ~ Gamma(25, 4),
 * alpha ~ HalfNormal(2), sigma ~ HalfNormal(1), y ~ N(0, alpha² exp(−(x − x')²/(2 rho²)) + (sigma² + 10⁻⁶) I).
 *
 * @param points N
 */
record GaussianProcess(int points) implements Posterior {
    private static final double JITTER = 1e-6;

    /** A sine and noise over an interval some lengthscales long. */
    @Override
    public String write(Path folder, Path posteriordb) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        double[] x = new double[points];
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            x[i] = 20.0 * i / points;
            y[i] = Math.sin(x[i] / 2) + 0.3 * random.nextGaussian();
        }
        RawArrays.write(folder.resolve("x.f64"), x);
        RawArrays.write(folder.resolve("y.f64"), y);
        return "Gaussian process: synthetic, " + points + " points, seed 3";
    }

    @Override
    public Differentiable density(Path folder) throws IOException {
        double[] x = RawArrays.doubles(folder.resolve("x.f64"));
        double[] y = RawArrays.doubles(folder.resolve("y.f64"));
        double[][] squares = new double[points][points];
        double[][] one = new double[points][points];
        for (int i = 0; i < points; i++) {
            for (int j = 0; j < points; j++) {
                squares[i][j] = (x[i] - x[j]) * (x[i] - x[j]);
            }
            one[i][i] = 1;
        }
        return Model.of("Gaussian process", m -> {
                    var rho = m.latent("rho", Gamma.of(25, 4));
                    var alpha = m.latent("alpha", HalfNormal.of(2));
                    var sigma = m.latent("sigma", HalfNormal.of(1));
                    var smooth = Expr.constant(squares)
                            .times(-0.5)
                            .dividedBy(rho.square())
                            .exp()
                            .times(alpha.square());
                    var noise = Expr.constant(one).times(sigma.square().plus(JITTER));
                    m.observe("y", MultivariateNormal.of(0, smooth.plus(noise).choleskyFactor()), y);
                })
                .density();
    }
}
