package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;

/**
 * σ² exp(−2 sin²(π (x − x′)/p)/ℓ²) on a line: functions that repeat after p, whatever their shape. MacKay (1998),
 * "Introduction to Gaussian processes".
 *
 * @param deviation σ &gt; 0, the function's standard deviation at a point
 * @param lengthScale ℓ &gt; 0, relative to the period: the smaller, the more turns in one
 * @param period p &gt; 0
 */
public record Periodic(Expr deviation, Expr lengthScale, Expr period) implements Kernel {
    private static final String NAME = "Periodic";

    /** Checks shapes, and parameters that are known. */
    public Periodic {
        Points.requireNumber(NAME, "deviation", deviation);
        Points.requireNumber(NAME, "length scale", lengthScale);
        Points.requireNumber(NAME, "period", period);
    }

    /** {@return the kernel of a standard deviation, a length scale and a period} */
    public static Periodic of(Expr deviation, Expr lengthScale, Expr period) {
        return new Periodic(deviation, lengthScale, period);
    }

    /** {@return the kernel of a standard deviation, a length scale and a period that is known} */
    public static Periodic of(Expr deviation, Expr lengthScale, double period) {
        return of(deviation, lengthScale, Expr.constant(period));
    }

    @Override
    public Expr covariance(double[][] x, double[][] y) {
        double[] a = onLine(x);
        double[] b = onLine(y);
        double[][] differences = new double[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                differences[i][j] = Math.PI * (a[i] - b[j]);
            }
        }
        Expr sine = Expr.constant(differences).times(period.reciprocal()).sin();
        return sine.square()
                .times(lengthScale.square().reciprocal().times(-2))
                .exp()
                .times(deviation.square());
    }

    @Override
    public Expr variance(double[][] x) {
        return Points.repeated(deviation.square(), onLine(x).length);
    }

    /** The one coordinate of each point. */
    static double[] onLine(double[][] x) {
        int dimension = Points.dimension(x);
        if (dimension != 1) {
            throw new IllegalArgumentException("Periodic is a kernel of points on a line, but these have " + dimension
                    + " coordinates: choose one, as kernel.on(0)");
        }
        double[] line = new double[x.length];
        for (int i = 0; i < line.length; i++) {
            line[i] = x[i][0];
        }
        return line;
    }
}
