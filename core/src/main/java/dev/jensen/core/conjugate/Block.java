package dev.jensen.core.conjugate;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.NaturalMeanField;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of one latent in q, by its natural parameters: numbers that are linear in the expected log joint's derivatives by the
 * latent's mean statistics.
 */
interface Block {

    String name();

    /** The mean statistics, as unknowns of the expected log joint. */
    List<Expr> statistics();

    /** The laws of its elements and rows, where the latent's coordinates begin at a number. */
    List<NaturalMeanField.Placed> laws(int at);

    /** The laws' parameters. */
    List<double[]> parameters(double[] natural);

    /** Natural parameters to start from. */
    double[] start(RandomGenerator random);

    /** Writes the mean statistics, one after the other. */
    void means(double[] natural, double[] point, int at);

    /**
     * The natural parameters that are best, the other blocks held as they are.
     *
     * @param gradient of the expected log joint by the mean statistics
     * @param point the mean statistics
     * @throws IllegalArgumentException if no law has these natural parameters
     */
    double[] best(double[] gradient, double[] point, int at);

    /** The differential entropy of the latent's value, nats. */
    double entropy(double[] natural);

    /** What it is, in words: {@code tau: gamma, by log x and x}. */
    String describe();
}
