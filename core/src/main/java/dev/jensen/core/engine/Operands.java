package dev.jensen.core.engine;

import dev.jensen.core.engine.instruction.Products;
import dev.jensen.core.engine.instruction.Register;
import dev.jensen.core.engine.instruction.RowSystems;
import dev.jensen.core.expr.Expr;
import java.util.Map;

/** Where instructions find what they read and write: the registers of nodes, those of a tile in a worker's own array. */
final class Operands {
    private final Map<Expr, Register> registers;
    private final double[] local;

    Operands(Map<Expr, Register> registers, double[] local) {
        this.registers = registers;
        this.local = local;
    }

    Register register(Expr node) {
        Register register = registers.get(node);
        if (register == null) {
            throw new IllegalStateException("no register for " + node);
        }
        return register;
    }

    /** The array in which a node's register lies. */
    double[] array(Expr node) {
        return register(node).in(local);
    }

    Products.Factor factor(Expr x, boolean transposed) {
        Products.View view = Products.View.of(x.shape().dimension(0), x.shape().dimension(1), transposed);
        return new Products.Factor(register(x), array(x), view, x.shape().hasRows());
    }

    RowSystems.Planes planes(Expr x) {
        return new RowSystems.Planes(array(x), register(x));
    }
}
