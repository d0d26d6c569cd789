package dev.jensen.models.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups of rows that are not equally long. */
class RaggedLevelsTest {
    @Test
    void sizesMakeAnIndex() {
        Levels ragged = Levels.ofSizes(2, 1, 3);
        assertArrayEquals(new int[] {0, 0, 1, 2, 2, 2}, ragged.index());
        assertEquals(List.of("0", "1", "2"), ragged.labels());
        assertArrayEquals(new int[] {1, 0, 1}, Levels.ofNumbers(1, 0, 1).index());
    }

    @Test
    void gapsAreNamed() {
        assertEquals(
                "group 1 of 3 has 0 rows: each needs at least 1; leave the group out, or predict for it afterwards",
                assertThrows(IllegalArgumentException.class, () -> Levels.ofSizes(2, 0, 3))
                        .getMessage());
        assertEquals(
                "no row is of group 2, although groups run from 0 to 3: number them without gaps, or give names, as"
                        + " Levels.of(names)",
                assertThrows(IllegalArgumentException.class, () -> Levels.ofNumbers(0, 1, 3))
                        .getMessage());
        assertEquals(
                "no row is of group 0, although groups run from 0 to 2: number them without gaps, subtract 1 if they count"
                        + " from 1, or give names, as Levels.of(names)",
                assertThrows(IllegalArgumentException.class, () -> Levels.ofNumbers(1, 2))
                        .getMessage());
        assertEquals(
                "group of row 1 is -1: groups are counted from 0",
                assertThrows(IllegalArgumentException.class, () -> Levels.ofNumbers(1, -1))
                        .getMessage());
    }
}
