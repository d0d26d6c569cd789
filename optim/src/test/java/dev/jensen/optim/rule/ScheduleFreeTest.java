package dev.jensen.optim.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.optim.Descent;
import dev.jensen.optim.Golden;
import dev.jensen.optim.Objectives;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ScheduleFreeTest {
    @Test
    void answersAsOptaxDoes() {
        ScheduleFree free = ScheduleFree.of(Sgd.at(0.1));
        int compared = 0;
        for (String[] row : Golden.rows(RuleContract.class, "optax_trajectories.csv")) {
            if (row[0].equals("schedule-free answer")) {
                double[] x = Descent.minimise(Objectives.quadratic(t -> 0.5 * Math.sin((double) t)))
                        .rule(free)
                        .average(free.average())
                        .maximumSteps(Long.parseLong(row[1]))
                        .from(new double[3])
                        .point();
                for (int i = 0; i < 3; i++) {
                    assertEquals(Double.parseDouble(row[2 + i]), x[i], 1e-10, row[1] + " steps, x" + i);
                    compared++;
                }
            }
        }
        assertEquals(15, compared);
    }

    @Test
    void aConstantStepEndsAsWellAsOneThatFades() {
        // x ~ ½x² with noise of sd 1: the last iterate of plain steps rattles with sd √(0.1/1.9) = 0.23
        ScheduleFree free = ScheduleFree.of(Sgd.at(0.1));
        double squares = 0;
        for (int seed = 0; seed < 20; seed++) {
            double x = Descent.minimise(Objectives.noisyParabola(1, seed))
                    .rule(free)
                    .average(free.average())
                    .maximumSteps(5000)
                    .from(new double[] {3})
                    .point()[0];
            squares += x * x / 20;
        }
        assertTrue(Math.sqrt(squares) < 0.05, Math.sqrt(squares) + " from the minimum");
    }

    @Test
    void refusalsNameTheNumberAndItsRange() {
        assertEquals("Dog first must be finite and > 0: 0.0", message(() -> new Dog(0, 1e-8)));
        assertEquals("Dowg epsilon must be finite and > 0: NaN", message(() -> new Dowg(1, Double.NaN)));
        assertEquals("Prodigy beta2 must be in [0, 1): 1.0", message(() -> new Prodigy(0.9, 1, 1e-8, 1e-6)));
        assertEquals("Cocob alpha must be finite and >= 1: 0.5", message(() -> new Cocob(0.5)));
        assertEquals("Lion beta1 must be in [0, 1): -0.1", message(() -> new Lion(-0.1, 0.99)));
        assertEquals("AdaBelief epsilon must be finite and > 0: 0.0", message(() -> new AdaBelief(0.9, 0.999, 0)));
        assertEquals("ScheduleFree beta must be in [0, 1): 1.0", message(() -> new ScheduleFree(Sgd.at(1), 1)));
    }

    private static String message(Supplier<?> refused) {
        return assertThrows(IllegalArgumentException.class, refused::get).getMessage();
    }
}
