package dev.jensen.core.algorithm.guard;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.Pathwise;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws anew where log p̃ is −∞, as where an ODE has no solution: what is left are draws of q given that they are possible. The first
 * such draw of a run is logged as a warning. Other numbers that are not finite are left as they are.
 */
public final class Redraw {
    private static final Logger LOG = LoggerFactory.getLogger(Redraw.class);
    private static final int ATTEMPTS = 20;

    private final String method;
    private final LogDensity target;
    private final Family family;
    private final MonteCarlo fresh;
    private boolean isTold;

    /**
     * Prepares.
     *
     * @param method whose draws they are, for the warning
     * @param fresh where other draws come from, by step
     */
    public Redraw(String method, LogDensity target, Family family, MonteCarlo fresh) {
        this.method = method;
        this.target = target;
        this.family = family;
        this.fresh = fresh;
    }

    /**
     * Replaces the noise of impossible draws, unless there are too many.
     *
     * @param draws S
     * @param most how many may be replaced
     * @param noise S·noiseDimension numbers, changed where draws are impossible
     * @return how many were
     */
    public int replace(long step, double[] phi, int draws, int most, double[] noise) {
        boolean[] bad = impossible(phi, draws, noise);
        int count = count(bad);
        if (count == 0 || count > most) {
            return count;
        }
        int width = family.noiseDimension();
        double[] others = new double[draws * width];
        boolean[] still = bad;
        for (int attempt = 0; attempt < ATTEMPTS && count(still) > 0; attempt++) {
            fresh.fill(step * ATTEMPTS + attempt, draws, width, others);
            for (int s = 0; s < draws; s++) {
                if (still[s]) {
                    System.arraycopy(others, s * width, noise, s * width, width);
                }
            }
            still = impossible(phi, draws, noise);
        }
        return count;
    }

    private boolean[] impossible(double[] phi, int draws, double[] noise) {
        double[] z = new double[draws * family.dimension()];
        double[] values = new double[draws];
        boolean[] bad = new boolean[draws];
        if (family instanceof Pathwise pathwise && draws >= pathwise.strata()) {
            pathwise.paths(phi, draws, noise, z);
            mark(draws, z, values, bad);
            if (pathwise.strata() == 1) {
                return bad; // the draws are the paths
            }
        }
        family.draw(phi, draws, noise, z);
        mark(draws, z, values, bad);
        return bad;
    }

    private void mark(int draws, double[] z, double[] values, boolean[] bad) {
        target.logDensity(draws, z, values);
        int d = family.dimension();
        for (int s = 0; s < draws; s++) {
            if (values[s] == Double.NEGATIVE_INFINITY) {
                bad[s] = true;
                tell(z, s * d, (s + 1) * d);
            }
        }
    }

    private void tell(double[] z, int from, int to) {
        if (!isTold) {
            isTold = true;
            LOG.warn(
                    "{}: {}. Draws that are impossible are left out, and others drawn in their place.",
                    method,
                    new Finite(target, family).describe(Arrays.copyOfRange(z, from, to)));
        }
    }

    private static int count(boolean[] marks) {
        int count = 0;
        for (boolean mark : marks) {
            count += mark ? 1 : 0;
        }
        return count;
    }
}
