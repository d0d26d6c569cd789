package dev.jensen.models.ready;

import dev.jensen.optim.Loop;
import dev.jensen.optim.Minimum;
import java.util.SplittableRandom;

/**
 * Latent Dirichlet allocation (Blei, Ng and Jordan, JMLR 2003): each topic is a law of words, each document a mixture of topics, each word
 * is drawn from one of the document's topics. Fitted by mean field in the natural families, a Dirichlet law of each topic and of each
 * document's shares and a categorical law of each word's topic, whose updates have closed forms: by coordinate ascent over all documents, or
 * stochastically, a few documents a step (Hoffman, Blei, Wang and Paisley, "Stochastic variational inference", JMLR 2013).
 *
 * <pre>{@code
 * TopicFit fit = TopicModel.of(corpus, 10).fit(1);
 * fit.words(3, 8);            // the eight words that topic 3 stands out by
 * fit.shares(others);         // topics of documents that it never saw
 * }</pre>
 *
 * <p>Priors are symmetric Dirichlet laws: 1/K for the topics of a document and for the words of a topic, where nothing else is said.
 * Immutable: each method returns another configuration.
 */
public final class TopicModel {
    private static final double START_SHAPE = 100;

    private final Corpus corpus;
    private final int topics;
    private final double documentPrior;
    private final double topicPrior;
    private final int batch;
    private final double delay;
    private final double forgetting;
    private final double tolerance;
    private final Loop loop;

    private TopicModel(
            Corpus corpus,
            int topics,
            double documentPrior,
            double topicPrior,
            int batch,
            double delay,
            double forgetting,
            double tolerance,
            Loop loop) {
        this.corpus = corpus;
        this.topics = topics;
        this.documentPrior = documentPrior;
        this.topicPrior = topicPrior;
        this.batch = batch;
        this.delay = delay;
        this.forgetting = forgetting;
        this.tolerance = tolerance;
        this.loop = loop;
    }

    /**
     * A model, fitted by coordinate ascent until a sweep gains less than a millionth of the bound, at most 1,000 sweeps.
     *
     * @param corpus at least one document
     * @param topics K, at least 2
     */
    public static TopicModel of(Corpus corpus, int topics) {
        if (topics < 2) {
            throw new IllegalArgumentException("a topic model needs at least 2 topics: " + topics);
        }
        if (corpus.size() < 1) {
            throw new IllegalArgumentException(
                    "a topic model needs documents: add some to the corpus with document(…)");
        }
        Loop loop = Loop.endless().maximumSteps(1000);
        return new TopicModel(corpus, topics, 1.0 / topics, 1.0 / topics, corpus.size(), 0, 0, 1e-6, loop);
    }

    /**
     * Takes other priors.
     *
     * @param ofDocument α of the topics of a document, above 0: below 1 for few topics in each
     * @param ofTopic η of the words of a topic, above 0: below 1 for few words in each
     */
    public TopicModel priors(double ofDocument, double ofTopic) {
        if (!(ofDocument > 0) || !(ofTopic > 0)) {
            throw new IllegalArgumentException(
                    "priors of documents and topics must be above 0: " + ofDocument + " and " + ofTopic);
        }
        return new TopicModel(corpus, topics, ofDocument, ofTopic, batch, delay, forgetting, tolerance, loop);
    }

    /**
     * Looks at some documents a step, and moves the topics by ρ_t = (delay + t)^(−forgetting) along the natural gradient, t from 1.
     *
     * @param documents of a step, from 1 to all
     * @param by at least 0: slows the first steps
     * @param power in (½, 1], without which the steps do not converge
     * @param steps how many
     */
    public TopicModel stochastic(int documents, double by, double power, long steps) {
        if (documents < 1 || documents > corpus.size()) {
            throw new IllegalArgumentException(
                    "a step looks at between 1 and " + corpus.size() + " documents: " + documents);
        }
        if (!(power > 0.5 && power <= 1) || !(by >= 0)) {
            throw new IllegalArgumentException(
                    "steps (delay + t)^(−forgetting) converge with forgetting in (0.5, 1] and a delay of at"
                            + " least 0: " + power + " and " + by);
        }
        return new TopicModel(
                corpus, topics, documentPrior, topicPrior, documents, by, power, 0, loop.maximumSteps(steps));
    }

    /** Runs in this loop: with its listeners, which see −ELBO, its budget and its ends. */
    public TopicModel loop(Loop another) {
        return new TopicModel(corpus, topics, documentPrior, topicPrior, batch, delay, forgetting, tolerance, another);
    }

    /**
     * Runs to the end, from topics that are drawn about equal shares.
     *
     * @param seed of the start and of the order of documents: the same seed gives the same bits
     */
    public TopicFit fit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] start = new double[topics][corpus.vocabulary().size()];
        for (double[] topic : start) {
            for (int w = 0; w < topic.length; w++) {
                topic[w] = gamma(random) / START_SHAPE;
            }
        }
        return from(start, seed);
    }

    /**
     * Runs to the end, from parameters of the topics' Dirichlet laws.
     *
     * @param start λ, [topic][word], above 0; copied
     * @param seed of the order of documents
     */
    public TopicFit from(double[][] start, long seed) {
        requireStart(start);
        TopicIteration iteration = new TopicIteration(
                corpus,
                documentPrior,
                topicPrior,
                start,
                step -> {
                    return forgetting == 0 ? 1 : Math.pow(delay + step + 1, -forgetting);
                },
                batch,
                tolerance,
                seed);
        Minimum minimum = loop.run(iteration);
        return new TopicFit(corpus, documentPrior, topicPrior, iteration.topics(), minimum);
    }

    private void requireStart(double[][] start) {
        for (int k = 0; k < topics; k++) {
            if (start.length != topics || start[k].length != corpus.vocabulary().size()) {
                throw new IllegalArgumentException("the start must be " + topics + " topics of "
                        + corpus.vocabulary().size() + " words each");
            }
            for (int w = 0; w < start[k].length; w++) {
                if (!(start[k][w] > 0 && start[k][w] < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("the start of topic " + k + ", word \""
                            + corpus.vocabulary().get(w) + "\" must be above 0 and finite: " + start[k][w]);
                }
            }
        }
    }

    /** Draws from Gamma(100, 1): the sum of a hundred exponentials. */
    private static double gamma(SplittableRandom random) {
        double sum = 0;
        for (int i = 0; i < (int) START_SHAPE; i++) {
            sum -= Math.log(1 - random.nextDouble());
        }
        return sum;
    }
}
