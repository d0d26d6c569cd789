package dev.jensen.models;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Variable;
import java.util.List;

/** Which unknowns an expression depends on. */
final class Unknowns {
    private Unknowns() {}

    static List<Expr> of(Expr expression) {
        return Graph.topological(List.of(expression)).stream()
                .filter(node -> node.operation() instanceof Variable)
                .toList();
    }

    /** Refuses an expression of a variable that is no latent of the model. */
    static void requireDeclared(String what, Expr expression, List<Expr> declared) {
        for (Expr unknown : of(expression)) {
            if (declared.stream().noneMatch(each -> each == unknown)) {
                throw new IllegalArgumentException(what + " depends on \"" + unknown.operation()
                        + "\", which is no latent of this model: declare it with latent(name, law)");
            }
        }
    }
}
