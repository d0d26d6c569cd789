package dev.jensen.models.gp;

import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.distribution.Parameter;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import dev.jensen.models.ModelBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Normal observations that stand for others, to choose the coordinates in which a function is fitted: of its posterior, were these the
 * data. Prior, likelihood and posterior stay what they are. Murray and Adams, "Slice sampling covariance hyperparameters of latent
 * Gaussian models", NeurIPS 2010.
 *
 * <p>With f = m + L z, L Lᵀ the covariance at the points and W the precisions, z = B⁻¹ Lᵀ W (values − m) + C⁻ᵀ e, where
 * B = I + LᵀWL = C Cᵀ. The coordinate is e, which hardly depends on length and height of the kernel where the surrogate is about right;
 * z does, the more the data say of the function.
 */
public final class Surrogate {
    private static final double PRECISION_OF_CLASS = 0.12; // p (1 − p), which is ¼ at most, on average

    private final double[] values;
    private final double[] precisions;

    private Surrogate(double[] values, double[] precisions) {
        this.values = values;
        this.precisions = precisions;
    }

    /**
     * Observations by their values and precisions.
     *
     * @param values of the function, one for each point; copied
     * @param precisions one over the variance, positive, such as −∂² log likelihood/∂f² there; copied
     * @throws IllegalArgumentException if lengths differ, or a number is out of range: which
     */
    public static Surrogate of(double[] values, double[] precisions) {
        if (values.length != precisions.length) {
            throw new IllegalArgumentException(
                    "a surrogate has " + values.length + " values, but " + precisions.length + " precisions");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i]) || !(precisions[i] > 0 && precisions[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("surrogate observation " + i
                        + " needs a finite value and a precision > 0: " + values[i] + ", " + precisions[i]);
            }
        }
        return new Surrogate(values.clone(), precisions.clone());
    }

    /**
     * What stands for classes whose log odds are the function.
     *
     * @param classes 0 or 1, one for each point
     */
    public static Surrogate ofClasses(double[] classes) {
        double[] precisions = new double[classes.length];
        Arrays.fill(precisions, PRECISION_OF_CLASS);
        return of(
                Arrays.stream(classes).map(y -> (y - 0.5) / PRECISION_OF_CLASS).toArray(), precisions);
    }

    /** Declares e, and returns z. */
    Expr whitened(ModelBuilder m, String name, Expr factor, Expr mean) {
        int n = values.length;
        if (factor.shape().dimension(0) != n) {
            throw new IllegalArgumentException("a surrogate has " + n + " observations, but the function "
                    + factor.shape().dimension(0) + " points: give one for each");
        }
        Expr precision = Expr.constant(precisions);
        double[][] one = new double[n][n];
        for (int i = 0; i < n; i++) {
            one[i][i] = 1;
        }
        Expr inner = factor.transpose()
                .matMul(precision.reshape(n, 1).times(factor))
                .plus(Expr.constant(one))
                .choleskyFactor(name, 0);
        Expr pull =
                factor.transpose().matVec(precision.times(Expr.constant(values).minus(mean)));
        LawOfCoordinate law = new LawOfCoordinate(inner, inner.solveLower(pull));
        return law.whitened(m.latent(name, law));
    }

    /**
     * The law of e = Cᵀ z − C⁻¹ Lᵀ W (values − m) for standard normal z.
     *
     * @param inner C
     * @param shift C⁻¹ Lᵀ W (values − m)
     */
    private record LawOfCoordinate(Expr inner, Expr shift) implements Continuous {
        private int length() {
            return inner.shape().dimension(0);
        }

        Expr whitened(Expr e) {
            return inner.solveLowerTransposed(shift.plus(e));
        }

        @Override
        public String name() {
            return "StandardNormal";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter("factor", inner, Parameter.Range.REAL, 2),
                    new Parameter("shift", shift, Parameter.Range.REAL, 1));
        }

        @Override
        public Shape drawShape() {
            return Shape.of(length());
        }

        @Override
        public int eventRank() {
            return 1;
        }

        @Override
        public ContinuousSupport support() {
            return new Real();
        }

        @Override
        public Expr logDensityInside(Expr e) {
            return whitened(e)
                    .square()
                    .sum()
                    .times(-0.5)
                    .minus(0.5 * length() * Math.log(2 * Math.PI))
                    .minus(inner.diagonal().log().sum());
        }

        @Override
        public Expr mean() {
            return shift.negate();
        }

        @Override
        public Expr variance() {
            return inner.square().sum(0);
        }

        @Override
        public void sample(RandomGenerator random, double[] parameters, double[] out) {
            int n = length();
            for (int i = 0; i < n; i++) {
                out[i] = -parameters[n * n + i];
            }
            for (int k = 0; k < n; k++) {
                double z = random.nextGaussian();
                for (int i = 0; i <= k; i++) {
                    out[i] += parameters[k * n + i] * z;
                }
            }
        }
    }
}
