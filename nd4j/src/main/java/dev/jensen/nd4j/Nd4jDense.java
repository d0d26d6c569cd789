package dev.jensen.nd4j;

import dev.jensen.core.dense.DenseBackend;
import java.nio.DoubleBuffer;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * ND4J's matrix product for the engine's large matrices, found by {@link java.util.ServiceLoader} under the name {@code
 * nd4j}. Factors are copied out of Java's heap into buffers that each thread keeps; what is read back is subtracted there.
 *
 * <p>On the CPU backend that product is OpenBLAS's. Its threads are set by the environment variable {@code OMP_NUM_THREADS};
 * the same number gives the same bits.
 */
public final class Nd4jDense implements DenseBackend {
    /** See docs/nd4j.md for the table. */
    private static final int CROSSOVER = 256;

    private final ThreadLocal<Buffers> buffers = ThreadLocal.withInitial(Buffers::new);

    /** For the service loader; starts nothing. */
    public Nd4jDense() {}

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public Optional<String> obstacle() {
        return Backend.obstacle();
    }

    @Override
    public int crossover() {
        return CROSSOVER;
    }

    @Override
    public void subtractProduct(
            int m,
            int k,
            int n,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            int bCol,
            double[] c,
            int co,
            int cRow) {
        Buffers own = buffers.get();
        // Rows one after the other are columns of the transpose, which is what ND4J's own order is: Cᵀ = Bᵀ Aᵀ.
        boolean columnsOfA = aCol != 1 && aRow == 1;
        boolean columnsOfB = bCol != 1 && bRow == 1;
        INDArray first = columnsOfA ? own.a.load(k, m, a, ao, aCol, aRow) : own.a.load(m, k, a, ao, aRow, aCol);
        INDArray second = columnsOfB ? own.b.load(n, k, b, bo, bCol, bRow) : own.b.load(k, n, b, bo, bRow, bCol);
        INDArray product = own.c.array(m, n);
        Nd4j.gemm(second, first, product, columnsOfB, columnsOfA, 1, 0);
        own.c.subtract(m, n, c, co, cRow);
    }

    /** What a thread keeps. */
    private static final class Buffers {
        final Buffer a = new Buffer();
        final Buffer b = new Buffer();
        final Buffer c = new Buffer();
    }

    /** A matrix outside the heap that grows when it must. */
    private static final class Buffer {
        private INDArray flat = Nd4j.createUninitializedDetached(DataType.DOUBLE, 1);
        private DoubleBuffer numbers = flat.data().asNioDouble();
        private double[] row = new double[0];

        /** The transpose of a matrix whose rows lie one after the other here. */
        INDArray array(int rows, int columns) {
            long size = (long) rows * columns;
            if (flat.length() < size) {
                flat.close();
                flat = Nd4j.createUninitializedDetached(DataType.DOUBLE, size);
                numbers = flat.data().asNioDouble();
            }
            return flat.get(NDArrayIndex.interval(0, size)).reshape('f', columns, rows);
        }

        INDArray load(int rows, int columns, double[] x, int xo, int xRow, int xCol) {
            INDArray array = array(rows, columns);
            if (row.length < columns) {
                row = new double[columns];
            }
            for (int i = 0; i < rows; i++) {
                if (xCol == 1) {
                    numbers.put(i * columns, x, xo + i * xRow, columns);
                } else {
                    for (int j = 0; j < columns; j++) {
                        row[j] = x[xo + i * xRow + j * xCol];
                    }
                    numbers.put(i * columns, row, 0, columns);
                }
            }
            return array;
        }

        void subtract(int rows, int columns, double[] x, int xo, int xRow) {
            if (row.length < columns) {
                row = new double[columns];
            }
            for (int i = 0; i < rows; i++) {
                numbers.get(i * columns, row, 0, columns);
                for (int j = 0; j < columns; j++) {
                    x[xo + i * xRow + j] -= row[j];
                }
            }
        }
    }
}
