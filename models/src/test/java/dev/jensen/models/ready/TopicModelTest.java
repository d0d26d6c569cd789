package dev.jensen.models.ready;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.optim.Ending;
import dev.jensen.optim.Loop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One step of each kind beside scikit-learn 1.9.1's LatentDirichletAllocation (src/test/python/topic_model.py), and what a fit finds. */
class TopicModelTest {
    private static final double[][] COUNTS = {
        {3, 1, 0, 0, 2}, {0, 0, 4, 1, 0}, {1, 2, 0, 0, 1}, {0, 1, 3, 2, 0}, {2, 0, 0, 1, 3}, {0, 0, 2, 4, 1}
    };
    private static final double[][] START = {{1.0, 0.5, 0.8, 1.2, 0.9}, {0.6, 1.1, 1.3, 0.7, 0.4}};
    private static final double[][] AFTER_A_SWEEP = {
        {5.807383946562397, 1.3926388646673649, 2.1919828291086776, 5.2502094048822645, 6.986555417513393},
        {0.5926160534375915, 3.0073611353326237, 7.208017170891311, 3.1497905951177216, 0.41344458248659094}
    };
    private static final double[][] AFTER_A_STEP = {
        {4.092854705188804, 1.467234090078445, 0.5906830650045964, 0.8459730313941538, 2.9041930115747303},
        {0.46279259950646656, 0.8148383648512273, 5.412287093759675, 1.6224206810472426, 0.3283456107260238}
    };

    private static Corpus corpus() {
        List<int[]> words = new ArrayList<>();
        List<double[]> counts = new ArrayList<>();
        for (double[] row : COUNTS) {
            words.add(IntStream.range(0, row.length).filter(w -> row[w] > 0).toArray());
            counts.add(Arrays.stream(row).filter(count -> count > 0).toArray());
        }
        return Corpus.of(List.of("sun", "sea", "law", "tax", "sand")).documents(words, counts);
    }

    private static TopicModel model() {
        return TopicModel.of(corpus(), 2).priors(0.3, 0.2);
    }

    private static double distance(double[][] a, double[][] b) {
        double most = 0;
        for (int k = 0; k < a.length; k++) {
            for (int w = 0; w < a[k].length; w++) {
                most = Math.max(most, Math.abs(a[k][w] - b[k][w]));
            }
        }
        return most;
    }

    @Test
    void aSweepIsThatOfScikitLearn() {
        TopicFit fit = model().loop(Loop.endless().maximumSteps(1)).from(START, 1);
        assertEquals(78.81300789546657, fit.run().value(), 1e-6);
        assertEquals(0, distance(AFTER_A_SWEEP, fit.parameters()), 1e-3);
    }

    /** The documents of a step are drawn; those of some seed are the first two, of which the reference is. */
    @Test
    void aStochasticStepIsThatOfScikitLearn() {
        double nearest = IntStream.range(0, 60)
                .mapToDouble(seed -> distance(
                        AFTER_A_STEP,
                        model().stochastic(2, 3, 0.7, 1).from(START, seed).parameters()))
                .min()
                .orElseThrow();
        assertEquals(0, nearest, 1e-3);
        TopicFit after = model().loop(Loop.endless().maximumSteps(1)).from(AFTER_A_STEP, 1);
        assertEquals(62.69048253998545, after.run().value(), 1e-5);
    }

    @Test
    void sweepsNeverLoseAndFindWhatGoesTogether() {
        List<Double> values = new ArrayList<>();
        TopicFit fit = model().loop(Loop.endless().maximumSteps(200).listen(p -> values.add(p.value())))
                .fit(3);
        for (int i = 1; i < values.size(); i++) {
            assertTrue(values.get(i) <= values.get(i - 1) + 1e-6, "sweep " + i);
        }
        assertEquals(Ending.CONVERGED, fit.run().ending());
        assertEquals(-fit.run().value(), fit.elbo(), 0.01);
        int beach =
                fit.words(0, 1).get(0).equals("sand") || fit.words(0, 1).get(0).equals("sun") ? 0 : 1;
        assertTrue(List.of("law", "tax").containsAll(fit.words(1 - beach, 2)), fit.toString());
        double[][] shares = fit.shares(Corpus.of(corpus().vocabulary()).document("law", "tax", "law", "unheard"));
        assertTrue(shares[0][1 - beach] > 0.8, Arrays.toString(shares[0]));
        assertArrayEquals(
                fit.parameters(),
                model().loop(Loop.endless().maximumSteps(200)).fit(3).parameters());
        assertEquals(Math.exp(-fit.bound(corpus()) / 34), fit.perplexity(corpus()), 1e-9);
    }

    @Test
    void badInputIsRefused() {
        assertMessage("a topic model needs at least 2 topics: 1", () -> TopicModel.of(corpus(), 1));
        assertMessage(
                "a topic model needs documents: add some to the corpus with document(…)",
                () -> TopicModel.of(Corpus.of(List.of("a", "b")), 2));
        assertMessage("the vocabulary has \"a\" twice: give each word once", () -> Corpus.of(List.of("a", "a")));
        assertMessage(
                "document 0 has word number 7: words are numbered from 0 to 1, each once in a document",
                () -> Corpus.of(List.of("a", "b")).documents(List.of(new int[] {7}), List.of(new double[] {1})));
        assertMessage(
                "document 0 has \"b\" -1.0 times: leave out what does not occur",
                () -> Corpus.of(List.of("a", "b")).documents(List.of(new int[] {1}), List.of(new double[] {-1})));
        assertMessage(
                "document 0 has 2 words, but 1 counts",
                () -> Corpus.of(List.of("a", "b")).documents(List.of(new int[] {0, 1}), List.of(new double[] {1})));
        assertMessage("priors of documents and topics must be above 0: 0.0 and 1.0", () -> model().priors(0, 1));
        assertMessage("a step looks at between 1 and 6 documents: 7", () -> model().stochastic(7, 1, 0.7, 10));
        assertMessage(
                "steps (delay + t)^(−forgetting) converge with forgetting in (0.5, 1] and a delay of at least 0: 0.3 and 1.0",
                () -> model().stochastic(2, 1, 0.3, 10));
        assertMessage("the start must be 2 topics of 5 words each", () -> model().from(new double[1][5], 1));
        assertMessage(
                "the start of topic 0, word \"sun\" must be above 0 and finite: 0.0",
                () -> model().from(new double[2][5], 1));
        assertMessage(
                "these documents have a vocabulary of 2 words, which is not that of the fit, of 5: make both with one Corpus.of(words)",
                () -> model().fit(1).shares(Corpus.of(List.of("a", "b"))));
    }

    private static void assertMessage(String expected, Runnable code) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, code::run).getMessage());
    }
}
