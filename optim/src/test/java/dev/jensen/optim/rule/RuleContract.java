package dev.jensen.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.optim.Allocation;
import dev.jensen.optim.Descent;
import dev.jensen.optim.Golden;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.Objectives;
import dev.jensen.optim.Rule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every rule promises. A new rule is one more line in {@link RulesTest}. */
abstract class RuleContract {
    private final String name;
    private final Rule rule;
    private final double[] start = {0, 0, 0};

    /**
     * A rule with its step size.
     *
     * @param name as in torch_trajectories.csv or optax_trajectories.csv; of a rule that neither has, any other
     * @param rule minimises a quadratic of curvatures 0.1 to 3
     */
    RuleContract(String name, Rule rule) {
        this.name = name;
        this.rule = rule;
    }

    /** How near the minimum it must come in 20,000 steps: constant step sizes of sign-like rules leave a rattle. */
    double tolerance() {
        return 1e-6;
    }

    /** Where it goes: with a penalty not to the objective's own minimum. */
    double[] minimum() {
        return Objectives.centre();
    }

    private Minimum run(long steps) {
        return Descent.minimise(Objectives.quadratic(t -> 0))
                .rule(rule)
                .maximumSteps(steps)
                .from(start);
    }

    private Minimum runDisturbed(long steps) {
        return Descent.minimise(Objectives.quadratic(t -> 0.5 * Math.sin((double) t)))
                .rule(rule)
                .maximumSteps(steps)
                .from(start);
    }

    @Test
    void minimisesAQuadratic() {
        assertArrayEquals(minimum(), run(20_000).point(), tolerance());
    }

    @Test
    void goesWhereTheOtherLibraryGoes() {
        List<String[]> rows = Stream.of("torch_trajectories.csv", "optax_trajectories.csv")
                .flatMap(file -> Golden.rows(RuleContract.class, file).stream())
                .filter(row -> row[0].equals(name))
                .toList();
        for (String[] row : rows) {
            double[] x = runDisturbed(Long.parseLong(row[1])).point();
            for (int i = 0; i < 3; i++) {
                double expected = Double.parseDouble(row[2 + i]);
                assertEquals(expected, x[i], 1e-11 * Math.abs(expected), name + " after " + row[1] + " steps, x" + i);
            }
        }
    }

    @Test
    void givesTheSameBitsTwice() {
        assertArrayEquals(runDisturbed(100).point(), runDisturbed(100).point());
    }

    @Test
    void modifiesNeitherStartNorParameters() {
        double[] x = {1, -2, 3};
        Rule.Memory memory = rule.start(3);
        for (int step = 0; step < 5; step++) {
            memory.transform(step, x, new double[] {0.1, 20, -3});
        }
        run(5);
        assertArrayEquals(new double[] {1, -2, 3}, x);
        assertArrayEquals(new double[] {0, 0, 0}, start);
    }

    @Test
    void twoMemoriesShareNothing() {
        Rule.Memory alone = rule.start(3);
        Rule.Memory one = rule.start(3);
        Rule.Memory other = rule.start(3);
        double[] x = {1, 2, 3};
        for (int step = 0; step < 20; step++) {
            double[] expected = {1, -step, 0.1};
            double[] actual = expected.clone();
            alone.transform(step, x, expected);
            one.transform(step, x, actual);
            other.transform(step, x, new double[] {-7, 100, step});
            assertArrayEquals(expected, actual);
        }
    }

    @Test
    void resumesFromItsState() {
        Rule.Resumable through = assertInstanceOf(Rule.Resumable.class, rule.start(3));
        Rule.Resumable resumed = assertInstanceOf(Rule.Resumable.class, rule.start(3));
        double[] x = {1, 2, 3};
        for (int step = 0; step < 10; step++) {
            through.transform(step, x, new double[] {Math.sin(step), -step, 0.1});
        }
        for (int i = 0; i < through.state().length; i++) {
            double[] saved = through.state()[i].clone();
            System.arraycopy(saved, 0, resumed.state()[i], 0, saved.length);
        }
        for (int step = 10; step < 20; step++) {
            double[] expected = {Math.sin(step), -step, 0.1};
            double[] actual = expected.clone();
            through.transform(step, x, expected);
            resumed.transform(step, x, actual);
            assertArrayEquals(expected, actual);
        }
    }

    @Test
    void staysFiniteAtZeroAndHugeGradients() {
        for (double g : new double[] {0, 1e-300, 1e150}) {
            Rule.Memory memory = rule.start(3);
            for (int step = 0; step < 10; step++) {
                double[] update = {g, -g, 0};
                memory.transform(step, new double[] {1, 1, 1}, update);
                for (double u : update) {
                    assertTrue(Double.isFinite(u), name + " of " + g + " gives " + u);
                }
            }
        }
    }

    @Test
    void allocatesNothingInAStep() {
        Rule.Memory memory = rule.start(3);
        double[] x = {1, 2, 3};
        double[] update = {1, 2, 3};
        long bytes = Allocation.bytes(() -> {
            for (int step = 0; step < 10_000; step++) {
                memory.transform(step, x, update);
            }
        });
        assertTrue(bytes < 10_000, name + " allocates " + bytes + " bytes in 10,000 steps");
    }
}
