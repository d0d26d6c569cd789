package dev.jensen.models.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.distribution.Normal;
import dev.jensen.core.fit.Fit;
import dev.jensen.models.Model;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final double[] ONE = {1, 2, 3};

    @BeforeAll
    static void noDisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    private static Fit fit() {
        return Model.of("two numbers", m -> {
                    var mu = m.latent("mu<1>", Normal.of(0, 1));
                    m.observe("y", Normal.of(mu, 1), new double[] {1, 2});
                })
                .fit();
    }

    /** Well-formed as XML, every id once, and nothing fetched from anywhere. */
    static void requireSelfContained(String html) throws Exception {
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
        Set<String> ids = new HashSet<>();
        Pattern.compile("\\sid=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .forEach(id -> assertTrue(ids.add(id.group(1)), "twice: " + id.group(1)));
        assertFalse(Pattern.compile("<(script|link|img|iframe)|url\\((?!#)|@import|src=")
                .matcher(html)
                .find());
    }

    @Test
    void everythingStandsInOneWellFormedPage() throws Exception {
        Plot plot = Plot.titled("a & b").line("l", ONE, ONE);
        Plot other =
                Plot.titled("c").line("l", ONE, new double[] {1, 0, 4}).heat(HeatMap.of((x, y) -> x * y, 0, 1, 0, 1));
        String html = Page.titled("All <kinds>")
                .heading("Part & parcel")
                .prose("It is *so* <b>bold</b>, `x < y`.")
                .story("Prose.\n\na   column\nb   & another")
                .code("int x = 1; // one < two\nString s = \"a\\\"b\"; @Override")
                .show(Grid.of("", "mean").row("mu", 0.12345).row("<nu>", -1.0))
                .picture(Picture.of(plot, other), "two *plots*")
                .picture(Pairs.of(fit().draws(50), "mu<1>", "mu<1>"))
                .show(plot.line("m", ONE, ONE))
                .checks(List.of("mu is 1 < 2"))
                .show(fit())
                .show("anything & all")
                .html();
        requireSelfContained(html);
        assertTrue(html.contains("<em>so</em> &lt;b&gt;bold&lt;/b&gt;, <code>x &lt; y</code>"), html);
        assertTrue(html.contains("<pre class=\"text\">a   column\nb   &amp; another</pre>"), html);
        assertTrue(html.contains("<span class=\"k\">int</span> x = <span class=\"n\">1</span>"), html);
        assertTrue(html.contains("<span class=\"c\">// one &lt; two</span>"), html);
        assertTrue(
                html.contains("<span class=\"s\">&quot;a\\&quot;b&quot;</span>; <span class=\"a\">@Override</span>"),
                html);
        assertTrue(html.contains("<td>&lt;nu&gt;</td><td class=\"r\">-1.000</td>"), html);
        assertTrue(html.contains("<div class=\"verdict reliable\">"), html);
    }

    @Test
    void longCodeIsFolded() {
        String html = Page.titled("").code("f();\n".repeat(61)).html();
        assertTrue(html.contains("<details><summary>61 lines of code</summary>"), html);
    }

    @Test
    void aFolderThatCannotBeIsAnErrorWithTheFile(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("file"), "");
        Path inFile = folder.resolve("file/page.html");
        var error =
                assertThrows(UncheckedIOException.class, () -> Page.titled("x").write(inFile));
        assertEquals("cannot write the page " + inFile, error.getMessage());
    }

    @Test
    void aDisplayIsAPieceWithItsOwnStyle() {
        String html = Display.html(Grid.of("a").row(1));
        assertTrue(html.startsWith("<div class=\"jensen\"><style>"), html);
        assertTrue(html.contains("<table>") && !html.contains("<html"), html);
    }

    @Test
    void gridsPrintInColumns() {
        Grid grid = Grid.of("team", "attack").row("Wales", 0.5).row("Italy", -12.25);
        assertEquals("team     attack\nWales     0.500\nItaly   -12.250", grid.toString());
        var error = assertThrows(IllegalArgumentException.class, () -> grid.row("France"));
        assertEquals("row 2 has 1 cells, but the table has 2 columns: [team, attack]", error.getMessage());
    }

    @Test
    void heatMapsRefuseWhatHasNoColour() {
        String nan = assertThrows(IllegalArgumentException.class, () -> HeatMap.of((x, y) -> Math.sqrt(x), -1, 1, 0, 1))
                .getMessage();
        assertTrue(nan.startsWith("a heat map needs numbers: at (-0.98"), nan);
        assertThrows(IllegalArgumentException.class, () -> HeatMap.of((x, y) -> 1, 0, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> HeatMap.of((x, y) -> x, 1, 1, 0, 1));
        HeatMap map = HeatMap.of((x, y) -> 5 + x, 0, 1, 0, 1);
        String below =
                assertThrows(IllegalArgumentException.class, () -> map.upTo(5)).getMessage();
        assertTrue(below.startsWith("a heat map from 5.0078125 cannot end at 5.0"), below);
    }
}
