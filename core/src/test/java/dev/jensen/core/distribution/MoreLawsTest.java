package dev.jensen.core.distribution;

import dev.jensen.core.expr.Expr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.function.Executable;

/** Truncated, inflated and mixed laws, angles, and ordered outcomes, under {@link LawContract}. */
class MoreLawsTest {
    private abstract static class Law extends LawContract {
        @Override
        boolean interior(double[] x) {
            return Math.abs(x[0]) < Double.POSITIVE_INFINITY;
        }
    }

    @Nested
    class OfTruncatedNormal extends Law {
        @Override
        String golden() {
            return "truncated-normal";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Normal.of(p.get(0), p.get(1)).truncated(p.get(2), p.get(3));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{0}, {1}, {-1}, {2}}, new double[][] {{2.5}, {0.4}, {2}, {10}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "Normal truncated: the upper bound must be above the lower bound 2.0: 1.0",
                    () -> Normal.of(0, 1).truncated(2, 1),
                    "Normal truncated: lower bound must be finite: NaN",
                    () -> Normal.of(0, 1).truncated(Double.NaN, 1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("Normal data \"y\", row 1 must be between -1 and 2: 3", new double[] {1, 3});
        }

        @Override
        double conditioning(double[][] p, double[] x) {
            return 1 + 40 * p[2][0] * p[2][0] / (p[3][0] - p[2][0]) / p[1][0];
        }

        @Override
        boolean interior(double[] x) {
            return true;
        }
    }

    @Nested
    class OfTruncatedGamma extends Law {
        @Override
        int draws() {
            return 3_000;
        }

        @Override
        String golden() {
            return "truncated-gamma";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Gamma.of(p.get(0), p.get(1)).truncatedBelow(p.get(2));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{2}, {3}, {0.5}}, new double[][] {{0.5}, {1}, {4}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "Gamma truncated between -Infinity and -1.0 has no mass there: its support is > 0",
                    () -> Gamma.of(1, 1).truncatedAbove(-1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("Gamma data \"y\", row 1 must be >= 0.5: 0.25", new double[] {1, 0.25});
        }

        @Override
        double conditioning(double[][] p, double[] x) {
            return 10 + 100 * (Math.abs(Math.log(x[0])) + p[1][0] * Math.abs(x[0]) + p[0][0]);
        }

        @Override
        boolean interior(double[] x) {
            return Double.isFinite(x[0]);
        }

        @Override
        double quadratureError() {
            return 1e-8;
        }
    }

    @Nested
    class OfTruncatedPoisson extends Law {
        @Override
        int draws() {
            return 3_000;
        }

        @Override
        String golden() {
            return "truncated-poisson";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Poisson.of(p.get(0)).truncatedBelow(1);
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{3.5}}, new double[][] {{0.4}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "Poisson truncated: the least outcome must be at least 0: -1",
                    () -> Poisson.of(1).truncatedBelow(-1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("Poisson data \"y\", row 1 must be a whole number >= 1: 0", new double[] {1, 0});
        }

        @Override
        double conditioning(double[][] p, double[] x) {
            return 100 + 100 * Math.abs(x[0]) * 5;
        }
    }

    @Nested
    class OfZeroInflatedPoisson extends Law {
        @Override
        String golden() {
            return "zero-inflated-poisson";
        }

        @Override
        Distribution law(List<Expr> p) {
            return ZeroInflated.of(Poisson.of(p.get(0)), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{3.5}, {0.2}}, new double[][] {{1}, {0.6}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "ZeroInflated probability of zero must be between 0 and 1: 1.5",
                    () -> ZeroInflated.of(Poisson.of(1), 1.5));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("ZeroInflated data \"y\", row 1 must be a whole number >= 0: -1", new double[] {1, -1});
        }

        @Override
        double conditioning(double[][] p, double[] x) {
            return 100 + 5 * Math.abs(x[0]);
        }

        @Override
        boolean interior(double[] x) {
            return true;
        }
    }

    @Nested
    class OfHurdlePoisson extends Law {
        @Override
        int draws() {
            return 3_000;
        }

        @Override
        String golden() {
            return "hurdle-poisson";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Hurdle.of(Poisson.of(p.get(0)), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{3.5}, {0.2}}, new double[][] {{1}, {0.6}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "Hurdle probability of zero must be between 0 and 1: -0.5", () -> Hurdle.of(Poisson.of(1), -0.5));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("Hurdle data \"y\", row 1 must be a whole number >= 0: 0.5", new double[] {1, 0.5});
        }

        @Override
        double conditioning(double[][] p, double[] x) {
            return 500 + 5 * Math.abs(x[0]);
        }

        @Override
        boolean interior(double[] x) {
            return true;
        }
    }

    @Nested
    class OfNormalMixture extends Law {
        @Override
        String golden() {
            return "mixture";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Mixture.of(p.get(0), Normal.of(p.get(1), p.get(2)), Normal.of(p.get(3), p.get(4)));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(
                    new double[][] {{0.3, 0.7}, {0}, {1}, {5}, {2}},
                    new double[][] {{0.5, 0.5}, {-3}, {0.5}, {3}, {0.1}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "Mixture weights must be a vector of one for each of the 1 components, not [2]",
                    () -> Mixture.of(new double[] {0.5, 0.5}, Normal.of(0, 1)),
                    "Mixture weights must sum to 1: 1.5",
                    () -> Mixture.of(new double[] {0.5, 1}, Normal.of(0, 1), Normal.of(0, 2)));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of();
        }

        @Override
        int[] inner(int parameter, int length) {
            return parameter == 0 ? new int[] {length} : new int[0];
        }
    }

    @Nested
    class OfVonMises extends Law {
        @Override
        int draws() {
            return 3_000;
        }

        @Override
        String golden() {
            return "von-mises";
        }

        @Override
        Distribution law(List<Expr> p) {
            return VonMises.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{0}, {1}}, new double[][] {{1}, {0.2}}, new double[][] {{-2}, {30}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("VonMises concentration must be >= 0: -1.0", () -> VonMises.of(0, -1));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "VonMises data \"y\", row 1 must be between -3.141592653589793 and 3.141592653589793: 4",
                    new double[] {1, 4});
        }

        @Override
        double conditioning(double[][] p, double[] x) {
            return 10 + p[1][0] * 4;
        }

        @Override
        boolean interior(double[] x) {
            return Math.abs(x[0]) < Math.PI;
        }
    }

    @Nested
    class OfHypergeometric extends Law {
        @Override
        String golden() {
            return "hypergeometric";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Hypergeometric.of(p.get(0), p.get(1), p.get(2));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{20}, {7}, {12}}, new double[][] {{50}, {5}, {10}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "Hypergeometric draws must be at most the population 5.0: 6.0", () -> Hypergeometric.of(5, 2, 6));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "Hypergeometric data \"y\", row 1 must be a whole number from 0 to 7: 8", new double[] {1, 8});
        }

        @Override
        double conditioning(double[][] p, double[] x) {
            return p[0][0] * 20 + 0 * p[0][0];
        }
    }

    @Nested
    class OfOrderedLogistic extends Law {
        @Override
        String golden() {
            return "ordered-logistic";
        }

        @Override
        Distribution law(List<Expr> p) {
            return OrderedLogistic.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{0}, {-1, 0.5, 2}}, new double[][] {{1.5}, {-2, -1, 0, 1}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "OrderedLogistic cutpoints[1] must be above the element before it, 2: 1",
                    () -> OrderedLogistic.of(0, 2, 1),
                    "OrderedLogistic predictor must be finite: NaN",
                    () -> OrderedLogistic.of(Double.NaN, 2, 3));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of(
                    "OrderedLogistic data \"y\", row 1 must be a whole number from 0 to 3: 4", new double[] {1, 4});
        }

        @Override
        int[] inner(int parameter, int length) {
            return parameter == 1 ? new int[] {length} : new int[0];
        }

        @Override
        double conditioning(double[][] p, double[] x) {
            return 2000;
        }
    }

    @Nested
    class OfOrderedProbit extends Law {
        @Override
        String golden() {
            return "ordered-probit";
        }

        @Override
        Distribution law(List<Expr> p) {
            return OrderedProbit.of(p.get(0), p.get(1));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{0}, {-1, 0.5, 2}}, new double[][] {{1.5}, {-2, -1, 0, 1}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of(
                    "OrderedProbit cutpoints[1] must be above the element before it, 2: 1",
                    () -> OrderedProbit.of(0, 2, 1),
                    "OrderedProbit predictor must be finite: NaN",
                    () -> OrderedProbit.of(Double.NaN, 2, 3));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("OrderedProbit data \"y\", row 1 must be a whole number from 0 to 3: 4", new double[] {1, 4});
        }

        @Override
        int[] inner(int parameter, int length) {
            return parameter == 1 ? new int[] {length} : new int[0];
        }

        @Override
        double conditioning(double[][] p, double[] x) {
            return 2000;
        }
    }

    @Nested
    class OfBernoulliProbit extends Law {
        @Override
        String golden() {
            return "bernoulli-probit";
        }

        @Override
        Distribution law(List<Expr> p) {
            return Bernoulli.ofProbit(p.get(0));
        }

        @Override
        List<double[][]> ordinary() {
            return List.of(new double[][] {{0.3}}, new double[][] {{-1.5}});
        }

        @Override
        Map<String, Executable> bad() {
            return Map.of("Bernoulli probit must be finite: NaN", () -> Bernoulli.ofProbit(Double.NaN));
        }

        @Override
        Map<String, double[]> badData() {
            return Map.of("Bernoulli data \"y\", row 1 must be a whole number from 0 to 1: 2", new double[] {1, 2});
        }
    }
}
