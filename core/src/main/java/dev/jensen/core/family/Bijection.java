package dev.jensen.core.family;

import java.util.Arrays;

/**
 * A differentiable one-to-one map y = T_φ(x) of ℝᵈ onto itself: a layer of a {@link NormalizingFlow}. With J = ∂y/∂x and ℓ
 * = log|det J|.
 *
 * <p>A layer's parameters are the P numbers of φ from an index {@code at} on. Batches of S points are flat arrays, one
 * point after the other, of length S·d at least. Implementations are immutable and thread-safe.
 */
public interface Bijection {

    /** Returns d. */
    int dimension();

    /** Returns P, how many numbers of φ are the layer's; may be 0. */
    int parameterCount();

    /**
     * Whether the second derivatives of T jump, as at the knots of a spline. Estimators that follow ∇_z log q alone, sticking the
     * landing and the doubly reparameterised, are then of long tails far from the fit; the total gradient is not.
     */
    default boolean kinked() {
        return false;
    }

    /**
     * Writes parameters that make the layer the identity, or nearly.
     *
     * @param phi overwritten from {@code at} to {@code at + P}
     */
    void initial(double[] phi, int at);

    /**
     * Evaluates y = T(x).
     *
     * @param x read only
     * @param y overwritten
     */
    void forward(double[] phi, int at, int draws, double[] x, double[] y);

    /**
     * Evaluates x = T⁻¹(y), and the density's change.
     *
     * @param y read only
     * @param x overwritten
     * @param logDensity length at least S; ℓ(x_s) is subtracted
     */
    void inverse(double[] phi, int at, int draws, double[] y, double[] x, double[] logDensity);

    /**
     * The density's change on the way up. Where a scale is extreme it keeps the digits that {@link #inverse} loses.
     *
     * @param x read only
     * @param y T(x); read only
     * @param logDensity length at least S; ℓ(x_s) is subtracted
     */
    default void change(double[] phi, int at, int draws, double[] x, double[] y, double[] logDensity) {
        inverse(phi, at, draws, y, new double[draws * dimension()], logDensity);
    }

    /**
     * Evaluates y = T(x), and the density's change.
     *
     * @param x read only
     * @param y overwritten
     * @param logDensity length at least S; ℓ(x_s) is subtracted
     */
    default void forwardWithChange(double[] phi, int at, int draws, double[] x, double[] y, double[] logDensity) {
        forward(phi, at, draws, x, y);
        change(phi, at, draws, x, y, logDensity);
    }

    /**
     * The transposed derivative of {@link #forward}.
     *
     * @param x where it is taken
     * @param y T(x)
     * @param v v_s on entry, Jᵀv_s on return
     * @param gradient Σ_s (∂y_s/∂φ)ᵀ v_s is added, x held fixed
     */
    void pullback(double[] phi, int at, int draws, double[] x, double[] y, double[] v, double[] gradient);

    /**
     * The transposed derivative of {@link #inverse}: of Σ_s v_sᵀx_s − w_s ℓ_s as a function of y and φ.
     *
     * <pre>
     *   ∂/∂y = J⁻ᵀ(v − w ∂ℓ/∂x) = u        ∂/∂φ = −(∂T(x)/∂φ)ᵀ u − w ∂ℓ/∂φ, x held fixed
     * </pre>
     *
     * @param x T⁻¹(y)
     * @param y where it is taken
     * @param weights the w_s, length at least S
     * @param v v_s on entry, u_s on return
     * @param gradient the sum of the ∂/∂φ is added
     */
    void inversePullback(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient);

    /**
     * The transposed derivative of {@link #forwardWithChange}: of Σ_s v_sᵀy_s + w_s ℓ_s as a function of x and φ.
     *
     * @param x where it is taken
     * @param y T(x)
     * @param weights the w_s, length at least S
     * @param v v_s on entry, Jᵀv_s + w_s ∂ℓ/∂x on return
     * @param gradient Σ_s (∂y_s/∂φ)ᵀ v_s + w_s ∂ℓ_s/∂φ is added, x held fixed
     */
    default void pullbackWithChange(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        double[] minus = new double[draws];
        Arrays.setAll(minus, s -> -weights[s]);
        double[] u = new double[draws * dimension()]; // becomes J⁻ᵀ w ∂ℓ/∂x
        inversePullback(phi, at, draws, x, y, minus, u, gradient);
        for (int i = 0; i < u.length; i++) {
            v[i] += u[i];
        }
        pullback(phi, at, draws, x, y, v, gradient);
    }
}
