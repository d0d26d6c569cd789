package dev.jensen.core.conjugate;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the log joint needs to know of one latent: of a normal one its mean and the columns l_k of a square root of its covariance, of
 * any other the means of some functions of it. Each is an unknown of the expected log joint, made when it is first asked for.
 */
final class Statistics {
    static final String LOG = "log x";
    static final String LOG_COMPLEMENT = "log(1 - x)";

    private final Latent latent;
    private final Map<String, Expr> variables = new TreeMap<>();
    private final Map<String, String> firstFactor = new TreeMap<>();

    Statistics(Latent latent) {
        this.latent = latent;
    }

    Latent latent() {
        return latent;
    }

    static String power(double exponent) {
        if (exponent == 1) {
            return "x";
        }
        String written = exponent == Math.rint(exponent) ? Long.toString((long) exponent) : Double.toString(exponent);
        return "x^" + written;
    }

    /** Elements of one row of a normal latent: how many directions its noise has. */
    int directions() {
        return latent.unknown().shape().size() / latent.rows();
    }

    Expr mean() {
        return variable("mean", latent.unknown().shape().inner(), "");
    }

    Expr root(int direction) {
        int[] inner = latent.unknown().shape().inner();
        int[] all = new int[inner.length + 1];
        all[0] = directions();
        System.arraycopy(inner, 0, all, 1, inner.length);
        return variable("root", all, "").at(direction);
    }

    /** The mean of a piece, at all elements, laid out as the unknown is: rows last. */
    Expr of(Piece piece, Shape all, String factor) {
        if (piece instanceof Piece.Power power) {
            return variable(power(power.exponent()), all.inner(), factor);
        }
        boolean complement = piece instanceof Piece.Log log && log.complement();
        return variable(complement ? LOG_COMPLEMENT : LOG, all.inner(), factor);
    }

    private Expr variable(String statistic, int[] inner, String factor) {
        firstFactor.putIfAbsent(statistic, factor);
        return variables.computeIfAbsent(statistic, name -> Expr.variable(name + " of " + latent.name(), inner));
    }

    /** The statistics that were asked for, by name. */
    List<String> names() {
        return new ArrayList<>(variables.keySet());
    }

    Expr variable(String name) {
        Expr variable = variables.get(name);
        if (variable == null) {
            throw new IllegalStateException(name + " of " + latent.name() + " was never asked for");
        }
        return variable;
    }

    /** The factor that was the first to ask. */
    String factorOf(String name) {
        return firstFactor.getOrDefault(name, "");
    }
}
