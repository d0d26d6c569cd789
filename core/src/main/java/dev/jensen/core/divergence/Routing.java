package dev.jensen.core.divergence;

import dev.jensen.core.distribution.Distribution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the surest route that works: event by event where they add up, otherwise over all at once. */
final class Routing {
    private Routing() {}

    static Divergence of(Functional functional, Distribution p, Distribution q, Evaluation how) {
        Pair pair = Pair.of(functional.name(), p, q);
        if (pair.singular()) {
            return exact(functional, singular(functional));
        }
        if (pair.matched() && (functional.additive() || pair.p().events().size() == 1)) {
            Divergence sum = eventByEvent(functional, pair, how);
            if (sum != null) {
                return sum;
            }
        }
        if (!how.allows(Route.MONTE_CARLO)) {
            throw new IllegalArgumentException(functional.name() + " of "
                    + (p == q
                            ? pair.p().name()
                            : pair.p().name() + " and " + pair.q().name()) + " cannot be found by "
                    + how.routes() + ": allow more routes, as Evaluation.standard() does");
        }
        return finished(functional, MonteCarloExpectation.of(functional, pair, how));
    }

    /** Laws on disjoint sets: where one has its mass, the other's density is 0. */
    private static double singular(Functional functional) {
        double atP = functional.integrand(0, Double.NEGATIVE_INFINITY);
        return functional.base() == Functional.Base.P
                ? atP
                : 0.5 * (atP + functional.integrand(Double.NEGATIVE_INFINITY, 0));
    }

    private static Divergence exact(Functional functional, double expectation) {
        return new Divergence(functional.finish(expectation), 0, Route.CLOSED_FORM, functional.unit());
    }

    private static @Nullable Divergence eventByEvent(Functional functional, Pair pair, Evaluation how) {
        List<Event> first = pair.p().events();
        List<Event> second = pair.q().events();
        Divergence sum = null;
        for (int e = 0; e < first.size(); e++) {
            Divergence one = ofEvent(functional, first.get(e), second.get(e), how);
            if (one == null) {
                return null;
            }
            sum = sum == null ? one : sum.plus(one);
        }
        return sum;
    }

    private static @Nullable Divergence ofEvent(Functional functional, Event p, Event q, Evaluation how) {
        if (how.allows(Route.CLOSED_FORM)) {
            double closed = functional.closedForm(p, q);
            if (!Double.isNaN(closed)) {
                return new Divergence(closed, 0, Route.CLOSED_FORM, functional.unit())
                        .within(functional.least(), functional.greatest());
            }
        }
        if (!p.scalar()) {
            return null;
        }
        Divergence expectation = null;
        if (p.discrete() && how.allows(Route.EXACT_SUM)) {
            expectation = SummedExpectation.of(functional, p, q);
        } else if (!p.discrete() && how.allows(Route.QUADRATURE)) {
            expectation = IntegratedExpectation.of(functional, p, q);
        }
        return expectation == null ? null : finished(functional, expectation);
    }

    private static Divergence finished(Functional functional, Divergence expectation) {
        Divergence result = expectation.map(functional::finish, functional.unit());
        return result.isSure() ? result.within(functional.least(), functional.greatest()) : result;
    }
}
