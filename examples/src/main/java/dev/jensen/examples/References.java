package dev.jensen.examples;

import dev.jensen.core.fit.Summary;
import dev.jensen.models.io.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What others say of a lesson's posterior: mean and standard deviation by component, from {@code lesson-references.csv}. */
final class References {
    private final Map<String, double[]> known = new LinkedHashMap<>();

    private References() {}

    /**
     * Reads the references of a lesson.
     *
     * @throws IllegalArgumentException if there are none
     */
    static References of(Lesson lesson) {
        Table table = Table.resource(References.class, "lesson-references.csv").where("lesson", lesson.name()::equals);
        References references = new References();
        List<String> names = table.strings("name");
        double[] means = table.doubles("mean");
        double[] sds = table.doubles("sd");
        for (int i = 0; i < names.size(); i++) {
            references.known.put(names.get(i), new double[] {means[i], sds[i]});
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("lesson-references.csv has none of " + lesson.name());
        }
        return references;
    }

    double mean(String name) {
        return of(name)[0];
    }

    double sd(String name) {
        return of(name)[1];
    }

    private double[] of(String name) {
        double[] found = known.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no reference of \"" + name + "\"; there are " + known.keySet());
        }
        return found;
    }

    /**
     * Checks a mean.
     *
     * @param row ours
     * @param name theirs
     * @param share of their standard deviation that the means may be apart
     */
    void checkMean(Notebook page, Summary.Row row, String name, double share) {
        page.check("mean of " + row.name(), row.mean(), mean(name), share * sd(name));
    }

    /** Checks a standard deviation to within a share of it. */
    void checkSd(Notebook page, Summary.Row row, String name, double share) {
        page.check("sd of " + row.name(), row.sd(), sd(name), share * sd(name));
    }
}
