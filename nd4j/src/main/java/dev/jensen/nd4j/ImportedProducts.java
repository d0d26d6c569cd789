package dev.jensen.nd4j;

import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;

/**
 * What ND4J 1.0.0-M2.1's ONNX importer makes of products of matrices, α A B + β C: of {@code MatMul} one with α = 0 and β = 1, whose
 * result is 0 whatever the factors, and of {@code Gemm} one that drops C. The first has one meaning only and is mended, the
 * second is refused.
 */
final class ImportedProducts {
    private ImportedProducts() {}

    /**
     * Gives products their factor of 1, in place.
     *
     * @throws IllegalArgumentException naming a product that would drop its third operand
     */
    static void mend(SameDiff graph) {
        for (SameDiffOp operation : graph.getOps().values()) {
            if (!(operation.getOp() instanceof Mmul product)) {
                continue;
            }
            List<String> operands = operation.getInputsToOp();
            if (operands.size() > 2) {
                throw new IllegalArgumentException("operation \"" + operation.getName()
                        + "\" of the SameDiff graph is a product with a third operand, \"" + operands.get(2)
                        + "\", ONNX's Gemm, which ND4J 1.0.0-M2.1 leaves out: export the layer as MatMul and Add, or by"
                        + " way of a TensorFlow graph");
            }
            if (product.numTArguments() > 0 && product.getTArgument(0) == 0) {
                while (product.numTArguments() > 0) {
                    product.removeTArgument(product.getTArgument(0));
                }
                product.addTArgument(1, 0);
                product.configureFromArguments();
            }
        }
    }
}
