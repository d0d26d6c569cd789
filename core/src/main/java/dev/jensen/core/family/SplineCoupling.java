package dev.jensen.core.family;

import dev.jensen.core.expr.Expr;
import java.util.List;

/**
 * The layer of the neural spline flow: half of the coordinates stay, each of the others moves along a monotone
 * rational-quadratic spline on [−5, 5], whose knots a network makes of those that stay; beyond, it stays too (Durkan,
 * Bekasov, Murray and Papamakarios, "Neural spline flows", NeurIPS 2019, section 3).
 *
 * <p>K bins have K widths, K heights and K − 1 slopes at the inner knots; at the ends the slope is 1. With width w, height h,
 * s = h/w, slopes δ and δ' at the bin's ends and ξ = (x − x_k)/w:
 *
 * <pre>
 *   y     = y_k + h (s ξ² + δ ξ(1 − ξ)) / D,   D = s + (δ' + δ − 2s) ξ(1 − ξ)
 *   dy/dx = s² (δ' ξ² + 2 s ξ(1 − ξ) + δ (1 − ξ)²) / D²
 * </pre>
 */
public final class SplineCoupling {

    private static final double REACH = 5;
    private static final double LEAST = 1e-3; // share of the interval, and slope
    private static final double SLOPE_ONE = Math.log(Math.expm1(1 - LEAST)); // softplus of it is 1 − LEAST

    private final int bins;

    private SplineCoupling(int bins) {
        this.bins = bins;
    }

    /**
     * Makes the layer.
     *
     * @param dimension d, at least 1; one alone moves along a constant spline
     * @param parity of the coordinates that stay, 0 or 1
     * @param hidden units of the network, at least 1
     * @param bins K, from 2 to 100
     * @throws IllegalArgumentException if one of these is out of range
     */
    public static Bijection of(int dimension, int parity, int hidden, int bins) {
        if (bins < 2 || bins > 100) {
            throw new IllegalArgumentException("SplineCoupling bins must be from 2 to 100: " + bins);
        }
        SplineCoupling spline = new SplineCoupling(bins);
        return new Coupling(
                "SplineCoupling",
                dimension,
                parity,
                hidden,
                3 * bins - 1,
                ", bins=" + bins,
                spline::forward,
                spline::inverse,
                spline::logSlope) {
            @Override
            public boolean kinked() {
                return true;
            }
        };
    }

    /** The bin that each coordinate is in: everything of shape [moving]. */
    private record Bin(Expr x, Expr y, Expr width, Expr height, Expr slope, Expr nextSlope) {

        /** s. */
        Expr mean() {
            return height.dividedBy(width);
        }

        /** δ' + δ − 2s. */
        Expr bend() {
            return slope.plus(nextSlope).minus(mean().times(2));
        }
    }

    private Expr lengths(Expr parameters, int from) {
        return parameters
                .slice(from, from + bins)
                .softmax(0)
                .times(1 - bins * LEAST)
                .plus(LEAST)
                .times(2 * REACH);
    }

    private static Expr starts(Expr lengths) {
        return lengths.cumulativeSum(0).minus(lengths).minus(REACH);
    }

    /** Finds the bin by the starts of the widths, or by those of the heights. */
    private Bin bin(Expr parameters, Expr value, boolean byHeight) {
        Expr widths = lengths(parameters, 0);
        Expr heights = lengths(parameters, bins);
        int n = value.shape().size();
        Expr one = Expr.constant(1).broadcastInner(1, n);
        Expr inner = parameters
                .slice(2 * bins, 3 * bins - 1)
                .plus(SLOPE_ONE)
                .softplus()
                .plus(LEAST);
        Expr beyond = value.greaterOrEqual(starts(byHeight ? heights : widths).slice(1, bins));
        Expr here = Expr.concat(List.of(one, beyond)).minus(Expr.concat(List.of(beyond, one.times(0))));
        return new Bin(
                here.times(starts(widths)).sum(0),
                here.times(starts(heights)).sum(0),
                here.times(widths).sum(0),
                here.times(heights).sum(0),
                here.times(Expr.concat(List.of(one, inner))).sum(0),
                here.times(Expr.concat(List.of(inner, one))).sum(0));
    }

    private static Expr inside(Expr value) {
        return value.abs().lessThan(REACH);
    }

    private static Expr clipped(Expr value) {
        return value.min(REACH).max(-REACH);
    }

    private Expr forward(Expr parameters, Expr x) {
        Bin bin = bin(parameters, clipped(x), false);
        Expr xi = clipped(x).minus(bin.x).dividedBy(bin.width);
        Expr both = xi.times(xi.negate().plus(1));
        Expr above = bin.mean().times(xi.square()).plus(bin.slope.times(both));
        Expr below = bin.mean().plus(bin.bend().times(both));
        return Expr.select(inside(x), bin.y.plus(bin.height.times(above).dividedBy(below)), x);
    }

    /** The root of a quadratic in ξ, in the form that does not cancel (their equations 6 to 8). */
    private Expr inverse(Expr parameters, Expr y) {
        Bin bin = bin(parameters, clipped(y), true);
        Expr rise = clipped(y).minus(bin.y);
        Expr a = bin.height.times(bin.mean().minus(bin.slope)).plus(rise.times(bin.bend()));
        Expr b = bin.height.times(bin.slope).minus(rise.times(bin.bend()));
        Expr c = bin.mean().times(rise).negate();
        Expr root = b.square().minus(a.times(c).times(4)).sqrt();
        Expr xi = c.times(2).dividedBy(b.negate().minus(root));
        return Expr.select(inside(y), bin.x.plus(xi.times(bin.width)), y);
    }

    private Expr logSlope(Expr parameters, Expr x) {
        Bin bin = bin(parameters, clipped(x), false);
        Expr xi = clipped(x).minus(bin.x).dividedBy(bin.width);
        Expr left = xi.negate().plus(1);
        Expr both = xi.times(left);
        Expr above = bin.nextSlope
                .times(xi.square())
                .plus(bin.mean().times(both).times(2))
                .plus(bin.slope.times(left.square()));
        Expr below = bin.mean().plus(bin.bend().times(both));
        Expr log = bin.mean().log().minus(below.log()).times(2).plus(above.log());
        return Expr.select(inside(x), log, x.times(0));
    }
}
