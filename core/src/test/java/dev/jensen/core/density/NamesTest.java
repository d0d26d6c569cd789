package dev.jensen.core.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void componentsAreNamedByRowThenIndex() {
        assertEquals("tau", Variable.of("tau").componentName(0));
        assertEquals("x[1,2]", Variable.of("x", 2, 3).componentName(5));
        Variable theta = new Variable(
                "theta", List.of(), Optional.of(new Variable.Rows("school", 2, List.of("Choate", "Deerfield"))));
        assertEquals("theta[Deerfield]", theta.componentName(1));
        Variable beta = new Variable("beta", List.of(3), Optional.of(new Variable.Rows("county", 4, List.of())));
        assertEquals(12, beta.size());
        assertEquals("beta[1,2]", beta.componentName(2 * 4 + 1)); // laid out [inner][row]
    }

    @Test
    void badSizesAreNamed() {
        assertEquals(
                "variable \"x\" has inner dimensions [2, 0]: each must be at least 1",
                assertThrows(IllegalArgumentException.class, () -> Variable.of("x", 2, 0))
                        .getMessage());
        assertEquals(
                "plate \"p\" has 3 rows and 1 labels: there must be at least one row, and no label or one for each row",
                assertThrows(IllegalArgumentException.class, () -> new Variable.Rows("p", 3, List.of("a")))
                        .getMessage());
    }

    @Test
    void aTargetWithoutNamesHasItsCoordinates() {
        Variables variables = Variables.of(LogDensity.ofFunction(2, z -> 0));
        assertEquals("z[1]", variables.list().get(0).componentName(1));
        assertEquals(2, variables.constrainedDimension());
        double[] out = new double[4];
        variables.constrain(2, new double[] {1, 2, 3, 4}, out);
        assertArrayEquals(new double[] {1, 2, 3, 4}, out);
    }

    @Test
    void theNearestNameIsTheOneMeant() {
        List<String> names = List.of("mu", "tau", "theta", "log_sigma");
        assertEquals(Optional.of("theta"), NearestName.to("thta", names));
        assertEquals(Optional.of("tau"), NearestName.to("Tau", names));
        assertEquals(Optional.of("log_sigma"), NearestName.to("logsigma", names));
        assertEquals(Optional.empty(), NearestName.to("xyz", names));
        assertEquals(
                "no variable \"thta\"; did you mean \"theta\"? There are: mu, tau, theta, log_sigma",
                NearestName.unknown("variable", "thta", names).getMessage());
        assertEquals(
                "no variable \"xyz\"; there are: mu, tau, theta, log_sigma",
                NearestName.unknown("variable", "xyz", names).getMessage());
    }

    @Test
    void aFactorThatIsNotFiniteDescribesItself() {
        assertEquals(
                "factor \"y\", row 3, is -Infinity",
                new Factored.NonFinite("y", OptionalInt.of(3), Double.NEGATIVE_INFINITY, "").describe());
        assertEquals(
                "factor \"prior\" is NaN",
                new Factored.NonFinite("prior", OptionalInt.empty(), Double.NaN, "").describe());
        assertEquals(
                "factor \"y\" is NaN because scale is -1",
                new Factored.NonFinite("y", OptionalInt.empty(), Double.NaN, "scale is -1").describe());
    }
}
