package dev.jensen.models;

import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Plate;
import java.util.ArrayList;
import java.util.List;

/** An observation some of whose rows are missing, so that they are latents with its law. */
final class MissingRows {
    private final String name;
    private final Continuous law;
    private final double[] values;
    private final Plate plate;

    MissingRows(String name, Continuous law, double[] values, Plate plate) {
        this.name = name;
        this.law = law;
        this.values = values;
        this.plate = plate;
    }

    /** States it, and returns the completed data. */
    Expr observe(ModelBuilder model) {
        if (law.drawShape().rank() > 0) {
            throw new IllegalArgumentException(
                    "observation \"" + name + "\" has missing rows, but its " + law.name() + " law has shape "
                            + law.drawShape() + ": only numbers may be missing; observe the elements apart");
        }
        if (values.length != plate.size()) {
            throw new IllegalArgumentException(
                    "observation \"" + name + "\" has " + values.length + " values, but plate \"" + plate.name()
                            + "\" has " + plate.size() + " rows: give one for each row");
        }
        List<Integer> missing = new ArrayList<>();
        for (int row = 0; row < values.length; row++) {
            if (Double.isNaN(values[row])) {
                missing.add(row);
            }
        }
        if (missing.isEmpty()) {
            Expr data = Expr.column(plate, name, values);
            model.observed(name, law, Observation.logDensity(name, law, data), data);
            return data;
        }
        return complete(model, missing);
    }

    /** Checks what is known, with a value inside the support in the place of each that is not. */
    private void check(double inside) {
        double[] filled = values.clone();
        for (int row = 0; row < filled.length; row++) {
            filled[row] = Double.isNaN(filled[row]) ? inside : filled[row];
        }
        Observation.logDensity(name, law, Expr.column(plate, name, filled));
    }

    private Expr complete(ModelBuilder model, List<Integer> missing) {
        String latent = "missing " + name;
        Plate absent = Plate.of(latent, missing.size());
        Expr unknown = Expr.variable(latent, missing.size());
        Expr u = unknown.toRows(absent);
        Expr value = law.support().constrain(u);
        if (!absent.equals(value.shape().plate())) {
            throw new IllegalArgumentException(
                    "observation \"" + name + "\" has missing rows, but the support of its " + law.name() + " law, "
                            + law.support() + ", differs from row to row: observe the rows that are known only");
        }
        check(Parameters.evaluate(law.support().constrain(Expr.constant(0)))[0]);
        double[] filled = values.clone();
        double[] isMissing = new double[values.length];
        int[] position = new int[values.length];
        for (int i = 0; i < missing.size(); i++) {
            filled[missing.get(i)] = 0;
            isMissing[missing.get(i)] = 1;
            position[missing.get(i)] = i;
        }
        IntColumn index = IntColumn.of(plate, "row of " + latent, position, missing.size());
        Expr completed = Expr.select(
                Expr.column(plate, name + " is missing", isMissing),
                value.gather(index),
                Expr.column(plate, name, filled));
        model.imputed(latent, unknown, value, missing, plate, law, absent);
        Expr jacobian = law.support().logJacobian(u).sumRows();
        Expr density = law.logDensityInside(completed).sumRows();
        model.observed(name, law, density.plus(jacobian), completed);
        return completed;
    }
}
