package dev.jensen.core.density;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.RowNoise;
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

    void logDensity(int k, int draws, double[] points, long seed, double[] values) {
        int d = unknowns.stream().mapToInt(each -> each.shape().size()).sum() - 1;
        rest.get().evaluate(draws, AmortisedDensity.withKeys(d, draws, points, seed, 0), values);
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
                long step = ((long) s << 20) + done;
                rows.get().evaluate(now, AmortisedDensity.withKeys(d, now, copies, seed + 1, step), logs);
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
