package dev.jensen.core.family;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Layers of flows. */
final class OutlineOfLayer {
    private OutlineOfLayer() {}

    static Optional<Outline> of(Bijection layer) {
        if (layer instanceof FixedTriangular fixed) {
            return Optional.of(new Outline(
                    "FixedTriangular", Map.of("order", fixed.order()), Map.of("factor", fixed.factor()), List.of()));
        }
        if (layer instanceof TriangularScale scale) {
            return Optional.of(Outline.plain("TriangularScale", scale.inNumbers()));
        }
        if (layer instanceof LocationScale
                || layer instanceof SinhArcsinh
                || layer instanceof UnitTriangular
                || layer instanceof Planar) {
            return Optional.of(Outline.plain(layer.getClass().getSimpleName(), Outline.dimension(layer.dimension())));
        }
        return Optional.empty();
    }

    static Bijection layer(Outline outline) {
        return switch (outline.kind()) {
            case "LocationScale" -> LocationScale.of(outline.single("dimension"));
            case "SinhArcsinh" -> SinhArcsinh.of(outline.single("dimension"));
            case "UnitTriangular" -> UnitTriangular.of(outline.single("dimension"));
            case "Planar" -> Planar.of(outline.single("dimension"));
            case "FixedTriangular" -> {
                int[] order = outline.wholes("order");
                yield FixedTriangular.of(order, outline.square(outline.reals("factor"), order.length));
            }
            case "TriangularScale" -> TriangularScale.ofNumbers(outline);
            default ->
                throw new IllegalArgumentException("\"" + outline.kind() + "\" is no layer that can be made again");
        };
    }
}
