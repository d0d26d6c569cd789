package dev.jensen.core.expr;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A number, vector or matrix that is a function of unknowns: what a user writes a log density with.
 *
 * <p>Expressions are immutable nodes of a graph with static {@link Shape shapes}. Operations on elements broadcast as
 * in NumPy, aligned at the last inner dimension; what has no rows stands for the same value on every row of a plate.
 * Evaluation happens later, for any number of draws at once. Where shapes do not fit, an {@link IllegalArgumentException}
 * names the operation, the operands and the sizes. Axes count from 0, or from the end when negative.
 */
public final class Expr {
    private final Operation operation;
    private final List<Expr> operands;
    private final Shape shape;
    private final boolean known;

    Expr(Operation operation, List<Expr> operands, Shape shape) {
        this.operation = operation;
        this.operands = operands;
        this.shape = shape;
        this.known = !(operation instanceof Variable) && allKnown(operands);
    }

    private static boolean allKnown(List<Expr> operands) {
        for (int i = 0; i < operands.size(); i++) {
            if (!operands.get(i).known) {
                return false;
            }
        }
        return true;
    }

    // ---------------------------------------------------------------- leaves

    /**
     * A number.
     *
     * @param value any double
     * @return a scalar
     */
    public static Expr constant(double value) {
        return new Expr(new Literal(new double[] {value}), List.of(), Shape.of());
    }

    /**
     * A constant vector.
     *
     * @param values copied
     * @return an expression of shape [values.length]
     */
    public static Expr constant(double[] values) {
        return new Expr(new Literal(values.clone()), List.of(), Shape.of(values.length));
    }

    /**
     * A constant matrix.
     *
     * @param rows copied; all of the same length
     * @return an expression of shape [rows.length, rows[0].length]
     */
    public static Expr constant(double[][] rows) {
        return Literal.matrix(rows);
    }

    /**
     * Zeros.
     *
     * @param inner dimensions
     * @return a constant of this shape
     */
    public static Expr zeros(int... inner) {
        Shape shape = Shape.of(inner);
        return new Expr(new Literal(new double[shape.size()]), List.of(), shape);
    }

    /**
     * An unknown.
     *
     * @param name unique within a graph
     * @param inner dimensions; none for a scalar
     * @return an expression without rows
     */
    public static Expr variable(String name, int... inner) {
        Variable variable = new Variable(Objects.requireNonNull(name, "name"));
        for (int dimension : inner) {
            if (dimension < 1) {
                throw new IllegalArgumentException("variable \"" + name + "\" has shape " + Arrays.toString(inner)
                        + ": every dimension must be at least 1");
            }
        }
        return new Expr(variable, List.of(), Shape.of(inner));
    }

    /**
     * Data with one number a row.
     *
     * @param plate whose rows
     * @param name what messages call it
     * @param values one for each row, finite; copied
     * @return a scalar per row
     */
    public static Expr column(Plate plate, String name, double[] values) {
        return DataColumns.column(plate, name, values);
    }

    /**
     * Data with several numbers a row.
     *
     * @param plate whose rows
     * @param name what messages call it
     * @param rows one for each row of the plate, all equally long and finite; copied
     * @return a vector per row
     */
    public static Expr columns(Plate plate, String name, double[][] rows) {
        return DataColumns.columns(plate, name, rows);
    }

    /**
     * Data with several numbers a row, from one flat array.
     *
     * @param plate whose rows
     * @param name what messages call it
     * @param width how many numbers a row has
     * @param values row after row, finite; copied
     * @return a vector per row
     */
    public static Expr columns(Plate plate, String name, int width, double[] values) {
        return DataColumns.columns(plate, name, width, values);
    }

    /**
     * Data with several numbers a row, from wherever they come; they lie in memory once, as the engine reads them.
     *
     * @param plate whose rows
     * @param name what messages call it
     * @param width how many numbers a row has
     * @param source finite numbers, asked for twice
     * @return a vector per row
     */
    public static Expr columns(Plate plate, String name, int width, Column.Source source) {
        return DataColumns.columns(plate, name, width, source);
    }

    // ---------------------------------------------------------------- what it is

    /**
     * What the node computes.
     *
     * @return the operation
     */
    public Operation operation() {
        return operation;
    }

    /**
     * What the node computes with.
     *
     * @return unmodifiable
     */
    public List<Expr> operands() {
        return operands;
    }

    /**
     * One operand.
     *
     * @param index from 0
     * @return the operand
     */
    public Expr operand(int index) {
        return operands.get(index);
    }

    /**
     * Rows and inner dimensions.
     *
     * @return the shape
     */
    public Shape shape() {
        return shape;
    }

    /**
     * Whether the value is that of constants and data alone.
     *
     * @return false where it depends on an unknown
     */
    public boolean isKnown() {
        return known;
    }

    /**
     * The value of a scalar constant.
     *
     * @return null where this is anything else
     */
    public @Nullable Double number() {
        return operation instanceof Literal literal && shape.rank() == 0 ? (Double) literal.first() : null;
    }

    // ---------------------------------------------------------------- arithmetic

    /**
     * {@return this + b}
     *
     * @param b broadcast
     */
    public Expr plus(Expr b) {
        return Algebra.binary(BinaryOp.ADD, this, b);
    }

    /**
     * {@return this + b}
     *
     * @param b a number
     */
    public Expr plus(double b) {
        return plus(constant(b));
    }

    /**
     * {@return this − b}
     *
     * @param b broadcast
     */
    public Expr minus(Expr b) {
        return Algebra.binary(BinaryOp.SUBTRACT, this, b);
    }

    /**
     * {@return this − b}
     *
     * @param b a number
     */
    public Expr minus(double b) {
        return minus(constant(b));
    }

    /**
     * {@return this · b, element by element}
     *
     * @param b broadcast
     */
    public Expr times(Expr b) {
        return Algebra.binary(BinaryOp.MULTIPLY, this, b);
    }

    /**
     * {@return this · b}
     *
     * @param b a number
     */
    public Expr times(double b) {
        return times(constant(b));
    }

    /**
     * {@return this / b, element by element}
     *
     * @param b broadcast
     */
    public Expr dividedBy(Expr b) {
        return Algebra.binary(BinaryOp.DIVIDE, this, b);
    }

    /**
     * {@return this / b}
     *
     * @param b a number
     */
    public Expr dividedBy(double b) {
        return dividedBy(constant(b));
    }

    /**
     * {@return this to the power of b}
     *
     * @param b broadcast
     */
    public Expr pow(Expr b) {
        return Algebra.binary(BinaryOp.POW, this, b);
    }

    /**
     * {@return this to the power of b}
     *
     * @param b a number
     */
    public Expr pow(double b) {
        return pow(constant(b));
    }

    /**
     * {@return the smaller of the two; NaN if either is}
     *
     * @param b broadcast
     */
    public Expr min(Expr b) {
        return Algebra.binary(BinaryOp.MIN, this, b);
    }

    /**
     * {@return the smaller of the two; NaN if this is}
     *
     * @param b a number
     */
    public Expr min(double b) {
        return min(constant(b));
    }

    /**
     * {@return the larger of the two; NaN if either is}
     *
     * @param b broadcast
     */
    public Expr max(Expr b) {
        return Algebra.binary(BinaryOp.MAX, this, b);
    }

    /**
     * {@return the larger of the two; NaN if this is}
     *
     * @param b a number
     */
    public Expr max(double b) {
        return max(constant(b));
    }

    // ---------------------------------------------------------------- comparison

    /**
     * {@return 1 where this &lt; b, else 0}
     *
     * @param b broadcast
     */
    public Expr lessThan(Expr b) {
        return Algebra.binary(BinaryOp.LESS, this, b);
    }

    /**
     * {@return 1 where this &lt; b, else 0}
     *
     * @param b a number
     */
    public Expr lessThan(double b) {
        return lessThan(constant(b));
    }

    /**
     * {@return 1 where this ≤ b, else 0}
     *
     * @param b broadcast
     */
    public Expr lessOrEqual(Expr b) {
        return Algebra.binary(BinaryOp.LESS_OR_EQUAL, this, b);
    }

    /**
     * {@return 1 where this ≤ b, else 0}
     *
     * @param b a number
     */
    public Expr lessOrEqual(double b) {
        return lessOrEqual(constant(b));
    }

    /**
     * {@return 1 where this &gt; b, else 0}
     *
     * @param b broadcast
     */
    public Expr greaterThan(Expr b) {
        return b.lessThan(this);
    }

    /**
     * {@return 1 where this &gt; b, else 0}
     *
     * @param b a number
     */
    public Expr greaterThan(double b) {
        return constant(b).lessThan(this);
    }

    /**
     * {@return 1 where this ≥ b, else 0}
     *
     * @param b broadcast
     */
    public Expr greaterOrEqual(Expr b) {
        return b.lessOrEqual(this);
    }

    /**
     * {@return 1 where this ≥ b, else 0}
     *
     * @param b a number
     */
    public Expr greaterOrEqual(double b) {
        return constant(b).lessOrEqual(this);
    }

    /**
     * {@return 1 where this = b, else 0}
     *
     * @param b broadcast
     */
    public Expr equalTo(Expr b) {
        return Algebra.binary(BinaryOp.EQUAL, this, b);
    }

    /**
     * {@return 1 where this = b, else 0}
     *
     * @param b a number
     */
    public Expr equalTo(double b) {
        return equalTo(constant(b));
    }

    /**
     * Chooses element by element. A derivative goes through what was chosen only; where that of the other is infinite,
     * it is 0·∞, NaN: keep the other's argument legal too, as in {@code select(x > 0, select(x > 0, x, 1).log(), 0)}.
     *
     * @param condition where it is not 0, the second is taken
     * @param ifTrue broadcast
     * @param ifFalse broadcast
     * @return an expression of the common shape
     */
    public static Expr select(Expr condition, Expr ifTrue, Expr ifFalse) {
        Shape branches = Shape.broadcast(ifTrue.shape, ifFalse.shape);
        if (branches == null) {
            throw Mismatch.broadcast("select", ifTrue, ifFalse);
        }
        Shape common = Shape.broadcast(condition.shape, branches);
        if (common == null) {
            throw Mismatch.broadcast("select", condition, branches.equals(ifTrue.shape) ? ifTrue : ifFalse);
        }
        return new Expr(new Select(), List.of(condition, ifTrue, ifFalse), common);
    }

    // ---------------------------------------------------------------- functions of one number

    private Expr map(UnaryOp op) {
        return Algebra.unary(op, this);
    }

    /** {@return −x} */
    public Expr negate() {
        return map(UnaryOp.NEGATE);
    }

    /** {@return 1/x} */
    public Expr reciprocal() {
        return map(UnaryOp.RECIPROCAL);
    }

    /** {@return x²} */
    public Expr square() {
        return map(UnaryOp.SQUARE);
    }

    /** {@return √x} */
    public Expr sqrt() {
        return map(UnaryOp.SQRT);
    }

    /** {@return |x|} */
    public Expr abs() {
        return map(UnaryOp.ABS);
    }

    /** {@return −1, 0 or 1} */
    public Expr sign() {
        return map(UnaryOp.SIGN);
    }

    /** {@return eˣ} */
    public Expr exp() {
        return map(UnaryOp.EXP);
    }

    /** {@return eˣ − 1, accurate near 0} */
    public Expr expm1() {
        return map(UnaryOp.EXPM1);
    }

    /** {@return the natural logarithm; NaN below 0} */
    public Expr log() {
        return map(UnaryOp.LOG);
    }

    /** {@return log(1 + x), accurate near 0} */
    public Expr log1p() {
        return map(UnaryOp.LOG1P);
    }

    /** {@return the sine of radians} */
    public Expr sin() {
        return map(UnaryOp.SIN);
    }

    /** {@return the cosine of radians} */
    public Expr cos() {
        return map(UnaryOp.COS);
    }

    /** {@return the tangent of radians} */
    public Expr tan() {
        return map(UnaryOp.TAN);
    }

    /** {@return the hyperbolic tangent} */
    public Expr tanh() {
        return map(UnaryOp.TANH);
    }

    /** {@return 1/(1 + e⁻ˣ)} */
    public Expr sigmoid() {
        return map(UnaryOp.SIGMOID);
    }

    /** {@return log(1 + eˣ)} */
    public Expr softplus() {
        return map(UnaryOp.SOFTPLUS);
    }

    /** {@return log |Γ(x)|} */
    public Expr logGamma() {
        return map(UnaryOp.LOG_GAMMA);
    }

    /** {@return ψ(x), the derivative of log Γ} */
    public Expr digamma() {
        return map(UnaryOp.DIGAMMA);
    }

    /**
     * A derivative of the digamma function.
     *
     * @param order 0 for digamma itself, 1 for trigamma, …
     * @return ψ⁽ⁿ⁾(x)
     */
    public Expr polygamma(int order) {
        if (order < 0) {
            throw new IllegalArgumentException("polygamma order must be 0 or more: " + order);
        }
        return switch (order) {
            case 0 -> digamma();
            case 1 -> map(UnaryOp.TRIGAMMA);
            default -> new Expr(new Polygamma(order), List.of(this), shape);
        };
    }

    /** {@return the error function} */
    public Expr erf() {
        return map(UnaryOp.ERF);
    }

    /** {@return Φ(x), the standard normal distribution function} */
    public Expr normalCdf() {
        return map(UnaryOp.NORMAL_CDF);
    }

    /** {@return φ(x)/Φ(x), the inverse Mills ratio, accurate in the lower tail} */
    public Expr inverseMills() {
        return map(UnaryOp.INVERSE_MILLS);
    }

    /** {@return log Φ(x), accurate in the lower tail} */
    public Expr logNormalCdf() {
        return map(UnaryOp.LOG_NORMAL_CDF);
    }

    // ---------------------------------------------------------------- reductions

    /** {@return the sum of all inner elements; rows stay} */
    public Expr sum() {
        return shape.rank() == 0 ? this : flat().sum(0);
    }

    /**
     * The sum over one inner axis, which disappears.
     *
     * @param axis which
     * @return one dimension less
     */
    public Expr sum(int axis) {
        int at = axis(axis, "sum");
        return Algebra.sum(this, at);
    }

    /** {@return the mean of all inner elements; rows stay} */
    public Expr mean() {
        return sum().times(1.0 / shape.size());
    }

    /**
     * The mean over one inner axis, which disappears.
     *
     * @param axis which
     * @return one dimension less
     */
    public Expr mean(int axis) {
        int at = axis(axis, "mean");
        return sum(at).times(1.0 / shape.dimension(at));
    }

    /** {@return log Σ exp of all inner elements; rows stay} */
    public Expr logSumExp() {
        return shape.rank() == 0 ? this : flat().logSumExp(0);
    }

    /**
     * log Σ exp over one inner axis, which disappears.
     *
     * @param axis which
     * @return one dimension less
     */
    public Expr logSumExp(int axis) {
        int at = axis(axis, "logSumExp");
        return new Expr(new LogSumExp(at), List.of(this), shape.without(at));
    }

    /**
     * exp(x) divided by its sum along an axis.
     *
     * @param axis along which it sums to 1
     * @return the same shape
     */
    public Expr softmax(int axis) {
        int at = axis(axis, "softmax");
        return minus(Broadcasting.insertAxis(logSumExp(at), shape, at)).exp();
    }

    /**
     * Running sums along an axis.
     *
     * @param axis which
     * @return the same shape
     */
    public Expr cumulativeSum(int axis) {
        return cumulativeSum(axis(axis, "cumulativeSum"), false);
    }

    Expr cumulativeSum(int axis, boolean reverse) {
        return new Expr(new CumulativeSum(axis, reverse), List.of(this), shape);
    }

    /** {@return the sum over the rows of the plate; inner dimensions stay} */
    public Expr sumRows() {
        return Algebra.sumRows(this);
    }

    /** An axis counted from the end when negative, checked: between 0 and rank - 1. */
    private int axis(int axis, String operation) {
        int resolved = axis < 0 ? axis + shape.rank() : axis;
        if (resolved < 0 || resolved >= shape.rank()) {
            throw Mismatch.axis(operation, axis, this);
        }
        return resolved;
    }

    // ---------------------------------------------------------------- parts and wholes

    /**
     * An element, or a part with fewer dimensions.
     *
     * @param index one for each leading axis, from 0
     * @return what remains of the trailing dimensions
     */
    public Expr at(int... index) {
        return Parts.at(this, index);
    }

    /**
     * Some consecutive entries of the first axis.
     *
     * @param from the first, from 0
     * @param to one past the last
     * @return the first dimension is {@code to - from}
     */
    public Expr slice(int from, int to) {
        return Parts.slice(this, from, to);
    }

    /**
     * The same elements under other inner dimensions.
     *
     * @param inner as many elements as before
     * @return the same rows
     */
    public Expr reshape(int... inner) {
        return Parts.reshape(this, inner);
    }

    /** {@return all inner elements as one vector} */
    public Expr flat() {
        return reshape(shape.size());
    }

    /** {@return the transposed inner matrix} */
    public Expr transpose() {
        return Parts.transpose(this);
    }

    /** {@return the diagonal of a square inner matrix, or of each matrix of a stack, in the last axis} */
    public Expr diagonal() {
        return Parts.diagonal(this);
    }

    /**
     * Inner elements in any order, with repetitions.
     *
     * @param table which element of the flattened inner dimensions each new element is, from 0
     * @param inner dimensions of the result, as many elements as the table
     * @return the same rows
     */
    public Expr take(int[] table, int... inner) {
        return Parts.take(this, table, inner);
    }

    /**
     * Adds each inner element to a place among zeros, the transpose of {@link #take}.
     *
     * @param table to which element of the flattened result each element is added, from 0
     * @param inner dimensions of the result
     * @return the same rows
     */
    public Expr put(int[] table, int... inner) {
        return Parts.put(this, table, inner);
    }

    /**
     * Repeats along inner dimensions.
     *
     * @param inner dimensions that the expression broadcasts to
     * @return the same rows
     */
    public Expr broadcastInner(int... inner) {
        Shape target = Shape.broadcast(shape.on(null), Shape.of(inner));
        if (target == null || !target.equals(Shape.of(inner))) {
            throw Mismatch.of("broadcastInner", "does not broadcast to " + Arrays.toString(inner), this);
        }
        return Broadcasting.toInner(this, inner);
    }

    /**
     * Repeats on every row of a plate. Elementwise operations do so by themselves.
     *
     * @param plate whose rows
     * @return this itself where it has rows already
     */
    public Expr onRows(Plate plate) {
        return PlateAxis.onRows(this, plate);
    }

    /**
     * Joins along the first axis; scalars count as vectors of one.
     *
     * @param parts at least one; equal trailing dimensions and rows
     * @return the parts one after the other
     */
    public static Expr concat(List<Expr> parts) {
        return Parts.concat(parts);
    }

    /**
     * Joins along a new first axis.
     *
     * @param parts at least one, of one shape
     * @return one dimension more
     */
    public static Expr stack(List<Expr> parts) {
        return Parts.stack(parts);
    }

    /**
     * The sum of any number of terms. A graph of thousands of terms is smaller, faster and less deep with it than as a
     * chain of {@link #plus}.
     *
     * @param terms broadcast; none give 0
     * @return their sum
     */
    public static Expr total(List<Expr> terms) {
        return Algebra.total(terms);
    }

    /**
     * A function that is computed outside the graph, as one differentiable operation.
     *
     * @param function with its vector–Jacobian product
     * @param inputs one for each of the function's inputs, in their order; without rows
     * @return an expression without rows, of the shape that the function states
     * @throws IllegalArgumentException if the inputs do not fit, naming the function and the input
     */
    public static Expr external(ExternalFunction function, Expr... inputs) {
        return External.of(Objects.requireNonNull(function, "function"), List.of(inputs));
    }

    // ---------------------------------------------------------------- rows

    /**
     * Every row picks an element of the last inner axis: the effect of the row's group.
     *
     * @param index which element each row picks
     * @return an expression with the index column's rows and one inner dimension less
     */
    public Expr gather(IntColumn index) {
        return PlateAxis.gather(this, index);
    }

    /**
     * Every row adds its value to an element of a new last inner axis: totals by group.
     *
     * @param index to which element each row adds
     * @return an expression without rows and with one inner dimension more
     */
    public Expr scatterAdd(IntColumn index) {
        return PlateAxis.scatterAdd(this, index);
    }

    /**
     * The last inner axis seen as the rows of a plate.
     *
     * @param plate whose size is the axis' length
     * @return one value per row
     */
    public Expr toRows(Plate plate) {
        return PlateAxis.toRows(this, plate);
    }

    /**
     * The rows seen as a new last inner axis.
     *
     * @return an expression without rows
     */
    public Expr toAxis() {
        return PlateAxis.toAxis(this);
    }

    // ---------------------------------------------------------------- linear algebra

    /**
     * The inner product of two vectors, on every row where either has rows.
     *
     * @param b as long as this
     * @return a scalar
     */
    public Expr dot(Expr b) {
        return MatrixAlgebra.dot(this, b);
    }

    /**
     * An inner matrix times a vector.
     *
     * @param vector as long as this has columns
     * @return a vector
     */
    public Expr matVec(Expr vector) {
        return MatrixAlgebra.matVec(this, vector);
    }

    /**
     * The product of two inner matrices, on every row where either has rows.
     *
     * @param b with as many rows of its inner matrix as this has columns
     * @return a matrix
     */
    public Expr matMul(Expr b) {
        return MatrixAlgebra.product(this, b, false, false);
    }

    /**
     * The lower Cholesky factor L of this = L Lᵀ, of each matrix of a stack, and on every row where this has rows.
     *
     * @return a lower triangular matrix; NaN where this is not positive definite
     */
    public Expr choleskyFactor() {
        return MatrixAlgebra.choleskyFactor(this);
    }

    /**
     * The lower Cholesky factor of this + jitter · (mean of the diagonal) · I, for matrices that rounding may leave a hair short
     * of positive definite, such as covariances of a smooth function at near points. Where a fit finds it NaN nevertheless, its
     * message has the name, the pivot that failed and the jitter.
     *
     * @param of what messages call the matrix
     * @param jitter relative to the mean of the diagonal, 0 or more; 1e-10 or 1e-8 are usual
     * @return a lower triangular matrix; NaN where the sum is not positive definite
     */
    public Expr choleskyFactor(String of, double jitter) {
        return MatrixAlgebra.choleskyFactor(this, of, jitter);
    }

    /**
     * Solves L x = b, this being L, of which the upper triangle is not read, on every row where either has rows.
     *
     * @param b a vector or matrix
     * @return x, in the shape of b
     */
    public Expr solveLower(Expr b) {
        return MatrixAlgebra.solve(this, b, false);
    }

    /**
     * Solves Lᵀ x = b, this being L, of which the upper triangle is not read, on every row where either has rows.
     *
     * @param b a vector or matrix
     * @return x, in the shape of b
     */
    public Expr solveLowerTransposed(Expr b) {
        return MatrixAlgebra.solve(this, b, true);
    }

    /**
     * log det A for this being the Cholesky factor of A.
     *
     * @return 2 Σ log Lᵢᵢ
     */
    public Expr logDeterminantFromFactor() {
        return diagonal().log().sum().times(2);
    }

    @Override
    public String toString() {
        return Mismatch.describe(this);
    }
}
