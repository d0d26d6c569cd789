package dev.jensen.core.density;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.RowNoise;
import dev.jensen.core.noise.RowNormals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The log weights of each row by itself, several draws of each: log 1/K Σ_k exp, summed over rows. */
final class RowwiseWeights {
    private static final int TOGETHER = 8;

    private final List<Expr> unknowns;
    private final List<Factor> factors;
    private final Once<ExprFunction> rows; // one number for each row of each plate, then the rest's sum
    private final Once<ExprFunction> rest;

    RowwiseWeights(List<Expr> unknowns, List<Factor> factors) {
        this.unknowns = unknowns;
        this.factors = factors;
        rows = new Once<>(() -> ExprFunction.of(unknowns, ofRows()));
        rest = new Once<>(() -> ExprFunction.of(unknowns, List.of(others())));
    }

    private static boolean isNoisy(Factor factor) {
        return Graph.topological(List.of(factor.logDensity())).stream()
                .anyMatch(node -> node.operation() instanceof RowNoise);
    }

    private List<Expr> ofRows() {
        Map<Plate, Expr> sums = new LinkedHashMap<>();
        for (Factor factor : factors) {
            if (isNoisy(factor)) {
                Expr term = factor.logDensity().sum();
                sums.merge(plateOf(term), term, Expr::plus);
            }
        }
        return List.copyOf(sums.values());
    }

    private static Plate plateOf(Expr term) {
        Plate plate = term.shape().plate();
        if (plate == null) {
            throw new IllegalStateException("noise of rows in a term without rows: " + term);
        }
        return plate;
    }

    private Expr others() {
        List<Expr> sums = new ArrayList<>();
        sums.add(Expr.constant(0));
        factors.stream()
                .filter(factor -> !isNoisy(factor))
                .forEach(factor -> sums.add(ExprDensity.sum(factor.logDensity())));
        return Expr.total(sums);
    }

    /** Refuses where what depends on one row's latents is not on that row alone. */
    void requireIndependent() {
        for (Factor factor : factors) {
            Map<Expr, Plate> noisy = new HashMap<>();
            for (Expr node : Graph.topological(List.of(factor.logDensity()))) {
                Plate own = node.shape().plate();
                if (node.operation() instanceof RowNoise && own != null) {
                    noisy.put(node, own);
                }
                for (Expr operand : node.operands()) {
                    Plate of = noisy.get(operand);
                    if (of != null && !of.equals(own)) {
                        throw new IllegalArgumentException(
                                "factor \"" + factor.name() + "\" takes latents of several rows of plate \"" + of.name()
                                        + "\" together, so that rows have no weights of their own: estimate the ELBO instead");
                    }
                    if (of != null) {
                        noisy.put(node, of);
                    }
                }
            }
        }
    }

    /** Returns how many numbers a point has. */
    int dimension() {
        return unknowns.stream().mapToInt(each -> each.shape().size()).sum() - 1;
    }

    private double[] withKeys(int draws, double[] points, long seed, int first) {
        int d = dimension();
        double[] all = new double[draws * (d + 1)];
        for (int s = 0; s < draws; s++) {
            System.arraycopy(points, s * d, all, s * (d + 1), d);
            all[s * (d + 1) + d] = RowNormals.key(seed, 0, first + s);
        }
        return all;
    }

    /** The bound of K draws as a density of the unknowns with K keys in the place of one. */
    ExprDensity bound(int k) {
        List<Expr> with = new ArrayList<>(unknowns);
        Expr key = with.remove(with.size() - 1);
        List<Expr> terms = ofRows();
        List<List<Expr>> copies = new ArrayList<>();
        List<Factor.Condition> conditions = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            Expr own = Expr.variable("key " + i);
            with.add(own);
            copies.add(Graph.substitute(terms, Map.of(key, own)));
            conditions.addAll(conditions(Map.of(key, own)));
        }
        List<Factor> bounds = new ArrayList<>();
        for (int t = 0; t < terms.size(); t++) {
            List<Expr> logs = new ArrayList<>();
            for (List<Expr> copy : copies) {
                logs.add(copy.get(t));
            }
            Expr bound = Expr.stack(logs).logSumExp().minus(Math.log(k));
            bounds.add(new Factor("rows of " + plateOf(terms.get(t)).name(), bound, conditions));
        }
        factors.stream().filter(factor -> !isNoisy(factor)).forEach(bounds::add);
        return ExprDensity.of(with, bounds, Variables.unnamed(dimension() + k));
    }

    private List<Factor.Condition> conditions(Map<Expr, Expr> draw) {
        List<Factor.Condition> all = new ArrayList<>();
        for (Factor factor : factors) {
            for (Factor.Condition each : isNoisy(factor) ? factor.conditions() : List.<Factor.Condition>of()) {
                Expr value = Graph.substitute(List.of(each.value()), draw).get(0);
                all.add(new Factor.Condition(each.what(), value, each.holds(), each.range()));
            }
        }
        return all;
    }

    void logDensity(int k, int draws, double[] points, long seed, double[] values) {
        int d = dimension();
        rest.get().evaluate(draws, withKeys(draws, points, seed, 0), values);
        int n = rows.get().size();
        double[] logs = new double[TOGETHER * n];
        double[] most = new double[n];
        double[] sums = new double[n];
        double[] copies = new double[TOGETHER * d];
        for (int s = 0; s < draws; s++) {
            Arrays.fill(most, Double.NEGATIVE_INFINITY);
            Arrays.fill(sums, 0);
            for (int i = 0; i < TOGETHER; i++) {
                System.arraycopy(points, s * d, copies, i * d, d);
            }
            for (int done = 0; done < k; done += TOGETHER) {
                int now = Math.min(TOGETHER, k - done);
                rows.get().evaluate(now, withKeys(now, copies, seed, s * k + done), logs);
                add(now, logs, most, sums);
            }
            for (int r = 0; r < n; r++) {
                values[s] += most[r] + Math.log(sums[r] / k);
            }
        }
    }

    /** Adds exp of the logs to sums that are kept relative to their greatest term. */
    private static void add(int draws, double[] logs, double[] most, double[] sums) {
        int n = most.length;
        for (int i = 0; i < draws; i++) {
            for (int r = 0; r < n; r++) {
                double log = logs[i * n + r];
                if (log > most[r]) {
                    sums[r] = sums[r] * Math.exp(most[r] - log) + 1;
                    most[r] = log;
                } else {
                    sums[r] += Math.exp(log - most[r]);
                }
            }
        }
    }
}
