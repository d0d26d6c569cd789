package dev.jensen.benchmarks;

import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.ColumnFile;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.models.Model;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.DoubleUnaryOperator;

/**
 * A logistic regression whose data are a function of row and column, so that they lie in memory only once, or not at all.
 *
 * @param rows N
 * @param columns D
 */
record SyntheticLogistic(int rows, int columns) {

    /** A number of X, about uniform between −1 and 1. */
    double x(int row, int column) {
        long bits = ((long) row * columns + column + 1) * 0x9e3779b97f4a7c15L;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        return ((bits ^ (bits >>> 27)) >> 11) * 0x1p-52;
    }

    double y(int row) {
        return x(row, 0) + 0.5 * x(row, columns - 1) + x(row ^ 1, 0) > 0 ? 1 : 0;
    }

    /** The density with its data in the heap. */
    ExprDensity inHeap(Plate plate) {
        return inHeap(plate, x -> x);
    }

    /** The same with a function of each number in its place. */
    ExprDensity inHeap(Plate plate, DoubleUnaryOperator function) {
        return density(plate, Expr.columns(plate, "x", columns, (row, d) -> function.applyAsDouble(x(row, d))));
    }

    /** The density with X in a file, which is written where it is not there. */
    ExprDensity inFile(Plate plate, Path file) {
        if (!file.toFile().exists()) {
            ColumnFile.write(file, rows, columns, new Iterator<>() {
                private final double[] numbers = new double[columns];
                private int row;

                @Override
                public boolean hasNext() {
                    return row < rows;
                }

                @Override
                public double[] next() {
                    for (int d = 0; d < columns; d++) {
                        numbers[d] = x(row, d);
                    }
                    row++;
                    return numbers;
                }
            });
        }
        return density(plate, ColumnFile.open(file).on(plate, "x"));
    }

    private ExprDensity density(Plate plate, Expr x) {
        Expr y = Expr.columns(plate, "y", 1, (row, element) -> y(row)).reshape();
        return Model.of("logistic regression", m -> {
                    var beta = m.latent("beta", Normal.of(0, 1), columns);
                    var alpha = m.latent("alpha", Normal.of(0, 1));
                    m.observe("y", Bernoulli.ofLogit(x.dot(beta).plus(alpha)), y);
                })
                .density();
    }

    /** A run of X in the layout of a loop by hand, [tile of 256 rows][column][row]. */
    double[] tiles() {
        double[] tiles = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int d = 0; d < columns; d++) {
                tiles[(row / 256 * columns + d) * 256 + row % 256] = x(row, d);
            }
        }
        return tiles;
    }

    double[] outcomes() {
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++) {
            y[row] = y(row);
        }
        return y;
    }
}
