package dev.jensen.core.family;

import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;

/**
 * A normal law of a vector u of K numbers with any covariance L Lᵀ: φ = (m, then L row by row, the logarithm of its diagonal in the
 * place of the diagonal).
 *
 * @param size K, at least 1
 */
public record NormalVectorLaw(int size) implements NaturalLaw {
    private static final ThreadLocal<double[][]> SCRATCH = ThreadLocal.withInitial(() -> new double[2][0]);

    /** Checks the size. */
    public NormalVectorLaw {
        if (size < 1) {
            throw new IllegalArgumentException("NormalVectorLaw needs at least 1 element: " + size);
        }
    }

    /**
     * Returns parameters.
     *
     * @param mean m, of length K
     * @param factor L, lower triangular with a positive diagonal; K × K
     */
    public double[] parameters(double[] mean, double[][] factor) {
        Gaussian.requireMean("NormalVectorLaw", mean, size);
        double[] phi = new double[parameterCount()];
        System.arraycopy(mean, 0, phi, 0, size);
        for (int i = 0; i < size; i++) {
            Gaussian.requirePositive("NormalVectorLaw factor[" + i + "," + i + "]", factor[i][i]);
            System.arraycopy(factor[i], 0, phi, row(0, i), i);
            phi[row(0, i) + i] = Math.log(factor[i][i]);
        }
        return phi;
    }

    private int row(int from, int i) {
        return from + size + i * (i + 1) / 2;
    }

    @Override
    public ContinuousSupport support() {
        return new Real();
    }

    @Override
    public int coordinates() {
        return size;
    }

    @Override
    public int naturalSize() {
        return size;
    }

    @Override
    public int parameterCount() {
        return size + size * (size + 1) / 2;
    }

    @Override
    public void initial(double[] centre, int at, int stride, double scale, double[] phi, int from) {
        for (int i = 0; i < size; i++) {
            phi[from + i] = centre[at + i * stride];
            for (int j = 0; j < i; j++) {
                phi[row(from, i) + j] = 0;
            }
            phi[row(from, i) + i] = Math.log(scale);
        }
    }

    @Override
    public void draw(double[] phi, int from, double[] noise, double[] z, int at, int stride) {
        for (int i = 0; i < size; i++) {
            int row = row(from, i);
            double sum = phi[from + i] + Math.exp(phi[row + i]) * noise[at + i * stride];
            for (int j = 0; j < i; j++) {
                sum += phi[row + j] * noise[at + j * stride];
            }
            z[at + i * stride] = sum;
        }
    }

    private double[] scratch(int which) {
        double[][] both = SCRATCH.get();
        if (both[which].length < size) {
            both[which] = new double[size];
        }
        return both[which];
    }

    /** ε = L⁻¹(u − m). */
    private double[] noise(double[] phi, int from, double[] z, int at, int stride) {
        double[] e = scratch(0);
        for (int i = 0; i < size; i++) {
            int row = row(from, i);
            double sum = z[at + i * stride] - phi[from + i];
            for (int j = 0; j < i; j++) {
                sum -= phi[row + j] * e[j];
            }
            e[i] = sum * Math.exp(-phi[row + i]);
        }
        return e;
    }

    /** L⁻ᵀ v. */
    private double[] back(double[] phi, int from, double[] v) {
        double[] x = scratch(1);
        System.arraycopy(v, 0, x, 0, size);
        for (int i = size - 1; i >= 0; i--) {
            int row = row(from, i);
            x[i] *= Math.exp(-phi[row + i]);
            for (int j = 0; j < i; j++) {
                x[j] -= phi[row + j] * x[i];
            }
        }
        return x;
    }

    @Override
    public double logDensity(double[] phi, int from, double[] z, int at, int stride) {
        double[] e = noise(phi, from, z, at, stride);
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum -= 0.5 * e[i] * e[i] + phi[row(from, i) + i] + Gaussian.HALF_LOG_2_PI;
        }
        return sum;
    }

    @Override
    public void gradient(double[] phi, int from, double[] z, int at, int stride, double[] gradients) {
        double[] x = back(phi, from, noise(phi, from, z, at, stride));
        for (int i = 0; i < size; i++) {
            gradients[at + i * stride] = -x[i];
        }
    }

    @Override
    public void score(double[] phi, int from, double[] z, int at, int stride, double weight, double[] gradient) {
        double[] e = noise(phi, from, z, at, stride);
        double[] x = back(phi, from, e);
        for (int i = 0; i < size; i++) {
            int row = row(from, i);
            gradient[from + i] += weight * x[i];
            for (int j = 0; j < i; j++) {
                gradient[row + j] += weight * x[i] * e[j];
            }
            gradient[row + i] += weight * (x[i] * e[i] * Math.exp(phi[row + i]) - 1);
        }
    }

    @Override
    public void pullback(double[] phi, int from, double[] z, int at, int stride, double[] vectors, double[] gradient) {
        double[] e = noise(phi, from, z, at, stride);
        for (int i = 0; i < size; i++) {
            int row = row(from, i);
            double v = vectors[at + i * stride];
            gradient[from + i] += v;
            for (int j = 0; j < i; j++) {
                gradient[row + j] += v * e[j];
            }
            gradient[row + i] += v * e[i] * Math.exp(phi[row + i]);
        }
    }

    @Override
    public double entropy(double[] phi, int from) {
        double sum = size * (0.5 + Gaussian.HALF_LOG_2_PI);
        for (int i = 0; i < size; i++) {
            sum += phi[row(from, i) + i];
        }
        return sum;
    }

    @Override
    public void entropyGradient(double[] phi, int from, double weight, double[] gradient) {
        for (int i = 0; i < size; i++) {
            gradient[row(from, i) + i] += weight;
        }
    }

    @Override
    public void moments(double[] phi, int from, double[] mean, double[] variance, int at, int stride) {
        for (int i = 0; i < size; i++) {
            int row = row(from, i);
            double diagonal = Math.exp(phi[row + i]);
            double sum = diagonal * diagonal;
            for (int j = 0; j < i; j++) {
                sum += phi[row + j] * phi[row + j];
            }
            mean[at + i * stride] = phi[from + i];
            variance[at + i * stride] = sum;
        }
    }

    @Override
    public void naturalMoments(double[] phi, int from, double[] mean, double[] variance, int at) {
        moments(phi, from, mean, variance, at, 1);
    }
}
