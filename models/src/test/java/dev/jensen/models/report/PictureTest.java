package dev.jensen.models.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PictureTest {
    private static final double[] ONE = {1, 2, 3};

    @BeforeAll
    static void noDisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    private static Plot line(String title) {
        return Plot.titled(title).axes("time", "ELBO").line("a line", ONE, ONE);
    }

    @Test
    void svgIsADocumentOfItsSizeWithALineForALine() throws Exception {
        Document svg = parsed(
                Picture.of(line("left"), line("right").points("dots", ONE, ONE)).svg());
        assertEquals("svg", svg.getDocumentElement().getLocalName());
        assertEquals("960", svg.getDocumentElement().getAttribute("width"));
        assertEquals("400", svg.getDocumentElement().getAttribute("height"));
        int marks = svg.getElementsByTagName("circle").getLength();
        assertEquals(3 + 1, marks, "three dots and the legend's");
        assertTrue(svg.getElementsByTagName("path").getLength() > 10, "lines, and letters as outlines");
    }

    private static Document parsed(String svg) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void pngHasTwoPixelsForOneAndColours() throws Exception {
        byte[] png = Picture.grid(2, List.of(line("a"), line("b"), line("c")))
                .sized(200, 150)
                .png();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(800, image.getWidth());
        assertEquals(600, image.getHeight());
        assertTrue(count(image, 0, 0, 400, 300) > 100, "blue pixels of the first");
        assertTrue(count(image, 0, 300, 400, 300) > 100, "blue pixels of the third");
        assertEquals(0, count(image, 400, 300, 400, 300), "blue pixels where there is no plot");
    }

    private static long count(BufferedImage image, int x, int y, int width, int height) {
        long blue = 0;
        for (int i = x; i < x + width; i++) {
            for (int j = y; j < y + height; j++) {
                blue += (image.getRGB(i, j) & 0xFFFFFF) == 0x0072B2 ? 1 : 0;
            }
        }
        return blue;
    }

    @Test
    void samePictureSameBytes() {
        assertArrayEquals(Picture.of(line("a")).png(), Picture.of(line("a")).png());
        assertEquals(Picture.of(line("a")).svg(), Picture.of(line("a")).svg());
    }

    @Test
    void theNameOfTheFileSaysWhichAndFoldersAreMade(@TempDir Path folder) throws Exception {
        Path svg = Picture.of(line("a")).write(folder.resolve("new/one.svg"));
        Path png = Picture.of(line("a")).write(folder.resolve("new/one.PNG"));
        assertTrue(Files.readString(svg).startsWith("<svg "));
        assertEquals((byte) 'P', Files.readAllBytes(png)[1]);
        var error = assertThrows(
                IllegalArgumentException.class, () -> Picture.of(line("a")).write(folder.resolve("one.pdf")));
        assertTrue(error.getMessage().startsWith("a picture is written as .svg or .png: "), error.getMessage());
    }

    @Test
    void histogramHasAreaOne() {
        Histogram histogram = Histogram.of("x", new double[] {0, 0.4, 1, 1, 2}, 2);
        assertArrayEquals(new double[] {2 / 5.0, 3 / 5.0}, histogram.density(), 1e-15);
        double[] x = histogram.outlineX();
        double[] y = histogram.outlineY();
        double area = 0;
        for (int i = 1; i < x.length; i++) {
            area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
        }
        assertEquals(1, area, 1e-15);
        assertEquals(0, y[0] + y[y.length - 1]);
    }

    @Test
    void contoursOfANormalLawAreCirclesOfKnownRadius() {
        Contours.Surface normal = (n, xy, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = 5 - (xy[2 * i] * xy[2 * i] + xy[2 * i + 1] * xy[2 * i + 1]) / 2;
            }
        };
        Contours half = Contours.of(normal, -6, 6, -6, 6, 0.5);
        double radius = Math.sqrt(2 * Math.log(2)); // P(r² < R²) = 1 − exp(−R²/2)
        int points = half.x().length - 1;
        assertTrue(points > 50, "points: " + points);
        assertTrue(Double.isNaN(half.x()[points]), "one line, then the pen is lifted");
        for (int i = 0; i < points; i++) {
            assertEquals(radius, Math.hypot(half.x()[i], half.y()[i]), 0.02);
        }
        assertEquals(half.x()[0], half.x()[points - 1], "closed");
    }

    @Test
    void contoursOfTwoHillsAreTwoLinesAndOpenOnesEndAtTheBorder() {
        Contours.Surface hills = (n, xy, out) -> {
            for (int i = 0; i < n; i++) {
                double x = Math.abs(xy[2 * i]) - 3;
                out[i] = -(x * x + xy[2 * i + 1] * xy[2 * i + 1]) / 2;
            }
        };
        assertEquals(
                2,
                Arrays.stream(Contours.of(hills, -6, 6, -4, 4, 0.8).x())
                        .filter(Double::isNaN)
                        .count());
        Contours.Surface slope = (n, xy, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = xy[2 * i];
            }
        };
        Contours border = Contours.of(slope, 0, 1, 0, 1, 0.5);
        double[] y = border.y();
        assertEquals(1, Math.abs(y[0] - y[y.length - 2]), 1e-12);
    }

    @Test
    void whatCannotBeDrawnIsNamed() {
        refused("\"a\" has 3 values of x, but 2 of y", () -> Plot.titled("").line("a", ONE, new double[2]));
        refused(
                "\"a\" must be finite to be drawn: point 1 is (2.0, Infinity)",
                () -> Plot.titled("").points("a", ONE, new double[] {0, Double.POSITIVE_INFINITY, 0}));
        refused("\"a\" has no points to draw", () -> Plot.titled("").line("a", new double[0], new double[0]));
        refused(
                "a histogram of \"a\" needs values that differ: all 2 are 3.0",
                () -> Plot.titled("").histogram("a", new double[] {3, 3}, 5));
        refused(
                "a histogram of \"a\" needs finite values: value 1 is NaN",
                () -> Plot.titled("").histogram("a", new double[] {3, Double.NaN}, 5));
        refused(
                "a histogram of \"a\" needs at least 1 bin: 0",
                () -> Plot.titled("").histogram("a", ONE, 0));
        refused(
                "the range of x must be finite and ascending: from 1.0 to 1.0",
                () -> line("a").frame(1, 1, 0, 1));
        refused(
                "the plot \"empty\" has nothing in it: add a line, points or a histogram",
                () -> Picture.of(Plot.titled("empty")));
        refused("a picture needs at least 1 plot and 1 column: 0 and 0", Picture::of);
        refused(
                "a contour's share of the mass must be between 0 and 1: 1.0",
                () -> Contours.of((n, xy, out) -> Arrays.fill(out, 0), 0, 1, 0, 1, 1.0));
    }

    private static void refused(String message, Runnable act) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }

    @Test
    void gallery() {
        Random random = new Random(1);
        double[] draws = random.doubles(2000).map(u -> random.nextGaussian()).toArray();
        double[] more = random.doubles(2000).map(u -> random.nextGaussian() + 1).toArray();
        Picture.of(
                        Plot.titled("A histogram")
                                .axes("x", "density")
                                .histogram("draws", draws, 40)
                                .curve("density", x -> Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI), -4, 4),
                        Plot.titled("Contours")
                                .axes("x", "y")
                                .points("draws", draws, more)
                                .contours(
                                        "half and 90 %",
                                        Contours.of(
                                                (n, z, out) -> {
                                                    for (int i = 0; i < n; i++)
                                                        out[i] = -0.5
                                                                * (z[2 * i] * z[2 * i]
                                                                        + (z[2 * i + 1] - 1) * (z[2 * i + 1] - 1));
                                                },
                                                -4,
                                                4,
                                                -3,
                                                5,
                                                .5,
                                                .9)),
                        Plot.titled("Trace")
                                .axes("step", "ELBO")
                                .band(
                                        "± 2 se",
                                        new double[] {0, 1, 2, 3},
                                        new double[] {-5, -3, -2.5, -2.2},
                                        new double[] {-4, -2.5, -2, -1.9})
                                .line("ELBO", new double[] {0, 1, 2, 3}, new double[] {-4.5, -2.75, -2.2, -2})
                                .dashes("log evidence", new double[] {0, 3}, new double[] {-1.5, -1.5}))
                .write(Path.of("target/gallery.png"));
        Picture.grid(2, List.of(line("a"), line("b"))).write(Path.of("target/gallery.svg"));
    }
}
