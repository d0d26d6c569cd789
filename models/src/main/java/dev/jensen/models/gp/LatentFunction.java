package dev.jensen.models.gp;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.models.ModelBuilder;

/**
 * A function that a model does not know: its values at the points of the data, and what these and the hyperparameters say of it
 * anywhere else. All are expressions, so that each draw of a fit has its own.
 */
public interface LatentFunction {
    /** {@return the function at the points that it was made with, shape [n]} */
    Expr values();

    /**
     * The function's mean at other points, given a draw of everything that is latent.
     *
     * @param x m points
     * @return [m]
     */
    Expr mean(double[][] x);

    /**
     * The function's covariance at other points, given a draw of everything that is latent.
     *
     * @param x m points
     * @return [m, m]
     */
    Expr covariance(double[][] x);

    /**
     * The diagonal of {@link #covariance}, at less cost.
     *
     * @param x m points
     * @return [m], at least 0 but for rounding
     */
    Expr variance(double[][] x);

    /** {@return the values as the rows of a plate} */
    default Expr values(Plate plate) {
        return values().toRows(plate);
    }

    /**
     * Adds the function at new points to a model's draws and summaries: {@code name}, its mean given the rest of a draw, and
     * {@code name_sd}, what is uncertain beyond that. {@link Prediction} reads them.
     *
     * @param m the model in which the function was declared
     * @param name of the prediction
     * @param x m points
     */
    default void predict(ModelBuilder m, String name, double[][] x) {
        m.derive(name, mean(x));
        m.derive(name + Prediction.DEVIATION, variance(x).max(0).sqrt());
    }

    /**
     * Adds the function at new points of a line to a model's draws and summaries.
     *
     * @param m the model in which the function was declared
     * @param name of the prediction
     * @param x m numbers
     */
    default void predict(ModelBuilder m, String name, double[] x) {
        predict(m, name, Points.onLine(x));
    }
}
