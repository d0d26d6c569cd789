package dev.jensen.nd4j;

import dev.jensen.core.density.Variable;
import dev.jensen.core.fit.Draws;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Draws of a fit as arrays of ND4J, in double precision. */
public final class TensorDraws {
    private TensorDraws() {}

    /**
     * The draws of one variable.
     *
     * @param draws as {@code fit.draws(1000)} makes them
     * @param variable its name
     * @return a new array of shape [draw, inner dimensions…, row of the plate], without the last for a variable that has no
     *     plate
     * @throws IllegalArgumentException if there is no such variable, with the nearest name that there is
     * @throws IllegalStateException if ND4J has no backend, naming the artifact to add
     */
    public static INDArray of(Draws draws, String variable) {
        Backend.require();
        double[][] numbers = draws.array(variable);
        List<Long> shape = new ArrayList<>();
        shape.add((long) draws.count());
        for (Variable known : draws.variables()) {
            if (known.name().equals(variable)) {
                known.inner().forEach(size -> shape.add((long) size));
                known.rows().ifPresent(rows -> shape.add((long) rows.count()));
            }
        }
        double[] flat = new double[Math.multiplyExact(numbers.length, numbers[0].length)];
        for (int draw = 0; draw < numbers.length; draw++) {
            System.arraycopy(numbers[draw], 0, flat, draw * numbers[0].length, numbers[0].length);
        }
        return array(flat, shape.stream().mapToLong(Long::longValue).toArray());
    }

    /**
     * The draws of all components, one row a draw.
     *
     * @param draws as {@code fit.draws(1000)} makes them
     * @return a new array of shape [draw, component], the columns in the order of {@link Draws#components}
     * @throws IllegalStateException if ND4J has no backend, naming the artifact to add
     */
    public static INDArray all(Draws draws) {
        Backend.require();
        List<String> components = draws.components();
        double[] flat = new double[Math.multiplyExact(draws.count(), components.size())];
        for (int k = 0; k < components.size(); k++) {
            double[] column = draws.of(components.get(k));
            for (int draw = 0; draw < column.length; draw++) {
                flat[draw * components.size() + k] = column[draw];
            }
        }
        return array(flat, draws.count(), components.size());
    }

    static INDArray array(double[] numbers, long... shape) {
        return Nd4j.create(numbers, shape, DataType.DOUBLE);
    }
}
