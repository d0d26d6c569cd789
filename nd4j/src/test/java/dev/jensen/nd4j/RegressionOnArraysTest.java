package dev.jensen.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.distribution.Normal;
import dev.jensen.models.Model;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The first listing of docs/nd4j.md, held to the posterior in closed form. */
@NeedsBackend
class RegressionOnArraysTest {
    @Test
    void arraysInAndOut() {
        double[][] numbers = new double[40][3];
        double[] outcomes = new double[40];
        for (int i = 0; i < 40; i++) {
            numbers[i] = new double[] {1, i % 7 - 3, i % 5 - 2};
            outcomes[i] = 0.5 + 0.25 * numbers[i][1] - 0.75 * numbers[i][2] + 0.5 * Math.sin(i);
        }
        INDArray x = Nd4j.createFromArray(numbers).castTo(DataType.FLOAT).dup('f');
        INDArray y = Nd4j.createFromArray(outcomes);

        Model regression = Model.of("regression", m -> {
            var home = m.plate("home", (int) x.size(0));
            var beta = m.latent("beta", Normal.of(0, 1), (int) x.size(1));
            var mean = TensorData.columns(home, "x", x).dot(beta);
            m.observe("y", Normal.of(mean, 1), TensorData.column(home, "y", y));
        });
        INDArray draws = TensorDraws.of(regression.fit().draws(1000), "beta");
        INDArray points = Nd4j.zeros(DataType.DOUBLE, 2, 3);
        TensorGradients at = TensorGradients.at(regression.density(), points);

        assertArrayEquals(new long[] {1000, 3}, draws.shape());
        RealMatrix design = new Array2DRowRealMatrix(numbers, false);
        RealMatrix covariance = new LUDecomposition(
                        design.transpose().multiply(design).add(MatrixUtils.createRealIdentityMatrix(3)))
                .getSolver()
                .getInverse();
        double[] right =
                design.transpose().operate(new ArrayRealVector(outcomes)).toArray();
        double[] mean = covariance.operate(right);
        for (int k = 0; k < 3; k++) {
            // 1,000 draws: five standard errors
            double tolerance = 5 * Math.sqrt(covariance.getEntry(k, k) / 1000);
            assertEquals(mean[k], draws.mean(0).getDouble(k), tolerance);
            assertEquals(right[k], at.gradients().getDouble(1, k), 1e-9); // the gradient at 0 is Xᵀy
        }
    }
}
