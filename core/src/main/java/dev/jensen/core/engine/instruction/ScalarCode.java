package dev.jensen.core.engine.instruction;

import dev.jensen.core.expr.Binary;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.MultiplyAdd;
import dev.jensen.core.expr.Operation;
import dev.jensen.core.expr.Polygamma;
import dev.jensen.core.expr.Select;
import dev.jensen.core.expr.SpecialOperation;
import dev.jensen.core.expr.Unary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many operations on single numbers, one after the other, as one instruction: a loop over a table of codes. A number for
 * each draw is too little work for a call of its own, as in a time series unrolled into thousands of steps. Arithmetic is
 * done in the loop itself, anything else by a call.
 */
public final class ScalarCode extends Instruction {
    private static final int ADD = 0;
    private static final int SUBTRACT = 1;
    private static final int MULTIPLY = 2;
    private static final int DIVIDE = 3;
    private static final int NEGATE = 4;
    private static final int RECIPROCAL = 5;
    private static final int SQUARE = 6;
    private static final int SQRT = 7;
    private static final int CALL = 8;

    /** Numbers of an entry: code, where the result goes, and for each of two operands its offset and its draws' distance. */
    private static final int ENTRY = 6;

    private final double[] numbers;
    private final int[] table;
    private final Instruction[] calls;
    private final int draws;

    private ScalarCode(double[] numbers, int[] table, Instruction[] calls, int draws) {
        this.numbers = numbers;
        this.table = table;
        this.calls = calls;
        this.draws = draws;
    }

    /** Whether a node is an elementwise operation on single numbers without rows. */
    public static boolean takes(Expr node) {
        Operation operation = node.operation();
        return !node.shape().hasRows()
                && node.shape().size() == 1
                && (operation instanceof Binary
                        || operation instanceof Unary
                        || operation instanceof Select
                        || operation instanceof MultiplyAdd
                        || operation instanceof Polygamma
                        || operation instanceof SpecialOperation);
    }

    /** How many operations there are. */
    public int length() {
        return table.length / ENTRY;
    }

    @Override
    public void run(Position at) {
        if (draws == 1) {
            runOne(at);
        } else {
            runAll(at);
        }
    }

    private void runOne(Position at) {
        double[] x = numbers;
        int[] t = table;
        for (int i = 0; i < t.length; i += ENTRY) {
            double a = x[t[i + 2]];
            double b = x[t[i + 4]];
            int out = t[i + 1];
            switch (t[i]) {
                case ADD -> x[out] = a + b;
                case SUBTRACT -> x[out] = a - b;
                case MULTIPLY -> x[out] = a * b;
                case DIVIDE -> x[out] = a / b;
                case NEGATE -> x[out] = -a;
                case RECIPROCAL -> x[out] = 1 / a;
                case SQUARE -> x[out] = a * a;
                case SQRT -> x[out] = Math.sqrt(a);
                default -> calls[out].run(at);
            }
        }
    }

    private void runAll(Position at) {
        double[] x = numbers;
        int[] t = table;
        for (int i = 0; i < t.length; i += ENTRY) {
            int out = t[i + 1];
            if (t[i] == CALL) {
                calls[out].run(at);
                continue;
            }
            int a = t[i + 2];
            int as = t[i + 3];
            int b = t[i + 4];
            int bs = t[i + 5];
            int end = out + draws;
            switch (t[i]) {
                case ADD -> {
                    for (int o = out; o < end; o++, a += as, b += bs) {
                        x[o] = x[a] + x[b];
                    }
                }
                case SUBTRACT -> {
                    for (int o = out; o < end; o++, a += as, b += bs) {
                        x[o] = x[a] - x[b];
                    }
                }
                case MULTIPLY -> {
                    for (int o = out; o < end; o++, a += as, b += bs) {
                        x[o] = x[a] * x[b];
                    }
                }
                case DIVIDE -> {
                    for (int o = out; o < end; o++, a += as, b += bs) {
                        x[o] = x[a] / x[b];
                    }
                }
                case NEGATE -> {
                    for (int o = out; o < end; o++, a += as) {
                        x[o] = -x[a];
                    }
                }
                case RECIPROCAL -> {
                    for (int o = out; o < end; o++, a += as) {
                        x[o] = 1 / x[a];
                    }
                }
                case SQUARE -> {
                    for (int o = out; o < end; o++, a += as) {
                        x[o] = x[a] * x[a];
                    }
                }
                default -> {
                    for (int o = out; o < end; o++, a += as) {
                        x[o] = Math.sqrt(x[a]);
                    }
                }
            }
        }
    }

    /** Collects operations; used once. */
    public static final class Writer {
        private final double[] numbers;
        private final int draws;
        private final List<Instruction> calls = new ArrayList<>();
        private int[] table = new int[16 * ENTRY];
        private int length;

        /** For registers in the given array. */
        public Writer(double[] numbers, int draws) {
            this.numbers = numbers;
            this.draws = draws;
        }

        /** Returns whether nothing has been written. */
        public boolean isEmpty() {
            return length == 0;
        }

        /** Adds arithmetic; returns false, having added nothing, where the node is anything else. */
        public boolean add(Operation operation, Register out, Register a, Register b) {
            int code = code(operation);
            if (code == CALL || a.array() != numbers || b.array() != numbers) {
                return false;
            }
            write(code, out.base(), a, b);
            return true;
        }

        /** Adds anything else. */
        public void add(Instruction call, Register out) {
            write(CALL, calls.size(), out, out);
            calls.add(call);
        }

        private void write(int code, int out, Register a, Register b) {
            if (length == table.length) {
                table = Arrays.copyOf(table, 2 * length);
            }
            table[length] = code;
            table[length + 1] = out;
            table[length + 2] = a.base();
            table[length + 3] = a.drawStride();
            table[length + 4] = b.base();
            table[length + 5] = b.drawStride();
            length += ENTRY;
        }

        /** Returns what has been written. */
        public ScalarCode done() {
            return new ScalarCode(numbers, Arrays.copyOf(table, length), calls.toArray(Instruction[]::new), draws);
        }

        private static int code(Operation operation) {
            if (operation instanceof Binary binary) {
                return switch (binary.op()) {
                    case ADD -> ScalarCode.ADD;
                    case SUBTRACT -> ScalarCode.SUBTRACT;
                    case MULTIPLY -> ScalarCode.MULTIPLY;
                    case DIVIDE -> ScalarCode.DIVIDE;
                    default -> CALL;
                };
            }
            if (operation instanceof Unary unary) {
                return switch (unary.op()) {
                    case NEGATE -> ScalarCode.NEGATE;
                    case RECIPROCAL -> ScalarCode.RECIPROCAL;
                    case SQUARE -> ScalarCode.SQUARE;
                    case SQRT -> ScalarCode.SQRT;
                    default -> CALL;
                };
            }
            return CALL;
        }
    }
}
