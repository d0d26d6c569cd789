package dev.jensen.models.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/**
 * A function of the plane as colours, from dark where it is least to light where it is greatest; beside it a scale.
 *
 * <pre>{@code
 * Plot.titled("KL(q‖p)").axes("mean", "sd").heat(HeatMap.of((m, s) -> kl(m, s), -4, 4, 0.2, 4).upTo(3))
 * }</pre>
 *
 * Immutable. The colours are nearly those of viridis (van der Walt and Smith 2015): evenly brighter, for colour-blind eyes too.
 */
public final class HeatMap {
    static final int SCALE_WIDTH = 66;
    private static final int CELLS = 64;
    private static final int SHADES = 48;
    private static final double OVERLAP = 0.6; // pixels, so that no seams show between cells
    private static final int[] RAMP = {
        0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725
    };

    private final Plot.Frame frame;
    private final double[] values; // [row from below][column]
    private final double least;
    private final double most;

    private HeatMap(Plot.Frame frame, double[] values, double least, double most) {
        this.frame = frame;
        this.values = values;
        this.least = least;
        this.most = most;
    }

    /**
     * Evaluates a function at the middles of 64 × 64 cells.
     *
     * @param function of x and y; +∞ and −∞ are allowed, and get the colour of the greatest and the least
     * @throws IllegalArgumentException if a range is empty, a value is NaN, or no two finite values differ
     */
    public static HeatMap of(DoubleBinaryOperator function, double fromX, double toX, double fromY, double toY) {
        if (!(fromX < toX) || !(fromY < toY)) {
            throw new IllegalArgumentException("a heat map needs ascending ranges: x from " + fromX + " to " + toX
                    + ", y from " + fromY + " to " + toY);
        }
        double[] values = new double[CELLS * CELLS];
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < values.length; k++) {
            int row = k / CELLS;
            double x = fromX + (toX - fromX) * (k % CELLS + 0.5) / CELLS;
            double y = fromY + (toY - fromY) * (row + 0.5) / CELLS;
            values[k] = function.applyAsDouble(x, y);
            if (Double.isNaN(values[k])) {
                throw new IllegalArgumentException("a heat map needs numbers: at (" + x + ", " + y + ") it is NaN");
            }
            if (Double.isFinite(values[k])) {
                least = Math.min(least, values[k]);
                most = Math.max(most, values[k]);
            }
        }
        if (!(least < most)) {
            throw new IllegalArgumentException(
                    "a heat map needs finite values that differ: from " + least + " to " + most);
        }
        return new HeatMap(new Plot.Frame(fromX, toX, fromY, toY), values, least, most);
    }

    /**
     * Gives everything above a value the same colour, so that what lies below it can be told apart.
     *
     * @throws IllegalArgumentException if nothing lies below
     */
    public HeatMap upTo(double greatest) {
        if (!(greatest > least) || Double.isInfinite(greatest)) {
            throw new IllegalArgumentException("a heat map from " + least + " cannot end at " + greatest);
        }
        return new HeatMap(frame, values, least, Math.min(most, greatest));
    }

    Plot.Frame frame() {
        return frame;
    }

    /** Paints the cells that lie within a frame, which takes up a part of the screen; equal neighbours are one. */
    void paint(Graphics2D graphics, Plot.Frame shown, Rectangle2D screen) {
        Graphics2D own = (Graphics2D) graphics.create();
        own.clip(screen);
        double width = (frame.toX() - frame.fromX()) / CELLS / (shown.toX() - shown.fromX()) * screen.getWidth();
        double height = (frame.toY() - frame.fromY()) / CELLS / (shown.toY() - shown.fromY()) * screen.getHeight();
        double left =
                screen.getX() + (frame.fromX() - shown.fromX()) / (shown.toX() - shown.fromX()) * screen.getWidth();
        double bottom =
                screen.getMaxY() - (frame.fromY() - shown.fromY()) / (shown.toY() - shown.fromY()) * screen.getHeight();
        for (int row = 0; row < CELLS; row++) {
            int from = 0;
            for (int column = 1; column <= CELLS; column++) {
                if (column == CELLS || shade(row, column) != shade(row, from)) {
                    own.setColor(colour(shade(row, from)));
                    own.fill(new Rectangle2D.Double(
                            left + from * width,
                            bottom - (row + 1) * height,
                            (column - from) * width + OVERLAP,
                            height + OVERLAP));
                    from = column;
                }
            }
        }
        own.dispose();
    }

    /** Paints the scale of colours, with the numbers that it begins and ends with, and the one between. */
    void paintScale(Graphics2D graphics, Rectangle2D screen) {
        double height = screen.getHeight() / SHADES;
        for (int k = 0; k < SHADES; k++) {
            graphics.setColor(colour(k));
            graphics.fill(new Rectangle2D.Double(
                    screen.getX(), screen.getMaxY() - (k + 1) * height, screen.getWidth(), height + OVERLAP));
        }
        graphics.setColor(Color.DARK_GRAY);
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
        for (int i = 0; i <= 2; i++) {
            String number = String.format(Locale.US, "%.3g", least + (most - least) * i / 2);
            float y = (float) (screen.getMaxY() - screen.getHeight() * i / 2 + 4);
            graphics.fill(font.createGlyphVector(graphics.getFontRenderContext(), number)
                    .getOutline((float) screen.getMaxX() + 4, y));
        }
    }

    private int shade(int row, int column) {
        double share = (values[row * CELLS + column] - least) / (most - least);
        return (int) Math.min(SHADES - 1, Math.max(0, share * SHADES));
    }

    private static Color colour(int shade) {
        double at = (double) shade / (SHADES - 1) * (RAMP.length - 1);
        int k = Math.min(RAMP.length - 2, (int) at);
        Color from = new Color(RAMP[k]);
        Color to = new Color(RAMP[k + 1]);
        double t = at - k;
        return new Color(
                mix(from.getRed(), to.getRed(), t),
                mix(from.getGreen(), to.getGreen(), t),
                mix(from.getBlue(), to.getBlue(), t));
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
