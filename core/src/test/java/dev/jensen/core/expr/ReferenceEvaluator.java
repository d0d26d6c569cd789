package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Evaluates an expression for one draw, node by node, as the definitions say: the independent evaluator that engine,
 * laws and supports are tested against.
 *
 * <p>Values lie as [inner dimensions][row], rows contiguous, like those of the engine. Nothing here is fast.
 */
public final class ReferenceEvaluator {
    private final Map<String, double[]> variables;
    private final Map<Expr, double[]> values = new IdentityHashMap<>();

    private ReferenceEvaluator(Map<String, double[]> variables) {
        this.variables = variables;
    }

    /**
     * The values of an expression.
     *
     * @param root what to evaluate
     * @param variables for the name of each unknown its elements, last dimension fastest
     * @return length inner size times rows
     */
    public static double[] evaluate(Expr root, Map<String, double[]> variables) {
        return evaluate(List.of(root), variables).get(0);
    }

    /**
     * The values of several expressions that share nodes.
     *
     * @param roots what to evaluate
     * @param variables for the name of each unknown its elements
     * @return one array for each root
     */
    public static List<double[]> evaluate(List<Expr> roots, Map<String, double[]> variables) {
        ReferenceEvaluator evaluator = new ReferenceEvaluator(variables);
        evaluator.evaluate(Graph.topological(roots));
        return roots.stream().map(root -> evaluator.of(root).clone()).toList();
    }

    private void evaluate(Collection<Expr> nodes) {
        for (Expr node : nodes) {
            double[] value = compute(node);
            int size = node.shape().size() * rows(node);
            if (value.length != size) {
                throw new AssertionError(node + " has " + value.length + " values, its shape has " + size);
            }
            values.put(node, value);
        }
    }

    /**
     * The value of a scalar.
     *
     * @param root an expression without rows and inner dimensions
     * @param variables for the name of each unknown its elements
     * @return the number
     */
    public static double number(Expr root, Map<String, double[]> variables) {
        return scalar(root, evaluate(root, variables));
    }

    private static double scalar(Expr root, double[] value) {
        if (value.length != 1) {
            throw new AssertionError(root + " is no scalar: " + value.length + " values");
        }
        return value[0];
    }

    /**
     * The derivatives of a scalar by central differences.
     *
     * @param scalar what to differentiate
     * @param name of the unknown
     * @param variables where
     * @return one derivative for each element of the unknown
     */
    public static double[] centralDifferences(Expr scalar, String name, Map<String, double[]> variables) {
        int size = variables.get(name).length;
        double[][] directions = new double[size][size];
        for (int i = 0; i < size; i++) {
            directions[i][i] = 1;
        }
        return centralDifferences(scalar, name, variables, directions);
    }

    /**
     * The derivatives of a scalar along directions, by central differences.
     *
     * @param scalar what to differentiate
     * @param name of the unknown
     * @param variables where
     * @param directions of entries 0 and ±1, each as long as the unknown
     * @return one derivative for each direction
     */
    public static double[] centralDifferences(
            Expr scalar, String name, Map<String, double[]> variables, double[][] directions) {
        List<Expr> nodes = Graph.topological(List.of(scalar));
        Set<Expr> moving = moving(nodes, name);
        ReferenceEvaluator still = new ReferenceEvaluator(variables);
        still.evaluate(nodes.stream().filter(node -> !moving.contains(node)).toList());
        double[] at = variables.get(name);
        double[] derivative = new double[directions.length];
        for (int i = 0; i < directions.length; i++) {
            double[] direction = directions[i];
            double greatest = 1;
            for (int k = 0; k < at.length; k++) {
                greatest = Math.max(greatest, Math.abs(at[k] * direction[k]));
            }
            double h = 1e-5 * greatest;
            DoubleUnaryOperator value = by -> {
                double[] moved = at.clone();
                for (int k = 0; k < moved.length; k++) {
                    moved[k] += by * direction[k];
                }
                return still.number(scalar, moving, name, moved);
            };
            // Five points: the error is of the order of h⁴.
            derivative[i] = (8 * (value.applyAsDouble(h) - value.applyAsDouble(-h))
                            - (value.applyAsDouble(2 * h) - value.applyAsDouble(-2 * h)))
                    / (12 * h);
        }
        return derivative;
    }

    /** The nodes that an unknown moves, in order. */
    private static Set<Expr> moving(List<Expr> nodes, String name) {
        Set<Expr> moving = new LinkedHashSet<>();
        for (Expr node : nodes) {
            boolean itself = node.operation() instanceof Variable variable
                    && variable.name().equals(name);
            if (itself || node.operands().stream().anyMatch(moving::contains)) {
                moving.add(node);
            }
        }
        return moving;
    }

    /** A scalar where one unknown has moved, and with it some of the nodes. */
    private double number(Expr scalar, Set<Expr> moving, String name, double[] moved) {
        Map<String, double[]> all = new HashMap<>(variables);
        all.put(name, moved);
        ReferenceEvaluator there = new ReferenceEvaluator(all);
        there.values.putAll(values);
        there.evaluate(moving);
        return scalar(scalar, there.of(scalar));
    }

    private double[] of(Expr node) {
        double[] value = values.get(node);
        if (value == null) {
            throw new AssertionError("not yet evaluated: " + node);
        }
        return value;
    }

    private static int rows(Expr node) {
        Plate plate = node.shape().plate();
        return plate == null ? 1 : plate.size();
    }

    private double[] compute(Expr node) {
        Rule<Operation> rule = RULES.get(node.operation().getClass());
        if (rule == null) {
            throw new AssertionError("unknown operation: " + node.operation());
        }
        return rule.values(this, node, node.operation());
    }

    /** The values of a node whose operation is of one kind. Found in a table: a chain of conditions would be compiled anew for each that first holds. */
    @FunctionalInterface
    private interface Rule<O extends Operation> {
        double[] values(ReferenceEvaluator its, Expr node, O operation);
    }

    private static final Map<Class<?>, Rule<Operation>> RULES = new HashMap<>();

    private static <O extends Operation> void rule(Class<O> kind, Rule<O> rule) {
        RULES.put(kind, (its, node, operation) -> rule.values(its, node, kind.cast(operation)));
    }

    static {
        rule(Literal.class, (its, node, literal) -> literal.values());
        rule(Variable.class, (its, node, variable) -> its.variable(variable));
        rule(Column.class, (its, node, column) -> column(node, column));
        rule(Unary.class, (its, node, unary) -> its.map(node, unary(unary.op())));
        rule(Polygamma.class, (its, node, gamma) -> its.map(node, x -> polygamma(gamma.order(), x)));
        rule(GammaTail.class, ReferenceEvaluator::special);
        rule(BetaTail.class, ReferenceEvaluator::special);
        rule(SkewNormalTail.class, ReferenceEvaluator::special);
        rule(CosineMoment.class, ReferenceEvaluator::special);
        rule(CosineTail.class, ReferenceEvaluator::special);
        rule(Binary.class, (its, node, binary) -> its.binary(node, binary(binary.op())));
        rule(Select.class, (its, node, select) -> its.select(node));
        rule(
                Sum.class,
                (its, node, sum) ->
                        its.reduce(node, sum.axis(), line -> Arrays.stream(line).sum()));
        rule(LogSumExp.class, (its, node, sum) -> its.reduce(node, sum.axis(), ReferenceEvaluator::logSumExp));
        rule(CumulativeSum.class, (its, node, sum) -> its.cumulativeSum(node, sum.axis(), sum.reverse()));
        rule(Scan.class, ReferenceEvaluator::scan);
        rule(SumRows.class, (its, node, sum) -> its.sumRows(node));
        rule(OnRows.class, (its, node, onRows) -> its.onRows(node));
        rule(Reshape.class, (its, node, reshape) -> its.same(node));
        rule(ToRows.class, (its, node, toRows) -> its.same(node)); // rows are the last axis already
        rule(ToAxis.class, (its, node, toAxis) -> its.same(node));
        rule(Take.class, (its, node, take) -> its.take(node, take.table()));
        rule(Put.class, (its, node, put) -> its.put(node, put.table()));
        rule(Join.class, (its, node, join) -> its.join(node));
        rule(Gather.class, (its, node, gather) -> its.gather(node, gather.index()));
        rule(ScatterAdd.class, (its, node, scatter) -> its.scatterAdd(node, scatter.index()));
        rule(MatMul.class, (its, node, by) -> its.matMul(node, by.transposeFirst(), by.transposeSecond()));
        rule(RowProduct.class, (its, node, by) -> its.rowProduct(node, by.transposeFirst(), by.transposeSecond()));
        rule(Cholesky.class, (its, node, cholesky) -> its.cholesky(node));
        rule(TriangularSolve.class, (its, node, solve) -> its.solve(node, solve.transposed()));
    }

    // ---------------------------------------------------------------- data and elements

    private double[] variable(Variable variable) {
        double[] value = variables.get(variable.name());
        if (value == null) {
            throw new AssertionError("no value for variable " + variable.name());
        }
        return value.clone();
    }

    private static double[] column(Expr node, Column column) {
        Plate plate = node.shape().plate();
        if (plate == null) {
            throw new AssertionError("a column without rows: " + column);
        }
        int elements = node.shape().size();
        double[] out = new double[elements * plate.size()];
        for (int row = 0; row < plate.size(); row++) {
            for (int e = 0; e < elements; e++) {
                out[e * plate.size() + row] = column.at(row, e);
            }
        }
        return out;
    }

    private double[] map(Expr node, DoubleUnaryOperator function) {
        return Arrays.stream(of(node.operand(0))).map(function).toArray();
    }

    /** The operand's values, repeated to the node's shape. */
    private double[] broadcast(Expr operand, Expr node) {
        double[] values = of(operand);
        int rows = rows(node);
        double[] out = new double[node.shape().size() * rows];
        for (int element = 0; element < node.shape().size(); element++) {
            int from = broadcastFrom(operand.shape(), node.shape(), element);
            for (int row = 0; row < rows; row++) {
                out[element * rows + row] = operand.shape().hasRows() ? values[from * rows + row] : values[from];
            }
        }
        return out;
    }

    /** The inner element of a shape that an inner element of a larger one broadcasts from. */
    private static int broadcastFrom(Shape shape, Shape larger, int element) {
        int from = 0;
        int stride = 1;
        int rest = element;
        for (int back = 1; back <= larger.rank(); back++) {
            int length = larger.dimension(larger.rank() - back);
            int index = rest % length;
            rest /= length;
            if (back <= shape.rank()) {
                int own = shape.dimension(shape.rank() - back);
                from += stride * (own == 1 ? 0 : index);
                stride *= own;
            }
        }
        return from;
    }

    private double[] binary(Expr node, DoubleBinaryOperator function) {
        double[] a = broadcast(node.operand(0), node);
        double[] b = broadcast(node.operand(1), node);
        Arrays.setAll(a, i -> function.applyAsDouble(a[i], b[i]));
        return a;
    }

    private double[] select(Expr node) {
        double[] condition = broadcast(node.operand(0), node);
        double[] ifTrue = broadcast(node.operand(1), node);
        double[] ifFalse = broadcast(node.operand(2), node);
        Arrays.setAll(condition, i -> condition[i] != 0 ? ifTrue[i] : ifFalse[i]);
        return condition;
    }

    // ---------------------------------------------------------------- reductions

    private interface Reduction {
        double of(double[] line);
    }

    private double[] reduce(Expr node, int axis, Reduction reduction) {
        Expr x = node.operand(0);
        int length = x.shape().dimension(axis);
        int after = x.shape().sizeAfter(axis) * rows(x);
        double[] values = of(x);
        double[] out = new double[node.shape().size() * rows(node)];
        for (int i = 0; i < out.length; i++) {
            double[] line = new double[length];
            for (int k = 0; k < length; k++) {
                line[k] = values[(i / after * length + k) * after + i % after];
            }
            out[i] = reduction.of(line);
        }
        return out;
    }

    private static double logSumExp(double[] line) {
        double max = Arrays.stream(line).max().orElseThrow();
        if (Double.isInfinite(max) || Double.isNaN(max)) {
            return max;
        }
        return max + Math.log(Arrays.stream(line).map(x -> Math.exp(x - max)).sum());
    }

    private double[] cumulativeSum(Expr node, int axis, boolean reverse) {
        double[] out = of(node.operand(0)).clone();
        int length = node.shape().dimension(axis);
        int after = node.shape().sizeAfter(axis) * rows(node);
        for (int before = 0; before < node.shape().sizeBefore(axis); before++) {
            for (int i = 0; i < after; i++) {
                double sum = 0;
                for (int k = 0; k < length; k++) {
                    int at = (before * length + (reverse ? length - 1 - k : k)) * after + i;
                    sum += out[at];
                    out[at] = sum;
                }
            }
        }
        return out;
    }

    /** The step evaluated anew at each time, by its definition. */
    private double[] scan(Expr node, Scan scan) {
        Scan.Step step = scan.step();
        int steps = scan.steps();
        List<double[]> carried = new ArrayList<>();
        for (int i = 0; i < scan.carries(); i++) {
            carried.add(of(node.operand(i)));
        }
        double[] path = new double[node.shape().size()];
        column(path, scan.reverse() ? steps : 0, steps, carried);
        for (int n = 0; n < steps; n++) {
            int t = scan.reverse() ? steps - 1 - n : n;
            ReferenceEvaluator one = new ReferenceEvaluator(Map.of());
            for (int i = 0; i < step.variables().size(); i++) {
                int size = step.variables().get(i).shape().size();
                double[] value = i < scan.carries() ? carried.get(i) : of(node.operand(i));
                if (i >= scan.carries() && i < scan.carries() + scan.inputs()) {
                    double[] all = value;
                    value = new double[size];
                    Arrays.setAll(value, e -> all[e * steps + t]);
                }
                one.values.put(step.variables().get(i), value);
            }
            for (Expr part : Graph.topological(step.next())) {
                if (!one.values.containsKey(part)) {
                    one.values.put(part, one.compute(part));
                }
            }
            carried = step.next().stream().map(one::of).toList();
            column(path, t + scan.after(), steps, carried);
        }
        return path;
    }

    private static void column(double[] path, int at, int steps, List<double[]> values) {
        int element = 0;
        for (double[] value : values) {
            for (double number : value) {
                path[element++ * (steps + 1) + at] = number;
            }
        }
    }

    private double[] sumRows(Expr node) {
        int rows = rows(node.operand(0));
        double[] x = of(node.operand(0));
        double[] out = new double[node.shape().size()];
        for (int i = 0; i < x.length; i++) {
            out[i / rows] += x[i];
        }
        return out;
    }

    // ---------------------------------------------------------------- parts

    private double[] same(Expr node) {
        return of(node.operand(0)).clone();
    }

    private double[] join(Expr node) {
        return node.operands().stream()
                .flatMapToDouble(part -> Arrays.stream(of(part)))
                .toArray();
    }

    private double[] onRows(Expr node) {
        int rows = rows(node);
        double[] x = of(node.operand(0));
        double[] out = new double[node.shape().size() * rows];
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i / rows];
        }
        return out;
    }

    private double[] take(Expr node, int[] table) {
        int rows = rows(node);
        double[] x = of(node.operand(0));
        double[] out = new double[table.length * rows];
        for (int i = 0; i < out.length; i++) {
            out[i] = x[table[i / rows] * rows + i % rows];
        }
        return out;
    }

    private double[] put(Expr node, int[] table) {
        int rows = rows(node);
        double[] x = of(node.operand(0));
        double[] out = new double[node.shape().size() * rows];
        for (int i = 0; i < x.length; i++) {
            out[table[i / rows] * rows + i % rows] += x[i];
        }
        return out;
    }

    private double[] gather(Expr node, IntColumn index) {
        int rows = rows(node);
        double[] x = of(node.operand(0));
        int[] at = index.values();
        double[] out = new double[node.shape().size() * rows];
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i / rows * index.size() + at[i % rows]];
        }
        return out;
    }

    private double[] scatterAdd(Expr node, IntColumn index) {
        int rows = rows(node.operand(0));
        double[] x = of(node.operand(0));
        int[] to = index.values();
        double[] out = new double[node.shape().size()];
        for (int i = 0; i < x.length; i++) {
            out[i / rows * index.size() + to[i % rows]] += x[i];
        }
        return out;
    }

    // ---------------------------------------------------------------- linear algebra

    /** The inner matrix of a node on a row. */
    private double[][] matrix(Expr node, int row, boolean transposed) {
        int m = node.shape().dimension(0);
        int n = node.shape().dimension(1);
        int rows = rows(node);
        int at = node.shape().hasRows() ? row : 0;
        double[] x = of(node);
        double[][] out = transposed ? new double[n][m] : new double[m][n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double value = x[(i * n + j) * rows + at];
                if (transposed) {
                    out[j][i] = value;
                } else {
                    out[i][j] = value;
                }
            }
        }
        return out;
    }

    private double[] matMul(Expr node, boolean transposeFirst, boolean transposeSecond) {
        int rows = rows(node);
        int n = node.shape().dimension(1);
        double[] out = new double[node.shape().size() * rows];
        for (int row = 0; row < rows; row++) {
            double[][] a = matrix(node.operand(0), row, transposeFirst);
            double[][] b = matrix(node.operand(1), row, transposeSecond);
            for (int e = 0; e < node.shape().size(); e++) {
                double sum = 0;
                for (int k = 0; k < b.length; k++) {
                    sum += a[e / n][k] * b[k][e % n];
                }
                out[e * rows + row] = sum;
            }
        }
        return out;
    }

    private double[] rowProduct(Expr node, boolean transposeFirst, boolean transposeSecond) {
        int n = node.shape().dimension(1);
        double[] out = new double[node.shape().size()];
        for (int row = 0; row < rows(node.operand(0)); row++) {
            double[][] a = matrix(node.operand(0), row, transposeFirst);
            double[][] b = matrix(node.operand(1), row, transposeSecond);
            for (int e = 0; e < out.length; e++) {
                for (int k = 0; k < b.length; k++) {
                    out[e] += a[e / n][k] * b[k][e % n];
                }
            }
        }
        return out;
    }

    private double[] cholesky(Expr node) {
        return onEveryRow(node, row -> cholesky(matrix(node.operand(0), row, false)));
    }

    /** A matrix for each row, from row-major results. */
    private static double[] onEveryRow(Expr node, IntFunction<double[][]> matrix) {
        int rows = rows(node);
        double[] out = new double[node.shape().size() * rows];
        for (int row = 0; row < rows; row++) {
            double[] flat = Arrays.stream(matrix.apply(row))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            for (int e = 0; e < flat.length; e++) {
                out[e * rows + row] = flat[e];
            }
        }
        return out;
    }

    private static double[][] cholesky(double[][] a) {
        int n = a.length;
        double[][] factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                if (i == j && !(sum > 0)) {
                    for (double[] line : factor) {
                        Arrays.fill(line, Double.NaN);
                    }
                    return factor;
                }
                factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
            }
        }
        return factor;
    }

    private double[] solve(Expr node, boolean transposed) {
        return onEveryRow(
                node,
                row -> solve(
                        matrix(node.operand(0), row, transposed), matrix(node.operand(1), row, false), transposed));
    }

    private static double[][] solve(double[][] factor, double[][] x, boolean transposed) {
        int n = factor.length;
        for (int column = 0; column < x[0].length; column++) {
            for (int step = 0; step < n; step++) {
                int i = transposed ? n - 1 - step : step;
                double sum = x[i][column];
                for (int j = transposed ? i + 1 : 0; j < (transposed ? n : i); j++) {
                    sum -= factor[i][j] * x[j][column];
                }
                x[i][column] = sum / factor[i][i];
            }
        }
        return x;
    }

    // ---------------------------------------------------------------- functions of numbers

    private double[] special(Expr node, SpecialOperation special) {
        double[][] in = new double[3][];
        for (int i = 0; i < 3; i++) { // each operand, repeated to the common shape
            Expr operand = node.operand(Math.min(i, node.operands().size() - 1));
            Expr repeated = new Expr(new Binary(BinaryOp.MAX), List.of(operand, node), node.shape());
            double[] any = new double[node.shape().size() * rows(node)];
            values.put(node, any);
            Arrays.fill(any, Double.NEGATIVE_INFINITY);
            in[i] = compute(repeated);
            values.remove(node);
        }
        double[] out = new double[in[0].length];
        for (int i = 0; i < out.length; i++) {
            out[i] = SpecialFunctions.value(special, in[0][i], in[1][i], in[2][i]);
        }
        return out;
    }

    /**
     * The function that an operation applies.
     *
     * @param op which
     * @return plain Java
     */
    public static DoubleUnaryOperator unary(UnaryOp op) {
        return switch (op) {
            case NEGATE -> x -> -x;
            case RECIPROCAL -> x -> 1 / x;
            case SQUARE -> x -> x * x;
            case SQRT -> Math::sqrt;
            case ABS -> Math::abs;
            case SIGN -> Math::signum;
            case EXP -> StrictMath::exp;
            case EXPM1 -> StrictMath::expm1;
            case LOG -> StrictMath::log;
            case LOG1P -> StrictMath::log1p;
            case SIN -> StrictMath::sin;
            case COS -> StrictMath::cos;
            case TAN -> StrictMath::tan;
            case TANH -> StrictMath::tanh;
            case SIGMOID -> x -> x >= 0 ? 1 / (1 + StrictMath.exp(-x)) : StrictMath.exp(x) / (1 + StrictMath.exp(x));
            case SOFTPLUS -> x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
            case EXP_MINUS_ABS -> x -> StrictMath.exp(-Math.abs(x));
            case LOG_GAMMA -> ReferenceEvaluator::logGamma;
            case DIGAMMA -> x -> polygamma(0, x);
            case TRIGAMMA -> x -> polygamma(1, x);
            case ERF -> Erf::value;
            case NORMAL_CDF -> x -> 0.5 * Erfc.value(-x / Math.sqrt(2));
            case INVERSE_MILLS -> x -> StrictMath.exp(-0.5 * x * x - logNormalCdf(x)) / Math.sqrt(2 * Math.PI);
            case LOG_NORMAL_CDF -> ReferenceEvaluator::logNormalCdf;
        };
    }

    /**
     * The function that an operation applies.
     *
     * @param op which
     * @return plain Java
     */
    public static DoubleBinaryOperator binary(BinaryOp op) {
        return switch (op) {
            case ADD -> Double::sum;
            case SUBTRACT -> (a, b) -> a - b;
            case MULTIPLY -> (a, b) -> a * b;
            case DIVIDE -> (a, b) -> a / b;
            case POW -> StrictMath::pow;
            case MIN -> Math::min;
            case MAX -> Math::max;
            case LESS -> (a, b) -> a < b ? 1 : 0;
            case LESS_OR_EQUAL -> (a, b) -> a <= b ? 1 : 0;
            case EQUAL -> (a, b) -> a == b ? 1 : 0;
            case SIGMOID_GIVEN_EXP -> (a, b) -> (a >= 0 ? 1 : b) / (1 + b);
            case TANH_SLOPE -> (a, b) -> a * (1 - b * b);
        };
    }

    private static double logGamma(double x) {
        if (Double.isInfinite(x) || (x <= 0 && x == Math.rint(x))) {
            return Double.POSITIVE_INFINITY;
        }
        return LogGamma.value(x);
    }

    private static double logNormalCdf(double x) {
        if (x == Double.NEGATIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        return x < 0
                ? Math.log(0.5 * Erfcx.value(-x / Math.sqrt(2))) - 0.5 * x * x
                : Math.log1p(-0.5 * Erfc.value(x / Math.sqrt(2)));
    }

    /** B₂, B₄, … of the asymptotic series. */
    private static final double[] BERNOULLI = {
        1 / 6.0, -1 / 30.0, 1 / 42.0, -1 / 30.0, 5 / 66.0, -691 / 2730.0, 7 / 6.0, -3617 / 510.0
    };

    /**
     * ψ⁽ⁿ⁾(x) by its recurrence ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x+1) − (−1)ⁿ n! x⁻ⁿ⁻¹ up to an x where its asymptotic series holds
     * (Abramowitz and Stegun 6.4.11). NaN at the poles and below −1000.
     *
     * @param n order, 0 for digamma
     * @param x where
     * @return the derivative of order n of digamma
     */
    public static double polygamma(int n, double x) {
        if (Double.isNaN(x) || x < -1000 || (x <= 0 && x == Math.rint(x))) {
            return Double.NaN;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return n == 0 ? x : 0;
        }
        double alternating = n % 2 == 0 ? 1 : -1;
        double factorial = 1;
        for (int k = 2; k <= n; k++) {
            factorial *= k;
        }
        double shifted = x;
        double correction = 0;
        while (shifted < 20 + n) {
            correction -= alternating * factorial * Math.pow(shifted, -n - 1);
            shifted++;
        }
        // The series of ψ⁽ⁿ⁾ is the n-th derivative of log x − 1/(2x) − Σ B₂ₖ / (2k x²ᵏ).
        double series = n == 0
                ? Math.log(shifted)
                : -alternating * factorial / n * Math.pow(shifted, -n); // (n-1)! with the sign of the derivative
        series -= alternating * factorial * Math.pow(shifted, -n - 1) / 2;
        for (int k = 1; k <= BERNOULLI.length; k++) {
            double rising = 1;
            for (int j = 0; j < n; j++) {
                rising *= 2 * k + j;
            }
            series -= alternating * BERNOULLI[k - 1] / (2 * k) * rising * Math.pow(shifted, -2 * k - n);
        }
        return series + correction;
    }
}
