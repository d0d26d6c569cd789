package dev.jensen.models.ready;

import dev.jensen.optim.Minimum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A topic model that was fitted: Dirichlet laws of its topics. Immutable. */
public final class TopicFit {
    private static final double OF_DOCUMENT = 1e-6; // mean change of γ
    private static final int SHOWN = 8;

    private final Corpus corpus;
    private final double documentPrior;
    private final double topicPrior;
    private final double[][] lambda;
    private final Minimum run;

    TopicFit(Corpus corpus, double documentPrior, double topicPrior, double[][] lambda, Minimum run) {
        this.corpus = corpus;
        this.documentPrior = documentPrior;
        this.topicPrior = topicPrior;
        this.lambda = lambda;
        this.run = run;
    }

    /** Returns the parameters of the topics' Dirichlet laws, [topic][word], a new array. */
    public double[][] parameters() {
        double[][] copy = new double[lambda.length][];
        for (int k = 0; k < copy.length; k++) {
            copy[k] = lambda[k].clone();
        }
        return copy;
    }

    /** Returns the mean share of each word in each topic, [topic][word], a new array. */
    public double[][] topics() {
        double[][] shares = parameters();
        for (double[] topic : shares) {
            double total = Arrays.stream(topic).sum();
            for (int w = 0; w < topic.length; w++) {
                topic[w] /= total;
            }
        }
        return shares;
    }

    /**
     * Returns the words of the greatest share in a topic.
     *
     * @param topic from 0
     * @param count how many
     */
    public List<String> words(int topic, int count) {
        List<Integer> order = new ArrayList<>();
        for (int w = 0; w < lambda[topic].length; w++) {
            order.add(w);
        }
        order.sort(Comparator.comparingDouble(w -> -lambda[topic][w]));
        return order.subList(0, Math.min(count, order.size())).stream()
                .map(corpus.vocabulary()::get)
                .toList();
    }

    /**
     * Returns the mean share of each topic in each document, [document][topic].
     *
     * @param documents on the same vocabulary; seen before or not
     * @throws IllegalArgumentException if the vocabulary is another
     */
    public double[][] shares(Corpus documents) {
        double[][] shares = new double[documents.size()][];
        forEach(documents, (d, step, gamma) -> {
            double total = Arrays.stream(gamma).sum();
            shares[d] = Arrays.stream(gamma).map(own -> own / total).toArray();
        });
        return shares;
    }

    /** Returns the ELBO of the documents that were fitted, nats: below log p(words). */
    public double elbo() {
        return bound(corpus) - TopicIteration.klOfTopics(lambda, topicPrior);
    }

    /**
     * Returns a bound of the log evidence of documents given the topics' laws, nats: for comparison on documents that were kept back.
     *
     * @param documents on the same vocabulary
     */
    public double bound(Corpus documents) {
        double[] sum = new double[1];
        forEach(documents, (d, step, gamma) -> sum[0] += step.bound(documents.counts(d), documents.words(d).length));
        return sum[0];
    }

    /** Returns exp(−bound/words) of documents: how many words a topic model is as unsure among; lower is better. */
    public double perplexity(Corpus documents) {
        return Math.exp(-bound(documents) / documents.total());
    }

    /** Returns how the run went; its value is −ELBO, of a batch scaled to all documents. */
    public Minimum run() {
        return run;
    }

    /** Takes in what is found of a document. */
    @FunctionalInterface
    private interface OfDocument {
        void take(int document, DocumentStep step, double[] gamma);
    }

    private void forEach(Corpus documents, OfDocument each) {
        if (!documents.vocabulary().equals(corpus.vocabulary())) {
            throw new IllegalArgumentException("these documents have a vocabulary of "
                    + documents.vocabulary().size() + " words, which is not that of the fit, of "
                    + corpus.vocabulary().size() + ": make both with one Corpus.of(words)");
        }
        double[][] weights = new double[lambda.length][corpus.vocabulary().size()];
        TopicIteration.expectedWeights(lambda, weights);
        DocumentStep step = new DocumentStep(documentPrior, weights, OF_DOCUMENT);
        for (int d = 0; d < documents.size(); d++) {
            each.take(d, step, step.run(documents.words(d), documents.counts(d)));
        }
    }

    /** Returns a line for each topic, with its words. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.US,
                "%d topics of %,d documents, ELBO %.1f nats, %s\n",
                lambda.length,
                corpus.size(),
                elbo(),
                run.ending()));
        for (int k = 0; k < lambda.length; k++) {
            text.append(String.format(Locale.US, "%3d  %s\n", k, String.join(" ", words(k, SHOWN))));
        }
        return text.toString();
    }
}
