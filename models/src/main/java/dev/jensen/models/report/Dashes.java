package dev.jensen.models.report;

import java.util.stream.DoubleStream;

/** A broken line as many short ones: XChart strokes each piece between two points anew, so that dashes would never end. */
final class Dashes {
    private static final double ON = 5;
    private static final double PERIOD = 9;
    private static final double LONGEST = 20_000;

    private Dashes() {}

    /**
     * Cuts a line.
     *
     * @param line NaN lifts the pen
     * @param pixelsPerX how long a unit of x is
     * @param pixelsPerY how long a unit of y is
     * @return a layer of the same name, with the pen lifted between the dashes
     */
    static Layer cut(Layer line, double pixelsPerX, double pixelsPerY) {
        if (!(pixels(line, pixelsPerX, pixelsPerY) < LONGEST)) {
            return line; // most of it lies outside the frame
        }
        DoubleStream.Builder x = DoubleStream.builder();
        DoubleStream.Builder y = DoubleStream.builder();
        double done = 0; // pixels since the last dash began
        for (int i = 1; i < line.x().length; i++) {
            double x0 = line.x()[i - 1];
            double y0 = line.y()[i - 1];
            double dx = line.x()[i] - x0;
            double dy = line.y()[i] - y0;
            double length = Math.hypot(dx * pixelsPerX, dy * pixelsPerY);
            if (!(length > 0)) {
                done = Double.isNaN(length) ? 0 : done;
                continue;
            }
            double at = 0;
            while (at < length) {
                double end = Math.min(length, at + (done < ON ? ON - done : PERIOD - done));
                if (done < ON) {
                    x.add(x0 + dx * at / length).add(x0 + dx * end / length).add(Double.NaN);
                    y.add(y0 + dy * at / length).add(y0 + dy * end / length).add(Double.NaN);
                }
                done += end - at;
                done = done > PERIOD - 1e-9 ? 0 : Math.abs(done - ON) < 1e-9 ? ON : done;
                at = end;
            }
        }
        return new Layer(
                line.name(), line.mark(), x.build().toArray(), y.build().toArray());
    }

    private static double pixels(Layer line, double pixelsPerX, double pixelsPerY) {
        double pixels = 0;
        for (int i = 1; i < line.x().length; i++) {
            double length = Math.hypot(
                    (line.x()[i] - line.x()[i - 1]) * pixelsPerX, (line.y()[i] - line.y()[i - 1]) * pixelsPerY);
            pixels += Double.isNaN(length) ? 0 : length;
        }
        return pixels;
    }
}
