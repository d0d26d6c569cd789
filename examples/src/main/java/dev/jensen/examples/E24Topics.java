package dev.jensen.examples;

import dev.jensen.models.io.Table;
import dev.jensen.models.ready.Corpus;
import dev.jensen.models.ready.TopicFit;
import dev.jensen.models.ready.TopicModel;
import dev.jensen.models.report.HeatMap;
import dev.jensen.models.report.Picture;
import dev.jensen.models.report.Plot;
import dev.jensen.optim.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Topics of the chapters of a book (latent Dirichlet allocation: Blei, Ng and Jordan 2003), by coordinate ascent and stochastically. */
public final class E24Topics implements Lesson {
    private static final int TOPICS = 10;

    private final int sweeps;
    private final boolean whole;

    /** The whole lesson. */
    public E24Topics() {
        this(200, true);
    }

    private E24Topics(int sweeps, boolean whole) {
        this.sweeps = sweeps;
        this.whole = whole;
    }

    /** With fewer sweeps, for a test: the answers are rougher. */
    static E24Topics inShort() {
        return new E24Topics(6, false);
    }

    /** Runs this lesson. */
    public static void main(String[] arguments) {
        Main.tell(List.of(new E24Topics()));
    }

    @Override
    public String about() {
        return "a topic model of 461 chapters, by coordinate ascent and by stochastic steps, beside scikit-learn";
    }

    private static final Table CHAPTERS = Table.resource(E24Topics.class, "kjv-chapters.csv");

    /** The words are numbered; a number with a colon behind it says how often. */
    private static Corpus corpus() {
        List<int[]> words = new ArrayList<>();
        List<double[]> counts = new ArrayList<>();
        for (String line : CHAPTERS.strings("counts")) {
            List<String> cells = List.of(line.split(" ", -1));
            words.add(cells.stream()
                    .mapToInt(cell -> Integer.parseInt(number(cell)))
                    .toArray());
            counts.add(cells.stream().mapToDouble(E24Topics::times).toArray());
        }
        return Corpus.of(Table.resource(E24Topics.class, "kjv-words.csv").strings("word"))
                .documents(words, counts);
    }

    private static String number(String cell) {
        return cell.contains(":") ? cell.substring(0, cell.indexOf(':')) : cell;
    }

    private static double times(String cell) {
        return cell.contains(":") ? Double.parseDouble(cell.substring(cell.indexOf(':') + 1)) : 1;
    }

    @Override
    public void tell(Notebook page) {
        page.heading("What chapters are about");
        page.say("""
                Eleven books of the King James Bible, 461 chapters, and how often each of 500 words occurs in them. A topic is a law of words, a chapter
                a mixture of topics, and nobody has told which are which. Every latent has a natural law, a Dirichlet of each topic and of each
                chapter's shares, a categorical law of each word's topic, so that coordinate ascent needs no gradient and never loses: a sweep
                goes over all chapters and then moves the topics.
                """);
        Corpus corpus = corpus();
        TopicModel model = TopicModel.of(corpus, TOPICS).priors(0.1, 0.1);
        TopicFit best = null;
        for (long seed = 1; seed <= (whole ? 4 : 1) && !page.cancelled(); seed++) {
            TopicFit fit = model.loop(Loop.endless().maximumSteps(sweeps).cancel(page::cancelled))
                    .fit(seed);
            page.line(
                    "start %d: ELBO %.0f nats after %d sweeps",
                    seed, fit.elbo(), fit.run().steps());
            best = best == null || fit.elbo() > best.elbo() ? fit : best;
        }
        if (best == null || page.cancelled()) {
            return;
        }
        page.show(best);
        TopicFit found = best;
        double[][] shares = found.shares(corpus);
        page.picture(
                "E24-topics",
                Picture.of(Plot.titled("The share of each topic in each chapter")
                                .axes("chapter, from Genesis to Revelation", "topic")
                                .heat(HeatMap.of(
                                        (x, y) -> shares[(int) x][Math.min(TOPICS - 1, (int) (y + 0.5))],
                                        0,
                                        corpus.size(),
                                        -0.5,
                                        TOPICS - 0.5)))
                        .sized(680, 360));
        page.say("""
                The same model stochastically: 64 chapters a step, and a step along the natural gradient of the topics, which gets shorter. It sees each chapter about
                %d times.
                """, whole ? 40 : 3);
        int steps = (whole ? 40 : 3) * corpus.size() / 64;
        TopicFit stochastic = model.stochastic(64, 10, 0.7, steps).fit(2);
        page.line("ELBO %.0f nats after %d steps", stochastic.elbo(), steps);
        page.say("""
                Topics hold what belongs together, which a name shows: the chapters with most of the topic that has `priest`, and of the one that has `jesus`.
                """);
        List<String> books = CHAPTERS.strings("book");
        for (String word : List.of("priest", "jesus")) {
            int topic = topicOf(found, word);
            int chapter = 0;
            for (int d = 0; d < shares.length; d++) {
                chapter = shares[d][topic] > shares[chapter][topic] ? d : chapter;
            }
            page.line(
                    "%s",
                    String.format(
                            Locale.ROOT,
                            "%-8s %s   %s",
                            word,
                            books.get(chapter),
                            String.join(" ", found.words(topic, 10))));
            boolean fits = word.equals("priest") ? books.get(chapter).equals("Leviticus") : gospel(books.get(chapter));
            page.check("the chapter of \"" + word + "\" is of a fitting book", fits ? 1 : 0, 1, 0);
        }
        double theirs = -259700; // the middle of the seeds of scikit-learn, topics_sklearn.py
        page.check("ELBO, thousand nats", found.elbo() / 1000, theirs / 1000, whole ? 1 : 8);
        page.check("ELBO by stochastic steps", stochastic.elbo() / 1000, theirs / 1000, whole ? 1.5 : 12);
    }

    private static boolean gospel(String book) {
        return List.of("Matthew", "John", "Acts").contains(book);
    }

    /** The topic in which a word has its greatest share. */
    private static int topicOf(TopicFit fit, String word) {
        int w = Table.resource(E24Topics.class, "kjv-words.csv").strings("word").indexOf(word);
        double[][] topics = fit.topics();
        int best = 0;
        for (int k = 1; k < topics.length; k++) {
            best = topics[k][w] > topics[best][w] ? k : best;
        }
        return best;
    }
}
