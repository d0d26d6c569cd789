package dev.jensen.core.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a family is made of, in numbers and words, so that it can be written down and {@linkplain #family made again}. Not its
 * parameters φ.
 *
 * <p>Known are the Gaussian and Student-t families, point masses, Bernoulli coordinates, mixtures, whitened families, families beside points, and flows of
 * {@link LocationScale}, {@link FixedTriangular}, {@link TriangularScale}, {@link SinhArcsinh}, {@link UnitTriangular} and {@link Planar}
 * layers. An outline of another version or from a file that was altered is refused by the checks of the family itself.
 *
 * @param kind the family's or layer's class, in its simple name
 * @param whole whole numbers by name: dimensions, orders of coordinates
 * @param real numbers by name: what is fixed in the family, such as the factor of a {@link Whitened}
 * @param parts the families or layers inside
 */
public record Outline(String kind, Map<String, int[]> whole, Map<String, double[]> real, List<Outline> parts) {

    /** Copies the maps and the list; the arrays are taken over. */
    public Outline {
        whole = Map.copyOf(whole);
        real = Map.copyOf(real);
        parts = List.copyOf(parts);
    }

    /** Describes a family; empty where it, or a part of it, is not among those known. */
    public static Optional<Outline> of(Family family) {
        if (family instanceof MixtureFamily<?> mixture) {
            return of(mixture.component())
                    .map(part -> around(family, Map.of("count", one(mixture.components())), part));
        }
        if (family instanceof BesidePoints<?> beside) {
            return of(beside.family()).map(part -> around(family, Map.of("points", beside.points()), part));
        }
        if (family instanceof Whitened<?> whitened) {
            return of(whitened.inner())
                    .map(part -> new Outline(
                            "Whitened",
                            Map.of(),
                            Map.of("mean", whitened.fixedMean(), "factor", whitened.fixedFactor()),
                            List.of(part)));
        }
        if (family instanceof NormalizingFlow flow) {
            return ofFlow(flow);
        }
        return OutlineOfFamily.of(family);
    }

    private static Optional<Outline> ofFlow(NormalizingFlow flow) {
        List<Outline> layers = new ArrayList<>();
        for (Bijection layer : flow.layers()) {
            Optional<Outline> outline = OutlineOfLayer.of(layer);
            if (outline.isEmpty()) {
                return Optional.empty();
            }
            layers.add(outline.get());
        }
        return Optional.of(new Outline("NormalizingFlow", dimension(flow.dimension()), Map.of(), layers));
    }

    /**
     * Makes the family again.
     *
     * @throws IllegalArgumentException if the kind is not known, a number is missing, or the numbers make no family
     */
    public Family family() {
        return switch (kind) {
            case "BesidePoints" -> BesidePoints.of(reparameterized(), wholes("points"));
            case "MixtureFamily" -> MixtureFamily.of(reparameterized(), single("count"));
            case "Whitened" -> {
                Reparameterized inner = reparameterized();
                yield Whitened.of(inner, reals("mean"), square(reals("factor"), inner.dimension()));
            }
            case "NormalizingFlow" ->
                NormalizingFlow.of(
                        single("dimension"),
                        parts.stream().map(OutlineOfLayer::layer).toList());
            default -> OutlineOfFamily.family(this);
        };
    }

    private Reparameterized reparameterized() {
        if (parts.size() == 1 && parts.get(0).family() instanceof Reparameterized inner) {
            return inner;
        }
        throw new IllegalArgumentException(kind + " needs one reparameterised family inside, not "
                + parts.stream().map(Outline::kind).toList());
    }

    private static Outline around(Family family, Map<String, int[]> whole, Outline part) {
        return new Outline(family.getClass().getSimpleName(), whole, Map.of(), List.of(part));
    }

    static Outline plain(String kind, Map<String, int[]> whole) {
        return new Outline(kind, whole, Map.of(), List.of());
    }

    static Map<String, int[]> dimension(int d) {
        return Map.of("dimension", one(d));
    }

    static int[] one(int number) {
        return new int[] {number};
    }

    int single(String name) {
        int[] numbers = wholes(name);
        if (numbers.length != 1) {
            throw new IllegalArgumentException(kind + " needs one \"" + name + "\", not " + numbers.length);
        }
        return numbers[0];
    }

    int[] wholes(String name) {
        int[] numbers = whole.get(name);
        if (numbers == null) {
            throw new IllegalArgumentException(kind + " lacks \"" + name + "\"");
        }
        return numbers;
    }

    double[] reals(String name) {
        double[] numbers = real.get(name);
        if (numbers == null) {
            throw new IllegalArgumentException(kind + " lacks \"" + name + "\"");
        }
        return numbers;
    }

    /** Cuts a matrix written row after row into rows. */
    double[][] square(double[] flat, int d) {
        if (flat.length != (long) d * d) {
            throw new IllegalArgumentException(
                    kind + " needs a factor of " + d + " × " + d + ", not " + flat.length + " numbers");
        }
        double[][] rows = new double[d][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * d, (i + 1) * d));
        return rows;
    }

    /** Joins arrays, each after its length. */
    static int[] joined(List<int[]> arrays) {
        return arrays.stream()
                .flatMapToInt(array -> IntStream.concat(IntStream.of(array.length), Arrays.stream(array)))
                .toArray();
    }

    /** Takes apart what {@link #joined} has joined. */
    List<int[]> apart(String name) {
        int[] flat = wholes(name);
        List<int[]> arrays = new ArrayList<>();
        for (int at = 0; at < flat.length; ) {
            int length = flat[at++];
            if (length < 0 || length > flat.length - at) {
                throw new IllegalArgumentException(kind + " has in \"" + name + "\" a length out of range: " + length);
            }
            arrays.add(Arrays.copyOfRange(flat, at, at + length));
            at += length;
        }
        return arrays;
    }
}
