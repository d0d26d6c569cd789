package dev.jensen.core.distribution;

import dev.jensen.core.engine.Frame;
import dev.jensen.core.engine.Program;
import dev.jensen.core.expr.Expr;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The numbers behind parameters that hold no unknown. */
final class KnownParameters {
    private KnownParameters() {}

    /** How many numbers a law of one number draws with. */
    static int count(Distribution law) {
        return law.parameters().stream().mapToInt(KnownParameters::count).sum();
    }

    /** The numbers of a law that stand before those of what is made of it. */
    static double[] first(Distribution law, double[] parameters) {
        return Arrays.copyOf(parameters, count(law));
    }

    private static int count(Parameter parameter) {
        int[] inner = parameter.value().shape().inner();
        int from = Math.max(0, inner.length - parameter.rank());
        return Arrays.stream(inner).skip(from).reduce(1, Math::multiplyExact);
    }

    /** The parameters of one event; empty where one is unknown, or they are those of several. */
    static Optional<double[]> ifKnown(Distribution law) {
        boolean known = law.parameters().stream()
                .allMatch(parameter -> parameter.value().isKnown() && isOne(parameter));
        return known ? Optional.of(of(law.name(), law)) : Optional.empty();
    }

    private static boolean isOne(Parameter parameter) {
        return !parameter.value().shape().hasRows() && parameter.value().shape().size() == count(parameter);
    }

    /** The numbers that a law draws with, in the order of {@link Distribution#parameters()}. */
    static double[] of(String who, Distribution law) {
        return law.parameters().stream()
                .flatMapToDouble(parameter -> Arrays.stream(of(who, parameter)))
                .toArray();
    }

    private static double[] of(String who, Parameter parameter) {
        Expr value = parameter.value();
        if (!value.isKnown()) {
            throw new IllegalArgumentException(who + " needs a law of known numbers, but its " + parameter.name()
                    + " is " + value + ": put a number in its place, or take the expression of it");
        }
        if (value.shape().hasRows()) {
            throw new IllegalArgumentException(who + " needs one law, but its " + parameter.name()
                    + " has a value for each row: take the law of one row");
        }
        if (!isOne(parameter)) {
            throw new IllegalArgumentException(who + " needs one law, but its " + parameter.name() + " has the shape "
                    + value.shape() + ": take the law of one element");
        }
        return numbers(value);
    }

    /** The value of a known expression of one number. */
    static double number(Expr known) {
        return numbers(known)[0];
    }

    /** The values of a known expression. */
    static double[] numbers(Expr known) {
        Program program = Program.of(List.of(), List.of(known));
        Frame frame = program.frame(1);
        frame.run();
        double[] out = new double[program.outputSize(0)];
        frame.get(0, out, 0, 0);
        return out;
    }
}
