package dev.jensen.models.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * A tree of JSON in a file, with a format's name, its version and a checksum before it.
 *
 * @param format its name, the first thing in the file
 * @param version the newest that is read, and the one that is written
 * @param body the name of the field that holds the tree
 * @param name what messages call it
 * @param remedy what to do about a damaged one
 */
record SealedJson(String format, int version, String body, String name, String remedy) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private String before() {
        return ",\"" + body + "\":";
    }

    /** Replaces the file; if anything goes wrong on the way, one that was there before is as it was. */
    void write(Path path, ObjectNode node) {
        byte[] bytes = node.toString().getBytes(StandardCharsets.UTF_8);
        String head = "{\"format\":\"" + format + "\",\"version\":" + version + ",\"sha256\":\"" + checksum(bytes)
                + "\"" + before();
        AtomicFile.write(path, out -> {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.write("}\n".getBytes(StandardCharsets.UTF_8));
        });
    }

    /**
     * Reads a file.
     *
     * @param content makes something of the tree
     * @throws IllegalArgumentException naming the file, if it is cut off, altered or of a newer version, or the content says so
     * @throws UncheckedIOException if it cannot be read
     */
    <T> T read(Path path, Function<JsonNode, T> content) {
        try {
            return content.apply(tree(Files.readString(path)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no file " + path.toAbsolutePath(), e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    path + ": this is no " + name + ", for it is not in UTF-8: " + remedy, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private JsonNode tree(String text) {
        int at = text.indexOf(before());
        if (!text.startsWith("{\"format\":\"" + format + "\"") || at < 0) {
            throw new IllegalArgumentException("this is no " + name + ", or only the beginning of one: " + remedy);
        }
        JsonNode head = parsed(text.substring(0, at) + "}");
        int found = head.path("version").asInt();
        if (found > version) {
            throw new IllegalArgumentException("the file is of format version " + found + ", newer than " + version
                    + ", the newest that this Jensen reads: load it with a newer one");
        }
        int end = text.lastIndexOf('}');
        String inside = end > at ? text.substring(at + before().length(), end) : "";
        String sum = checksum(inside.getBytes(StandardCharsets.UTF_8));
        if (!text.endsWith("}\n") || !sum.equals(head.path("sha256").asText())) {
            throw new IllegalArgumentException("the file was cut off or altered: its checksum is " + sum + ", not "
                    + head.path("sha256").asText() + "; " + remedy);
        }
        return parsed(inside);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String checksum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
