package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;
import java.util.Arrays;

/** A kernel that sees some columns of the points only. */
final class KernelOnColumns implements Kernel {
    private final Kernel kernel;
    private final int[] columns;

    KernelOnColumns(Kernel kernel, int[] columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("on: give at least one column");
        }
        this.kernel = kernel;
        this.columns = columns.clone();
    }

    private double[][] seen(double[][] x) {
        int dimension = Points.dimension(x);
        for (int column : columns) {
            if (column < 0 || column >= dimension) {
                throw new IllegalArgumentException("on: column " + column + " is out of range 0 to " + (dimension - 1)
                        + ": points have " + dimension + " coordinates");
            }
        }
        double[][] part = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            double[] point = x[i];
            part[i] = Arrays.stream(columns).mapToDouble(c -> point[c]).toArray();
        }
        return part;
    }

    @Override
    public Expr covariance(double[][] x, double[][] y) {
        return kernel.covariance(seen(x), seen(y));
    }

    @Override
    public Expr covariance(double[][] x) {
        return kernel.covariance(seen(x));
    }

    @Override
    public Expr variance(double[][] x) {
        return kernel.variance(seen(x));
    }
}
