package dev.jensen.core.expr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any number of vectors one after the other. All have the rows of one plate, or none has rows; scalars count as vectors of
 * one.
 */
public record Join() implements Operation {
    /** The parts' elements as one vector; parts without rows are repeated where the plate is not null. */
    static Expr of(List<Expr> parts, @Nullable Plate plate) {
        List<Expr> operands = new ArrayList<>(parts.size());
        int total = 0;
        for (Expr part : parts) {
            Expr source = part.operation() instanceof Reshape ? part.operand(0) : part;
            operands.add(plate == null ? source : source.onRows(plate));
            total = Math.addExact(total, part.shape().size());
        }
        return new Expr(new Join(), List.copyOf(operands), Shape.rows(plate, total));
    }

    @Override
    public List<@Nullable Expr> pullback(Expr node, Expr adjoint) {
        List<@Nullable Expr> contributions = new ArrayList<>(node.operands().size());
        Expr full = adjoint.shape().rank() == 0
                ? adjoint
                : Broadcasting.toInner(adjoint, node.shape().inner());
        int start = 0;
        for (Expr part : node.operands()) {
            int size = part.shape().size();
            contributions.add(full.shape().rank() == 0 ? full : part(full, start, part.shape()));
            start += size;
        }
        return contributions;
    }

    private static Expr part(Expr full, int start, Shape shape) {
        return shape.rank() == 0
                ? full.at(start)
                : full.slice(start, start + shape.size()).reshape(shape.inner());
    }

    // written out, and so hashCode: a record's own is made at its first use, which every start would wait for
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Join;
    }

    @Override
    public int hashCode() {
        return Join.class.hashCode();
    }
}
