package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.MultivariateNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Shape;
import dev.jensen.core.support.CorrelationCholesky;
import dev.jensen.core.support.CorrelationMatrix;
import dev.jensen.core.support.CovarianceCholesky;
import dev.jensen.core.support.CovarianceMatrix;
import dev.jensen.core.support.Real;
import dev.jensen.core.support.Simplex;
import dev.jensen.core.support.SumToZero;
import dev.jensen.core.support.Support;
import dev.jensen.core.support.UnitVector;
import java.util.stream.IntStream;

/** Two laws of the same draws, or one law twice. */
record Pair(KnownLaw p, KnownLaw q) {

    /**
     * Two laws as numbers.
     *
     * @throws IllegalArgumentException if their draws differ in shape
     */
    static Pair of(String who, Distribution p, Distribution q) {
        KnownLaw first = KnownLaw.of(who, joined(p, q));
        KnownLaw second = p == q ? first : KnownLaw.of(who, joined(q, p));
        if (!first.sameDraws(second)) {
            throw new IllegalArgumentException(who + " compares laws of the same draws; the first, " + first.name()
                    + ", has " + first.drawWords() + ", the second, " + second.name() + ", "
                    + second.drawWords() + ": give both the same number of elements");
        }
        return new Pair(first, second);
    }

    /** Whether the events of one are those of the other, so that they can be compared one by one. */
    boolean matched() {
        return p.events().size() == q.events().size()
                && p.events().get(0).scalar() == q.events().get(0).scalar();
    }

    /** Whether no set has a probability above 0 under both, for their kinds: counts, densities, densities on a surface such as
     * a simplex. */
    boolean singular() {
        return p.discrete() != q.discrete() || !carrier(p.support()).equals(carrier(q.support()));
    }

    /** What volume densities on a support are per unit of: that of ℝᵈ, or of the support's own surface. */
    private static Class<?> carrier(Support support) {
        boolean surface = support instanceof Simplex
                || support instanceof SumToZero
                || support instanceof UnitVector
                || support instanceof CorrelationCholesky
                || support instanceof CovarianceCholesky
                || support instanceof CorrelationMatrix
                || support instanceof CovarianceMatrix;
        return surface ? support.getClass() : Real.class;
    }

    /** Independent normal numbers as one multivariate law, where they are compared with one: what is closed for that is so here. */
    private static Distribution joined(Distribution law, Distribution other) {
        Shape draw = law.drawShape();
        boolean isVector = law instanceof Normal && !draw.hasRows() && draw.rank() == 1;
        if (!isVector || !(other instanceof MultivariateNormal)) {
            return law;
        }
        Normal normal = (Normal) law;
        int d = draw.dimension(0);
        int[] diagonal = IntStream.range(0, d).map(i -> i * (d + 1)).toArray();
        return MultivariateNormal.of(
                normal.mean().broadcastInner(d),
                normal.scale().broadcastInner(d).put(diagonal, d, d));
    }
}
