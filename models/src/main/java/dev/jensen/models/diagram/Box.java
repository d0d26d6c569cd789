package dev.jensen.models.diagram;

import dev.jensen.models.diagram.PlateDiagram.Edge;
import dev.jensen.models.diagram.PlateDiagram.Kind;
import dev.jensen.models.diagram.PlateDiagram.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rectangle with its place: a node, a plate around other boxes, or two crossed plates, which overlap. Within a plate boxes lie in
 * layers, each below all that it needs (Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system
 * structures", IEEE Transactions on Systems, Man, and Cybernetics 1981), and are ordered in a layer by the mean place of what they
 * are joined to.
 */
final class Box {
    static final int MARGIN = 18;
    static final int LABEL = 20; // below a plate's content
    private static final int GAP = 26;
    private static final int LAYER_GAP = 38;
    private static final int LETTER = 8;

    final String name; // of the node or plate; empty for the whole
    final boolean isNode;
    final List<Box> inside = new ArrayList<>();
    final List<Frame> frames = new ArrayList<>(); // of plates, in this box's own coordinates
    double x;
    double y;
    double width;
    double height;

    /** A plate's frame. */
    record Frame(String plate, double x, double y, double width, double height) {}

    private Box(String name, boolean isNode) {
        this.name = name;
        this.isNode = isNode;
    }

    /** Lays a diagram out; the box is the whole, at 0, 0. */
    static Box of(PlateDiagram diagram) {
        Map<String, List<String>> around = new HashMap<>();
        diagram.plates().keySet().forEach(plate -> around.put(plate, diagram.around(plate)));
        return new Layout(diagram, around).plate("", Set.of());
    }

    /** Which nodes are in it. */
    Set<String> nodes() {
        Set<String> all = new HashSet<>();
        if (isNode) {
            all.add(name);
        }
        inside.forEach(box -> all.addAll(box.nodes()));
        return all;
    }

    private record Layout(PlateDiagram diagram, Map<String, List<String>> around) {

        /** A plate, with all that is in it but plates that are drawn elsewhere. */
        Box plate(String name, Set<String> elsewhere) {
            Box box = new Box(name, false);
            List<Box> parts = new ArrayList<>();
            for (Node node : diagram.nodes()) {
                if (node.plate().equals(name)) {
                    parts.add(node(node));
                }
            }
            Set<String> done = new HashSet<>(elsewhere);
            for (String plate : diagram.plates().keySet()) {
                List<String> own = around.getOrDefault(plate, List.of());
                if (own.size() >= 2 && isIn(own.get(0), name) && isIn(own.get(1), name) && done.add(plate)) {
                    done.add(own.get(0));
                    done.add(own.get(1));
                    parts.add(crossed(own.get(0), plate, own.get(1)));
                }
            }
            for (String plate : diagram.plates().keySet()) {
                if (isIn(plate, name) && !done.contains(plate) && !isEmpty(plate)) {
                    parts.add(plate(plate, done));
                }
            }
            arrange(box, parts);
            if (!name.isEmpty()) {
                box.height += LABEL;
                box.frames.add(new Frame(name, 0, 0, box.width, box.height));
            }
            return box;
        }

        private boolean isIn(String plate, String outer) {
            List<String> own = around.getOrDefault(plate, List.of());
            return outer.isEmpty()
                    ? own.isEmpty() || own.size() > 2
                    : own.size() == 1 && own.get(0).equals(outer);
        }

        private boolean isEmpty(String plate) {
            return diagram.nodes().stream().noneMatch(node -> node.plate().equals(plate))
                    && diagram.plates().keySet().stream()
                            .noneMatch(inner ->
                                    around.getOrDefault(inner, List.of()).contains(plate) && !isEmpty(inner));
        }

        /** Two plates that overlap in a third. */
        private Box crossed(String left, String both, String right) {
            Box a = plate(left, Set.of(both));
            Box x = plate(both, Set.of());
            Box b = plate(right, Set.of(both));
            a.frames.clear();
            b.frames.clear();
            Box all = new Box(left + "×" + right, false);
            double top = Math.max(a.height, b.height) - 2 * LABEL;
            a.x = 0;
            a.y = 0;
            x.x = a.width + MARGIN;
            x.y = Math.max(MARGIN + 10, top * 0.5);
            b.x = x.x + x.width + MARGIN;
            b.y = 10;
            double bottom = Math.max(x.y + x.height + MARGIN, Math.max(a.height, b.height + 10));
            all.inside.addAll(List.of(a, x, b));
            all.frames.add(new Frame(left, 0, 0, x.x + x.width + MARGIN * 0.5, bottom + LABEL));
            all.frames.add(
                    new Frame(right, x.x - MARGIN * 0.5, 10, b.x + b.width - x.x + MARGIN * 0.5, bottom + LABEL));
            all.width = b.x + b.width;
            all.height = bottom + LABEL + 10;
            return all;
        }

        private Box node(Node node) {
            Box box = new Box(node.name(), true);
            int letters = Math.max(node.name().length(), node.note().length() * 4 / 5);
            box.width = node.kind() == Kind.FACTOR ? 14 : Math.max(52, 24 + LETTER * letters);
            box.height = node.kind() == Kind.FACTOR ? 14 : node.kind() == Kind.DATA ? 24 : 44;
            return box;
        }

        private void arrange(Box box, List<Box> parts) {
            Map<String, Box> of = new HashMap<>();
            parts.forEach(part -> part.nodes().forEach(node -> of.put(node, part)));
            Map<Box, Set<Box>> needs = new LinkedHashMap<>();
            parts.forEach(part -> needs.put(part, new HashSet<>()));
            for (Edge edge : diagram.edges()) {
                Box from = of.get(edge.from());
                Box to = of.get(edge.to());
                if (from != null && to != null && from != to && !reaches(needs, from, to)) {
                    needs.getOrDefault(to, new HashSet<>()).add(from);
                }
            }
            Map<Box, Integer> layers = new HashMap<>();
            parts.forEach(part -> layer(part, needs, layers));
            lower(parts, needs, layers);
            place(box, parts, needs, layers);
        }

        /** Whether {@code from} needs {@code to}, so that the other way round would be a circle. */
        private static boolean reaches(Map<Box, Set<Box>> needs, Box from, Box to) {
            return from == to || needs.getOrDefault(from, Set.of()).stream().anyMatch(each -> reaches(needs, each, to));
        }

        private static int layer(Box part, Map<Box, Set<Box>> needs, Map<Box, Integer> layers) {
            Integer known = layers.get(part);
            if (known != null) {
                return known;
            }
            int layer = 0;
            for (Box needed : needs.getOrDefault(part, Set.of())) {
                layer = Math.max(layer, layer(needed, needs, layers) + 1);
            }
            layers.put(part, layer);
            return layer;
        }

        /** Moves what needs nothing down to just above what needs it. */
        private static void lower(List<Box> parts, Map<Box, Set<Box>> needs, Map<Box, Integer> layers) {
            for (Box part : parts) {
                if (needs.getOrDefault(part, Set.of()).isEmpty()) {
                    parts.stream()
                            .filter(other -> needs.getOrDefault(other, Set.of()).contains(part))
                            .mapToInt(other -> layers.getOrDefault(other, 0) - 1)
                            .min()
                            .ifPresent(layer -> layers.put(part, layer));
                }
            }
        }

        private static void place(Box box, List<Box> parts, Map<Box, Set<Box>> needs, Map<Box, Integer> layers) {
            int count =
                    layers.values().stream().mapToInt(layer -> layer + 1).max().orElse(0);
            List<List<Box>> rows = new ArrayList<>();
            double widest = 0;
            for (int layer = 0; layer < count; layer++) {
                int at = layer;
                List<Box> row = new ArrayList<>(parts.stream()
                        .filter(part -> layers.getOrDefault(part, 0) == at)
                        .toList());
                rows.add(row);
                widest = Math.max(widest, width(row));
            }
            for (int sweep = 0; sweep < 4; sweep++) {
                for (List<Box> row : rows) {
                    spread(row, widest);
                }
                for (List<Box> row : rows) {
                    Map<Box, Double> middles = new HashMap<>();
                    row.forEach(each -> middles.put(each, middle(each, parts, needs)));
                    row.sort(Comparator.comparingDouble(each -> middles.getOrDefault(each, 0.0)));
                }
            }
            double y = box.name.isEmpty() ? 0 : MARGIN;
            for (List<Box> row : rows) {
                spread(row, widest);
                double height =
                        row.stream().mapToDouble(each -> each.height).max().orElse(0);
                for (Box each : row) {
                    each.x += box.name.isEmpty() ? 0 : MARGIN;
                    each.y = y + (height - each.height) / 2;
                }
                y += height + LAYER_GAP;
            }
            box.inside.addAll(parts);
            box.width = widest + (box.name.isEmpty() ? 0 : 2 * MARGIN);
            box.height = Math.max(0, y - LAYER_GAP) + (box.name.isEmpty() ? 0 : MARGIN * 0.5);
        }

        private static double width(List<Box> row) {
            return row.stream().mapToDouble(each -> each.width).sum() + GAP * (row.size() - 1);
        }

        private static void spread(List<Box> row, double widest) {
            double x = (widest - width(row)) / 2;
            for (Box each : row) {
                each.x = x;
                x += each.width + GAP;
            }
        }

        private static double middle(Box box, List<Box> parts, Map<Box, Set<Box>> needs) {
            return parts.stream()
                    .filter(other -> needs.getOrDefault(box, Set.of()).contains(other)
                            || needs.getOrDefault(other, Set.of()).contains(box))
                    .mapToDouble(other -> other.x + other.width / 2)
                    .average()
                    .orElse(box.x + box.width / 2);
        }
    }
}
