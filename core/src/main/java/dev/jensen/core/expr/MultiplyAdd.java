package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * a·b + c, element by element and rounded once: what a product and a sum become when nothing else uses the product.
 * Nobody writes it; {@link #fuse} makes it of finished graphs.
 */
public record MultiplyAdd() implements Operation {
    /**
     * Puts products into the sums that alone use them.
     *
     * @param roots graphs
     * @return graphs of the same values, up to rounding
     */
    public static List<Expr> fuse(List<Expr> roots) {
        return Fusion.fuse(Triangles.rewrite(roots));
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        Expr a = node.operand(0);
        Expr b = node.operand(1);
        return List.of(
                Broadcasting.sumTo(adjoint.times(b), node.shape(), a.shape()),
                Broadcasting.sumTo(adjoint.times(a), node.shape(), b.shape()),
                Broadcasting.sumTo(adjoint, node.shape(), node.operand(2).shape()));
    }
}
