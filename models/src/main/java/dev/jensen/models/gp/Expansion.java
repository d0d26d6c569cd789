package dev.jensen.models.gp;

import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.models.ModelBuilder;

/**
 * A process as a finite sum of fixed functions, f(x) = Σ φⱼ(x) sⱼ zⱼ with independent standard normals z: linear in the number of
 * points, and no matrix to factorise. Sums of processes are sums of their functions.
 */
public interface Expansion {
    /**
     * The functions φ at points.
     *
     * @param x n points
     * @return [n, terms]
     * @throws IllegalArgumentException if the expansion does not reach as far as a point
     */
    Expr features(double[][] x);

    /** {@return the scales s, [terms], at least 0} */
    Expr scales();

    /** {@return the number of functions} */
    int terms();

    /**
     * Declares the function as a latent: {@code name_z} are its coefficients z, and {@code name} its values.
     *
     * @param m takes the statements
     * @param name of the function
     * @param x n points
     * @return the function, which its coefficients determine everywhere: predictions have no variance of their own
     */
    default LatentFunction latent(ModelBuilder m, String name, double[][] x) {
        Points.dimension(x);
        Expr z = m.latent(name + "_z", Normal.of(0, 1), terms());
        Expr coefficients = scales().times(z);
        Expr values = m.derive(name, features(x).matVec(coefficients));
        return new ExpandedFunction(this, coefficients, values);
    }

    /**
     * Declares the function on a line as a latent.
     *
     * @param m takes the statements
     * @param name of the function
     * @param x n numbers
     */
    default LatentFunction latent(ModelBuilder m, String name, double[] x) {
        return latent(m, name, Points.onLine(x));
    }
}
