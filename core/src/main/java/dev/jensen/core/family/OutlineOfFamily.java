package dev.jensen.core.family;

import dev.jensen.core.family.StructuredGaussian.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Families that hold no other. */
final class OutlineOfFamily {
    private OutlineOfFamily() {}

    static Optional<Outline> of(Family family) {
        if (family instanceof LowRankGaussian gaussian) {
            return Optional.of(Outline.plain(
                    "LowRankGaussian",
                    Map.of("dimension", Outline.one(gaussian.dimension()), "rank", Outline.one(gaussian.rank()))));
        }
        if (family instanceof StructuredGaussian gaussian) {
            List<int[]> lists = new ArrayList<>();
            for (Block block : gaussian.list()) {
                lists.add(unboxed(block.coordinates()));
                lists.add(unboxed(block.ancestors()));
            }
            return Optional.of(Outline.plain("StructuredGaussian", Map.of("blocks", Outline.joined(lists))));
        }
        if (family instanceof MeanFieldStudentT t) {
            return Optional.of(ofStudentT("MeanFieldStudentT", t.dimension(), t.degreesOfFreedom()));
        }
        if (family instanceof FullRankStudentT t) {
            return Optional.of(ofStudentT("FullRankStudentT", t.dimension(), t.degreesOfFreedom()));
        }
        if (family instanceof MeanFieldMixture mixture) {
            return Optional.of(Outline.plain(
                    "MeanFieldMixture",
                    Map.of("dimension", Outline.one(mixture.dimension()), "count", Outline.one(mixture.components()))));
        }
        if (family instanceof MeanFieldGaussian
                || family instanceof FullRankGaussian
                || family instanceof MeanFieldLaplace
                || family instanceof MeanFieldBernoulli
                || family instanceof Delta) {
            return Optional.of(Outline.plain(family.getClass().getSimpleName(), Outline.dimension(family.dimension())));
        }
        return Optional.empty();
    }

    static Family family(Outline outline) {
        return switch (outline.kind()) {
            case "MeanFieldGaussian" -> MeanFieldGaussian.of(outline.single("dimension"));
            case "FullRankGaussian" -> FullRankGaussian.of(outline.single("dimension"));
            case "LowRankGaussian" -> LowRankGaussian.of(outline.single("dimension"), outline.single("rank"));
            case "StructuredGaussian" -> structured(outline);
            case "MeanFieldLaplace" -> MeanFieldLaplace.of(outline.single("dimension"));
            case "MeanFieldBernoulli" -> MeanFieldBernoulli.of(outline.single("dimension"));
            case "MeanFieldMixture" -> MeanFieldMixture.of(outline.single("dimension"), outline.single("count"));
            case "MeanFieldStudentT" -> MeanFieldStudentT.of(outline.single("dimension"), degrees(outline));
            case "FullRankStudentT" -> FullRankStudentT.of(outline.single("dimension"), degrees(outline));
            case "Delta" -> Delta.of(outline.single("dimension"));
            default ->
                throw new IllegalArgumentException("\"" + outline.kind() + "\" is no family that can be made again");
        };
    }

    private static StructuredGaussian structured(Outline outline) {
        List<int[]> lists = outline.apart("blocks");
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; b + 1 < lists.size(); b += 2) {
            blocks.add(new Block(boxed(lists.get(b)), boxed(lists.get(b + 1))));
        }
        return StructuredGaussian.of(blocks);
    }

    private static double degrees(Outline outline) {
        double[] degrees = outline.reals("degreesOfFreedom");
        if (degrees.length != 1) {
            throw new IllegalArgumentException(
                    outline.kind() + " needs one \"degreesOfFreedom\", not " + degrees.length);
        }
        return degrees[0];
    }

    private static Outline ofStudentT(String kind, int d, double degrees) {
        return new Outline(kind, Outline.dimension(d), Map.of("degreesOfFreedom", new double[] {degrees}), List.of());
    }

    private static int[] unboxed(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Integer> boxed(int[] array) {
        return Arrays.stream(array).boxed().toList();
    }
}
