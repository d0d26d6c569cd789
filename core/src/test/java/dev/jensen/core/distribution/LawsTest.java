package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.function.Executable;

/** Laws that need no test of their own beyond {@link LawContract}. */
class LawsTest {
    private static final double NAN = Double.NaN;

    private abstract static class Law extends LawContract {
        /** Off the ends of the real line, and off 0, where many a support begins. */
        @Override
        boolean interior(double[] x) {
            return Math.abs(x[0]) < Double.POSITIVE_INFINITY && x[0] != 0;
        }
    }

    @Nested
    class OfLaplace extends Law {
        @Override
        String golden() {
            return "laplace";
        }

        /** The density has a kink. */
        @Override
        double quadratureError() {
            return 1e-4;
        }

        @Override
        Distribution law(List<Expr> p) {
            return Laplace.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{0}, {1}}, new double[][] {{2.5}, {0.4}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("Laplace scale must be > 0: 0.0", () -> Laplace.of(0, 0));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of();
        }
    }

    @Nested
    class OfLogistic extends Law {
        @Override
        String golden() {
            return "logistic";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Logistic.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{0}, {1}}, new double[][] {{2.5}, {0.4}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("Logistic scale must be > 0: -1.0", () -> Logistic.of(0, -1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of();
        }
    }

    @Nested
    class OfGumbel extends Law {
        @Override
        String golden() {
            return "gumbel";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Gumbel.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{0}, {1}}, new double[][] {{2.5}, {0.4}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("Gumbel scale must be > 0: 0.0", () -> Gumbel.of(0, 0));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of();
        }
    }

    @Nested
    class OfWeibull extends Law {
        @Override
        String golden() {
            return "weibull";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Weibull.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{1}, {1}}, new double[][] {{2}, {3}}, new double[][] {{0.9}, {0.5}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("Weibull shape must be > 0: 0.0", () -> Weibull.of(0, 1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("Weibull data \"y\", row 1 must be > 0: -1", new double[] {1, -1});
        }
    }

    @Nested
    class OfLogLogistic extends Law {
        @Override
        String golden() {
            return "log-logistic";
        }

        @Override
        Distribution law(List<Expr> p) {
            return LogLogistic.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{1}, {5}}, new double[][] {{3}, {4}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("LogLogistic scale must be > 0: 0.0", () -> LogLogistic.of(0, 1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("LogLogistic data \"y\", row 1 must be > 0: -1", new double[] {1, -1});
        }

        @Override
        boolean lightTailed() {
            return false;
        }
    }

    @Nested
    class OfPareto extends Law {
        @Override
        String golden() {
            return "pareto";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Pareto.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{1}, {6}}, new double[][] {{3}, {5}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("Pareto minimum must be > 0: 0.0", () -> Pareto.of(0, 1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("Pareto data \"y\", row 1 must be >= 1: 0.5", new double[] {2, 0.5});
        }

        @Override
        boolean lightTailed() {
            return false;
        }
    }

    @Nested
    class OfChiSquared extends Law {
        @Override
        String golden() {
            return "chi-squared";
        }

        @Override
        double conditioning(double[][] parameters, double[] x) {
            return 10 * parameters[0][0]; // that of log Γ
        }

        @Override
        double entropyConditioning(double[][] parameters) {
            return 10 * parameters[0][0];
        }

        @Override
        Distribution law(List<Expr> p) {
            return ChiSquared.of(p.get(0));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{3}}, new double[][] {{8}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("ChiSquared degrees of freedom must be > 0: 0.0", () -> ChiSquared.of(0));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("ChiSquared data \"y\", row 1 must be > 0: -1", new double[] {1, -1});
        }
    }

    @Nested
    class OfInverseChiSquared extends Law {
        @Override
        String golden() {
            return "inverse-chi-squared";
        }

        @Override
        Distribution law(List<Expr> p) {
            return InverseChiSquared.of(p.get(0));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{12}}, new double[][] {{20}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("InverseChiSquared degrees of freedom must be > 0: 0.0", () -> InverseChiSquared.of(0));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("InverseChiSquared data \"y\", row 1 must be > 0: -1", new double[] {1, -1});
        }

        @Override
        boolean lightTailed() {
            return false;
        }
    }

    @Nested
    class OfScaledInverseChiSquared extends Law {
        @Override
        String golden() {
            return "scaled-inverse-chi-squared";
        }

        @Override
        Distribution law(List<Expr> p) {
            return ScaledInverseChiSquared.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{12}, {1}}, new double[][] {{20}, {0.5}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("ScaledInverseChiSquared scale must be > 0: 0.0", () -> ScaledInverseChiSquared.of(1, 0));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("ScaledInverseChiSquared data \"y\", row 1 must be > 0: -1", new double[] {1, -1});
        }

        @Override
        boolean lightTailed() {
            return false;
        }
    }

    @Nested
    class OfInverseGaussian extends Law {
        @Override
        String golden() {
            return "inverse-gaussian";
        }

        @Override
        Distribution law(List<Expr> p) {
            return InverseGaussian.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{1}, {2}}, new double[][] {{3}, {5}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("InverseGaussian mean must be > 0: 0.0", () -> InverseGaussian.of(0, 1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("InverseGaussian data \"y\", row 1 must be > 0: -1", new double[] {1, -1});
        }
    }

    @Nested
    class OfBetaPrime extends Law {
        @Override
        String golden() {
            return "beta-prime";
        }

        @Override
        double entropyConditioning(double[][] parameters) {
            return 10 * (parameters[0][0] + parameters[1][0]);
        }

        @Override
        Distribution law(List<Expr> p) {
            return BetaPrime.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{2}, {8}}, new double[][] {{3}, {7}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("BetaPrime a must be > 0: 0.0", () -> BetaPrime.of(0, 1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("BetaPrime data \"y\", row 1 must be > 0: -1", new double[] {1, -1});
        }

        @Override
        boolean lightTailed() {
            return false;
        }
    }

    @Nested
    class OfHalfStudentT extends Law {
        @Override
        String golden() {
            return "half-student-t";
        }

        @Override
        Distribution law(List<Expr> p) {
            return HalfStudentT.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{7}, {1}}, new double[][] {{9}, {2.5}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("HalfStudentT scale must be > 0: 0.0", () -> HalfStudentT.of(3, 0));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("HalfStudentT data \"y\", row 1 must be >= 0: -0.5", new double[] {1, -0.5});
        }

        @Override
        boolean lightTailed() {
            return false;
        }
    }

    @Nested
    class OfKumaraswamy extends Law {
        @Override
        String golden() {
            return "kumaraswamy";
        }

        @Override
        boolean interior(double[] x) {
            return x[0] > 0 && x[0] < 1;
        }

        @Override
        Distribution law(List<Expr> p) {
            return Kumaraswamy.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{2}, {3}}, new double[][] {{1.5}, {0.8}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("Kumaraswamy a must be > 0: 0.0", () -> Kumaraswamy.of(0, 1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("Kumaraswamy data \"y\", row 1 must be between 0 and 1: 1.5", new double[] {0.5, 1.5});
        }
    }

    @Nested
    class OfSkewNormal extends Law {
        @Override
        String golden() {
            return "skew-normal";
        }

        @Override
        Distribution law(List<Expr> p) {
            return SkewNormal.of(p.get(0), p.get(1), p.get(2));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{0}, {1}, {4}}, new double[][] {{1}, {2}, {-1}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("SkewNormal skew must be finite: NaN", () -> SkewNormal.of(0, 1, NAN));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of();
        }
    }

    @Nested
    class OfExponentiallyModifiedNormal extends Law {
        @Override
        String golden() {
            return "exponentially-modified-normal";
        }

        @Override
        Distribution law(List<Expr> p) {
            return ExponentiallyModifiedNormal.of(p.get(0), p.get(1), p.get(2));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{0}, {1}, {1}}, new double[][] {{1}, {0.5}, {3}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "ExponentiallyModifiedNormal rate must be > 0: 0.0", () -> ExponentiallyModifiedNormal.of(0, 1, 0));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of();
        }
    }

    @Nested
    class OfGeometric extends Law {
        @Override
        String golden() {
            return "geometric";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Geometric.of(p.get(0));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{0.5}}, new double[][] {{0.2}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("Geometric probability must be > 0 and <= 1: 0.0", () -> Geometric.of(0));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("Geometric data \"y\", row 1 must be a whole number >= 0: 0.5", new double[] {1, 0.5});
        }
    }

    @Nested
    class OfBetaBinomial extends Law {
        @Override
        String golden() {
            return "beta-binomial";
        }

        @Override
        double conditioning(double[][] parameters, double[] x) {
            double total = parameters[0][0] + parameters[1][0] + parameters[2][0];
            return total * Math.log(total); // that of log Γ
        }

        @Override
        Distribution law(List<Expr> p) {
            return BetaBinomial.of(p.get(0), p.get(1), p.get(2));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{10}, {2}, {3}}, new double[][] {{30}, {1.5}, {0.8}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("BetaBinomial a must be > 0: 0.0", () -> BetaBinomial.of(3, 0, 1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "BetaBinomial data \"y\", row 1 must be a whole number from 0 to 10: 11", new double[] {1, 11});
        }
    }
}
