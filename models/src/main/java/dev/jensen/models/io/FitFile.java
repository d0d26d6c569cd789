package dev.jensen.models.io;

import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.fit.Fit;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A fit in a file: JSON with a version and a checksum, laid out in docs/fit-file.md.
 *
 * <pre>{@code
 * FitFile.save(fit, Path.of("schools.fit.json"));
 * Fit again = FitFile.load(Path.of("schools.fit.json"), model.density());
 * }</pre>
 *
 * <p>A loaded fit gives the same draws and the same summary, bit by bit. The model is not in the file: whoever loads states it again,
 * and a file that is of another model is refused. Nothing in a file is ever executed, and no class is chosen by it.
 */
public final class FitFile {
    private static final SealedJson SEALED = new SealedJson(
            "jensen-fit", 1, "fit", "saved fit", "save it again with FitFile.save, or take it from a backup");

    private FitFile() {}

    /**
     * Saves a fit. The file is written beside its place and moved there when it is whole: if anything goes wrong on the way, a
     * file that was there before is as it was.
     *
     * @param fit of any target; its family is described in the file where {@link dev.jensen.core.family.Outline} knows it
     * @param path replaced; its folder is made where there is none
     * @throws UncheckedIOException if it cannot be written
     */
    public static void save(Fit fit, Path path) {
        SEALED.write(path, FitJson.of(fit));
    }

    /**
     * Loads a fit.
     *
     * @param target what was fitted, stated again: of a model, {@code model.density()}
     * @throws IllegalArgumentException if the file is cut off, altered, of a newer version or of another target: which, and where
     * @throws UncheckedIOException if it cannot be read
     */
    public static Fit load(Path path, LogDensity target) {
        return load(path, target, Optional.empty());
    }

    /**
     * Loads a fit by a family of your own, which the file cannot describe.
     *
     * @param target what was fitted, stated again
     * @param family q's family
     * @throws IllegalArgumentException as {@link #load(Path, LogDensity)}, or if it is not the family that was saved: both are named
     */
    public static Fit load(Path path, LogDensity target, Family family) {
        return load(path, target, Optional.of(family));
    }

    private static Fit load(Path path, LogDensity target, Optional<Family> family) {
        return SEALED.read(path, node -> FitJson.fit(node, target, family));
    }
}
