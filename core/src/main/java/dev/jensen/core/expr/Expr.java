package dev.jensen.core.expr;

import java.util.ArrayList;
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
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] values = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException("constant matrix: row " + i + " has " + rows[i].length
                        + " elements, row 0 has " + columns + ": all rows must be equally long");
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return new Expr(new Literal(values), List.of(), Shape.of(rows.length, columns));
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
        checkRows(plate, name, values.length);
        Column column = Column.of(plate, name, 1, (row, element) -> values[row]);
        return new Expr(column, List.of(), Shape.rows(plate));
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
        checkRows(plate, name, rows.length);
        int width = rows[0].length;
        checkWidth(name, width);
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != width) {
                throw new IllegalArgumentException("data \"" + name + "\", row " + row + " has " + rows[row].length
                        + " columns, row 0 has " + width + ": all rows must be equally long");
            }
        }
        Column column = Column.of(plate, name, width, (row, element) -> rows[row][element]);
        return new Expr(column, List.of(), Shape.rows(plate, width));
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
        checkWidth(name, width);
        if (values.length != (long) plate.size() * width) {
            throw new IllegalArgumentException("data \"" + name + "\" has " + values.length + " numbers, plate \""
                    + plate.name() + "\" with " + plate.size() + " rows of " + width + " needs "
                    + (long) plate.size() * width);
        }
        Column column = Column.of(plate, name, width, (row, element) -> values[row * width + element]);
        return new Expr(column, List.of(), Shape.rows(plate, width));
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
        checkWidth(name, width);
        return new Expr(Column.of(plate, name, width, source), List.of(), Shape.rows(plate, width));
    }

    private static void checkRows(Plate plate, String name, int rows) {
        if (rows != plate.size()) {
            throw new IllegalArgumentException("data \"" + name + "\" has " + rows + " rows, plate \"" + plate.name()
                    + "\" has " + plate.size() + ": give one for each row");
        }
    }

    private static void checkWidth(String name, int width) {
        if (width < 1) {
            throw new IllegalArgumentException(
                    "data \"" + name + "\" has " + width + " numbers a row: give at least one");
        }
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
        if (shape.rank() == 0) {
            throw Mismatch.axis("at", 0, this);
        }
        if (index.length == 0 || index.length > shape.rank()) {
            throw Mismatch.of("at", "give between 1 and " + shape.rank() + " indices, not " + index.length, this);
        }
        int from = 0;
        for (int axis = 0; axis < index.length; axis++) {
            if (index[axis] < 0 || index[axis] >= shape.dimension(axis)) {
                throw Mismatch.of(
                        "at",
                        "index " + index[axis] + " of axis " + axis + " is out of range 0 to "
                                + (shape.dimension(axis) - 1),
                        this);
            }
            from = from * shape.dimension(axis) + index[axis];
        }
        int[] inner = Arrays.copyOfRange(shape.inner(), index.length, shape.rank());
        return range(from * Shape.of(inner).size(), inner);
    }

    /**
     * Some consecutive entries of the first axis.
     *
     * @param from the first, from 0
     * @param to one past the last
     * @return the first dimension is {@code to - from}
     */
    public Expr slice(int from, int to) {
        int first = axis(0, "slice");
        if (from < 0 || to <= from || to > shape.dimension(first)) {
            throw Mismatch.of(
                    "slice",
                    "the range " + from + " to " + to + " must lie in 0 to " + shape.dimension(first)
                            + " and not be empty",
                    this);
        }
        int[] inner = shape.inner();
        inner[0] = to - from;
        return range(from * shape.sizeAfter(0), inner);
    }

    private Expr range(int start, int... inner) {
        int[] table = new int[Shape.of(inner).size()];
        for (int i = 0; i < table.length; i++) {
            table[i] = start + i;
        }
        return take(table, inner);
    }

    /**
     * The same elements under other inner dimensions.
     *
     * @param inner as many elements as before
     * @return the same rows
     */
    public Expr reshape(int... inner) {
        if (Arrays.equals(inner, shape.inner())) {
            return this;
        }
        Shape target = shape.withInner(inner);
        if (target.size() != shape.size()) {
            throw Mismatch.of(
                    "reshape", "cannot become " + target + ", which has " + target.size() + " elements", this);
        }
        if (operation instanceof Column || operation instanceof Literal) {
            return new Expr(operation, List.of(), target); // the same data, not a second copy of them
        }
        Expr source = operation instanceof Reshape ? operand(0) : this;
        return source.shape.equals(target) ? source : new Expr(new Reshape(), List.of(source), target);
    }

    /** {@return all inner elements as one vector} */
    public Expr flat() {
        return reshape(shape.size());
    }

    /** {@return the transposed inner matrix} */
    public Expr transpose() {
        if (shape.rank() != 2) {
            throw Mismatch.of("transpose", "only a matrix can be transposed", this);
        }
        int rows = shape.dimension(0);
        int columns = shape.dimension(1);
        if (rows == 1 || columns == 1) {
            return reshape(columns, rows);
        }
        int[] table = new int[rows * columns];
        for (int i = 0; i < table.length; i++) {
            table[i] = i % rows * columns + i / rows;
        }
        return take(table, columns, rows);
    }

    /** {@return the diagonal of a square inner matrix, or of each matrix of a stack, in the last axis} */
    public Expr diagonal() {
        int matrices = shape.rank() > 2 ? shape.sizeBefore(shape.rank() - 2) : 1;
        int n = squares("diagonal");
        int[] table = new int[matrices * n];
        for (int i = 0; i < table.length; i++) {
            table[i] = i / n * n * n + i % n * (n + 1);
        }
        return take(table, Arrays.copyOf(shape.inner(), shape.rank() - 1));
    }

    /**
     * Inner elements in any order, with repetitions.
     *
     * @param table which element of the flattened inner dimensions each new element is, from 0
     * @param inner dimensions of the result, as many elements as the table
     * @return the same rows
     */
    public Expr take(int[] table, int... inner) {
        Shape target = shape.withInner(inner);
        checkTable("take", table, shape.size(), target.size());
        if (isIdentity(table) && table.length == shape.size()) {
            return reshape(inner);
        }
        return new Expr(new Take(table.clone()), List.of(this), target);
    }

    /**
     * Adds each inner element to a place among zeros, the transpose of {@link #take}.
     *
     * @param table to which element of the flattened result each element is added, from 0
     * @param inner dimensions of the result
     * @return the same rows
     */
    public Expr put(int[] table, int... inner) {
        Shape target = shape.withInner(inner);
        checkTable("put", table, target.size(), shape.size());
        if (isIdentity(table) && table.length == target.size()) {
            return reshape(inner);
        }
        return new Expr(new Put(table.clone()), List.of(this), target);
    }

    private void checkTable(String name, int[] table, int limit, int length) {
        if (table.length != length) {
            throw Mismatch.of(name, "the table has " + table.length + " entries, but needs " + length, this);
        }
        for (int i = 0; i < table.length; i++) {
            if (table[i] < 0 || table[i] >= limit) {
                throw Mismatch.of(
                        name, "entry " + i + " of the table is " + table[i] + ", outside 0 to " + (limit - 1), this);
            }
        }
    }

    private static boolean isIdentity(int[] table) {
        for (int i = 0; i < table.length; i++) {
            if (table[i] != i) {
                return false;
            }
        }
        return true;
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
        Plate own = shape.plate();
        if (own != null) {
            if (!own.equals(plate)) {
                throw Mismatch.plates("onRows", this, plate);
            }
            return this;
        }
        return new Expr(new OnRows(plate), List.of(this), shape.on(plate));
    }

    /**
     * Joins along the first axis; scalars count as vectors of one.
     *
     * @param parts at least one; equal trailing dimensions and rows
     * @return the parts one after the other
     */
    public static Expr concat(List<Expr> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("concat: give at least one expression");
        }
        int[] inner = parts.get(0).asVector().shape.inner();
        int total = 0;
        Expr withRows = parts.get(0);
        for (Expr part : parts) {
            int[] other = part.asVector().shape.inner();
            total += other[0];
            other[0] = inner[0];
            if (!Arrays.equals(other, inner)) {
                throw Mismatch.of("concat", "dimensions after the first must agree", parts.get(0), part);
            }
            if (Shape.broadcast(withRows.shape.withInner(), part.shape.withInner()) == null) {
                throw Mismatch.broadcast("concat", withRows, part);
            }
            if (part.shape.hasRows()) {
                withRows = part;
            }
        }
        if (parts.size() == 1) {
            return parts.get(0).asVector();
        }
        inner[0] = total;
        return Join.of(parts, withRows.shape.plate()).reshape(inner);
    }

    /**
     * Joins along a new first axis.
     *
     * @param parts at least one, of one shape
     * @return one dimension more
     */
    public static Expr stack(List<Expr> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("stack: give at least one expression");
        }
        int[] inner = parts.get(0).shape.inner();
        int[] one = new int[inner.length + 1];
        one[0] = 1;
        System.arraycopy(inner, 0, one, 1, inner.length);
        for (Expr part : parts) {
            if (!Arrays.equals(part.shape.inner(), inner)) {
                throw Mismatch.of("stack", "inner dimensions must agree", parts.get(0), part);
            }
        }
        List<Expr> rows = new ArrayList<>(parts.size());
        for (Expr part : parts) {
            rows.add(part.reshape(one));
        }
        return concat(rows);
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

    private Expr asVector() {
        return shape.rank() == 0 ? reshape(1) : this;
    }

    // ---------------------------------------------------------------- rows

    /**
     * Every row picks an element of the last inner axis: the effect of the row's group.
     *
     * @param index which element each row picks
     * @return an expression with the index column's rows and one inner dimension less
     */
    public Expr gather(IntColumn index) {
        if (shape.hasRows()) {
            return toAxis().gather(index);
        }
        int last = shape.rank() - 1;
        if (last < 0 || shape.dimension(last) != index.size()) {
            throw Mismatch.of(
                    "gather",
                    "index column \"" + index.name() + "\" points at " + index.size()
                            + " things, so the last dimension must have that length",
                    this);
        }
        return new Expr(new Gather(index), List.of(this), shape.without(last).on(index.plate()));
    }

    /**
     * Every row adds its value to an element of a new last inner axis: totals by group.
     *
     * @param index to which element each row adds
     * @return an expression without rows and with one inner dimension more
     */
    public Expr scatterAdd(IntColumn index) {
        if (!index.plate().equals(shape.plate())) {
            throw Mismatch.of(
                    "scatterAdd",
                    "must have the rows of index column \"" + index.name() + "\", plate \""
                            + index.plate().name() + "\"",
                    this);
        }
        return Algebra.scatterAdd(this, index);
    }

    /**
     * The last inner axis seen as the rows of a plate.
     *
     * @param plate whose size is the axis' length
     * @return one value per row
     */
    public Expr toRows(Plate plate) {
        int last = shape.rank() - 1;
        if (shape.hasRows() || last < 0 || shape.dimension(last) != plate.size()) {
            throw Mismatch.of(
                    "toRows",
                    "plate \"" + plate.name() + "\" has " + plate.size()
                            + " rows, so the last dimension must have that length, and no rows yet",
                    this);
        }
        if (operation instanceof ToAxis && plate.equals(operand(0).shape.plate())) {
            return operand(0);
        }
        return new Expr(new ToRows(plate), List.of(this), shape.without(last).on(plate));
    }

    /**
     * The rows seen as a new last inner axis.
     *
     * @return an expression without rows
     */
    public Expr toAxis() {
        Plate plate = shape.plate();
        if (plate == null) {
            throw Mismatch.of("toAxis", "has no rows", this);
        }
        if (operation instanceof ToRows) {
            return operand(0);
        }
        return new Expr(new ToAxis(), List.of(this), Shape.of(append(shape.inner(), plate.size())));
    }

    private static int[] append(int[] inner, int last) {
        int[] longer = Arrays.copyOf(inner, inner.length + 1);
        longer[inner.length] = last;
        return longer;
    }

    // ---------------------------------------------------------------- linear algebra

    /**
     * The inner product of two vectors, on every row where either has rows.
     *
     * @param b as long as this
     * @return a scalar
     */
    public Expr dot(Expr b) {
        if (shape.rank() != 1 || b.shape.rank() != 1 || shape.dimension(0) != b.shape.dimension(0)) {
            throw Mismatch.of("dot", "both must be vectors of one length", this, b);
        }
        int n = shape.dimension(0);
        return reshape(1, n).matMul(b.reshape(n, 1)).reshape();
    }

    /**
     * An inner matrix times a vector.
     *
     * @param vector as long as this has columns
     * @return a vector
     */
    public Expr matVec(Expr vector) {
        if (shape.rank() != 2 || vector.shape.rank() != 1 || shape.dimension(1) != vector.shape.dimension(0)) {
            throw Mismatch.of("matVec", "needs a matrix and a vector as long as the matrix has columns", this, vector);
        }
        return matMul(vector.reshape(vector.shape.dimension(0), 1)).reshape(shape.dimension(0));
    }

    /**
     * The product of two inner matrices, on every row where either has rows.
     *
     * @param b with as many rows of its inner matrix as this has columns
     * @return a matrix
     */
    public Expr matMul(Expr b) {
        return matMul(b, false, false);
    }

    Expr matMul(Expr b, boolean transposeThis, boolean transposeOther) {
        Shape product = productShape("matMul", b, transposeThis, transposeOther);
        return new Expr(new MatMul(transposeThis, transposeOther), List.of(this, b), product);
    }

    Expr rowProduct(Expr b, boolean transposeThis, boolean transposeOther) {
        if (!shape.hasRows()) {
            return matMul(b.sumRows(), transposeThis, transposeOther);
        }
        if (!b.shape.hasRows()) {
            return sumRows().matMul(b, transposeThis, transposeOther);
        }
        Shape product = productShape("rowProduct", b, transposeThis, transposeOther);
        Scaled first = Scaled.of(this);
        if (first.factor() != null) {
            return first.factor().times(first.rest().rowProduct(b, transposeThis, transposeOther));
        }
        Scaled second = Scaled.of(b);
        if (second.factor() != null) {
            return second.factor().times(rowProduct(second.rest(), transposeThis, transposeOther));
        }
        return new Expr(new RowProduct(transposeThis, transposeOther), List.of(this, b), product.on(null));
    }

    private Shape productShape(String name, Expr b, boolean transposeThis, boolean transposeOther) {
        if (shape.rank() != 2 || b.shape.rank() != 2) {
            throw Mismatch.of(name, "both must be matrices", this, b);
        }
        int left = shape.dimension(transposeThis ? 0 : 1);
        int right = b.shape.dimension(transposeOther ? 1 : 0);
        if (left != right) {
            throw Mismatch.of(
                    name,
                    "the first has " + left + " columns, the second " + right + " rows; they must agree",
                    this,
                    b);
        }
        Shape rows = Shape.broadcast(shape.withInner(), b.shape.withInner());
        if (rows == null) {
            throw Mismatch.broadcast(name, this, b);
        }
        return rows.withInner(shape.dimension(transposeThis ? 1 : 0), b.shape.dimension(transposeOther ? 0 : 1));
    }

    /**
     * The lower Cholesky factor L of this = L Lᵀ, of each matrix of a stack, and on every row where this has rows.
     *
     * @return a lower triangular matrix; NaN where this is not positive definite
     */
    public Expr choleskyFactor() {
        if (shape.rank() > 2) {
            int n = squares("choleskyFactor");
            Expr matrices = reshape(shape.sizeBefore(shape.rank() - 2), n, n);
            List<Expr> factors = new ArrayList<>();
            for (int i = 0; i < matrices.shape.dimension(0); i++) {
                factors.add(matrices.at(i).choleskyFactor());
            }
            return stack(factors).reshape(shape.inner());
        }
        square("choleskyFactor");
        return new Expr(new Cholesky("", 0), List.of(this), shape);
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
        int n = square("choleskyFactor");
        if (!(jitter >= 0) || jitter == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "choleskyFactor: jitter of \"" + of + "\" must be a finite number >= 0: " + jitter);
        }
        Objects.requireNonNull(of, "of");
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            places[i] = i * (n + 1);
        }
        Expr diagonal = diagonal();
        Expr nudged = jitter == 0
                ? this
                : plus(diagonal.mean().times(jitter).broadcastInner(n).put(places, n, n));
        return new Expr(new Cholesky(of, jitter), List.of(nudged), shape);
    }

    /**
     * Solves L x = b, this being L, of which the upper triangle is not read, on every row where either has rows.
     *
     * @param b a vector or matrix
     * @return x, in the shape of b
     */
    public Expr solveLower(Expr b) {
        return solve(b, false);
    }

    /**
     * Solves Lᵀ x = b, this being L, of which the upper triangle is not read, on every row where either has rows.
     *
     * @param b a vector or matrix
     * @return x, in the shape of b
     */
    public Expr solveLowerTransposed(Expr b) {
        return solve(b, true);
    }

    private Expr solve(Expr b, boolean transposed) {
        String name = transposed ? "solveLowerTransposed" : "solveLower";
        int n = square(name);
        if (b.shape.rank() < 1 || b.shape.rank() > 2 || b.shape.dimension(0) != n) {
            throw Mismatch.of(name, "the right-hand side must be a vector or matrix of " + n + " rows", this, b);
        }
        if (Shape.broadcast(shape.withInner(), b.shape.withInner()) == null) {
            throw Mismatch.broadcast(name, this, b);
        }
        Plate plate = shape.hasRows() ? shape.plate() : b.shape.plate();
        Expr matrix = b.shape.rank() == 1 ? b.reshape(n, 1) : b;
        Expr left = plate == null ? this : onRows(plate);
        Expr right = plate == null ? matrix : matrix.onRows(plate);
        Expr solution = new Expr(new TriangularSolve(transposed), List.of(left, right), right.shape);
        return solution.reshape(b.shape.inner());
    }

    /**
     * log det A for this being the Cholesky factor of A.
     *
     * @return 2 Σ log Lᵢᵢ
     */
    public Expr logDeterminantFromFactor() {
        return diagonal().log().sum().times(2);
    }

    /** The size of the square matrices in the last two axes. */
    private int squares(String name) {
        int rank = shape.rank();
        if (rank < 2 || shape.dimension(rank - 1) != shape.dimension(rank - 2)) {
            throw Mismatch.of(name, "must be a square matrix", this);
        }
        return shape.dimension(rank - 1);
    }

    private int square(String name) {
        if (shape.rank() != 2 || shape.dimension(0) != shape.dimension(1)) {
            throw Mismatch.of(name, "must be a square matrix", this);
        }
        return shape.dimension(0);
    }

    @Override
    public String toString() {
        return Mismatch.describe(this);
    }
}
