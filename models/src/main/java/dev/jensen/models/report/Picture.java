package dev.jensen.models.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Plots side by side, written as SVG or PNG. No display is needed; a font is, which a bare container may lack: install
 * {@code fontconfig} and one font there.
 *
 * <pre>{@code
 * Picture.of(left, right).write(Path.of("target/two-modes.svg"));
 * }</pre>
 *
 * Immutable and thread-safe.
 */
public final class Picture {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 400;
    private static final int PNG_SCALE = 2; // of screens today

    private final List<Plot> plots;
    private final int columns;
    private final int width;
    private final int height;

    private Picture(List<Plot> plots, int columns, int width, int height) {
        this.plots = plots;
        this.columns = columns;
        this.width = width;
        this.height = height;
    }

    /**
     * Puts plots into one row.
     *
     * @throws IllegalArgumentException if there are none, or one has no layers
     */
    public static Picture of(Plot... plots) {
        return grid(plots.length, List.of(plots));
    }

    /**
     * Puts plots into rows of so many, from left to right.
     *
     * @param columns at least 1
     * @throws IllegalArgumentException if there are no plots, or one has no layers
     */
    public static Picture grid(int columns, List<Plot> plots) {
        if (plots.isEmpty() || columns < 1) {
            throw new IllegalArgumentException(
                    "a picture needs at least 1 plot and 1 column: " + plots.size() + " and " + columns);
        }
        for (Plot plot : plots) {
            if (plot.layers().isEmpty() && plot.heat().isEmpty()) {
                throw new IllegalArgumentException(
                        "the plot \"" + plot.title() + "\" has nothing in it: add a line, points or a histogram");
            }
        }
        return new Picture(List.copyOf(plots), columns, WIDTH, HEIGHT);
    }

    /**
     * Gives every plot another size.
     *
     * @param widthOfEach pixels, at least 100
     * @param heightOfEach pixels, at least 100
     */
    public Picture sized(int widthOfEach, int heightOfEach) {
        if (widthOfEach < 100 || heightOfEach < 100) {
            throw new IllegalArgumentException(
                    "a plot needs at least 100 × 100 pixels: " + widthOfEach + " × " + heightOfEach);
        }
        return new Picture(plots, columns, widthOfEach, heightOfEach);
    }

    /**
     * Returns the picture as an SVG element, which is a document of its own too. Letters are outlines, so that it looks the same
     * whatever fonts its reader has; its ids are its own, so that several pictures can stand in one page.
     */
    public String svg() {
        return Svg.of(totalWidth(), totalHeight(), this::paint);
    }

    /** Returns the plots, from left to right and from top to bottom. */
    public List<Plot> plots() {
        return plots;
    }

    /** Returns each plot as an SVG element of its own, from left to right and from top to bottom. */
    List<String> panels() {
        return plots.stream().map(plot -> of(plot).sized(width, height).svg()).toList();
    }

    /** How many plots stand in a row. */
    int columns() {
        return columns;
    }

    /** Whether rows and columns mean something, so that plots cannot be put elsewhere. */
    boolean isMatrix() {
        return columns > 1 && plots.size() > columns;
    }

    int width() {
        return width;
    }

    /** Returns the picture as a PNG image, two pixels for each one of its size. */
    public byte[] png() {
        BufferedImage image =
                new BufferedImage(PNG_SCALE * totalWidth(), PNG_SCALE * totalHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(PNG_SCALE, PNG_SCALE);
        paint(graphics);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes a file; makes its folder where there is none.
     *
     * @param file ends in {@code .svg} or {@code .png}; replaced
     * @return the file
     * @throws IllegalArgumentException if it ends in something else
     * @throws UncheckedIOException if it cannot be written
     */
    public Path write(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw new IllegalArgumentException("a picture is written as .svg or .png: " + file);
        }
        byte[] bytes = name.endsWith(".svg") ? svg().getBytes(StandardCharsets.UTF_8) : png();
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the picture " + file, e);
        }
    }

    private void paint(Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, totalWidth(), totalHeight());
        for (int k = 0; k < plots.size(); k++) {
            Graphics2D own = (Graphics2D) graphics.create();
            own.translate(k % columns * width, k / columns * height);
            Charts.paint(plots.get(k), width, height, own);
            own.dispose();
        }
    }

    private int totalWidth() {
        return Math.min(columns, plots.size()) * width;
    }

    private int totalHeight() {
        return (plots.size() + columns - 1) / columns * height;
    }
}
