package dev.jensen.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.HalfNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.core.distribution.Poisson;
import dev.jensen.models.ModelCheck.Kind;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What is said of a model before a fit. */
class ModelCheckTest {
    private static final double[] Y = {1.2, -0.3, 0.8, 2.0, 1.1, 0.4, -0.6};
    private static final double[] FLOOR = {0, 1, 0, 0, 1, 0, 1};
    private static final int[] COUNTY = {0, 0, 1, 1, 2, 2, 2};
    private static final int[] STATE = {0, 1, 1};
    private static final int[] YEAR = {1, 0, 1, 0, 1, 0, 1};

    static Model nested() {
        return Model.of("homes in counties in states", m -> {
            var state = m.plate("state", 2);
            var county = m.plate("county", List.of("DODGE", "LYON", "AITKIN"));
            var home = m.plate("home", Y.length);
            var stateOf = m.index("state of county", STATE, county, state);
            var countyOf = m.index("county of home", COUNTY, home, county);
            var floor = m.data("floor", FLOOR, home);
            var beta = m.latent("beta", Normal.of(0, 2));
            var spread = m.latent("spread", HalfNormal.of(1));
            var sigma = m.latent("sigma", HalfNormal.of(3));
            var a = m.latent("a", Normal.of(0, 1), state);
            var alpha = m.latent("alpha", Normal.of(a.gather(stateOf), spread).nonCentered(), county);
            var eta = m.derive("eta", alpha.gather(countyOf).plus(beta.times(floor)));
            m.observe("y", Normal.of(eta, sigma), Y, home);
        });
    }

    static Model crossed() {
        return Model.of("counties crossed with years", m -> {
            var county = m.plate("county", 3);
            var year = m.plate("year", 2);
            var home = m.plate("home", Y.length);
            var ofCounty = m.index("county of home", COUNTY, home, county);
            var ofYear = m.index("year of home", YEAR, home, year);
            var tau = m.latent("tau", HalfNormal.of(1));
            var omega = m.latent("omega", HalfNormal.of(1));
            var a = m.latent("a", Normal.of(0, tau), county);
            var b = m.latent("b", Normal.of(0, omega), year);
            m.factor("sum to zero", b.toAxis().sum().square().times(-1));
            m.observe("y", Normal.of(a.gather(ofCounty).plus(b.gather(ofYear)), 1), Y, home);
        });
    }

    private static List<Kind> kinds(ModelCheck check) {
        return check.findings().stream().map(ModelCheck.Finding::kind).toList();
    }

    @Test
    void aModelWithoutMistakesIsCleanAndATable() {
        ModelCheck check = nested().check();
        assertEquals(List.of(), check.findings());
        assertEquals("""
                model "homes in counties in states"

                          name             plate   shape  is                                    needs
                plate     state                           2 rows
                plate     county                          3 rows with labels
                plate     home                            7 rows
                index     state of county  county         a row of state
                index     county of home   home           a row of county
                data      floor            home
                latent    beta                            Normal(mean 0, scale 2)
                latent    spread                          HalfNormal(scale 1)
                latent    sigma                           HalfNormal(scale 3)
                latent    a                state          Normal(mean 0, scale 1)
                latent    alpha            county         Normal(mean ·, scale ·), non-centred  state of county, spread, a
                derived   eta              home           a function                            county of home, floor, beta, alpha
                observed  y                home           Normal(mean ·, scale ·)               sigma, eta

                nothing looks like a mistake
                """, check.toString());
    }

    @Test
    void whatIsNotUsedIsNamed() {
        ModelCheck check = Model.of("loose", m -> {
                    var row = m.plate("row", 7);
                    var group = m.plate("group", 3);
                    m.index("group of row", COUNTY, row, group);
                    m.data("floor", FLOOR, row);
                    var mu = m.latent("mu", Normal.of(0, 1));
                    var scale = m.latent("scale", HalfNormal.of(1));
                    m.latent("unused", Normal.of(0, scale));
                    m.observe("y", Normal.of(mu, 1), Y, row);
                })
                .check();
        assertEquals(
                List.of(Kind.UNUSED_DATA, Kind.UNUSED_DATA, Kind.UNUSED_LATENT, Kind.UNUSED_LATENT, Kind.DISCONNECTED),
                kinds(check));
        assertEquals(
                "data \"group of row\" are neither observed nor used: observe them, or leave them out",
                check.findings().get(0).message());
        assertEquals(
                "latent \"scale\": no observation depends on it, so that its posterior is its prior: use it in the law of an"
                        + " observation, or leave it out",
                check.findings().get(2).message());
        assertEquals(
                "the model falls into 2 parts that have nothing to do with each other: scale, unused | mu, y: fit them apart, or"
                        + " say what joins them",
                check.findings().get(4).message());
        assertTrue(check.toString().contains("UNUSED_LATENT latent \"unused\""));
        assertFalse(check.isClean());
    }

    @Test
    void columnsThatAreNeverAskedForAreNamed() {
        Data data = Data.of("y", 1, 2).and("x", 3, 4).and("spare", 5, 6);
        Model model = Model.of("columns", data, (m, given) -> {
            var row = m.plate("row", given.rows("x"));
            var mu = m.latent("mu", Normal.of(0, 1));
            m.observe("y", Normal.of(mu.times(m.data("x", given.doubles("x"), row)), 1), given.observed("y"), row);
        });
        assertEquals(
                "column \"spare\" of the data is never asked for: observe or use it, or leave it out",
                model.check().findings().get(0).message());
        assertEquals(
                List.of(Kind.SURPRISING_DATA),
                kinds(model.check(Data.of("y", 1, 300).and("x", 3, 4))));
    }

    @Test
    void predictionsOfManyRowsAreNotKept() {
        double[] y = new double[5000];
        y[17] = 1200;
        Model model = Model.of("many", m -> {
            var mu = m.latent("mu", Normal.of(0, 1));
            m.observe("y", Normal.of(mu, 1), y, m.plate("row", y.length));
        });
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        ModelCheck check = model.check();
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(check.toString().contains("\"y\": 1 of 5,000 values lie where"), check::toString);
        assertTrue(taken < 30_000_000, () -> taken + " bytes; 838 predictions of 5,000 rows are 33,520,000");
    }

    @Test
    void dataThatThePriorDoesNotExpectAreNamed() {
        ModelCheck far = Model.of("far", m -> {
                    var mu = m.latent("mu", Normal.of(0, 1));
                    m.observe("y", Normal.of(mu, 1), new double[] {0.5, 1200, 2, -900}, m.plate("row", 4));
                })
                .check();
        assertEquals(List.of(Kind.SURPRISING_DATA), kinds(far));
        String message = far.findings().get(0).message();
        assertTrue(
                message.startsWith(
                        "observation \"y\": 2 of 4 values lie where the prior predicts less than a probability of 1e-6, such as"
                                + " y[1] = 1200.0, where 95 % of predictions lie between -2."),
                message);
        assertTrue(message.endsWith(": widen the priors, or check the data's unit"), message);
        // 4.2 standard deviations of the prior's predictions are seldom, 1 in 40,000, and no mistake
        assertTrue(Model.of("near", m -> {
                    var mu = m.latent("mu", Normal.of(0, 1));
                    m.observe("y", Normal.of(mu, 1), new double[] {6, -6}, m.plate("row", 2));
                })
                .check()
                .isClean());
        assertEquals(
                List.of(Kind.SURPRISING_DATA),
                kinds(Model.of("counts", m -> {
                            var rate = m.latent("rate", HalfNormal.of(1));
                            m.observe("n", Poisson.of(rate), new int[] {0, 2, 400}, m.plate("row", 3));
                        })
                        .check()));
        assertTrue(Model.of("rare", m -> {
                    var logit = m.latent("logit", Normal.of(-9, 1)); // 1 in 5,000
                    m.observe("hit", Bernoulli.ofLogit(logit), new int[] {0, 1}, m.plate("row", 2));
                })
                .check()
                .isClean());
    }

    @Test
    void aPriorThatCannotBeDrawnIsSaidSo() {
        ModelCheck check = Model.of("flat", m -> {
                    var mu = m.latent("mu", Flat.real());
                    m.observe("y", Normal.of(mu, 1), 3.0);
                })
                .check();
        assertEquals(List.of(Kind.NOT_PREDICTED), kinds(check));
        assertTrue(check.findings().get(0).message().contains("latent \"mu\" cannot be drawn: Flat"));
    }

    // ---------------------------------------------------------------- diagrams

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static double[] frame(Document svg, String label) {
        NodeList texts = svg.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            if (texts.item(i).getTextContent().equals(label)) {
                org.w3c.dom.Node before = texts.item(i).getPreviousSibling();
                while (!(before instanceof Element element
                        && element.getTagName().equals("rect"))) {
                    before = before.getPreviousSibling();
                }
                Element rect = (Element) before;
                double x = Double.parseDouble(rect.getAttribute("x"));
                double y = Double.parseDouble(rect.getAttribute("y"));
                double width = Double.parseDouble(rect.getAttribute("width"));
                double height = Double.parseDouble(rect.getAttribute("height"));
                return new double[] {x, y, x + width, y + height};
            }
        }
        throw new AssertionError("no frame " + label);
    }

    private static boolean contains(double[] outer, double[] inner) {
        return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
    }

    @Test
    void nestedPlatesLieInsideEachOther(@TempDir Path folder) throws Exception {
        ModelCheck check = nested().check();
        Path file = folder.resolve("nested.svg");
        check.write(file);
        Document svg = parse(Files.readString(file));
        double[] state = frame(svg, "state × 2");
        double[] county = frame(svg, "county × 3");
        double[] home = frame(svg, "home × 7");
        assertTrue(contains(state, county) && contains(county, home));
        assertEquals(7, svg.getElementsByTagName("ellipse").getLength());
        assertEquals(7, svg.getElementsByTagName("path").getLength() - 1); // and the arrow's head
    }

    @Test
    void crossedPlatesOverlap() throws Exception {
        Document svg = parse(crossed().check().diagram());
        double[] county = frame(svg, "county × 3");
        double[] year = frame(svg, "year × 2");
        double[] home = frame(svg, "home × 7");
        assertTrue(contains(county, home) && contains(year, home));
        assertFalse(contains(county, year) || contains(year, county));
    }
}
