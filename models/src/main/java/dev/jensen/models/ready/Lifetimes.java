package dev.jensen.models.ready;

import dev.jensen.core.distribution.CumulativeContinuous;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Plate;
import dev.jensen.models.Data;
import dev.jensen.models.ModelBuilder;
import java.util.Arrays;

/**
 * Times to an event, of which some are only known to have been survived.
 *
 * @param data that are fitted
 * @param time the column of times
 * @param event the column that says whether the event was seen
 * @param horizons times up to which predictions give the probability to survive
 */
record Lifetimes(Data data, String time, String event, double[] horizons) {

    static Lifetimes of(Data data, String time, String event) {
        double[] times = Predictors.finite(data, time);
        double[] seen = Predictors.finite(data, event);
        if (times.length != seen.length) {
            throw new IllegalArgumentException("times \"" + time + "\" have " + times.length + " rows, but \"" + event
                    + "\" has " + seen.length + ": give one for each");
        }
        for (int row = 0; row < times.length; row++) {
            if (!(times[row] > 0)) {
                throw new IllegalArgumentException("time \"" + time + "\", row " + row + " must be positive: "
                        + times[row] + "; measure it from where nobody has had the event yet");
            }
            if (seen[row] != 0 && seen[row] != 1) {
                throw new IllegalArgumentException("event \"" + event + "\", row " + row
                        + " must be 1 where it was seen at that time, and 0 where the time was survived: " + seen[row]);
            }
        }
        if (Arrays.stream(seen).sum() == 0) {
            throw new IllegalArgumentException("event \"" + event + "\" is 0 in all " + seen.length
                    + " rows: without one event seen, times say nothing of what makes them longer");
        }
        return new Lifetimes(data, time, event, new double[0]);
    }

    Lifetimes survivingTo(double... times) {
        for (double each : times) {
            if (!(each > 0 && each < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("times to survive must be positive and finite: " + each);
            }
        }
        return new Lifetimes(data, time, event, times.clone());
    }

    double[] times() {
        return data.doubles(time);
    }

    double[] events() {
        return data.doubles(event);
    }

    /** Observes the rows' times, or predicts them. */
    void observe(ModelBuilder m, Data rows, CumulativeContinuous law, Plate row) {
        if (rows.has(time) && rows.has(event)) {
            of(rows, time, event);
            double[] censored =
                    Arrays.stream(rows.doubles(event)).map(seen -> 1 - seen).toArray();
            m.observe(time, law.rightCensoredWhere(m.data("survived", censored, row)), rows.observed(time), row);
            return;
        }
        for (double horizon : horizons) {
            Expr log = law.logSurvival(Expr.constant(horizon));
            m.derive("P(" + time + " > " + horizon + ")", log.onRows(row).exp());
        }
        m.observe(time, law, rows.observed(time), row);
    }
}
