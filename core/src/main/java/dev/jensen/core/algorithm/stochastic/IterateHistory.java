package dev.jensen.core.algorithm.stochastic;

import dev.jensen.optim.Resumable;
import java.util.Arrays;

/**
 * The iterates of a round in at most 16 blocks of equal length: sums of parameters, and sums and squares of quantities. When they are all
 * full, neighbours are merged, so that blocks grow with the round.
 */
final class IterateHistory implements Resumable {
    private static final int CAPACITY = 16;
    private static final int FEWEST = 8;
    private static final double NEGLIGIBLE = 0.03; // units, in whose square the variance of iterates is taken at least
    private static final double OF_ERROR = 3; // or so many times the error that is small enough

    private final Quantities quantities;
    private final double negligible;
    private final double[][] parameters;
    private final double[][] sums;
    private final double[][] squares;
    private final double[] origin; // of the quantities: their squares are taken about it
    private final double[] now;
    private final double[] counts = new double[3]; // blocks that are full, steps in the next one, length of a block

    IterateHistory(int parameterCount, Quantities quantities, double smallError) {
        negligible = Math.max(NEGLIGIBLE, OF_ERROR * smallError);
        this.quantities = quantities;
        parameters = new double[CAPACITY][parameterCount];
        sums = new double[CAPACITY][quantities.count()];
        squares = new double[CAPACITY][quantities.count()];
        origin = new double[quantities.count()];
        now = new double[quantities.count()];
    }

    /** What the later part of a round says, in units of the quantities. */
    record Look(int from, double rHat, double wander, double mcse) {}

    /** Begins a round. */
    void clear(int blockLength) {
        counts[0] = 0;
        counts[1] = 0;
        counts[2] = blockLength;
        for (int b = 0; b < CAPACITY; b++) {
            empty(b);
        }
    }

    private void empty(int b) {
        Arrays.fill(parameters[b], 0);
        Arrays.fill(sums[b], 0);
        Arrays.fill(squares[b], 0);
    }

    /** Takes in an iterate; returns whether a block is full now. */
    boolean add(double[] phi) {
        quantities.write(phi, now);
        if (counts[0] == 0 && counts[1] == 0) {
            System.arraycopy(now, 0, origin, 0, now.length);
        }
        int b = (int) counts[0];
        for (int i = 0; i < phi.length; i++) {
            parameters[b][i] += phi[i];
        }
        for (int k = 0; k < now.length; k++) {
            double x = now[k] - origin[k];
            sums[b][k] += x;
            squares[b][k] += x * x;
        }
        counts[1]++;
        if (counts[1] < counts[2]) {
            return false;
        }
        counts[1] = 0;
        counts[0]++;
        if (counts[0] == CAPACITY) {
            merge();
        }
        return true;
    }

    private void merge() {
        for (int b = 0; b < CAPACITY / 2; b++) {
            merge(parameters, b);
            merge(sums, b);
            merge(squares, b);
        }
        for (int b = CAPACITY / 2; b < CAPACITY; b++) {
            empty(b);
        }
        counts[0] = CAPACITY / 2.0;
        counts[2] *= 2;
    }

    private static void merge(double[][] blocks, int b) {
        for (int i = 0; i < blocks[b].length; i++) {
            blocks[b][i] = blocks[2 * b][i] + blocks[2 * b + 1][i];
        }
    }

    /** Whether there are enough blocks, and an even number, to look at. */
    boolean isReady() {
        return counts[0] >= FEWEST && counts[0] % 2 == 0;
    }

    /** Looks at the longest of the last 7/8, 3/4 and 1/2 of the round whose R-hat is small enough; at the last half where none is. */
    Look look(double smallRHat) {
        int n = (int) counts[0];
        Look look = lookFrom(2 * (n / 16 + (n % 16 == 0 ? 0 : 1)));
        for (int from : new int[] {n / 4 / 2 * 2, n / 2 / 2 * 2}) {
            if (!(look.rHat() <= smallRHat)) {
                look = lookFrom(from);
            }
        }
        return look;
    }

    private Look lookFrom(int from) {
        int blocks = (int) counts[0] - from;
        int half = from + blocks / 2;
        double steps = counts[2] * blocks;
        double[] mean = quantities(from);
        double rHat = 1;
        double wander = 0;
        double mcse = 0;
        for (int k = 0; k < now.length; k++) {
            double first = 0;
            double second = 0;
            double square = 0;
            for (int b = from; b < (int) counts[0]; b++) {
                first += b < half ? sums[b][k] : 0;
                second += b < half ? 0 : sums[b][k];
                square += squares[b][k];
            }
            first /= steps / 2;
            second /= steps / 2;
            double unit = quantities.unit(k, mean);
            double within = Math.max(0, square / steps - 0.5 * (first * first + second * second)) / (unit * unit);
            double apart = (first - second) / unit;
            rHat = Math.max(rHat, Math.sqrt(1 + 0.5 * apart * apart / Math.max(within, negligible * negligible)));
            wander += within / now.length;
            double spread = 0;
            for (int b = from; b < (int) counts[0]; b++) {
                double deviation = sums[b][k] / counts[2] - 0.5 * (first + second);
                spread += deviation * deviation;
            }
            mcse = Math.max(mcse, Math.sqrt(spread / (blocks - 1) / blocks) / unit);
        }
        return new Look(from, rHat, Math.sqrt(wander), mcse);
    }

    /** Returns the means of the quantities since a block. */
    private double[] quantities(int from) {
        double[] mean = new double[now.length];
        for (int k = 0; k < mean.length; k++) {
            for (int b = from; b < (int) counts[0]; b++) {
                mean[k] += sums[b][k];
            }
            mean[k] = origin[k] + mean[k] / (counts[2] * (counts[0] - from));
        }
        return mean;
    }

    /** Returns the mean of the parameters since a block, those of a block that is not full yet included. */
    double[] average(int from) {
        double[] mean = new double[parameters[0].length];
        double steps = counts[2] * (counts[0] - from) + counts[1];
        for (int b = from; b <= (int) counts[0]; b++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += parameters[b][i] / steps;
            }
        }
        return mean;
    }

    /** Returns how far two members are from each other in the quantity that differs most, in units of the second. */
    double distance(double[] one, double[] other) {
        double[] a = new double[now.length];
        double[] b = new double[now.length];
        quantities.write(one, a);
        quantities.write(other, b);
        double most = 0;
        for (int k = 0; k < a.length; k++) {
            most = Math.max(most, Math.abs(a[k] - b[k]) / quantities.unit(k, b));
        }
        return most;
    }

    /** Returns how many iterates the round has. */
    long steps() {
        return (long) (counts[0] * counts[2] + counts[1]);
    }

    int blocks() {
        return (int) counts[0];
    }

    @Override
    public double[][] state() {
        double[][] state = new double[3 * CAPACITY + 2][];
        System.arraycopy(parameters, 0, state, 0, CAPACITY);
        System.arraycopy(sums, 0, state, CAPACITY, CAPACITY);
        System.arraycopy(squares, 0, state, 2 * CAPACITY, CAPACITY);
        state[3 * CAPACITY] = origin;
        state[3 * CAPACITY + 1] = counts;
        return state;
    }
}
