package dev.jensen.benchmarks.referee;

import dev.jensen.core.algorithm.DefaultFit;
import dev.jensen.core.fit.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long the fit that is told nothing takes on reference posteriors: Jensen's side of {@code benchmarks/fit-time}. Of one
 * posterior it prints the summary and ends, so that the process can be timed; of several, seconds from a warm JVM.
 */
public final class FitTime {
    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 5;

    private FitTime() {}

    /**
     * Fits.
     *
     * @param arguments the folder of references, then {@code once} and a posterior, or {@code warm} and posteriors
     */
    public static void main(String[] arguments) throws IOException {
        Posteriors all = Posteriors.in(Path.of(arguments[0]));
        String[] names = Arrays.copyOfRange(arguments, 2, arguments.length);
        if (arguments[1].equals("once")) {
            System.out.println(fit(all, all.data(names[0]), 1));
            return;
        }
        Reference[] references = new Reference[names.length];
        for (int i = 0; i < names.length; i++) {
            references[i] = all.data(names[i]);
        }
        double[][] seconds = new double[names.length][ROUNDS];
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            for (int i = 0; i < names.length; i++) {
                long begin = System.nanoTime();
                Summary summary = fit(all, references[i], round + WARM_UPS + 1);
                if (round >= 0 && !summary.toString().isEmpty()) {
                    seconds[i][round] = (System.nanoTime() - begin) / 1e9;
                }
            }
        }
        for (int i = 0; i < names.length; i++) {
            Arrays.sort(seconds[i]);
            System.out.printf(Locale.ROOT, "%s\t%.3f%n", names[i], seconds[i][ROUNDS / 2]);
        }
    }

    /** The model's statement and layout are part of it; reading the reference is not. */
    private static Summary fit(Posteriors all, Reference reference, long seed) {
        return DefaultFit.of(all.density(reference)).seed(seed).fit().summary();
    }
}
