package dev.jensen.nd4j;

import org.bytedeco.javacpp.DoublePointer;

/** A matrix outside Java's heap, row-major, that grows when it must and is kept by its thread. */
final class OffHeap {
    private DoublePointer numbers = new DoublePointer(1);
    private double[] row = new double[0];

    /** Returns room for so many numbers; what was there may be lost. */
    DoublePointer room(long size) {
        if (numbers.capacity() < size) {
            numbers.close();
            numbers = new DoublePointer(size);
        }
        return numbers.position(0);
    }

    /** Copies a matrix of any strides here, without gaps. */
    DoublePointer load(int rows, int columns, double[] x, int xo, int xRow, int xCol) {
        room((long) rows * columns);
        if (xCol == 1 && xRow == columns) {
            return numbers.put(x, xo, rows * columns);
        }
        if (row.length < columns) {
            row = new double[columns];
        }
        for (int i = 0; i < rows; i++) {
            int from = xo + i * xRow;
            numbers.position((long) i * columns);
            if (xCol == 1) {
                numbers.put(x, from, columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    row[j] = x[from + j * xCol];
                }
                numbers.put(row, 0, columns);
            }
        }
        return numbers.position(0);
    }

    /** Copies a matrix from here, whose rows lie apart there. */
    void store(int rows, int columns, double[] x, int xo, int xRow) {
        for (int i = 0; i < rows; i++) {
            numbers.position((long) i * columns).get(x, xo + i * xRow, columns);
        }
    }

    /** Copies a square matrix' lower triangle here. */
    DoublePointer loadLower(int n, double[] x, int xo) {
        room((long) n * n);
        for (int i = 0; i < n; i++) {
            numbers.position((long) i * n).put(x, xo + i * n, i + 1);
        }
        return numbers.position(0);
    }

    void storeLower(int n, double[] x, int xo) {
        for (int i = 0; i < n; i++) {
            numbers.position((long) i * n).get(x, xo + i * n, i + 1);
        }
    }

    /** Copies a square matrix' upper triangle here. */
    DoublePointer loadUpper(int n, double[] x, int xo) {
        room((long) n * n);
        for (int i = 0; i < n; i++) {
            numbers.position((long) i * n + i).put(x, xo + i * n + i, n - i);
        }
        return numbers.position(0);
    }

    void storeUpper(int n, double[] x, int xo) {
        for (int i = 0; i < n; i++) {
            numbers.position((long) i * n + i).get(x, xo + i * n + i, n - i);
        }
    }
}
