package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites a finished graph so that of symmetric matrices only one triangle is computed: covariances that are made element by element
 * of constants and that only a Cholesky factor takes, and what they receive back, of which only sums with them are wanted.
 * Numbers that multiply a whole matrix of adjoints multiply its sum instead.
 */
final class Triangles {
    /** Rows from which on this pays. */
    private static final int LEAST = 16;

    private final List<Expr> order;
    private final Map<Expr, List<Expr>> users = new HashMap<>();
    private final Set<Expr> outputs;

    /** MatrixAlgebra of the forward and of the backward pass that are to be triangles; constants are whatever is asked for. */
    private final Set<Expr> plain = new HashSet<>();

    private final Set<Expr> adjoint = new HashSet<>();
    private final Map<Expr, Boolean> symmetric = new HashMap<>();
    private final Map<Expr, Expr> triangles = new HashMap<>();
    private final Map<Expr, Scaled> scaled = new HashMap<>();
    private final Map<Expr, Expr> rewritten = new HashMap<>();

    /** A number times a triangle. */
    private record Scaled(Expr number, Expr triangle) {
        Expr product() {
            return number.times(triangle);
        }
    }

    private Triangles(List<Expr> roots) {
        order = Graph.topological(roots);
        outputs = new HashSet<>(roots);
    }

    static List<Expr> rewrite(List<Expr> roots) {
        Triangles triangles = new Triangles(roots);
        if (triangles.order.stream().noneMatch(Triangles::isFactor)) {
            return roots;
        }
        triangles.choose();
        return triangles.plain.isEmpty() && triangles.adjoint.isEmpty() ? roots : triangles.rewritten(roots);
    }

    private static boolean isFactor(Expr node) {
        return node.operation() instanceof Cholesky && isSquare(node);
    }

    private static boolean isSquare(Expr node) {
        Shape shape = node.shape();
        return !shape.hasRows()
                && shape.rank() == 2
                && shape.dimension(0) == shape.dimension(1)
                && shape.dimension(0) >= LEAST;
    }

    private static boolean isNumber(Expr node) {
        return !node.shape().hasRows() && node.shape().rank() == 0;
    }

    // ---------------------------------------------------------------- which

    private void choose() {
        for (Expr node : order) {
            for (Expr operand : node.operands()) {
                users.computeIfAbsent(operand, key -> new ArrayList<>()).add(node);
            }
            if (isSquare(node) && !(node.operation() instanceof Literal)) {
                if (isPlain(node)) {
                    plain.add(node);
                } else if (isAdjoint(node)) {
                    adjoint.add(node);
                }
            }
        }
        boolean changed = true;
        while (changed) {
            changed = plain.removeIf(node -> !isAllowed(node) || !isPlain(node));
            changed |= adjoint.removeIf(node -> !isAllowed(node) || !isAdjoint(node));
        }
    }

    private boolean isTriangle(Expr node) {
        if (node.operation() instanceof Literal literal) {
            return isSquare(node) && symmetric.computeIfAbsent(node, key -> isSymmetric(literal, node));
        }
        return plain.contains(node);
    }

    private static boolean isSymmetric(Literal literal, Expr node) {
        int n = node.shape().dimension(0);
        double[] values = literal.values();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (values[i * n + j] != values[j * n + i]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a node is made of triangles and numbers, element by element. */
    private boolean isPlain(Expr node) {
        if (node.operation() instanceof Unary) {
            return isTriangle(node.operand(0));
        }
        if (node.operation() instanceof Put put) {
            return isDiagonal(put.places(), node);
        }
        if (!(node.operation() instanceof Binary)) {
            return false;
        }
        Expr a = node.operand(0);
        Expr b = node.operand(1);
        return isTriangle(a) ? isTriangle(b) || isNumber(b) : isNumber(a) && isTriangle(b);
    }

    /** Whether a node is what a symmetric matrix receives, or that times triangles and numbers, or a sum of such. */
    private boolean isAdjoint(Expr node) {
        if (node.operation() instanceof CholeskyDerivative) {
            return true;
        }
        if (node.operation() instanceof Unary unary && unary.op() == UnaryOp.NEGATE) {
            return adjoint.contains(node.operand(0));
        }
        if (!(node.operation() instanceof Binary binary)) {
            return false;
        }
        Expr a = node.operand(0);
        Expr b = node.operand(1);
        return switch (binary.op()) {
            case ADD, SUBTRACT -> isSummand(a) && isSummand(b) && (adjoint.contains(a) || adjoint.contains(b));
            case MULTIPLY ->
                adjoint.contains(a)
                        ? isNumber(b) || isTriangle(b)
                        : adjoint.contains(b) && (isNumber(a) || isTriangle(a));
            case DIVIDE -> adjoint.contains(a) && (isNumber(b) || isTriangle(b));
            default -> false;
        };
    }

    /** Whether a node is an adjoint, or on the diagonal only, where it counts once in either kind of triangle. */
    private boolean isSummand(Expr node) {
        return adjoint.contains(node) || (plain.contains(node) && node.operation() instanceof Put);
    }

    private boolean isAllowed(Expr node) {
        return !outputs.contains(node)
                && users.getOrDefault(node, List.of()).stream().allMatch(user -> takes(user, node));
    }

    private boolean takes(Expr user, Expr node) {
        if (plain.contains(user) || adjoint.contains(user)) {
            return true;
        }
        if (user.operation() instanceof Take take) {
            return isDiagonal(take.table(), node);
        }
        if (plain.contains(node)) {
            return isFactor(user);
        }
        return user.operation() instanceof Reshape
                && user.shape().rank() == 1
                && !outputs.contains(user)
                && users.getOrDefault(user, List.of()).stream().allMatch(sum -> sum.operation() instanceof Sum);
    }

    private static boolean isDiagonal(int[] table, Expr matrix) {
        int n = matrix.shape().dimension(0);
        if (table.length != n) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            if (table[i] != i * (n + 1)) {
                return false;
            }
        }
        return true;
    }

    // ---------------------------------------------------------------- how

    private List<Expr> rewritten(List<Expr> roots) {
        for (Expr node : order) {
            if (plain.contains(node)) {
                triangles.put(node, plainTriangle(node));
            } else if (adjoint.contains(node)) {
                scaled.put(node, adjointTriangle(node));
            } else {
                Expr now = elsewhere(node);
                if (now != node) {
                    rewritten.put(node, now);
                }
            }
        }
        List<Expr> results = new ArrayList<>(roots.size());
        for (Expr root : roots) {
            results.add(now(root));
        }
        return Graph.shared(results);
    }

    private Expr now(Expr node) {
        return rewritten.getOrDefault(node, node);
    }

    /** The length of a triangle of n rows. */
    private static int length(int n) {
        return n * (n + 1) / 2;
    }

    /** Where the diagonal of a matrix lies in its triangle. */
    private static int[] diagonal(int n) {
        int[] places = new int[n];
        for (int i = 1; i < n; i++) {
            places[i] = places[i - 1] + n - i + 1;
        }
        return places;
    }

    private Expr triangle(Expr node) {
        if (!(node.operation() instanceof Literal literal)) {
            Expr known = triangles.get(node);
            if (known == null) {
                throw new IllegalStateException("no triangle of " + node);
            }
            return known;
        }
        return triangles.computeIfAbsent(node, key -> {
            int n = node.shape().dimension(0);
            double[] values = literal.values();
            double[] triangle = new double[length(n)];
            for (int i = 0, to = 0; i < n; to += n - i, i++) {
                System.arraycopy(values, i * (n + 1), triangle, to, n - i);
            }
            return Expr.constant(triangle);
        });
    }

    private Expr triangleOrNumber(Expr node) {
        return isNumber(node) ? now(node) : triangle(node);
    }

    private Expr plainTriangle(Expr node) {
        int n = node.shape().dimension(0);
        if (node.operation() instanceof Put) {
            return now(node.operand(0)).put(diagonal(n), length(n));
        }
        if (node.operation() instanceof Binary binary && binary.op() == BinaryOp.DIVIDE && isNumber(node.operand(1))) {
            return triangle(node.operand(0)).times(now(node.operand(1)).reciprocal());
        }
        List<Expr> operands =
                node.operands().stream().map(this::triangleOrNumber).toList();
        return new Expr(node.operation(), operands, Shape.of(length(n)));
    }

    private Scaled adjointTriangle(Expr node) {
        if (node.operation() instanceof CholeskyDerivative) {
            return new Scaled(Expr.constant(1), derivative(node));
        }
        if (node.operation() instanceof Unary) {
            Scaled x = scaled(node.operand(0));
            return new Scaled(x.number.negate(), x.triangle);
        }
        Expr a = node.operand(0);
        Expr b = node.operand(1);
        BinaryOp op = ((Binary) node.operation()).op();
        if (op == BinaryOp.ADD || op == BinaryOp.SUBTRACT) {
            return new Scaled(Expr.constant(1), Algebra.binary(op, summand(a), summand(b)));
        }
        Scaled x = scaled(adjoint.contains(a) ? a : b);
        Expr other = adjoint.contains(a) ? b : a;
        Expr factor = op == BinaryOp.DIVIDE ? triangleOrNumber(other).reciprocal() : null;
        if (isNumber(other)) {
            return new Scaled(x.number.times(factor == null ? now(other) : factor), x.triangle);
        }
        Scaled split = factor == null ? split(other) : new Scaled(Expr.constant(1), factor);
        return new Scaled(x.number.times(split.number), x.triangle.times(split.triangle));
    }

    private Expr summand(Expr node) {
        return adjoint.contains(node) ? scaled(node).product() : triangle(node);
    }

    private Scaled scaled(Expr node) {
        Scaled known = scaled.get(node);
        if (known == null) {
            throw new IllegalStateException("no triangle of " + node);
        }
        return known;
    }

    /** A matrix without the numbers that multiply or divide it. */
    private Scaled split(Expr node) {
        if (node.operation() instanceof Binary binary && plain.contains(node)) {
            Expr a = node.operand(0);
            Expr b = node.operand(1);
            if (binary.op() == BinaryOp.MULTIPLY && isNumber(a)) {
                Scaled rest = split(b);
                return new Scaled(now(a).times(rest.number), rest.triangle);
            }
            if (binary.op() == BinaryOp.MULTIPLY && isNumber(b)) {
                Scaled rest = split(a);
                return new Scaled(rest.number.times(now(b)), rest.triangle);
            }
            if (binary.op() == BinaryOp.DIVIDE && isNumber(b)) {
                Scaled rest = split(a);
                return new Scaled(rest.number.times(now(b).reciprocal()), rest.triangle);
            }
        }
        return new Scaled(Expr.constant(1), triangle(node));
    }

    private Expr derivative(Expr node) {
        int n = node.shape().dimension(0);
        Expr factor = node.operand(0);
        GaussianAdjoint gaussian = GaussianAdjoint.of(factor, node.operand(1));
        if (gaussian != null) {
            Operation operation = new CovarianceAdjoint(gaussian.outer(), gaussian.inverse());
            return new Expr(operation, List.of(now(factor), now(gaussian.vectors())), Shape.of(length(n)));
        }
        return new Expr(new TriangleOf(), List.of(rebuilt(node)), Shape.of(length(n)));
    }

    private Expr elsewhere(Expr node) {
        if (isFactor(node) && plain.contains(node.operand(0))) {
            return new Expr(new TriangleCholesky(), List.of(triangle(node.operand(0))), node.shape());
        }
        if (node.operands().size() == 1) {
            Expr x = node.operand(0);
            if (node.operation() instanceof Reshape && adjoint.contains(x)) {
                return node; // whose users are sums
            }
            if (node.operation() instanceof Sum && x.operation() instanceof Reshape && adjoint.contains(x.operand(0))) {
                Scaled sum = scaled(x.operand(0));
                return sum.number.times(sum.triangle.sum());
            }
            if (node.operation() instanceof Take && (plain.contains(x) || adjoint.contains(x))) {
                Scaled whole = plain.contains(x) ? new Scaled(Expr.constant(1), triangle(x)) : scaled(x);
                int n = x.shape().dimension(0);
                return whole.number
                        .times(whole.triangle.take(diagonal(n), n))
                        .reshape(node.shape().inner());
            }
        }
        return rebuilt(node);
    }

    private Expr rebuilt(Expr node) {
        Expr[] operands = new Expr[node.operands().size()];
        Arrays.setAll(operands, k -> now(node.operand(k)));
        return List.of(operands).equals(node.operands())
                ? node
                : new Expr(node.operation(), List.of(operands), node.shape());
    }
}
