package dev.jensen.models.ready;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents as bags of words: how often each word of a vocabulary occurs in each. Immutable.
 *
 * <pre>{@code
 * Corpus corpus = Corpus.of(List.of("river", "bank", "money")).document("river", "bank", "river").document("money", "bank");
 * }</pre>
 */
public final class Corpus {
    private final List<String> vocabulary;
    private final Map<String, Integer> numbers;
    private final List<int[]> words;
    private final List<double[]> counts;

    private Corpus(List<String> vocabulary, Map<String, Integer> numbers, List<int[]> words, List<double[]> counts) {
        this.vocabulary = vocabulary;
        this.numbers = numbers;
        this.words = words;
        this.counts = counts;
    }

    /**
     * A corpus without documents, to begin with.
     *
     * @param vocabulary all different, at least two
     */
    public static Corpus of(List<String> vocabulary) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String word : vocabulary) {
            if (numbers.putIfAbsent(word, numbers.size()) != null) {
                throw new IllegalArgumentException("the vocabulary has \"" + word + "\" twice: give each word once");
            }
        }
        if (numbers.size() < 2) {
            throw new IllegalArgumentException("a vocabulary needs at least 2 words: " + vocabulary);
        }
        return new Corpus(List.copyOf(vocabulary), numbers, List.of(), List.of());
    }

    /**
     * The corpus with a document more.
     *
     * @param text its words in any order; those that are not of the vocabulary are left out
     */
    public Corpus document(String... text) {
        Map<Integer, Double> bag = new LinkedHashMap<>();
        for (String word : text) {
            Integer number = numbers.get(word);
            if (number != null) {
                bag.merge(number, 1.0, Double::sum);
            }
        }
        int[] own = bag.keySet().stream().mapToInt(Integer::intValue).toArray();
        double[] often = bag.values().stream().mapToDouble(Double::doubleValue).toArray();
        return documents(List.of(own), List.of(often));
    }

    /**
     * The corpus with documents more.
     *
     * @param numbersOfWords for each document which words of the vocabulary occur in it, each once; copied
     * @param howOften for each of these how often, above 0; copied
     * @throws IllegalArgumentException naming the document and the word that is out of range
     */
    public Corpus documents(List<int[]> numbersOfWords, List<double[]> howOften) {
        if (numbersOfWords.size() != howOften.size()) {
            throw new IllegalArgumentException(
                    numbersOfWords.size() + " documents have words, but " + howOften.size() + " have counts");
        }
        List<int[]> all = new ArrayList<>(words);
        List<double[]> often = new ArrayList<>(counts);
        for (int d = 0; d < numbersOfWords.size(); d++) {
            check(all.size(), numbersOfWords.get(d), howOften.get(d));
            all.add(numbersOfWords.get(d).clone());
            often.add(howOften.get(d).clone());
        }
        return new Corpus(vocabulary, numbers, List.copyOf(all), List.copyOf(often));
    }

    private void check(int document, int[] own, double[] often) {
        if (own.length != often.length) {
            throw new IllegalArgumentException(
                    "document " + document + " has " + own.length + " words, but " + often.length + " counts");
        }
        HashSet<Integer> seen = new HashSet<>();
        for (int i = 0; i < own.length; i++) {
            if (own[i] < 0 || own[i] >= vocabulary.size() || !seen.add(own[i])) {
                throw new IllegalArgumentException("document " + document + " has word number " + own[i]
                        + ": words are numbered from 0 to " + (vocabulary.size() - 1) + ", each once in a document");
            }
            if (!(often[i] > 0 && often[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("document " + document + " has \"" + vocabulary.get(own[i]) + "\" "
                        + often[i] + " times: leave out what does not occur");
            }
        }
    }

    /** Returns the words. */
    public List<String> vocabulary() {
        return vocabulary;
    }

    /** Returns how many documents there are. */
    public int size() {
        return words.size();
    }

    /** Returns how many words all documents have together. */
    public double total() {
        return counts.stream().mapToDouble(each -> Arrays.stream(each).sum()).sum();
    }

    /**
     * Returns some of the documents.
     *
     * @param from the first
     * @param to one after the last
     */
    public Corpus documents(int from, int to) {
        return new Corpus(vocabulary, numbers, words.subList(from, to), counts.subList(from, to));
    }

    int[] words(int document) {
        return words.get(document);
    }

    double[] counts(int document) {
        return counts.get(document);
    }
}
