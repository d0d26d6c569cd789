package dev.jensen.core.engine.instruction;

import dev.jensen.core.engine.kernel.BinaryKernel;
import dev.jensen.core.engine.kernel.Kernels;
import dev.jensen.core.engine.kernel.Strips;
import dev.jensen.core.expr.BinaryOp;
import dev.jensen.core.expr.Column;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Tiles;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Instructions that move numbers without computing with them, and their transposes, which add. */
public final class Copies {
    private Copies() {}

    /** A fixed table of inner elements: out[i] = x[table[i]], or out[table[i]] += x[i] into zeros. */
    public static final class Table extends Instruction {
        private final Kernels kernels;
        private final int[] table;
        private final boolean adds;
        private final int draws;
        private final int outSize;
        private final int rows;
        private final Register x;
        private final double[] xs;
        private final Register out;
        private final double[] outs;

        /** Prepares the call over registers and their arrays. */
        public Table(
                Kernels kernels,
                int[] table,
                boolean adds,
                int draws,
                int outSize,
                int rows,
                Register x,
                double[] xs,
                Register out,
                double[] outs) {
            this.kernels = kernels;
            this.table = table;
            this.adds = adds;
            this.draws = draws;
            this.outSize = outSize;
            this.rows = rows;
            this.x = x;
            this.xs = xs;
            this.out = out;
            this.outs = outs;
        }

        @Override
        public void run(Position at) {
            for (int draw = 0; draw < draws; draw++) {
                int xo = x.offset(at) + draw * x.drawStride();
                int oo = out.offset(at) + draw * out.drawStride();
                if (adds) {
                    add(xo, oo);
                } else {
                    pick(xo, oo);
                }
            }
        }

        private void pick(int xo, int oo) {
            int xStride = x.elementStride();
            int oStride = out.elementStride();
            if (rows == 1) {
                for (int i = 0; i < table.length; i++) {
                    outs[oo + i * oStride] = xs[xo + table[i] * xStride];
                }
                return;
            }
            for (int i = 0; i < table.length; i++) {
                System.arraycopy(xs, xo + table[i] * xStride, outs, oo + i * oStride, rows);
            }
        }

        private void add(int xo, int oo) {
            int xStride = x.elementStride();
            int oStride = out.elementStride();
            if (rows == 1) {
                for (int i = 0; i < outSize; i++) {
                    outs[oo + i * oStride] = 0;
                }
                for (int i = 0; i < table.length; i++) {
                    outs[oo + table[i] * oStride] += xs[xo + i * xStride];
                }
                return;
            }
            for (int i = 0; i < outSize; i++) {
                kernels.fill(0, outs, oo + i * oStride, rows);
            }
            BinaryKernel plus = kernels.binary(BinaryOp.ADD);
            for (int i = 0; i < table.length; i++) {
                int to = oo + table[i] * oStride;
                plus.apply(outs, to, 1, xs, xo + i * xStride, 1, outs, to, rows);
            }
        }
    }

    /** Data that are not stored as doubles, a tile or cut at a time. */
    public static final class Load extends Instruction {
        /** Copies some numbers from where they lie. */
        public interface Widening {
            /** Writes out[oo + i] = x[from + i], for n numbers. */
            void apply(long from, double[] out, int oo, int n);
        }

        private final Widening widening;
        private final int elements;
        private final int tileRows;
        private final int rows;
        private final Register out;
        private final double[] outs;

        /** Prepares the call over registers and their arrays. */
        public Load(Widening widening, int elements, int tileRows, int rows, Register out, double[] outs) {
            this.widening = widening;
            this.elements = elements;
            this.tileRows = tileRows;
            this.rows = rows;
            this.out = out;
            this.outs = outs;
        }

        /** Returns how tiles are copied. */
        public static Widening of(Tiles tiles, Kernels kernels) {
            if (tiles instanceof Tiles.Bytes narrow) {
                return (from, out, oo, n) -> kernels.widen(narrow.values(), (int) from, out, oo, n);
            }
            if (tiles instanceof Tiles.Shorts narrow) {
                return (from, out, oo, n) -> kernels.widen(narrow.values(), (int) from, out, oo, n);
            }
            if (tiles instanceof Tiles.Floats narrow) {
                return (from, out, oo, n) -> kernels.widen(narrow.values(), (int) from, out, oo, n);
            }
            if (tiles instanceof Tiles.Mapped file) {
                return file::load;
            }
            throw new IllegalStateException("nothing to load from " + tiles);
        }

        @Override
        public void run(Position at) {
            long from = (long) at.tile * elements * tileRows + (long) at.cut * rows;
            int to = out.offset(at);
            if (rows == tileRows) {
                widening.apply(from, outs, to, elements * rows);
                return;
            }
            for (int e = 0; e < elements; e++) {
                widening.apply(from + (long) e * tileRows, outs, to + e * rows, rows);
            }
        }
    }

    /** Data in strips, for operations that take rows side by side. */
    public static final class Unstrip extends Instruction {
        private final double[] values;
        private final int elements;
        private final int rows;
        private final Register strips;
        private final Register out;
        private final double[] outs;

        /** Prepares the copy over registers and their arrays. */
        public Unstrip(double[] values, int elements, int rows, Register strips, Register out, double[] outs) {
            this.values = values;
            this.elements = elements;
            this.rows = rows;
            this.strips = strips;
            this.out = out;
            this.outs = outs;
        }

        @Override
        public void run(Position at) {
            int from = strips.offset(at);
            int to = out.offset(at);
            for (int e = 0; e < elements; e++) {
                Strips.copy(
                        values,
                        from + e * strips.elementStride(),
                        strips.stripStride(),
                        outs,
                        to + e * out.elementStride(),
                        rows);
            }
        }
    }

    /** The data of the rows of a minibatch. */
    public static final class Fetch extends Instruction {
        private final Column column;
        private final int[] which;
        private final int rows;
        private final Register out;
        private final double[] outs;

        /** Prepares the call over registers and their arrays. */
        public Fetch(Column column, int[] which, int rows, Register out, double[] outs) {
            this.column = column;
            this.which = which;
            this.rows = rows;
            this.out = out;
            this.outs = outs;
        }

        @Override
        public void run(Position at) {
            column.gather(which, at.row, rows, outs, out.offset(at), out.elementStride());
        }
    }

    /** Several registers one after the other. */
    public static final class Concatenation extends Instruction {
        private final Register[] in;
        private final double[][] ins;
        private final int[] sizes;
        private final int draws;
        private final int rows;
        private final Register out;
        private final double[] outs;

        /** Prepares the call over registers and their arrays. */
        public Concatenation(
                Register[] in, double[][] ins, int[] sizes, int draws, int rows, Register out, double[] outs) {
            this.in = in;
            this.ins = ins;
            this.sizes = sizes;
            this.draws = draws;
            this.rows = rows;
            this.out = out;
            this.outs = outs;
        }

        @Override
        public void run(Position at) {
            int stride = out.elementStride();
            int to = out.offset(at);
            for (int part = 0; part < in.length; part++) {
                Register x = in[part];
                double[] xs = ins[part];
                int from = x.offset(at);
                for (int draw = 0; draw < draws; draw++) {
                    int xo = from + draw * x.drawStride();
                    int oo = to + draw * out.drawStride();
                    for (int e = 0; e < sizes[part]; e++) {
                        copy(xs, xo + e * x.elementStride(), oo + e * stride);
                    }
                }
                to += sizes[part] * stride;
            }
        }

        private void copy(double[] xs, int from, int to) {
            if (rows == 1) {
                outs[to] = xs[from];
            } else {
                System.arraycopy(xs, from, outs, to, rows);
            }
        }
    }

    /** Single numbers one after the other. */
    public static final class Collection extends Instruction {
        private final double[][] ins;
        private final int[] from;
        private final int[] strides;
        private final int draws;
        private final Register out;
        private final double[] outs;

        /** Prepares the call over registers and their arrays. */
        public Collection(Register[] in, double[][] ins, int draws, Register out, double[] outs) {
            this.ins = ins;
            this.from = new int[in.length];
            this.strides = new int[in.length];
            for (int i = 0; i < in.length; i++) {
                from[i] = in[i].base();
                strides[i] = in[i].drawStride();
            }
            this.draws = draws;
            this.out = out;
            this.outs = outs;
        }

        @Override
        public void run(Position at) {
            for (int draw = 0; draw < draws; draw++) {
                int oo = out.base() + draw * out.drawStride();
                for (int i = 0; i < from.length; i++) {
                    outs[oo + i] = ins[i][from[i] + draw * strides[i]];
                }
            }
        }
    }

    /** Each row picks an element of the last axis. */
    public static final class Pick extends Instruction {
        private final Kernels kernels;
        private final int[] which;
        private final @Nullable GroupRuns runs;
        private final int group;
        private final int draws;
        private final int elements;
        private final int rows;
        private final Register x;
        private final double[] xs;
        private final Register out;
        private final double[] outs;

        /** Prepares the call over registers and their arrays. */
        public Pick(
                Kernels kernels,
                IntColumn index,
                int[] which,
                int draws,
                int elements,
                int rows,
                Register x,
                double[] xs,
                Register out,
                double[] outs) {
            this.kernels = kernels;
            this.which = which;
            this.runs = GroupRuns.of(index);
            this.group = index.size();
            this.draws = draws;
            this.elements = elements;
            this.rows = rows;
            this.x = x;
            this.xs = xs;
            this.out = out;
            this.outs = outs;
        }

        @Override
        public void run(Position at) {
            for (int draw = 0; draw < draws; draw++) {
                int xo = x.offset(at) + draw * x.drawStride();
                int oo = out.offset(at) + draw * out.drawStride();
                for (int e = 0; e < elements; e++) {
                    int to = oo + e * out.elementStride();
                    if (runs != null) {
                        fillRuns(runs, xo + e * group, to, at);
                    } else {
                        kernels.gather(xs, xo + e * group, which, at.row, outs, to, rows);
                    }
                }
            }
        }

        private void fillRuns(GroupRuns groups, int from, int to, Position at) {
            int end = at.row + rows;
            int run = groups.at(at.row);
            for (int row = at.row; row < end; run++) {
                int next = groups.end(run, end);
                Arrays.fill(outs, to + row - at.row, to + next - at.row, xs[from + which[row]]);
                row = next;
            }
        }
    }

    /** Each row adds to an element of the last axis of an accumulator. */
    public static final class AddTo extends Instruction {
        private final Kernels kernels;
        private final IntColumn index;
        private final int[] which;
        private final int draws;
        private final int elements;
        private final Register x;
        private final double[] xs;
        private final Accumulator sum;
        private final @Nullable GroupRuns runs;

        /** Prepares the call over registers and their arrays. */
        public AddTo(
                Kernels kernels,
                IntColumn index,
                int[] which,
                int draws,
                int elements,
                Register x,
                double[] xs,
                Accumulator sum) {
            this.kernels = kernels;
            this.index = index;
            this.which = which;
            this.draws = draws;
            this.elements = elements;
            this.x = x;
            this.xs = xs;
            this.sum = sum;
            this.runs = GroupRuns.of(index);
        }

        @Override
        public void run(Position at) {
            int group = index.size();
            int target = sum.offset(at.chunk);
            for (int draw = 0; draw < draws; draw++) {
                int xo = x.offset(at) + draw * x.drawStride();
                for (int e = 0; e < elements; e++) {
                    int from = xo + e * x.elementStride();
                    int to = target + (draw * elements + e) * group;
                    if (runs != null) {
                        addRuns(runs, from, to, at);
                    } else {
                        kernels.scatterAdd(xs, from, which, at.row, sum.array, to, at.rows);
                    }
                }
            }
        }

        private void addRuns(GroupRuns groups, int from, int to, Position at) {
            int end = at.row + at.rows;
            int run = groups.at(at.row);
            for (int row = at.row; row < end; run++) {
                int next = groups.end(run, end);
                sum.array[to + which[row]] += kernels.sum(xs, from + row - at.row, next - row);
                row = next;
            }
        }
    }

    /** The rows of the tile become entries of a last axis. */
    public static final class Store extends Instruction {
        private final int draws;
        private final int elements;
        private final int size;
        private final Register x;
        private final double[] xs;
        private final Register out;
        private final double[] outs;

        /** Prepares the call over registers and their arrays. */
        public Store(int draws, int elements, int size, Register x, double[] xs, Register out, double[] outs) {
            this.draws = draws;
            this.elements = elements;
            this.size = size;
            this.x = x;
            this.xs = xs;
            this.out = out;
            this.outs = outs;
        }

        @Override
        public void run(Position at) {
            for (int draw = 0; draw < draws; draw++) {
                int xo = x.offset(at) + draw * x.drawStride();
                int oo = out.base() + draw * out.drawStride() + at.row;
                for (int e = 0; e < elements; e++) {
                    System.arraycopy(xs, xo + e * x.elementStride(), outs, oo + e * size, at.rows);
                }
            }
        }
    }
}
