package dev.jensen.models;

import dev.jensen.core.density.ExprFunction;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Variable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Numbers of other libraries from a properties file whose first line names them, and numbers of ours. */
public final class Golden {
    private final Properties numbers = new Properties();

    private Golden() {}

    /** Reads a file beside this class, such as {@code "gp/golden.properties"}. */
    public static Golden of(String file) {
        Golden golden = new Golden();
        try (InputStream in = Golden.class.getResourceAsStream(file)) {
            golden.numbers.load(Objects.requireNonNull(in, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return golden;
    }

    /** The numbers of a key. */
    public double[] numbers(String key) {
        return Arrays.stream(
                        Objects.requireNonNull(numbers.getProperty(key), key).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** The one number of a key. */
    public double number(String key) {
        return numbers(key)[0];
    }

    /** The value of an expression of these unknowns at a point. */
    public static double[] value(Expr expression, List<Expr> unknowns, double... point) {
        ExprFunction function = ExprFunction.of(unknowns, List.of(expression));
        double[] values = new double[function.size()];
        function.evaluate(1, point, values);
        return values;
    }

    /** The unknowns of an expression. */
    public static List<Expr> unknowns(Expr expression) {
        return Graph.topological(List.of(expression)).stream()
                .filter(node -> node.operation() instanceof Variable)
                .toList();
    }

    /** The value of an expression without unknowns. */
    public static double[] value(Expr expression) {
        return value(expression, List.of());
    }
}
