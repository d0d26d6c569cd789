package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The draws for which an ODE has no solution: how many, and the first of them in words. Each counts as impossible, log density
 * −∞, and the fit goes on; the first is logged as a warning. Thread-safe.
 */
public final class OdeFailures {
    private static final Logger LOG = LoggerFactory.getLogger(OdeFailures.class);
    private static final int SHOWN = 12;

    private final String name;
    private final List<String> names;
    private long count;
    private Optional<String> first = Optional.empty();

    OdeFailures(String name, List<String> names) {
        this.name = name;
        this.names = List.copyOf(names);
    }

    /**
     * How often there was no solution; a value and its gradient count once, and a line search may ask for many.
     *
     * @return 0 or more
     */
    public synchronized long count() {
        return count;
    }

    /**
     * The first failure.
     *
     * @return at which time, for which start and parameters, and why; empty where there was none
     */
    public synchronized Optional<String> first() {
        return first;
    }

    /**
     * Notes a failure; for the engine.
     *
     * @param time up to which there is a solution
     * @param reason why no further
     * @param start copied into words
     * @param parameters copied into words
     */
    public synchronized void add(double time, String reason, double[] start, double[] parameters) {
        count++;
        if (first.isEmpty()) {
            String text = "ODE \"" + name + "\" has no solution beyond t = " + time + ": " + reason + "; start "
                    + words(start) + ", parameters " + describe(parameters)
                    + ". Such a draw counts as impossible, log density -Infinity, and the fit goes on. If there are many,"
                    + " tighten the priors, or try Ode.stiff(), other tolerances or mostSteps(…).";
            first = Optional.of(text);
            LOG.warn(text);
        }
    }

    private String describe(double[] parameters) {
        Map<String, List<Double>> byName = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.computeIfAbsent(names.get(i), key -> new ArrayList<>()).add(parameters[i]);
        }
        if (byName.isEmpty()) {
            return "none";
        }
        List<String> parts = new ArrayList<>();
        byName.forEach((label, values) -> parts.add("of " + label + " "
                + words(values.stream().mapToDouble(Double::doubleValue).toArray())));
        return String.join(", ", parts);
    }

    private static String words(double[] values) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < Math.min(SHOWN, values.length); i++) {
            text.append(i == 0 ? "" : ", ").append(values[i]);
        }
        return text.append(values.length > SHOWN ? ", … " + values.length + " numbers]" : "]")
                .toString();
    }
}
