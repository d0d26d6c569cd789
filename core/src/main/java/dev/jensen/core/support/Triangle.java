package dev.jensen.core.support;

import dev.jensen.core.expr.Expr;
import java.util.Arrays;

/**
 * The lower triangle of a square matrix, row after row, as one vector: [0,0], [1,0], [1,1], … with its diagonal, [1,0],
 * [2,0], [2,1], … without. Matrices stand in the last two inner axes, vectors in the last.
 *
 * @param size K, the matrix' rows
 * @param diagonal whether the diagonal is part of it
 */
record Triangle(int size, boolean diagonal) {

    /** The triangle of the square matrices of an expression. */
    static Triangle of(String support, boolean diagonal, int... inner) {
        int rank = inner.length;
        if (rank < 2 || inner[rank - 1] != inner[rank - 2]) {
            throw new IllegalArgumentException(
                    support + " is a square matrix in the last two axes, not " + Arrays.toString(inner));
        }
        return new Triangle(inner[rank - 1], diagonal);
    }

    /** The triangle that has as many elements as the vectors of an expression. */
    static Triangle ofVector(String support, boolean diagonal, Expr vector) {
        int length = LastAxis.length(vector, support);
        int size = (int) Math.round((Math.sqrt(8.0 * length + 1) + (diagonal ? -1 : 1)) / 2);
        Triangle triangle = new Triangle(size, diagonal);
        if (triangle.length() != length) {
            throw new IllegalArgumentException(
                    support + " is made of K(K " + (diagonal ? "+" : "-") + " 1)/2 numbers, not of " + length);
        }
        return triangle;
    }

    /** How many elements it has. */
    int length() {
        return size * (diagonal ? size + 1 : size - 1) / 2;
    }

    /** The dimensions of vectors in place of matrices. */
    int[] packed(int... inner) {
        int[] packed = Arrays.copyOf(inner, inner.length - 1);
        packed[packed.length - 1] = length();
        return packed;
    }

    /** The dimensions of matrices in place of vectors. */
    private int[] unpacked(int[] inner) {
        int[] unpacked = Arrays.copyOf(inner, inner.length + 1);
        unpacked[inner.length - 1] = size;
        unpacked[inner.length] = size;
        return unpacked;
    }

    /** The vectors as matrices, 0 elsewhere. */
    Expr unpack(Expr vectors) {
        return shifted(vectors, 0);
    }

    /** The same, with every element some columns farther right. */
    Expr shifted(Expr vectors, int columns) {
        int[] inner = vectors.shape().inner();
        return vectors.put(table(vectors.shape().sizeBefore(inner.length - 1), columns), unpacked(inner));
    }

    /** The triangles of matrices as vectors. */
    Expr pack(Expr matrices) {
        int[] inner = matrices.shape().inner();
        return matrices.take(table(matrices.shape().sizeBefore(inner.length - 2), 0), packed(inner));
    }

    /** Where the elements of each vector stand in the matrices. */
    private int[] table(int count, int columns) {
        int[] table = new int[count * length()];
        int at = 0;
        for (int matrix = 0; matrix < count; matrix++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < (diagonal ? i + 1 : i); j++) {
                    table[at++] = (matrix * size + i) * size + j + columns;
                }
            }
        }
        return table;
    }

    /** L Lᵀ. */
    static Expr square(Expr factor) {
        int[] inner = factor.shape().inner();
        int rank = inner.length;
        if (rank == 2) {
            return factor.matMul(factor.transpose());
        }
        int k = inner[rank - 1];
        int[] left = Arrays.copyOf(inner, rank + 1);
        left[rank - 1] = 1;
        left[rank] = k;
        int[] right = Arrays.copyOf(inner, rank + 1);
        right[rank - 2] = 1;
        right[rank - 1] = k;
        right[rank] = k;
        return factor.reshape(left).times(factor.reshape(right)).sum(-1);
    }
}
