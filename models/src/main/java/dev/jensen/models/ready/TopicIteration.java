package dev.jensen.models.ready;

import dev.jensen.optim.Ending;
import dev.jensen.optim.Iteration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Steps of a topic model: λ ← (1 − ρ) λ + ρ (η + D/|B| Σ statistics), the natural gradient scaled by ρ. With all documents and ρ = 1 it is coordinate
 * ascent, and the bound never falls.
 */
final class TopicIteration implements Iteration {
    private static final double OF_DOCUMENT = 1e-5; // mean change of γ

    private final Corpus corpus;
    private final double documentPrior;
    private final double topicPrior;
    private final double[][] lambda;
    private final double[][] weights;
    private final double[][] statistics;
    private final LongToDoubleFunction rate;
    private final int batch;
    private final double tolerance;
    private final SplittableRandom random;
    private final int[] order;
    private final double[] flat;
    private final double[] gradient;
    private int next;
    private double value = Double.POSITIVE_INFINITY;

    TopicIteration(
            Corpus corpus,
            double documentPrior,
            double topicPrior,
            double[][] start,
            LongToDoubleFunction rate,
            int batch,
            double tolerance,
            long seed) {
        this.corpus = corpus;
        this.documentPrior = documentPrior;
        this.topicPrior = topicPrior;
        this.rate = rate;
        this.batch = batch;
        this.tolerance = tolerance;
        this.random = new SplittableRandom(seed);
        int words = start[0].length;
        lambda = new double[start.length][];
        weights = new double[start.length][words];
        statistics = new double[start.length][words];
        for (int k = 0; k < start.length; k++) {
            lambda[k] = start[k].clone();
        }
        flat = new double[start.length * words];
        gradient = new double[flat.length];
        order = IntStream.range(0, corpus.size()).toArray();
        next = corpus.size();
        flatten();
    }

    @Override
    public @Nullable Ending step(long step) {
        double before = value;
        value = -sweep();
        double rho = rate.applyAsDouble(step);
        double scale = (double) corpus.size() / batch;
        for (int k = 0; k < lambda.length; k++) {
            for (int w = 0; w < lambda[k].length; w++) {
                double to = topicPrior + scale * statistics[k][w];
                gradient[k * lambda[k].length + w] = lambda[k][w] - to;
                lambda[k][w] += rho * (to - lambda[k][w]);
            }
        }
        flatten();
        return before - value < tolerance * Math.abs(value) && tolerance > 0 ? Ending.CONVERGED : null;
    }

    /** Finds the laws of a batch's documents, their statistics and the bound at the topics before the step. */
    private double sweep() {
        expectedWeights(lambda, weights);
        DocumentStep document = new DocumentStep(documentPrior, weights, OF_DOCUMENT);
        for (double[] each : statistics) {
            Arrays.fill(each, 0);
        }
        double sum = 0;
        for (int i = 0; i < batch; i++) {
            int d = nextDocument();
            int[] words = corpus.words(d);
            double[] counts = corpus.counts(d);
            document.run(words, counts);
            document.addStatistics(words, counts, statistics);
            sum += document.bound(counts, words.length);
        }
        return sum * corpus.size() / batch - klOfTopics(lambda, topicPrior);
    }

    /** The next document of a random order, which is another in each round. */
    private int nextDocument() {
        if (next == order.length) {
            next = 0;
            for (int i = order.length - 1; i > 0 && batch < order.length; i--) {
                int j = random.nextInt(i + 1);
                int other = order[j];
                order[j] = order[i];
                order[i] = other;
            }
        }
        return order[next++];
    }

    static void expectedWeights(double[][] lambda, double[][] weights) {
        for (int k = 0; k < lambda.length; k++) {
            DocumentStep.expectedLogs(lambda[k], weights[k]);
            for (int w = 0; w < weights[k].length; w++) {
                weights[k][w] = Math.exp(weights[k][w]);
            }
        }
    }

    static double klOfTopics(double[][] lambda, double prior) {
        double sum = 0;
        for (double[] topic : lambda) {
            sum += DocumentStep.kl(topic, prior);
        }
        return sum;
    }

    private void flatten() {
        for (int k = 0; k < lambda.length; k++) {
            System.arraycopy(lambda[k], 0, flat, k * lambda[k].length, lambda[k].length);
        }
    }

    double[][] topics() {
        double[][] copy = new double[lambda.length][];
        for (int k = 0; k < copy.length; k++) {
            copy[k] = lambda[k].clone();
        }
        return copy;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public double[] parameters() {
        return flat;
    }
}
