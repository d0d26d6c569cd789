package dev.jensen.models;

import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.distribution.Parameter;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Graph;
import dev.jensen.core.expr.Variable;
import java.util.ArrayList;
import java.util.List;

/** Which unknowns an expression depends on. */
final class Unknowns {
    private Unknowns() {}

    static List<Expr> of(Expr expression) {
        return of(List.of(expression));
    }

    static List<Expr> ofLaw(Distribution law) {
        return of(law.parameters().stream().map(Parameter::value).toList());
    }

    static List<Expr> of(List<Expr> expressions) {
        List<Expr> unknowns = new ArrayList<>();
        for (Expr node : Graph.topological(expressions)) {
            if (node.operation() instanceof Variable) {
                unknowns.add(node);
            }
        }
        return unknowns;
    }
}
