package dev.jensen.benchmarks;

import dev.jensen.core.density.Differentiable;
import java.io.IOException;
import java.nio.file.Path;

/** A posterior that is timed: data that it writes once for everyone, and its density over what it reads back. */
interface Posterior {

    /**
     * Writes the data that the posterior is conditioned on; the same bytes every time.
     *
     * @param folder exists; receives {@code *.f64} and {@code *.i32}
     * @param posteriordb folder with posteriordb's JSON files; may be absent
     * @return where the data come from, in a line for people
     */
    String write(Path folder, Path posteriordb) throws IOException;

    /**
     * Builds the log density.
     *
     * @param folder holds what {@link #write} wrote
     * @return over unconstrained space, Jacobians included
     */
    Differentiable density(Path folder) throws IOException;

    /**
     * Finds a posterior.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static Posterior named(String name) {
        return switch (name) {
            case "eight_schools" -> new EightSchools();
            case "logistic_1000x10" -> new Logistic(1_000, 10);
            case "logistic_100000x100" -> new Logistic(100_000, 100);
            case "logistic_binary_100000x100" -> new Logistic(100_000, 100, Logistic.Kind.BINARY);
            case "logistic_float_100000x100" -> new Logistic(100_000, 100, Logistic.Kind.FLOAT);
            case "radon" -> new Radon();
            case "gmm" -> new GaussianMixture(10_000);
            case "gp" -> new GaussianProcess(200);
            case "bnn" -> new NeuralNet(10_000, 20, 50);
            default ->
                throw new IllegalArgumentException("no posterior \"" + name
                        + "\"; there are eight_schools, logistic_1000x10, logistic_100000x100,"
                        + " logistic_binary_100000x100, logistic_float_100000x100, radon, gmm, gp, bnn");
        };
    }
}
