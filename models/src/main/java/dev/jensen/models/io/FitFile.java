package dev.jensen.models.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.Family;
import dev.jensen.core.fit.Fit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    static final int VERSION = 1;
    private static final String FORMAT = "jensen-fit";
    private static final String BODY = ",\"fit\":";
    private static final ObjectMapper JSON = new ObjectMapper();

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
        byte[] body = FitJson.of(fit).toString().getBytes(StandardCharsets.UTF_8);
        String head = "{\"format\":\"" + FORMAT + "\",\"version\":" + VERSION + ",\"sha256\":\"" + checksum(body) + "\""
                + BODY;
        AtomicFile.write(path, out -> {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.write("}\n".getBytes(StandardCharsets.UTF_8));
        });
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
     * @throws IllegalArgumentException as {@link #load(Path, LogDensity)}, or if the family has another number of parameters
     */
    public static Fit load(Path path, LogDensity target, Family family) {
        return load(path, target, Optional.of(family));
    }

    private static Fit load(Path path, LogDensity target, Optional<Family> family) {
        try {
            return FitJson.fit(body(Files.readString(path)), target, family);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode body(String text) {
        int at = text.indexOf(BODY);
        if (!text.startsWith("{\"format\":\"" + FORMAT + "\"") || at < 0) {
            throw new IllegalArgumentException(
                    "this is no saved fit, or only the beginning of one: save it again with FitFile.save");
        }
        JsonNode head = tree(text.substring(0, at) + "}");
        int version = head.path("version").asInt();
        if (version > VERSION) {
            throw new IllegalArgumentException("the file is of format version " + version + ", newer than " + VERSION
                    + ", the newest that this Jensen reads: load it with a newer one");
        }
        int end = text.lastIndexOf('}');
        String body = end > at ? text.substring(at + BODY.length(), end) : "";
        String found = checksum(body.getBytes(StandardCharsets.UTF_8));
        if (!text.endsWith("}\n") || !found.equals(head.path("sha256").asText())) {
            throw new IllegalArgumentException("the file was cut off or altered: its checksum is " + found + ", not "
                    + head.path("sha256").asText() + "; fit again, or take the file from a backup");
        }
        return tree(body);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String checksum(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
