package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void namesMayBeSeparatedByCommas() {
        List<Lesson> lessons = Main.named("E01EightSchools, E01EightSchools", "E01EightSchools");
        assertEquals(3, lessons.size());
        assertEquals("E01EightSchools", lessons.get(0).name());
    }

    @Test
    void anUnknownNameGetsTheNearestAndAllNames() {
        String message = assertThrows(IllegalArgumentException.class, () -> Main.named("E01EigthSchools"))
                .getMessage();
        assertTrue(
                message.startsWith(
                        "no lesson \"E01EigthSchools\"; did you mean \"E01EightSchools\"? There are: E01EightSchools"),
                message);
    }

    @Test
    void noNameGetsAllNames() {
        String message = assertThrows(IllegalArgumentException.class, () -> Main.named("", " "))
                .getMessage();
        assertTrue(message.startsWith("name the lessons to run. There are: E01EightSchools"), message);
    }
}
