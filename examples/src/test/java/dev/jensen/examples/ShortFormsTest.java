package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Lessons that take longer, in a short form whose answers are rougher: each throws if one is wrong. */
class ShortFormsTest {
    private static final List<Lesson> LESSONS =
            List.of(E23Digits.inShort(), E24Topics.inShort(), E25BayesianNetwork.inShort());

    @TestFactory
    Stream<DynamicTest> areToldToTheirEnd() {
        return LESSONS.stream()
                .map(lesson -> DynamicTest.dynamicTest(
                        lesson.name(), () -> assertTrue(Story.of(lesson).contains("right: "))));
    }
}
