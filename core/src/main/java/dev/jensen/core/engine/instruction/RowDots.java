package dev.jensen.core.engine.instruction;

/** sum += Σ_rows f(x, y): products, or softpluses with their exponentials. */
public final class RowDots extends Instruction {
    /** A sum over exactly n elements of two runs. */
    public interface PairSum {
        /** Returns the sum over x[xo + i] and y[yo + i]. */
        double apply(double[] x, int xo, double[] y, int yo, int n);
    }

    private final PairSum kernel;
    private final int draws;
    private final int elements;
    private final Register x;
    private final double[] xs;
    private final Register y;
    private final double[] ys;
    private final Accumulator sum;

    /** Prepares the call over registers and their arrays. */
    public RowDots(
            PairSum kernel,
            int draws,
            int elements,
            Register x,
            double[] xs,
            Register y,
            double[] ys,
            Accumulator sum) {
        this.kernel = kernel;
        this.draws = draws;
        this.elements = elements;
        this.x = x;
        this.xs = xs;
        this.y = y;
        this.ys = ys;
        this.sum = sum;
    }

    @Override
    public void run(Position at) {
        int target = sum.offset(at.chunk);
        for (int draw = 0; draw < draws; draw++) {
            int xo = x.offset(at) + draw * x.drawStride();
            int yo = y.offset(at) + draw * y.drawStride();
            for (int e = 0; e < elements; e++) {
                sum.array[target + draw * elements + e] +=
                        kernel.apply(xs, xo + e * x.elementStride(), ys, yo + e * y.elementStride(), at.rows);
            }
        }
    }
}
