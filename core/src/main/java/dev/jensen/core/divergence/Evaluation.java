package dev.jensen.core.divergence;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which routes a divergence may take, and how many draws of which seed it takes where it has to sample.
 *
 * @param routes tried in the order of {@link Route}
 * @param draws of Monte Carlo, at least 2
 * @param seed of Monte Carlo: the same seed, the same bits
 */
public record Evaluation(Set<Route> routes, int draws, long seed) {
    private static final int DRAWS = 100_000;

    /** Checks the number of draws. */
    public Evaluation {
        routes = Set.copyOf(routes);
        if (draws < 2) {
            throw new IllegalArgumentException("Monte Carlo needs at least 2 draws for a standard error: " + draws);
        }
    }

    /** {@return every route, the surest that works; 100,000 draws of seed 0 where it is Monte Carlo} */
    public static Evaluation standard() {
        return new Evaluation(EnumSet.allOf(Route.class), DRAWS, 0);
    }

    /**
     * One route only, for comparison.
     *
     * @param route which
     * @return a divergence that cannot take it throws
     */
    public static Evaluation by(Route route) {
        return new Evaluation(Set.of(route), DRAWS, 0);
    }

    /**
     * Monte Carlo, for comparison.
     *
     * @param draws at least 2
     * @param seed the same seed, the same bits
     * @return Monte Carlo only
     */
    public static Evaluation monteCarlo(int draws, long seed) {
        return new Evaluation(Set.of(Route.MONTE_CARLO), draws, seed);
    }

    /** {@return the same with another number of draws} */
    public Evaluation draws(int count) {
        return new Evaluation(routes, count, seed);
    }

    /** {@return the same with another seed} */
    public Evaluation seed(long number) {
        return new Evaluation(routes, draws, number);
    }

    boolean allows(Route route) {
        return routes.contains(route);
    }
}
