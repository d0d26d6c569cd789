package dev.jensen.optim.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jensen.optim.Golden;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void cosineAndExponentialAreOptaxes() {
        Schedule cosine = new Cosine(0.5, 0.05, 40);
        Schedule exponential = Schedule.exponential(0.5, 0.3, 20);
        for (String[] row : Golden.rows(ScheduleTest.class, "optax_schedules.csv")) {
            long step = Long.parseLong(row[0]);
            assertEquals(Double.parseDouble(row[1]), cosine.at(step), 1e-15);
            assertEquals(Double.parseDouble(row[2]), exponential.at(step), 1e-15);
        }
    }

    @Test
    void constantStaysAndPolynomialFalls() {
        assertEquals(0.1, Schedule.constant(0.1).at(1_000_000));
        Schedule polynomial = Schedule.polynomial(0.6, 0.5);
        assertEquals(0.6, polynomial.at(0));
        assertEquals(0.2, polynomial.at(8), 1e-16);
    }

    @Test
    void robbinsMonroFallsFromItsOffset() {
        Schedule schedule = Schedule.robbinsMonro(8, 4, 1);
        assertEquals(2, schedule.at(0));
        assertEquals(1, schedule.at(4));
    }

    @Test
    void warmUpRisesToWhereTheScheduleBegins() {
        Schedule schedule = Schedule.polynomial(0.5, 1).warmUp(4);
        assertEquals(0.1, schedule.at(0), 1e-16);
        assertEquals(0.4, schedule.at(3), 1e-16);
        assertEquals(0.5, schedule.at(4));
        assertEquals(0.25, schedule.at(5));
    }

    @Test
    void cosineEndsAtNothing() {
        assertEquals(0, Schedule.cosine(0.3, 10).at(10));
        assertEquals(0, Schedule.cosine(0.3, 10).at(11));
    }

    @Test
    void refusalsNameTheNumberAndItsRange() {
        assertMessage("Constant schedule must be finite and >= 0: -1.0", () -> Schedule.constant(-1));
        assertMessage(
                "RobbinsMonro schedule's power must be in (0.5, 1]: 0.5; for other powers use Schedule.polynomial",
                () -> Schedule.robbinsMonro(1, 1, 0.5));
        assertMessage(
                "Exponential schedule's factor must be in (0, 1]: NaN", () -> Schedule.exponential(1, Double.NaN, 10));
        assertMessage("WarmUp steps must be >= 1: 0", () -> Schedule.constant(1).warmUp(0));
        assertMessage("Cosine schedule's floor must be in [0, 1.0]: 2.0", () -> new Cosine(1, 2, 10));
    }

    private static void assertMessage(String message, Runnable code) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
    }
}
