package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The lessons whose answers are held to those of others, in lesson-references.csv: each throws if one is wrong. */
class RealDataTest {
    private static final List<Lesson> LESSONS = List.of(
            new E13Logistic(),
            new E14DoctorVisits(),
            new E15RobustRegression(),
            new E16OldFaithful(),
            new E17Earthquakes(),
            new E18CoalMines(),
            new E19LawSchoolTest(),
            new E20Rugby(),
            new E21Nile(),
            new E22GaussianProcess(),
            new E26CanItBeTrusted(),
            new E27ReadyModels());

    @TestFactory
    Stream<DynamicTest> areToldToTheirEnd() {
        return LESSONS.stream()
                .map(lesson -> DynamicTest.dynamicTest(
                        lesson.name(), () -> assertTrue(Story.of(lesson).contains("right: "))));
    }
}
