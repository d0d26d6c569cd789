package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Beta;
import dev.jensen.core.distribution.Categorical;
import dev.jensen.core.distribution.Continuous;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Kumaraswamy;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Parameter;
import dev.jensen.core.distribution.Uniform;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Real;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What a person reads who made a mistake. */
class ModelErrorsTest {

    private static void assertRefused(String message, Consumer<ModelBuilder> statement) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Model.of("wrong", statement));
        assertEquals(message, e.getMessage());
    }

    // ---------------------------------------------------------------- names

    @Test
    void aNameDeclaredTwice() {
        assertRefused(
                "\"mu\" is declared twice, as a latent and as a derived quantity: give each a name of its own", m -> {
                    var mu = m.latent("mu", Normal.of(0, 1));
                    m.derive("mu", mu.exp());
                });
        assertRefused("plate \"school\" exists already, with 8 rows: give each plate a name of its own", m -> {
            m.plate("school", 8);
            m.plate("school", 9);
        });
        assertRefused(
                "plate \"school\": rows 0 and 2 have the same label \"A\": give each row a label of its own",
                m -> m.plate("school", List.of("A", "B", "A")));
        assertRefused("a latent needs a name", m -> m.latent(" ", Normal.of(0, 1)));
        assertRefused("a plate needs a name", m -> m.plate("", 2));
        assertRefused("\"x\" is declared twice, as data: give each a name of its own", m -> {
            var row = m.plate("row", 2);
            m.data("x", new double[] {1, 2}, row);
            m.data("x", new int[] {3, 4}, row);
        });
        assertRefused("\"county\" is declared twice, as an index and as a latent: give each a name of its own", m -> {
            var row = m.plate("row", 2);
            m.index("county", new int[] {0, 1}, row, m.plate("county", 2));
            m.latent("county", Normal.of(0, 1));
        });
    }

    @Test
    void aNameThatIsAComponents() {
        assertRefused(
                "\"x[0]\" cannot be the name of a latent: brackets, commas and line breaks are kept for components, such as"
                        + " theta[3]; call it \"x_0\", or make one variable with a length or on a plate",
                m -> m.latent("x[0]", Normal.of(0, 1)));
        for (String name : List.of("[x", "x]", "x,y", "x\ny", "x\r")) {
            assertThrows(
                    IllegalArgumentException.class, () -> Model.of("wrong", m -> m.factor(name, Expr.constant(0))));
        }
    }

    private static void assertNull(String message, Consumer<ModelBuilder> statement) {
        NullPointerException e = assertThrows(NullPointerException.class, () -> Model.of("wrong", statement));
        assertEquals(message, e.getMessage());
    }

    @Test
    void dataThatAreNull() {
        double[] none = null;
        int[] noWhole = null;
        assertNull("values of data \"x\" must not be null", m -> m.data("x", none, m.plate("row", 2)));
        assertNull("values of data \"x\" must not be null", m -> m.data("x", noWhole, m.plate("row", 2)));
        assertNull(
                "row 1 of data \"x\" must not be null",
                m -> m.data("x", new double[][] {{1}, null}, m.plate("row", 2)));
        assertNull(
                "values of index \"i\" must not be null",
                m -> m.index("i", noWhole, m.plate("row", 2), m.plate("of", 2)));
        assertNull(
                "values of observation \"y\" must not be null",
                m -> m.observe("y", Normal.of(0, 1), none, m.plate("row", 2)));
        assertNull("values of observation \"y\" must not be null", m -> m.observe("y", Normal.of(0, 1), none));
        assertNull("name of a latent must not be null", m -> m.latent(null, Normal.of(0, 1)));
        assertNull("labels of plate \"p\" must not be null", m -> m.plate("p", null));
    }

    @Test
    void dataAreObservedUnderTheirOwnName() {
        Model model = Model.of("data first", m -> {
            var row = m.plate("row", 2);
            var mu = m.latent("mu", Normal.of(0, 1));
            m.observe("y", Normal.of(mu, 1), m.data("y", new double[] {1, 2}, row));
        });
        assertEquals(List.of("mu", "y"), model.density().factors());
    }

    @Test
    void aMisspeltNameInALookup() {
        Fit fit = EightSchools.model().fitting().maximumSteps(10).fit();
        assertEquals(
                "no variable \"thta\"; did you mean \"theta\"? There are: mu, tau, z, theta",
                assertThrows(IllegalArgumentException.class, () -> fit.draws(10).array("thta"))
                        .getMessage());
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> fit.summary().row("theta[a]"))
                        .getMessage()
                        .startsWith("no component \"theta[a]\"; did you mean \"theta[A]\"?"));
    }

    @Test
    void aVariableThatIsNoLatentOfTheModel() {
        assertRefused(
                "factor \"y\" depends on \"b\", which is no latent of this model: declare it with latent(name, law)",
                m -> {
                    m.latent("a", Normal.of(0, 1));
                    m.observe("y", Normal.of(Expr.variable("b"), 1), 3);
                });
        assertRefused(
                "model \"wrong\" has no latent variable, so that there is nothing to fit: declare one with"
                        + " latent(name, law)",
                m -> m.observe("y", Normal.of(0, 1), 3));
    }

    // ---------------------------------------------------------------- laws

    /** A user's law, whose constructor checks nothing. */
    record Logistic(Expr location, Expr scale) implements Continuous {
        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter("location", location, Parameter.Range.REAL),
                    new Parameter("scale", scale, Parameter.Range.POSITIVE));
        }

        @Override
        public ContinuousSupport support() {
            return new Real();
        }

        @Override
        public Expr logDensityInside(Expr x) {
            Expr u = x.minus(location).dividedBy(scale);
            return u.plus(u.negate().softplus().times(2)).plus(scale.log()).negate();
        }

        @Override
        public Expr mean() {
            return location;
        }

        @Override
        public Expr variance() {
            return scale.square().times(Math.PI * Math.PI / 3);
        }

        @Override
        public void sample(RandomGenerator random, double[] parameters, double[] out) {
            double u = random.nextDouble();
            out[0] = parameters[0] + parameters[1] * Math.log(u / (1 - u));
        }
    }

    @Test
    void aUsersLawWithAParameterOutOfRange() {
        assertRefused(
                "Logistic scale must be > 0: -1.0",
                m -> m.latent("x", new Logistic(Expr.constant(0), Expr.constant(-1))));
        assertRefused("Logistic scale \"s\", row 1 must be > 0: 0.0", m -> {
            var row = m.plate("row", 2);
            var s = m.data("s", new double[] {1, 0}, row);
            m.observe("y", new Logistic(m.latent("mu", Normal.of(0, 1)), s), new double[] {1, 2}, row);
        });
    }

    // ---------------------------------------------------------------- plates and data

    @Test
    void anEmptyPlate() {
        assertRefused(
                "plate \"school\" is empty (size 0): a plate needs at least one row; check that its data were read",
                m -> m.plate("school", List.of()));
        assertRefused(
                "observation \"y\" has no values: give at least one; check that its data were read",
                m -> m.observe("y", Normal.of(0, 1), new double[0]));
    }

    @Test
    void dataThatDoNotFitThePlate() {
        assertRefused(
                "data \"y\" has 3 rows, plate \"school\" has 8: give one for each row",
                m -> m.observe("y", Normal.of(0, 1), new double[3], m.plate("school", 8)));
        assertRefused(
                "data \"x\", row 1 has 1 columns, row 0 has 2: all rows must be equally long",
                m -> m.data("x", new double[][] {{1, 2}, {3}}, m.plate("school", 2)));
    }

    @Test
    void dataThatAreNotFinite() {
        assertRefused(
                "data column \"x\", row 1 is NaN: data must be finite; drop or impute the row before fitting",
                m -> m.data("x", new double[] {1, Double.NaN}, m.plate("home", 2)));
        assertRefused(
                "data column \"x\", row 1, element 0 is -Infinity: data must be finite; drop or impute the row before"
                        + " fitting",
                m -> m.data("x", new double[][] {{1, 2}, {Double.NEGATIVE_INFINITY, 2}}, m.plate("home", 2)));
    }

    @Test
    void anIndexOutOfRange() {
        assertRefused(
                "index column \"county\", row 2 is 3: indices run from 0 to 2; subtract 1 if they count from 1",
                m -> m.index("county", new int[] {1, 2, 3}, m.plate("home", 3), m.plate("county", 3)));
    }

    // ---------------------------------------------------------------- shapes

    @Test
    void rowsOfAnotherPlate() {
        assertRefused(
                "observation \"y\" is on plate \"home\", but its Normal law has rows of plate \"county\": pick a value for"
                        + " each row with gather(index)",
                m -> {
                    var alpha = m.latent("alpha", Normal.of(0, 1), m.plate("county", 2));
                    m.observe("y", Normal.of(alpha, 1), new double[3], m.plate("home", 3));
                });
        assertRefused(
                "latent \"b\" is on plate \"home\", but its Normal law has rows of plate \"county\": pick a value for each"
                        + " row with gather(index)",
                m -> {
                    var alpha = m.latent("alpha", Normal.of(0, 1), m.plate("county", 2));
                    m.latent("b", Normal.of(alpha, 1), m.plate("home", 3));
                });
        assertRefused(
                "latent \"b\": its Normal law has rows of plate \"county\": declare the latent on that plate too, as"
                        + " latent(\"b\", law, plate)",
                m -> {
                    var alpha = m.latent("alpha", Normal.of(0, 1), m.plate("county", 2));
                    m.latent("b", Normal.of(alpha, 1));
                });
        assertRefused(
                "observation \"y\" has no rows, but its Normal law has rows of plate \"county\": give data for each row, and"
                        + " the plate",
                m -> {
                    var alpha = m.latent("alpha", Normal.of(0, 1), m.plate("county", 2));
                    m.observe("y", Normal.of(alpha, 1), 3.0);
                });
    }

    @Test
    void dimensionsThatDoNotFit() {
        assertRefused(
                "observation \"y\" has shape [2], but its Normal law has shape [3]: the data must have the law's dimensions",
                m -> m.observe("y", Normal.of(m.latent("a", Normal.of(0, 1), 3), 1), new double[2]));
        assertRefused(
                "latent \"b\" is declared with length 2, but the parameters of its Normal law have shape [3]: leave the"
                        + " length out, or make them agree",
                m -> m.latent("b", Normal.of(m.latent("a", Normal.of(0, 1), 3), 1), 2));
        assertRefused("latent \"a\": its length must be at least 1: 0", m -> m.latent("a", Normal.of(0, 1), 0));
    }

    // ---------------------------------------------------------------- supports and ranges

    @Test
    void anObservationOutsideTheSupport() {
        assertRefused(
                "Bernoulli data \"y\", row 2 must be a whole number from 0 to 1: 2",
                m -> m.observe("y", Bernoulli.of(0.5), new int[] {0, 1, 2}, m.plate("home", 3)));
        assertRefused("HalfNormal data \"y\" must be >= 0: -1", m -> m.observe("y", HalfNormal.of(1), -1));
        assertRefused("Normal data \"y\" must be finite: NaN", m -> m.observe("y", Normal.of(0, 1), Double.NaN));
    }

    @Test
    void anObservationOutsideASupportThatIsComputed() {
        assertRefused("Uniform data \"y\", row 1, must be within its bounds, 0.0 and 4.0: 5.0", m -> {
            var home = m.plate("home", 2);
            var high = m.data("x", new double[] {1, 2}, home).times(2);
            m.observe("y", Uniform.of(Expr.constant(0), high), new double[] {1, 5}, home);
        });
    }

    @Test
    void aParameterOutOfItsRange() {
        assertRefused("Normal scale must be > 0: -1.0", m -> m.latent("a", Normal.of(0, -1)));
        assertRefused(
                "Normal scale \"sigma\", row 1 must be > 0: 0.0",
                m -> Normal.of(Expr.constant(0), m.data("sigma", new double[] {1, 0}, m.plate("home", 2))));
        assertRefused("Normal scale of \"y\", row 1, must be > 0: -3.0", m -> {
            var home = m.plate("home", 2);
            var scale = m.data("x", new double[] {1, -1}, home).times(2).minus(1);
            m.observe("y", Normal.of(Expr.constant(0), scale), new double[2], home);
        });
    }

    @Test
    void aParameterThatLatentsPutOutOfItsRange() {
        Model model = Model.of("wrong", m -> {
            var home = m.plate("home", 2);
            var scale = m.latent("a", Normal.of(0, 1)).minus(50).plus(m.data("x", new double[] {100, 0}, home));
            m.observe("y", Normal.of(Expr.constant(0), scale), new double[] {1, 2}, home);
        });
        String message =
                assertThrows(IllegalArgumentException.class, model::fit).getMessage();
        assertTrue(
                message.contains("factor \"y\", row 1, is NaN because Normal scale in row 1 is -50.0, must be > 0"),
                message);
    }

    @Test
    void aStartThatIsNotFiniteNamesTheFactorAndTheRow() {
        Model model = Model.of("wrong", m -> {
            var home = m.plate("home", 3);
            var a = m.latent("a", Normal.of(0, 1));
            m.factor("cut", m.data("x", new double[] {9, -50, 9}, home).plus(a).log());
        });
        String message =
                assertThrows(IllegalArgumentException.class, model::fit).getMessage();
        assertTrue(message.contains("factor \"cut\", row 1, is NaN"), message);
    }

    @Test
    void anObservationOfALatent() {
        assertRefused(
                "observation \"y\" depends on latent \"a\": observe data only, or add a term with factor(name, expr)",
                m -> m.observe("y", Normal.of(0, 1), m.latent("a", Normal.of(0, 1))));
    }

    @Test
    void anOutcomeOfProbabilityZeroIsNamedByItsRow() {
        Model model = Model.of("choices", m -> {
            m.latent("mu", Normal.of(0, 1));
            m.observe("choice", Categorical.of(0.5, 0.5, 0.0), new int[] {1, 2, 0}, m.plate("row", 3));
        });
        String message =
                assertThrows(IllegalArgumentException.class, model::fit).getMessage();
        assertTrue(message.contains("factor \"choice\", row 1, is -Infinity"), message);
    }

    /** There the density is 0 or infinite, and its logarithm of no use at any parameters. */
    @Test
    void sharesThatLieOnAnEnd() {
        assertRefused(
                "Beta data \"y\", row 1 must lie between 0 and 1, not on an end, where the density is 0 or infinite: 0.0; move it in, as"
                        + " (y (n − 1) + ½)/n does, or state such rows apart",
                m -> m.observe(
                        "y", Beta.of(m.latent("a", HalfNormal.of(1)), 1), new double[] {0.5, 0, 1}, m.plate("row", 3)));
        Model.of("fine", m -> {
            m.latent("x", Normal.of(0, 1));
            m.observe("y", Beta.of(1, 1), new double[] {0.5, 0, 1}, m.plate("row", 3));
        });
        assertThrows(
                IllegalArgumentException.class,
                () -> Model.of(
                        "wrong",
                        m -> m.observe("y", Kumaraswamy.of(m.latent("a", HalfNormal.of(1)), Expr.constant(2)), 1)));
    }
}
