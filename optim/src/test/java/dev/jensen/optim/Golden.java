package dev.jensen.optim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Values from another library, whose first line names it. */
public final class Golden {
    private Golden() {}

    /** The rows of a file beside {@code room}, split at commas. */
    public static List<String[]> rows(Class<?> room, String file) {
        try (InputStream in = requireNonNull(room.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
