package dev.jensen.models.diagram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a plate diagram shows.
 *
 * @param title above it
 * @param nodes variables, in the order of their statements
 * @param edges from what is needed to what needs it, by name
 * @param plates boxes, by name
 */
public record PlateDiagram(String title, List<Node> nodes, List<Edge> edges, Map<String, Plate> plates) {

    /** How a node looks. */
    public enum Kind {
        /** An open circle. */
        LATENT,
        /** A shaded circle. */
        OBSERVED,
        /** A dashed circle. */
        DETERMINISTIC,
        /** A small box. */
        DATA,
        /** A filled square. */
        FACTOR
    }

    /**
     * A variable.
     *
     * @param name unique
     * @param note a word under the name, such as its law
     * @param plate the box in which it stands; empty for none
     */
    public record Node(String name, String note, Kind kind, String plate) {}

    /** An arrow. */
    public record Edge(String from, String to) {}

    /**
     * A box.
     *
     * @param label such as {@code home × 919}
     * @param within the plates whose rows its rows belong to: one where it is nested, two or more where these are crossed
     */
    public record Plate(String label, Set<String> within) {}

    /** Copies the collections. */
    public PlateDiagram {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        plates = new LinkedHashMap<>(plates);
    }

    /** Returns the diagram as an SVG document. */
    public String svg() {
        return Drawing.of(this, Box.of(this));
    }

    /** The plates directly around a plate: those that it lies within, without those that lie around these. */
    List<String> around(String plate) {
        Plate own = plates.get(plate);
        if (own == null) {
            return List.of();
        }
        Set<String> direct = new LinkedHashSet<>(own.within());
        direct.retainAll(plates.keySet());
        direct.remove(plate);
        for (String each : List.copyOf(direct)) {
            direct.removeAll(above(each, new LinkedHashSet<>()));
        }
        return new ArrayList<>(direct);
    }

    private Set<String> above(String plate, Set<String> found) {
        Plate own = plates.get(plate);
        if (own != null) {
            for (String each : own.within()) {
                if (!each.equals(plate) && found.add(each)) {
                    above(each, found);
                }
            }
        }
        return found;
    }
}
