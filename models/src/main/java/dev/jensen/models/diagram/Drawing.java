package dev.jensen.models.diagram;

import dev.jensen.models.diagram.PlateDiagram.Edge;
import dev.jensen.models.diagram.PlateDiagram.Kind;
import dev.jensen.models.diagram.PlateDiagram.Node;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes a diagram that has been laid out as SVG. */
final class Drawing {
    private static final int EDGE = 24;
    private static final int TITLE = 30;
    private static final int CLEAR = 4; // pixels between an arrow and a node that it passes

    private final PlateDiagram diagram;
    private final StringBuilder svg = new StringBuilder();
    private final Map<String, double[]> places =
            new LinkedHashMap<>(); // of nodes: middle x, middle y, half width, half height

    private Drawing(PlateDiagram diagram) {
        this.diagram = diagram;
    }

    static String of(PlateDiagram diagram, Box all) {
        return new Drawing(diagram).draw(all);
    }

    private String draw(Box all) {
        double width = Math.max(all.width, 9.0 * diagram.title().length()) + 2 * EDGE;
        double height = all.height + TITLE + 2 * EDGE;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\""
                        + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\">%n",
                width, height, width, height);
        svg.append("<title>").append(text(diagram.title())).append("</title>\n");
        svg.append(
                "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\""
                        + " orient=\"auto\"><path d=\"M0,0.8 L8,4 L0,7.2 z\" fill=\"#444\"/></marker></defs>\n");
        add("<rect width=\"%.0f\" height=\"%.0f\" fill=\"white\"/>%n", width, height);
        add(
                "<text x=\"%d\" y=\"%d\" font-size=\"15\" font-weight=\"bold\">%s</text>%n",
                EDGE, EDGE + 4, text(diagram.title()));
        double left = (width - all.width) / 2;
        frames(all, left, EDGE + TITLE);
        place(all, left, EDGE + TITLE);
        diagram.edges().forEach(this::edge);
        diagram.nodes().forEach(this::node);
        return svg.append("</svg>\n").toString();
    }

    private void frames(Box box, double x, double y) {
        for (Box.Frame frame : box.frames) {
            add(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"8\" fill=\"#3366aa\" fill-opacity=\"0.04\""
                            + " stroke=\"#6680a0\"/>%n",
                    x + frame.x(), y + frame.y(), frame.width(), frame.height());
            PlateDiagram.Plate plate = diagram.plates().get(frame.plate());
            boolean crossedRight = box.frames.size() > 1 && frame.equals(box.frames.get(1));
            add(
                    "<text x=\"%.1f\" y=\"%.1f\" font-size=\"12\" fill=\"#3a5578\" text-anchor=\"%s\">%s</text>%n",
                    x + frame.x() + (box.frames.size() > 1 && !crossedRight ? 10 : frame.width() - 10),
                    y + frame.y() + frame.height() - 7,
                    box.frames.size() > 1 && !crossedRight ? "start" : "end",
                    text(plate == null ? frame.plate() : plate.label()));
        }
        box.inside.forEach(each -> frames(each, x + each.x, y + each.y));
    }

    private void place(Box box, double x, double y) {
        if (box.isNode) {
            places.put(box.name, new double[] {x + box.width / 2, y + box.height / 2, box.width / 2, box.height / 2});
        }
        box.inside.forEach(each -> place(each, x + each.x, y + each.y));
    }

    private void edge(Edge edge) {
        double[] from = places.get(edge.from());
        double[] to = places.get(edge.to());
        if (from == null || to == null) {
            return;
        }
        double[] bend = clearBend(edge, from, to);
        double[] begin = border(from, bend[0], bend[1]);
        double[] end = border(to, bend[0], bend[1]);
        add(
                "<path d=\"M%.1f,%.1f Q%.1f,%.1f %.1f,%.1f\" fill=\"none\" stroke=\"#444\" stroke-width=\"1.2\""
                        + " marker-end=\"url(#arrow)\"/>%n",
                begin[0], begin[1], bend[0], bend[1], end[0], end[1]);
    }

    /** A point that an arrow bends towards, so that it goes round other nodes: as little aside as does. */
    private double[] clearBend(Edge edge, double[] from, double[] to) {
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double length = Math.max(1, Math.hypot(dx, dy));
        double[] best = {(from[0] + to[0]) / 2, (from[1] + to[1]) / 2};
        int fewest = Integer.MAX_VALUE;
        for (int step = 0; step <= 20; step++) {
            int turn = (step + 1) / 2;
            double aside = 18.0 * turn * (step % 2 == 0 ? 1 : -1);
            double[] bend = {(from[0] + to[0]) / 2 - dy / length * aside, (from[1] + to[1]) / 2 + dx / length * aside};
            int hits = hits(edge, from, bend, to);
            if (hits < fewest) {
                fewest = hits;
                best = bend;
            }
        }
        return best;
    }

    /** How many points of the arrow lie on other nodes. */
    private int hits(Edge edge, double[] from, double[] bend, double[] to) {
        int hits = 0;
        for (Map.Entry<String, double[]> other : places.entrySet()) {
            if (other.getKey().equals(edge.from()) || other.getKey().equals(edge.to())) {
                continue;
            }
            double[] place = other.getValue();
            for (int i = 1; i < 40; i++) {
                double t = i / 40.0;
                double x = (1 - t) * (1 - t) * from[0] + 2 * t * (1 - t) * bend[0] + t * t * to[0];
                double y = (1 - t) * (1 - t) * from[1] + 2 * t * (1 - t) * bend[1] + t * t * to[1];
                boolean across = Math.abs(x - place[0]) < place[2] + CLEAR && Math.abs(y - place[1]) < place[3] + CLEAR;
                hits += across ? 1 : 0;
            }
        }
        return hits;
    }

    /** Where the line from the middle of an ellipse to a point leaves it. */
    private static double[] border(double[] place, double x, double y) {
        double dx = (x - place[0]) / place[2];
        double dy = (y - place[1]) / place[3];
        double length = Math.max(1e-9, Math.hypot(dx, dy));
        return new double[] {place[0] + dx / length * place[2], place[1] + dy / length * place[3]};
    }

    private void node(Node node) {
        double[] place = places.get(node.name());
        if (place == null) {
            return;
        }
        switch (node.kind()) {
            case LATENT -> ellipse(place, "fill=\"white\" stroke=\"#222\"");
            case OBSERVED -> ellipse(place, "fill=\"#cfd8e3\" stroke=\"#222\"");
            case DETERMINISTIC -> ellipse(place, "fill=\"white\" stroke=\"#222\" stroke-dasharray=\"5 3\"");
            case DATA -> rectangle(place, "fill=\"#f3efe2\" stroke=\"#998\"");
            case FACTOR -> rectangle(place, "fill=\"#222\"");
        }
        if (node.kind() == Kind.FACTOR) {
            add("<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", place[0] + 12, place[1] + 4, text(node.name()));
            return;
        }
        boolean noted = !node.note().isEmpty() && node.kind() != Kind.DATA;
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n",
                place[0], place[1] + (noted ? 0 : 4.5), text(node.name()));
        if (noted) {
            add(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"10\" fill=\"#555\">%s</text>%n",
                    place[0], place[1] + 13, text(node.note()));
        }
    }

    private void ellipse(double[] place, String style) {
        add(
                "<ellipse cx=\"%.1f\" cy=\"%.1f\" rx=\"%.1f\" ry=\"%.1f\" " + style + "/>%n",
                place[0],
                place[1],
                place[2],
                place[3]);
    }

    private void rectangle(double[] place, String style) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" " + style + "/>%n",
                place[0] - place[2],
                place[1] - place[3],
                2 * place[2],
                2 * place[3]);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.US, format.replace("%n", "\n"), values));
    }

    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
