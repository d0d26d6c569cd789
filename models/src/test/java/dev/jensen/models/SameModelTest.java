package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.algorithm.LaplaceApproximation;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.Factor;
import dev.jensen.core.density.Variables;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.ready.HiddenMarkov;
import dev.jensen.models.ready.Regression;
import dev.jensen.models.ready.StateSpace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A fit answers for the model that was fitted, not for another whose draws would have the same lengths. */
class SameModelTest {
    private static final double[] X = {1, 2, 3, 4, 5, 6};
    private static final double[] W = {3, 1, 2, 0, 5, 4};
    private static final double[] Y = {1.1, 1.9, 3.2, 3.9, 5.1, 6.3};
    private static final double[] YES = {0, 0, 1, 0, 1, 1};
    private static final double[] COUNT = {0, 1, 2, 5, 6, 9};
    private static final Data ROWS = Data.of("x", new double[] {7}).and("w", new double[] {1});

    private static Data data() {
        return Data.of("x", X).and("w", W).and("y", Y).and("yes", YES).and("count", COUNT);
    }

    private static Model line(String name, double[] y) {
        return Model.of(name, m -> {
            var row = m.plate("row", y.length);
            var mu = m.latent("mu", Normal.of(0, 5));
            var z = m.latent("z", Normal.of(0, 1), row);
            m.observe("y", Normal.of(mu.plus(z), 1), y, row);
        });
    }

    private static Model coin() {
        return Model.of("coin", m -> {
            var row = m.plate("row", YES.length);
            var p = m.latent("logit", Normal.of(0, 1));
            m.observe("y", Bernoulli.of(p.sigmoid()), YES, row);
        });
    }

    private static Fit fit(Model model) {
        return LaplaceApproximation.of(model.density()).fit(1);
    }

    private static void assertRefused(Executable run, String... words) {
        String message = assertThrows(IllegalArgumentException.class, run).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
    }

    @Test
    void regressionsRefuseTheFitsOfOthers() {
        Regression one = Regression.logistic(data(), "yes").on("x");
        Fit ofX = fit(one.model());
        assertEquals(1000, one.predict(ofX, ROWS).count());
        Regression other = Regression.logistic(data(), "yes").on("w");
        assertRefused(
                () -> other.predict(ofX, ROWS),
                "the fit is of another model, \"logistic regression of yes\"",
                "or of other data",
                "intercept at the means");
        assertRefused(() -> other.summary(ofX), "the fit is of another model, \"logistic regression of yes\"");
        assertRefused(
                () -> Regression.poisson(data(), "count").on("x").predict(ofX, ROWS),
                "the fit is of another model, \"logistic regression of yes\"",
                "\"Poisson regression of count\"");
        assertRefused(
                () -> Regression.linear(data(), "y").on("x").summary(ofX),
                "the fit is of another model, \"logistic regression of yes\", whose unknowns are intercept at the means",
                "those of \"linear regression of y\" are intercept at the means",
                "sigma");
    }

    @Test
    void forecastsToo() {
        StateSpace level = StateSpace.localLevel(Data.of("y", Y), "y");
        HiddenMarkov states = HiddenMarkov.normal(Data.of("y", Y), 2, "y");
        Fit fit = fit(level.model());
        assertEquals(1000, level.forecast(fit, 2).count());
        assertRefused(() -> states.forecast(fit, 2), "the fit is of another model", "transition", "sd of noise");
        assertRefused(
                () -> StateSpace.localLevel(Data.of("y", X), "y").forecast(fit, 2),
                "the fit is of another model",
                "of other data");
    }

    @Test
    void modelsNameBothUnknowns() {
        Fit fit = fit(line("line", Y));
        assertEquals(
                "the fit is of another model, \"line\", whose unknowns are mu, z on 6 rows of \"row\"; those of \"coin\" are logit:"
                        + " take a fit of this model, or ask the model that was fitted",
                assertThrows(IllegalArgumentException.class, () -> coin().posteriorPredictive(fit, 10, 1))
                        .getMessage());
        assertRefused(() -> coin().generate(fit, 10, 1), "\"line\", whose unknowns are mu, z on 6 rows", "are logit");
        Model longer = line("longer", new double[] {1, 2, 3, 4, 5});
        assertRefused(() -> longer.posteriorPredictive(fit, 10, 1), "z on 6 rows", "z on 5 rows");
        assertRefused(
                () -> line("other", X).posteriorPredictive(fit, 10, 1),
                "of other data than those of \"other\"",
                "fit.predict(data)");
    }

    @Test
    void theSameStatedAgainIsTheSame() {
        Fit fit = fit(line("line", Y));
        Model again = line("again", Y.clone());
        assertDoesNotThrow(() -> again.posteriorPredictive(fit, 10, 1));
        assertEquals(fit, again.own(fit));
        Expr mu = Expr.variable("mu");
        List<Factor> factors = List.of(Factor.of("prior", mu.square().times(-0.5)));
        Fit ofOwn = LaplaceApproximation.of(ExprDensity.of(List.of(mu), factors, Variables.unnamed(1)))
                .fit(1);
        assertEquals(ofOwn, again.own(ofOwn)); // nothing is known of it; what it lacks is refused where it is asked for
        assertRefused(
                () -> again.posteriorPredictive(ofOwn, 10, 1), "latent \"mu\" is none of the model that was fitted");
    }

    @Test
    void drawsWithOtherRowsHaveNoLikelihood() {
        Pointwise each = Pointwise.of(fit(line("line", Y))).orElseThrow();
        Fit longer = fit(line("longer", new double[] {1, 2, 3, 4, 5, 6, 7}));
        assertRefused(
                () -> each.logLikelihood(longer.draws(5)),
                "\"z\" has 7 rows in the draws and 6 in the model: take draws of a fit of this model");
    }
}
