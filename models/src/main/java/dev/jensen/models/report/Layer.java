package dev.jensen.models.report;

/**
 * One thing in a plot's frame: its numbers, and how they are drawn.
 *
 * @param name what the legend calls it; layers of one name share a colour and a line of the legend
 * @param mark how it is drawn
 * @param x abscissas; NaN in x and y lifts the pen
 * @param y ordinates, as many
 */
record Layer(String name, Mark mark, double[] x, double[] y) {
    Layer {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" has " + x.length + " values of x, but " + y.length + " of y");
        }
        boolean any = false;
        for (int i = 0; i < x.length; i++) {
            boolean lifted = mark != Mark.POINTS && Double.isNaN(x[i]) && Double.isNaN(y[i]);
            if (!lifted && !(Double.isFinite(x[i]) && Double.isFinite(y[i]))) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" must be finite to be drawn: point " + i + " is (" + x[i] + ", " + y[i] + ")");
            }
            any |= !lifted;
        }
        if (!any) {
            throw new IllegalArgumentException("\"" + name + "\" has no points to draw");
        }
    }

    /** How points become ink. */
    enum Mark {
        LINE,
        THICK,
        DASHES,
        POINTS,
        AREA
    }
}
