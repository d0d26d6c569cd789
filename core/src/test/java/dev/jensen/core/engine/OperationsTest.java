package dev.jensen.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.core.engine.choice.IncubatorModule;
import dev.jensen.core.engine.choice.KernelChoice;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.plain.PlainKernels;
import dev.jensen.core.expr.BetaTail;
import dev.jensen.core.expr.CosineMoment;
import dev.jensen.core.expr.CosineTail;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.GammaTail;
import dev.jensen.core.expr.Gradient;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.expr.ReferenceEvaluator;
import dev.jensen.core.expr.SkewNormalTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of every operation: the engine's value, on every set of kernels and for any number of draws, is that of
 * the reference evaluator; its gradient is the central difference of the reference values; and its Hessian-vector
 * product is the central difference of its gradient.
 */
class OperationsTest {
    private static final double STEP = 1e-5;
    private static final int[] DRAWS = {1, 3, 16};
    private static final int MOST_DRAWS = 16;
    private static final int[] LOOKED_AT = {0, 2, 15};

    private static final List<Kernels> KERNEL_SETS = kernelSets();

    /** Plates whose rows fill part of a vector, part of a tile, and several tiles. */
    private static final List<Plate> PLATES = List.of(Plate.of("few", 5), Plate.of("some", 41), Plate.of("many", 600));

    /**
     * An operation on unknowns.
     *
     * @param name what fails
     * @param variables with their shapes
     * @param low least value of an unknown
     * @param high greatest value of an unknown
     * @param value of any shape
     */
    private record Case(String name, List<Expr> variables, double low, double high, Expr value) {}

    @TestFactory
    Stream<DynamicTest> agreesWithReferenceAndCentralDifferences() {
        List<Case> cases = new ArrayList<>();
        elementwise(cases);
        reductions(cases);
        movements(cases);
        algebra(cases);
        for (Plate plate : PLATES) {
            rows(cases, plate);
        }
        return cases.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
    }

    private static void elementwise(List<Case> cases) {
        Expr x = Expr.variable("x", 3);
        Map<String, Function<Expr, Expr>> everywhere = new HashMap<>();
        everywhere.put("negate", Expr::negate);
        everywhere.put("square", Expr::square);
        everywhere.put("abs", Expr::abs);
        everywhere.put("sign", a -> a.sign().times(a));
        everywhere.put("exp", Expr::exp);
        everywhere.put("expm1", Expr::expm1);
        everywhere.put("sin", Expr::sin);
        everywhere.put("cos", Expr::cos);
        everywhere.put("tan", Expr::tan);
        everywhere.put("tanh", Expr::tanh);
        everywhere.put("sigmoid", Expr::sigmoid);
        everywhere.put("softplus", Expr::softplus);
        everywhere.put("erf", Expr::erf);
        everywhere.put("normalCdf", Expr::normalCdf);
        everywhere.put("logNormalCdf", Expr::logNormalCdf);
        everywhere.put("inverseMills", Expr::inverseMills);
        everywhere.put("select", a -> Expr.select(a.lessThan(0.1), a.exp(), a.square()));
        everywhere.put("min number", a -> a.min(0.05).times(a));
        everywhere.put("max number", a -> a.max(0.05).times(a));
        everywhere.put(
                "comparisons",
                a -> a.lessThan(0.2)
                        .plus(a.lessOrEqual(0.3))
                        .plus(a.greaterThan(0.1))
                        .plus(a.greaterOrEqual(0))
                        .plus(a.equalTo(a))
                        .times(a));
        everywhere.forEach((name, f) -> cases.add(new Case(name, List.of(x), -1.3, 1.2, f.apply(x))));
        Map<String, Function<Expr, Expr>> positive = new HashMap<>();
        positive.put("log", Expr::log);
        positive.put("log1p", Expr::log1p);
        positive.put("sqrt", Expr::sqrt);
        positive.put("reciprocal", Expr::reciprocal);
        positive.put("logGamma", Expr::logGamma);
        positive.put("digamma", Expr::digamma);
        positive.put("trigamma", a -> a.polygamma(1));
        positive.put("polygamma 2", a -> a.polygamma(2));
        positive.put("polygamma 3", a -> a.polygamma(3));
        for (double exponent : new double[] {0, 0.5, 1, 2, 3, -1, -2.5}) {
            positive.put("pow " + exponent, a -> a.pow(exponent).times(a));
        }
        positive.forEach((name, f) -> cases.add(new Case(name, List.of(x), 0.6, 2.9, f.apply(x))));
        Expr y = Expr.variable("y", 3);
        Expr row = Expr.variable("r", 1, 3);
        Expr column = Expr.variable("c", 2, 1);
        Expr scalar = Expr.variable("s");
        Map<String, Function<Expr[], Expr>> two = new HashMap<>();
        two.put("plus", v -> v[0].plus(v[1]).square());
        two.put("minus", v -> v[0].minus(v[1]).square());
        two.put("times", v -> v[0].times(v[1]).square());
        two.put("dividedBy", v -> v[0].dividedBy(v[1]));
        two.put("pow", v -> v[0].pow(v[1]));
        two.put("min", v -> v[0].min(v[1]).square());
        two.put("max", v -> v[0].max(v[1]).square());
        two.put("select two", v -> Expr.select(v[0].lessThan(v[1]), v[0].square(), v[1].exp()));
        two.put("lower incomplete gamma", v -> GammaTail.logLower(v[0], v[1].log()));
        two.put("upper incomplete gamma", v -> GammaTail.logUpper(v[0], v[1].log()));
        two.put("incomplete beta", v -> BetaTail.log(v[0], v[1], v[0].minus(1)));
        two.put("skew normal tail", v -> SkewNormalTail.log(v[0].minus(1), v[1].minus(1)));
        two.put("Bessel function", v -> CosineMoment.logScaledBessel(v[0].times(v[1])));
        two.put("von Mises tail", v -> CosineTail.log(v[0].minus(1), v[1].minus(2), v[0].times(v[1])));
        two.forEach((name, f) -> {
            cases.add(new Case(name, List.of(x, y), 0.5, 2, f.apply(new Expr[] {x, y})));
            cases.add(new Case(name + " outer", List.of(row, column), 0.5, 2, f.apply(new Expr[] {row, column})));
            cases.add(new Case(name + " scalar", List.of(scalar, row), 0.5, 2, f.apply(new Expr[] {scalar, row})));
            cases.add(new Case(name + " by scalar", List.of(row, scalar), 0.5, 2, f.apply(new Expr[] {row, scalar})));
        });
    }

    private static void reductions(List<Case> cases) {
        Expr x = Expr.variable("x", 2, 3, 4);
        for (int axis = -3; axis < 3; axis++) {
            cases.add(
                    new Case("sum " + axis, List.of(x), -1, 1, x.exp().sum(axis).square()));
            cases.add(new Case(
                    "mean " + axis, List.of(x), -1, 1, x.exp().mean(axis).square()));
            cases.add(
                    new Case("logSumExp " + axis, List.of(x), -1, 1, x.times(3).logSumExp(axis)));
            cases.add(new Case("softmax " + axis, List.of(x), -1, 1, x.times(2).softmax(axis)));
            cases.add(new Case(
                    "cumulativeSum " + axis,
                    List.of(x),
                    -1,
                    1,
                    x.exp().cumulativeSum(axis).square()));
        }
        cases.add(new Case("sum", List.of(x), -1, 1, x.square().sum().square()));
        cases.add(new Case("mean", List.of(x), -1, 1, x.square().mean().square()));
        cases.add(new Case("logSumExp", List.of(x), -1, 1, x.logSumExp()));
    }

    private static void movements(List<Case> cases) {
        Expr x = Expr.variable("x", 3, 4);
        Expr y = Expr.variable("y", 2, 4);
        cases.add(new Case(
                "at", List.of(x), -1, 1, x.at(1, 2).exp().plus(x.at(2).sum().square())));
        cases.add(new Case("slice", List.of(x), -1, 1, x.slice(1, 3).square()));
        cases.add(new Case(
                "reshape", List.of(x), -1, 1, x.reshape(2, 6).square().sum(0).exp()));
        cases.add(new Case(
                "transpose", List.of(x), -1, 1, x.transpose().times(x.exp().transpose())));
        cases.add(new Case(
                "diagonal",
                List.of(x),
                -1,
                1,
                x.slice(0, 3).at(0).reshape(2, 2).diagonal().exp()));
        cases.add(new Case(
                "concat", List.of(x, y), -1, 1, Expr.concat(List.of(x, y, x)).square()));
        cases.add(new Case(
                "concat scalars",
                List.of(x),
                -1,
                1,
                Expr.concat(List.of(x.at(0, 0), x.at(1))).exp()));
        cases.add(new Case(
                "stack",
                List.of(x, y),
                -1,
                1,
                Expr.stack(List.of(x.at(0), y.at(1), x.at(2))).square()));
        cases.add(new Case(
                "take", List.of(x), -1, 1, x.take(new int[] {3, 3, 0, 11}, 2, 2).exp()));
        cases.add(new Case(
                "put",
                List.of(x),
                -1,
                1,
                x.at(0).exp().put(new int[] {2, 0, 2, 4}, 5).square()));
        cases.add(new Case(
                "broadcastInner",
                List.of(y),
                -1,
                1,
                y.reshape(2, 1, 4).broadcastInner(2, 3, 4).exp()));
    }

    private static void algebra(List<Case> cases) {
        Expr a = Expr.variable("a", 3, 4);
        Expr b = Expr.variable("b", 4, 2);
        Expr square = Expr.variable("q", 3, 3);
        Expr v = Expr.variable("v", 4);
        Expr w = Expr.variable("w", 3);
        cases.add(new Case("matMul", List.of(a, b), -1, 1, a.matMul(b).square()));
        cases.add(new Case(
                "matMul transposed",
                List.of(a, b),
                -1,
                1,
                b.transpose().matMul(a.transpose()).exp()));
        cases.add(new Case("matVec", List.of(a, v), -1, 1, a.matVec(v).exp()));
        cases.add(new Case("dot", List.of(v), -1, 1, v.dot(v.exp())));
        Expr definite =
                square.matMul(square.transpose()).plus(Expr.constant(new double[][] {{2, 0, 0}, {0, 2, 0}, {0, 0, 2}}));
        Expr factor = definite.choleskyFactor();
        cases.add(new Case("choleskyFactor", List.of(square), -1, 1, factor.exp()));
        cases.add(new Case("logDeterminantFromFactor", List.of(square), -1, 1, factor.logDeterminantFromFactor()));
        cases.add(new Case(
                "solveLower", List.of(square, w), -1, 1, factor.solveLower(w).square()));
        cases.add(new Case(
                "solveLowerTransposed",
                List.of(square, w),
                -1,
                1,
                factor.solveLowerTransposed(w).square()));
        cases.add(new Case(
                "solve matrices",
                List.of(square, a),
                -1,
                1,
                factor.solveLower(a).exp()));
    }

    /** A positive definite matrix, a vector and a matrix on each row, and one factor for all rows. */
    private static void matricesOnRows(List<Case> cases, Plate plate, Expr data, Expr beta, Expr m, Expr s) {
        String on = " on rows of " + plate.name();
        Expr x = data.times(beta).reshape(3, 1);
        Expr definite = x.matMul(x.reshape(1, 3))
                .plus(Expr.constant(new double[][] {{2, 0.3, 0}, {0.3, 2, 0}, {0, 0, 2}})
                        .times(s.exp()));
        Expr factor = definite.choleskyFactor();
        cases.add(new Case(
                "solveLower" + on,
                List.of(beta, s),
                -1,
                1,
                factor.solveLower(data).square()));
        if (plate.size() > 100) {
            return; // the reference is slow, and this has gone through every tile
        }
        cases.add(new Case("choleskyFactor" + on, List.of(beta, s), -1, 1, factor.exp()));
        cases.add(new Case(
                "logDeterminantFromFactor" + on,
                List.of(beta, s),
                -1,
                1,
                factor.logDeterminantFromFactor().sumRows()));
        cases.add(new Case(
                "solveLowerTransposed" + on,
                List.of(beta, s),
                -1,
                1,
                factor.solveLowerTransposed(data).square()));
        cases.add(new Case(
                "solve matrices" + on,
                List.of(beta, s, m),
                -1,
                1,
                factor.solveLower(m).exp()));
        Expr shared = Expr.constant(new double[][] {{1, 0, 0}, {0.5, 2, 0}, {-0.3, 0.7, 1.5}})
                .times(s.exp());
        cases.add(new Case(
                "solve one factor" + on,
                List.of(beta, s),
                -1,
                1,
                shared.solveLowerTransposed(data.times(beta)).square()));
    }

    private static void rows(List<Case> cases, Plate plate) {
        String on = " on " + plate.name();
        SplittableRandom random = new SplittableRandom(7);
        double[][] table = new double[plate.size()][3];
        double[] numbers = new double[plate.size()];
        int[] group = new int[plate.size()];
        for (int row = 0; row < plate.size(); row++) {
            for (int j = 0; j < 3; j++) {
                table[row][j] = random.nextDouble(-1, 1);
            }
            numbers[row] = random.nextDouble(0.5, 1.5);
            group[row] = random.nextInt(4);
        }
        Expr data = Expr.columns(plate, "X", table);
        Expr y = Expr.column(plate, "y", numbers);
        IntColumn index = IntColumn.of(plate, "g", group, 4);
        Expr beta = Expr.variable("beta", 3);
        Expr s = Expr.variable("s");
        Expr effects = Expr.variable("u", 4);
        Expr pairs = Expr.variable("p", 2, 4);
        Expr m = Expr.variable("m", 3, 2);
        Expr each = Expr.variable("z", plate.size());
        Expr eta = data.dot(beta);
        cases.add(new Case("dot" + on, List.of(beta, s), -1, 1, eta.plus(s).sigmoid()));
        cases.add(new Case(
                "sumRows" + on,
                List.of(beta),
                -1,
                1,
                data.times(beta).exp().sumRows().log()));
        cases.add(new Case(
                "standardise" + on,
                List.of(s),
                -1,
                1,
                y.minus(s).dividedBy(s.exp()).square()));
        cases.add(new Case(
                "gather" + on,
                List.of(effects),
                -1,
                1,
                effects.gather(index).times(y).exp()));
        cases.add(new Case(
                "gather vectors" + on,
                List.of(pairs),
                -1,
                1,
                pairs.gather(index).square().sum().exp()));
        cases.add(new Case(
                "scatterAdd" + on,
                List.of(s),
                -1,
                1,
                y.times(s).exp().scatterAdd(index).square()));
        cases.add(new Case(
                "squares" + on, List.of(s), -1, 1, y.minus(s).square().sumRows().times(s)));
        cases.add(new Case(
                "products" + on,
                List.of(beta),
                -1,
                1,
                data.times(beta).times(eta).sumRows()));
        Expr bernoulli = y.times(eta).minus(eta.plus(s).softplus()).sumRows();
        cases.add(new Case("softplus and sigmoid" + on, List.of(beta, s), -1, 1, bernoulli));
        cases.add(new Case(
                "softplus of vectors" + on,
                List.of(beta),
                -1,
                1,
                data.times(beta).softplus().sumRows()));
        int[] sorted = group.clone();
        Arrays.sort(sorted);
        IntColumn runs = IntColumn.of(plate, "sorted", sorted, 4);
        cases.add(new Case(
                "scatterAdd runs" + on,
                List.of(s),
                -1,
                1,
                y.times(s).exp().scatterAdd(runs).square()));
        cases.add(new Case(
                "gather runs" + on,
                List.of(effects),
                -1,
                1,
                effects.gather(runs).times(y).exp()));
        cases.add(new Case(
                "multiply add" + on,
                List.of(s, effects),
                -1,
                1,
                y.times(s.exp()).plus(effects.gather(index)).sigmoid()));
        cases.add(new Case(
                "multiply subtract" + on,
                List.of(s, effects),
                -1,
                1,
                effects.gather(index).minus(y.times(s)).sigmoid()));
        matricesOnRows(cases, plate, data, beta, m, s);
        Expr computed = y.sumRows().exp().log1p().dividedBy(plate.size());
        cases.add(new Case(
                "subtract a multiple known from data" + on,
                List.of(each),
                -1,
                1,
                y.minus(computed.times(each.toRows(plate).exp())).square()));
        cases.add(new Case(
                "subtract a multiple of length 1" + on,
                List.of(each),
                -1,
                1,
                y.minus(computed.reshape(1).times(each.toRows(plate).exp())).square()));
        cases.add(new Case(
                "matMul" + on, List.of(m), -1, 1, data.reshape(1, 3).matMul(m).tanh()));
        cases.add(new Case(
                "matMul left" + on,
                List.of(m),
                -1,
                1,
                m.transpose().matMul(data.reshape(3, 1)).tanh()));
        cases.add(new Case(
                "matMul both" + on,
                List.of(m, beta),
                -1,
                1,
                data.reshape(1, 3)
                        .matMul(m)
                        .tanh()
                        .matMul(data.times(beta)
                                .reshape(3, 1)
                                .matMul(data.slice(0, 2).reshape(1, 2))
                                .slice(0, 2))));
        cases.add(new Case(
                "toRows" + on,
                List.of(each, s),
                -1,
                1,
                s.plus(each.toRows(plate).times(y)).square()));
        cases.add(new Case(
                "toAxis" + on,
                List.of(s),
                -1,
                1,
                y.times(s).exp().toAxis().cumulativeSum(0).log()));
        cases.add(new Case(
                "there and back" + on,
                List.of(each, s),
                -1,
                1,
                each.toRows(plate)
                        .times(s)
                        .exp()
                        .toAxis()
                        .logSumExp()
                        .times(y)
                        .sumRows()
                        .plus(s)));
        cases.add(new Case(
                "mixture" + on,
                List.of(m, beta),
                -1,
                1,
                data.minus(m.transpose()).square().sum(1).plus(m.at(0)).logSumExp(0)));
        cases.add(new Case(
                "parts" + on,
                List.of(beta),
                -1,
                1,
                data.times(beta).slice(1, 3).exp().at(1).plus(eta)));
        cases.add(new Case(
                "take" + on,
                List.of(beta),
                -1,
                1,
                data.times(beta).take(new int[] {2, 0, 2}, 3).exp()));
        cases.add(new Case(
                "cumulativeSum" + on,
                List.of(beta),
                -1,
                1,
                data.times(beta).exp().cumulativeSum(0).log()));
        cases.add(new Case(
                "concat" + on,
                List.of(beta),
                -1,
                1,
                Expr.concat(List.of(data.times(beta), y.times(beta.at(0)))).exp()));
        cases.add(new Case(
                "twice over" + on,
                List.of(beta),
                -1,
                1,
                eta.minus(eta.sumRows().times(1.0 / plate.size())).square()));
        cases.add(
                new Case("onRows" + on, List.of(s), -1, 1, s.exp().onRows(plate).sumRows()));
    }

    // ---------------------------------------------------------------- the contract

    private static void check(Case c) {
        Expr rowless = c.value().shape().hasRows() ? c.value().toAxis() : c.value();
        SplittableRandom random = new SplittableRandom(11);
        double[] weights = new double[rowless.shape().size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextDouble(-1, 1);
        }
        Expr scalar = rowless.flat().times(Expr.constant(weights)).sum();
        List<Expr> gradient = Gradient.of(scalar, c.variables());
        List<Expr> outputs = new ArrayList<>(List.of(rowless, scalar));
        outputs.addAll(gradient);
        Program program = Program.of(c.variables(), outputs);
        values(c, program, rowless, scalar, random);
        secondDerivative(c, gradient, random);
    }

    static List<Kernels> kernelSets() {
        return List.of(new PlainKernels(), KernelChoice.choose(IncubatorModule.readable() ? "vector" : "plain"));
    }

    /** Every set of kernels, for any number of draws, of which the first, one between and the last are looked at. */
    private static void values(Case c, Program program, Expr rowless, Expr scalar, SplittableRandom random) {
        double[][] points = points(c, MOST_DRAWS, random);
        Map<Integer, List<double[]>> expected = new HashMap<>();
        for (int draw : LOOKED_AT) {
            expected.put(draw, expected(c, rowless, scalar, at(c, points, draw)));
        }
        for (Kernels kernels : KERNEL_SETS) {
            Program on = program.on(kernels);
            for (int draws : DRAWS) {
                Frame frame = run(on, first(draws, points), draws);
                expected.forEach((draw, values) -> {
                    if (draw < draws) {
                        values(c, frame, draw, values);
                    }
                });
            }
        }
    }

    private static void values(Case c, Frame frame, int draw, List<double[]> expected) {
        double[] value = output(frame, 0, expected.get(0).length, draw);
        assertClose(expected.get(0), value, 1e-11, c.name());
        for (int i = 0; i < c.variables().size(); i++) {
            double[] differences = expected.get(1 + i);
            int size = c.variables().get(i).shape().size();
            double[] actual = along(directions(size), output(frame, 2 + i, size, draw));
            String variable = c.variables().get(i).operation().toString();
            assertClose(differences, actual, 2e-6, "gradient of " + c.name() + " by " + variable);
        }
    }

    private static double[][] first(int draws, double[][] points) {
        return Arrays.stream(points)
                .map(values -> Arrays.copyOf(values, values.length / MOST_DRAWS * draws))
                .toArray(double[][]::new);
    }

    /**
     * Where a gradient is looked at: by each of a few unknowns; of many, by the first, the last and some between, and by all at once, each
     * up or down, twice.
     */
    private static double[][] directions(int size) {
        int single = Math.min(size, 16);
        double[][] directions = new double[single == size ? size : single + 2][size];
        for (int i = 0; i < single; i++) {
            directions[i][i * (size - 1) / Math.max(1, single - 1)] = 1;
        }
        SplittableRandom random = new SplittableRandom(5);
        for (int i = single; i < directions.length; i++) {
            Arrays.setAll(directions[i], k -> random.nextBoolean() ? 1 : -1);
        }
        return directions;
    }

    private static double[] along(double[][] directions, double[] gradient) {
        double[] slopes = new double[directions.length];
        for (int i = 0; i < slopes.length; i++) {
            for (int k = 0; k < gradient.length; k++) {
                slopes[i] += directions[i][k] * gradient[k];
            }
        }
        return slopes;
    }

    /** The values, and the central differences of the scalar by each unknown. */
    private static List<double[]> expected(Case c, Expr rowless, Expr scalar, Map<String, double[]> at) {
        List<double[]> expected = new ArrayList<>();
        expected.add(ReferenceEvaluator.evaluate(rowless, at));
        for (Expr variable : c.variables()) {
            String name = variable.operation().toString();
            double[][] directions = directions(variable.shape().size());
            expected.add(ReferenceEvaluator.centralDifferences(scalar, name, at, directions));
        }
        return expected;
    }

    private static void secondDerivative(Case c, List<Expr> gradient, SplittableRandom random) {
        List<Expr> all = new ArrayList<>(c.variables());
        Expr along = Expr.constant(0);
        for (int i = 0; i < gradient.size(); i++) {
            Expr variable = c.variables().get(i);
            Expr direction = Expr.variable("d" + i, variable.shape().inner());
            all.add(direction);
            along = along.plus(gradient.get(i).times(direction).sum());
        }
        Program hessian = Program.of(all, Gradient.of(along, c.variables()));
        int draws = 2;
        double[][] points = points(c, draws, random);
        double[][] directions = new double[points.length][];
        double[][] upAndDown = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            directions[i] = new double[points[i].length];
            int length = points[i].length;
            upAndDown[i] = new double[2 * length];
            for (int k = 0; k < length; k++) {
                directions[i][k] = random.nextDouble(-1, 1);
                upAndDown[i][k] = points[i][k] + STEP * directions[i][k];
                upAndDown[i][length + k] = points[i][k] - STEP * directions[i][k];
            }
        }
        double[][] both = Arrays.copyOf(points, 2 * points.length);
        System.arraycopy(directions, 0, both, points.length, points.length);
        Frame product = run(hessian, both, draws);
        Frame beside = run(Program.of(c.variables(), gradient), upAndDown, 2 * draws);
        for (int draw = 0; draw < draws; draw++) {
            for (int i = 0; i < points.length; i++) {
                int size = points[i].length / draws;
                double[] plus = output(beside, i, size, draw);
                double[] minus = output(beside, i, size, draws + draw);
                double[] expected = new double[size];
                for (int k = 0; k < size; k++) {
                    expected[k] = (plus[k] - minus[k]) / (2 * STEP);
                }
                assertClose(expected, output(product, i, size, draw), 2e-6, "Hessian product of " + c.name());
            }
        }
    }

    private static double[][] points(Case c, int draws, SplittableRandom random) {
        double[][] points = new double[c.variables().size()][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[draws * c.variables().get(i).shape().size()];
            for (int k = 0; k < points[i].length; k++) {
                points[i][k] = random.nextDouble(c.low(), c.high());
            }
        }
        return points;
    }

    private static Map<String, double[]> at(Case c, double[][] points, int draw) {
        Map<String, double[]> at = new HashMap<>();
        for (int i = 0; i < points.length; i++) {
            int size = c.variables().get(i).shape().size();
            at.put(
                    c.variables().get(i).operation().toString(),
                    Arrays.copyOfRange(points[i], draw * size, (draw + 1) * size));
        }
        return at;
    }

    private static Frame run(Program program, double[][] points, int draws) {
        Frame frame = program.frame(draws);
        for (int i = 0; i < points.length; i++) {
            frame.set(i, points[i], 0, points[i].length / draws);
        }
        frame.run();
        return frame;
    }

    private static double[] output(Frame frame, int index, int size, int draw) {
        double[] all = new double[frame.draws() * size];
        frame.get(index, all, 0, size);
        return Arrays.copyOfRange(all, draw * size, (draw + 1) * size);
    }

    private static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
        assertEquals(expected.length, actual.length, what);
        double scale = 1;
        for (double e : expected) {
            scale = Math.max(scale, Math.abs(e));
        }
        assertArrayEquals(expected, actual, tolerance * scale, what);
    }
}
