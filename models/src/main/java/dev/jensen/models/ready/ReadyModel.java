package dev.jensen.models.ready;

import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.Summary;
import dev.jensen.models.Data;
import dev.jensen.models.Model;

/**
 * A model that is stated already, on data whose columns have been named. Implementations are immutable and thread-safe.
 *
 * <pre>{@code
 * Regression radon = Regression.linear(homes, "log_radon").on("floor").groupedBy("county");
 * Fit fit = radon.fit();
 * System.out.println(radon.summary(fit));
 * radon.predict(fit, Data.of("floor", 1.0).and("county", "AITKIN")).summary();
 * }</pre>
 */
public interface ReadyModel {

    /** Returns the model that is fitted: its statements, its density, its checks. */
    Model model();

    /** Fits it with every default, and ends with a verdict. */
    default Fit fit() {
        return model().fit();
    }

    /** Fits it with every default: the same seed gives the same bits. */
    default Fit fit(long seed) {
        return model().fit(seed);
    }

    /**
     * Summarises what a reader asks for, without what is only inside.
     *
     * @throws IllegalArgumentException if the fit is of another model or of other data
     */
    Summary summary(Fit fit);

    /**
     * Predicts for new rows: draws of the response by its name, and of its mean as {@code E(response)}.
     *
     * @param fit of this model
     * @param rows the columns that the model was stated on, without the response; levels of groups not seen before are drawn from
     *     their population
     * @throws IllegalArgumentException if a column is missing or does not fit: which, and what is asked for; if the fit is of another model
     *     or of other data
     */
    default Draws predict(Fit fit, Data rows) {
        return model().own(fit).predict(rows);
    }
}
