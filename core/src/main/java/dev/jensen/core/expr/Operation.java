package dev.jensen.core.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node of the graph does with its operands. An operation holds no operands itself, so two nodes compute the same
 * when operation and operands agree, which is how common subexpressions are found.
 */
public sealed interface Operation
        permits Literal,
                Variable,
                Column,
                Sampled,
                RowNoise,
                Unary,
                Polygamma,
                SpecialOperation,
                Binary,
                MultiplyAdd,
                Select,
                Sum,
                LogSumExp,
                CumulativeSum,
                Scan,
                OdeSolve,
                OdeAdjoint,
                SumRows,
                RowDot,
                SoftplusRows,
                OnRows,
                Reshape,
                Take,
                Put,
                Join,
                Gather,
                ScatterAdd,
                ToRows,
                ToAxis,
                MatMul,
                Affine,
                RowProduct,
                Cholesky,
                CholeskyDerivative,
                TriangleCholesky,
                TriangleOf,
                CovarianceAdjoint,
                TriangularSolve,
                Outside {
    /**
     * The vector–Jacobian product as expressions: what each operand's adjoint receives from the node's adjoint. Made of
     * the same operations, hence differentiable again.
     *
     * @param node the node with this operation
     * @param adjoint derivative of the differentiated scalar by the node; may be smaller than the node where it is
     *     constant along a dimension or along the rows
     * @return one entry for each operand; null where the derivative is zero
     */
    List<@Nullable Expr> pullback(Expr node, Expr adjoint);
}
