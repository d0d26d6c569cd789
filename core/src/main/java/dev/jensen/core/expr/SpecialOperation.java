package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A special function of one to three numbers, applied element by element after broadcasting, and evaluated one at a time. */
public sealed interface SpecialOperation extends Operation
        permits GammaTail, BetaTail, SkewNormalTail, CosineMoment, CosineTail {
    /** The node of a function of some operands. */
    static Expr node(SpecialOperation function, String word, Expr... operands) {
        Shape common = operands[0].shape();
        for (Expr operand : operands) {
            Shape next = Shape.broadcast(common, operand.shape());
            if (next == null) {
                throw Mismatch.broadcast(word, operands[0], operand);
            }
            common = next;
        }
        return new Expr(function, List.of(operands), common);
    }

    /** Each operand's part of the adjoint: the adjoint times its slope, summed to its shape; null for no slope. */
    static List<@Nullable Expr> pullback(Expr node, Expr adjoint, Expr... slopes) {
        List<@Nullable Expr> parts = new ArrayList<>();
        for (int i = 0; i < slopes.length; i++) {
            parts.add(Broadcasting.sumTo(
                    adjoint.times(slopes[i]), node.shape(), node.operand(i).shape()));
        }
        return parts;
    }
}
