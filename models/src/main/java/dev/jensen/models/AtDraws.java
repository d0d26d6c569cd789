package dev.jensen.models;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.expr.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What expressions of a model are at draws of its latents, by the engine, with each latent on the scale of its law. */
final class AtDraws {
    private static final int CHUNK = 1 << 20; // numbers evaluated at once

    private final NaturalScale scale;
    private final int draws;
    private final Map<Expr, double[]> values = new HashMap<>(); // of each unknown, [draw][inner…][row]

    AtDraws(NaturalScale scale, int draws) {
        this.scale = scale;
        this.draws = draws;
    }

    /** Takes in what expressions are at a draw. */
    @FunctionalInterface
    interface Taker {
        void take(int draw, double[] numbers, int from, int width);
    }

    /**
     * Says what an unknown is.
     *
     * @param own [draw][inner…][row]; kept
     */
    void put(Expr unknown, double[] own) {
        values.put(unknown, own);
    }

    /** Evaluates expressions of unknowns that are known, draw by draw; their numbers follow each other. */
    void evaluate(List<Expr> expressions, Taker each) {
        if (expressions.isEmpty()) {
            for (int draw = 0; draw < draws; draw++) {
                each.take(draw, new double[0], 0, 0);
            }
            return;
        }
        List<Expr> natural = scale.rewritten(expressions);
        List<Expr> inputs = Unknowns.of(natural);
        ExprFunction function = ExprFunction.of(inputs, natural);
        int chunk = Math.max(1, Math.min(draws, CHUNK / Math.max(1, function.dimension() + function.size())));
        double[] points = new double[chunk * function.dimension()];
        double[] numbers = new double[chunk * function.size()];
        for (int done = 0; done < draws; done += chunk) {
            int now = Math.min(chunk, draws - done);
            int at = 0;
            for (Expr input : inputs) {
                double[] own = values.get(input);
                if (own == null) {
                    throw new IllegalArgumentException(
                            "an expression of the model holds \"" + input.operation()
                                    + "\" in another coordinate than its own, so that it cannot be drawn: write it with the latent itself");
                }
                int size = input.shape().size();
                for (int s = 0; s < now; s++) {
                    System.arraycopy(own, (done + s) * size, points, s * function.dimension() + at, size);
                }
                at += size;
            }
            function.evaluate(now, points, numbers);
            for (int s = 0; s < now; s++) {
                each.take(done + s, numbers, s * function.size(), function.size());
            }
        }
    }
}
