package dev.jensen.optim.average;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jensen.optim.IterateAverage;
import org.junit.jupiter.api.Test;

/** What every iterate average promises. */
abstract class AverageContract {
    private final IterateAverage average;

    AverageContract(IterateAverage average) {
        this.average = average;
    }

    /** The weight, up to a factor, of iterate {@code t} (from 0) among {@code n}: the definition, word for word. */
    abstract double weight(long t, long n);

    @Test
    void isTheWeightedMean() {
        for (int n = 1; n <= 70; n++) {
            IterateAverage.Memory memory = average.start(2);
            double total = 0;
            double[] sums = new double[2];
            for (int t = 0; t < n; t++) {
                double[] x = {Math.cos(t), t};
                memory.accept(t, x);
                total += weight(t, n);
                sums[0] += weight(t, n) * x[0];
                sums[1] += weight(t, n) * x[1];
            }
            double[] mean = memory.average();
            assertEquals(sums[0] / total, mean[0], 1e-12, "n = " + n);
            assertEquals(sums[1] / total, mean[1], 1e-12 * n, "n = " + n);
        }
    }

    @Test
    void twoMemoriesShareNothingAndAnswersAreNew() {
        IterateAverage.Memory one = average.start(1);
        IterateAverage.Memory other = average.start(1);
        one.accept(0, new double[] {3});
        other.accept(0, new double[] {-5});
        one.average()[0] = 100;
        assertArrayEquals(new double[] {3}, one.average());
    }

    @Test
    void resumesFromItsState() {
        IterateAverage.Memory through = average.start(1);
        IterateAverage.Memory resumed = average.start(1);
        for (int t = 0; t < 13; t++) {
            through.accept(t, new double[] {t});
        }
        for (int i = 0; i < through.state().length; i++) {
            System.arraycopy(through.state()[i], 0, resumed.state()[i], 0, through.state()[i].length);
        }
        for (int t = 13; t < 40; t++) {
            through.accept(t, new double[] {t});
            resumed.accept(t, new double[] {t});
        }
        assertArrayEquals(through.average(), resumed.average());
    }
}
