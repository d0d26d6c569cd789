package dev.jensen.core.divergence;

/**
 * The Stein kernel of a target: k_p(z, z′), whose mean over z ~ p is 0 for every z′ (Liu, Lee and Jordan, "A kernelized Stein discrepancy
 * for goodness-of-fit tests", ICML 2016; Chwialkowski, Strathmann and Gretton, same volume). Of the target it takes s = ∇log p̃ alone, and so
 * no evidence. With δ = z − z′, t = ‖δ‖², and κ and its derivatives at t:
 *
 * <pre>
 *   k_p(z, z′) = (s·s′) κ + 2κ′ (s′ − s)·δ − 4κ″ t − 2dκ′
 *   ∂k_p/∂z    = ∇²log p̃(z) (κ s′ − 2κ′ δ) + 2κ′ (s′ − s) + (2κ′ s·s′ + 4κ″ (s′ − s)·δ − 8κ‴ t − (8 + 4d) κ″) δ
 * </pre>
 *
 * @param kernel κ
 * @param dimension d
 */
public record SteinKernel(RadialKernel kernel, int dimension) {

    /**
     * Returns k_p(z_a, z_b).
     *
     * @param z points, one after the other
     * @param scores ∇log p̃ at the points, laid out as they
     * @param a number of the first point
     * @param b number of the second
     */
    public double value(double[] z, double[] scores, int a, int b) {
        double t = 0;
        double across = 0;
        double product = 0;
        for (int i = 0; i < dimension; i++) {
            double delta = z[a * dimension + i] - z[b * dimension + i];
            double first = scores[a * dimension + i];
            double second = scores[b * dimension + i];
            t += delta * delta;
            across += (second - first) * delta;
            product += first * second;
        }
        double slope = kernel.derivative(t, 1);
        return product * kernel.derivative(t, 0)
                + 2 * slope * across
                - 4 * t * kernel.derivative(t, 2)
                - 2 * dimension * slope;
    }

    /**
     * Adds ∂k_p(z_a, z_b)/∂z_a, in two parts.
     *
     * @param z points, one after the other
     * @param scores ∇log p̃ at the points
     * @param a number of the first point
     * @param b number of the second
     * @param direct laid out as the points, added to in the place of point a
     * @param underHessian likewise; what the target's Hessian at z_a is to be multiplied with
     */
    public void addGradient(double[] z, double[] scores, int a, int b, double[] direct, double[] underHessian) {
        double t = 0;
        double across = 0;
        double product = 0;
        for (int i = 0; i < dimension; i++) {
            double delta = z[a * dimension + i] - z[b * dimension + i];
            double first = scores[a * dimension + i];
            double second = scores[b * dimension + i];
            t += delta * delta;
            across += (second - first) * delta;
            product += first * second;
        }
        double value = kernel.derivative(t, 0);
        double slope = kernel.derivative(t, 1);
        double bend = kernel.derivative(t, 2);
        double alongDelta =
                2 * slope * product + 4 * bend * across - 8 * t * kernel.derivative(t, 3) - (8 + 4 * dimension) * bend;
        for (int i = 0; i < dimension; i++) {
            int atA = a * dimension + i;
            double delta = z[atA] - z[b * dimension + i];
            double second = scores[b * dimension + i];
            direct[atA] += 2 * slope * (second - scores[atA]) + alongDelta * delta;
            underHessian[atA] += value * second - 2 * slope * delta;
        }
    }
}
