package dev.jensen.models;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.family.BesidePoints;
import dev.jensen.core.family.Delta;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.core.family.MeanFieldGaussian;
import dev.jensen.core.family.Reparameterized;
import java.util.ArrayList;
import java.util.List;

/**
 * Which coordinates of a model's density are parameters, and where all begin.
 *
 * @param coordinates those of parameters, ascending
 * @param start of all coordinates: 0 for those of latents
 */
record Points(int[] coordinates, double[] start) {

    /** Finds the parameters among the unknowns, which are in the order of their coordinates. */
    static Points of(List<Expr> unknowns, List<Site> sites) {
        int d = unknowns.stream().mapToInt(unknown -> unknown.shape().size()).sum();
        double[] start = new double[d];
        List<Integer> coordinates = new ArrayList<>();
        int offset = 0;
        for (Expr unknown : unknowns) {
            for (Site site : sites) {
                if (site instanceof Site.Point point && point.unknown() == unknown) {
                    System.arraycopy(point.start(), 0, start, offset, point.start().length);
                    for (int i = 0; i < point.start().length; i++) {
                        coordinates.add(offset + i);
                    }
                }
            }
            offset += unknown.shape().size();
        }
        return new Points(coordinates.stream().mapToInt(Integer::intValue).toArray(), start);
    }

    boolean isEmpty() {
        return coordinates.length == 0;
    }

    /** Normals of the latents, of full rank up to some number of them, beside the parameters as points. */
    Reparameterized family(int mostFullRank) {
        int latents = start.length - coordinates.length;
        if (latents == 0) {
            return Delta.of(start.length);
        }
        Reparameterized normal = latents <= mostFullRank ? FullRankGaussian.of(latents) : MeanFieldGaussian.of(latents);
        return isEmpty() ? normal : BesidePoints.of(normal, coordinates);
    }
}
